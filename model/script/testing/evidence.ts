/**
 * What a judge of a script is shown after an honest run, and which fields of it could be others without the
 * judge's noticing: those that travel in the clear beside what is signed, hashed or sealed and are not in it.
 */
import { symbolic } from '../../core/symbolic.ts';
import { directStepper, initialLocals, type Local, settle } from '../../core/system.ts';
import { type Term, termStore } from '../../core/term.ts';
import type { Memory } from '../chart.ts';
import { layoutOf } from '../layout.ts';
import { type Message, namesIn } from '../message.ts';
import { type Bench, made, type Names } from '../pattern.ts';
import { agentSort, type Protocol, sortOf } from '../script.ts';
import { agentKeys, scriptSystem } from '../system.ts';
import { playing } from './runs.ts';

/** The agents of a script by the names of their roles, and somebody else. */
const other = 'x';
const agentOf = (role: string): string => role.toLowerCase();

/** Names that stand in the clear: neither signed, hashed, encrypted nor a secret. */
function clearIn(message: Message): readonly string[] {
  if (message.is === 'pair') return [...clearIn(message.left), ...clearIn(message.right)];
  return message.is === 'atom' ? [message.name] : [];
}

/** The court of a script: everybody in it plays once, a judge with them, and evidence is made of all they know. */
function courtOf(protocol: Protocol, judge: string) {
  const algebra = symbolic(termStore(), { cipher: 'aes-128-cbc' });
  const agents = [...protocol.roles.map(({ name }) => agentOf(name)), other];
  const peers = Object.fromEntries(protocol.roles.map(({ name }) => [name, agentOf(name)]));
  const played = [...playing(protocol), judge];
  const seats = played.map((role) => ({ role, agent: agentOf(role), peers }));
  const scenario = { honest: agents, insider: undefined, seats, typed: true };
  const system = scriptSystem(protocol, scenario)(algebra);
  const stepper = directStepper(system, algebra.derive);
  const wiring = { system, holds: { wireless: 'full' }, stepper } as const;
  const layout = layoutOf(protocol, true);
  const benchOf = (self: string): Bench<Term> => {
    const whose = { agents, agent: agentOf(self), protocol, deposited: true };
    return { self, algebra, layout, keyring: agentKeys(algebra, whose) };
  };
  return { protocol, algebra, system, wiring, layout, benchOf, judge, played };
}

type Court = ReturnType<typeof courtOf>;
type Make = Parameters<typeof settle<Local, Term>>[2];

/** All that was known at the end of an honest run, by name, and the judge as it was all the while. */
function heard({ system, wiring, played, algebra }: Court) {
  let locals: readonly Local[] = initialLocals(system);
  const waiting: { readonly to: string; readonly message: Term }[] = [];
  const make = (stimulus: Make): void => {
    const outcome = settle(wiring, locals, stimulus);
    locals = outcome.locals;
    waiting.push(...outcome.events.filter((event) => event.kind === 'sent'));
  };
  for (const [party, [intent]] of Object.entries(system.agenda)) {
    if (intent !== undefined) make({ party, intent, at: 0 });
  }
  for (let sent = waiting.shift(); sent !== undefined; sent = waiting.shift()) {
    const door = system.doors[played.indexOf(sent.to)];
    if (door !== undefined) make({ frame: { ...door, message: sent.message }, at: 0 });
  }
  const memories = locals.map(({ snapshot }) => (snapshot.context as Memory<Term>).names);
  const agents = system.principals.map(
    ({ party }) => [party.toUpperCase(), algebra.name(agentSort, party)] as const,
  );
  const known = [...agents, ...memories.flatMap((one) => Object.entries(one))];
  const names: Names<Term> = Object.fromEntries(known);
  return { locals, names };
}

/** A message as it is shown: what is in the clear may be another's, what is protected is as it was made. */
function shown(
  court: Pick<Court, 'benchOf' | 'algebra' | 'layout' | 'judge'>,
  { names, clear }: { readonly names: Names<Term>; readonly clear: Names<Term> },
  message: Message,
): Term {
  const { benchOf, algebra, layout, judge } = court;
  const fresh = algebra.constant('shown');
  const again = (one: Message): Term => shown(court, { names, clear }, one);
  if (message.is === 'pair') {
    const { left, right } = message;
    return algebra.encode(layout.pair(left, right), { left: again(left), right: again(right) });
  }
  const self = message.is === 'signed' ? message.by : judge;
  const known = message.is === 'atom' ? clear : names;
  const m = made(benchOf(self), known, { message, fresh });
  if (m === undefined) throw new Error(`evidence: nobody can show ${namesIn(message).join(' ')}`);
  return m;
}

/** What the judge waits for, in order. */
function awaitedBy({ roles }: Protocol, judge: string): readonly Message[] {
  const steps = roles.find(({ name }) => name === judge)?.steps ?? [];
  return steps.flatMap((step) => (step.do === 'receive' ? [step.message] : []));
}

/** What a judge makes of evidence. */
export interface Judged {
  /** Whether it is convinced by what honest parties show it. */
  readonly isConvinced: boolean;
  /** The names in the clear whose values may be others. */
  readonly loose: readonly string[];
}

/** Whether a judge goes to its end when it is shown evidence, what is in the clear of it by these names. */
function isConvinced(court: Court, known: ReturnType<typeof heard>, clear: Names<Term>): boolean {
  const { protocol, system, wiring, algebra, layout, judge, played } = court;
  const at = played.indexOf(judge);
  const [door] = system.doors.slice(at);
  if (door === undefined) throw new Error(`evidence: nobody plays ${judge}`);
  const locals = awaitedBy(protocol, judge).reduce<readonly Local[]>((before, message) => {
    const of = shown(court, { names: known.names, clear }, message);
    const m = algebra.encode(layout.wrapping('message', message), { of });
    return settle(wiring, before, { frame: { ...door, message: m }, at: 0 }).locals;
  }, known.locals);
  return locals[at]?.snapshot.value === 'done';
}

/** Shows a judge what there is, and then with one name's value another. */
export function judgedOf(protocol: Protocol, judge: string): Judged {
  const court = courtOf(protocol, judge);
  const { algebra } = court;
  const known = heard(court);
  const { names } = known;
  const isAgent = (name: string): boolean => protocol.roles.some((role) => role.name === name);
  const another = (name: string): Term =>
    isAgent(name)
      ? algebra.name(agentSort, other)
      : algebra.derive(algebra.constant(`another ${name}`), sortOf(protocol, name));
  const clear = [...new Set(awaitedBy(protocol, judge).flatMap(clearIn))];
  return {
    isConvinced: isConvinced(court, known, names),
    loose: clear.filter((name) => isConvinced(court, known, { ...names, [name]: another(name) })),
  };
}
