/**
 * A script played honestly twice over by the same agents, on terms: who sends whom what in which order, what
 * is stated, whether what was sent in the first run is taken in its place in the second, and whether it is
 * taken from another, who knows every value that goes into it and has keys of its own.
 *
 * Refuses to say what an attacker makes of that: searches do.
 */
import { perObject } from '../../core/remembered.ts';
import { symbolic } from '../../core/symbolic.ts';
import { directStepper, initialLocals, type Local, settle } from '../../core/system.ts';
import { type Term, termStore } from '../../core/term.ts';
import type { TraceEvent } from '../../core/trace.ts';
import type { Memory } from '../chart.ts';
import { layoutOf } from '../layout.ts';
import type { Message } from '../message.ts';
import { made } from '../pattern.ts';
import type { Protocol } from '../script.ts';
import { agentKeys, scriptClaims, scriptSystem, type Seat } from '../system.ts';

/** A message of a run, once it has come. */
export interface Came {
  readonly from: string;
  readonly to: string;
  /** Whether whom it is for went on. */
  readonly isTaken: boolean;
  /** Whether the same message of the run before would have been taken in its place; in the first, no. */
  readonly isTakenStale: boolean;
  /** Whether it would have been taken from another, who knows all that its sender does but its keys. */
  readonly isTakenOfOthers: boolean;
}

/** What came of the second of two honest runs. */
export interface Run {
  readonly messages: readonly Came[];
  /** The roles whose charts did not come to their end. */
  readonly waiting: readonly string[];
  /** The beliefs that both runs break: none, if the script says what it does. */
  readonly broken: readonly string[];
  /** How many statements of each kind were made in both runs. */
  readonly stated: Readonly<Record<'running' | 'commit' | 'secret', number>>;
}

type Sent = Extract<TraceEvent<Term>, { kind: 'sent' }>;

/** A place in one of the two runs. */
interface Place {
  readonly role: string;
  readonly run: 0 | 1;
}

/** Whoever sends what is another's to send. */
const impostor = 'x';

/** The roles that send or are sent something: a judge waits for what nobody here shows it. */
export function playing({ roles }: Pick<Protocol, 'roles'>): readonly string[] {
  const sends = roles.flatMap(({ name, steps }) =>
    steps.flatMap((step) => (step.do === 'send' ? [[name, step.to]] : [])),
  );
  return roles.map(({ name }) => name).filter((name) => sends.flat().includes(name));
}

/** Each role that plays once, by the agent of its name in small letters. */
function seatsOf(protocol: Protocol): readonly Seat[] {
  const peers = Object.fromEntries(protocol.roles.map(({ name }) => [name, name.toLowerCase()]));
  return playing(protocol).map((role) => ({ role, agent: role.toLowerCase(), peers }));
}

/** The system of two runs: every role has two seats, one in each. */
function systemOf(protocol: Protocol) {
  const seats = seatsOf(protocol);
  const algebra = symbolic(termStore(), { cipher: 'aes-128-cbc' });
  const honest = [...protocol.roles.map(({ name }) => name.toLowerCase()), impostor];
  const scenario = { honest, insider: undefined, seats: [...seats, ...seats], typed: true };
  const system = scriptSystem(protocol, scenario)(algebra);
  const keyring = agentKeys(algebra, { agents: honest, agent: impostor, protocol });
  const indexOf = ({ role, run }: Place): number =>
    seats.findIndex((seat) => seat.role === role) + run * seats.length;
  const roleOf = (party: string): string =>
    seats[system.parties.findIndex(({ name }) => name === party) % seats.length]?.role ?? '';
  return { protocol, algebra, system, keyring, indexOf, roleOf };
}

type Played = ReturnType<typeof systemOf>;

/** A message on its way to a place. */
function frameFor({ system, indexOf }: Played, message: Term, place: Place) {
  const door = system.doors[indexOf(place)];
  if (door === undefined) throw new Error(`runs: nobody plays ${place.role}`);
  return { frame: { ...door, message }, at: 0 };
}

/** Two runs in the making. */
function stageOf(set: Played) {
  const { algebra, system, indexOf } = set;
  const stepper = directStepper(system, algebra.derive);
  const wiring = { system, holds: { wireless: 'full' }, stepper } as const;
  const events: TraceEvent<Term>[] = [];
  let locals: readonly Local[] = initialLocals(system);
  const make = (stimulus: Parameters<typeof settle<Local, Term>>[2]): readonly Sent[] => {
    const outcome = settle(wiring, locals, stimulus);
    locals = outcome.locals;
    events.push(...outcome.events);
    return outcome.events.filter((event) => event.kind === 'sent');
  };
  const begun = (place: Place): readonly Sent[] => {
    const party = system.parties[indexOf(place)]?.name ?? '';
    const [intent] = system.agenda[party] ?? [];
    return intent === undefined ? [] : make({ party, intent, at: 0 });
  };
  const isTaken = (message: Term, place: Place): boolean =>
    !settle(wiring, locals, frameFor(set, message, place)).idle;
  const deliver = (message: Term, place: Place): readonly Sent[] =>
    make(frameFor(set, message, place));
  const snapshotOf = (place: Place) => locals[indexOf(place)]?.snapshot;
  return { ...set, events, begun, isTaken, deliver, snapshotOf };
}

type Stage = ReturnType<typeof stageOf>;

/** What a role sends, message by message. */
function sendsOf({ roles }: Protocol, role: string): readonly Message[] {
  const steps = roles.find(({ name }) => name === role)?.steps ?? [];
  return steps.flatMap((step) => (step.do === 'send' ? [step.message] : []));
}

/** A message of a role's, made of what the role knows with the keys of another. */
function forged(
  { protocol, algebra, keyring, snapshotOf }: Stage,
  place: Place,
  message: Message,
): Term | undefined {
  const layout = layoutOf(protocol, true);
  const { names } = snapshotOf(place)?.context as Memory<Term>;
  const bench = { self: place.role, algebra, layout, keyring };
  const body = made(bench, names, { message, fresh: algebra.constant('forged') });
  return body && algebra.encode(layout.wrapping('message', message), { of: body });
}

/** Plays one of the two runs; what was sent in the one before is tried in its place. */
function played(stage: Stage, run: Place['run'], before: readonly Term[]) {
  const { protocol, begun, roleOf, isTaken, deliver } = stage;
  const messages: Came[] = [];
  const sent: Term[] = [];
  const waiting = playing(protocol).flatMap((role) => begun({ role, run }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { party, to, message } = next;
    const [from, place] = [roleOf(party), { role: to, run }];
    const form = sendsOf(protocol, from)[messages.filter((one) => one.from === from).length];
    const other = form && forged(stage, { role: from, run }, form);
    const isMet = (one: Term | undefined): boolean => one !== undefined && isTaken(one, place);
    messages.push({
      from,
      to,
      isTaken: isTaken(message, place),
      isTakenStale: isMet(before[sent.length]),
      isTakenOfOthers: isMet(other),
    });
    sent.push(message);
    waiting.push(...deliver(message, place));
  }
  return { messages, sent };
}

/** What comes of two runs one after the other. */
export const runsOf = perObject((protocol: Protocol): Run => {
  const stage = stageOf(systemOf(protocol));
  const { messages } = played(stage, 1, played(stage, 0, []).sent);
  const { events, system, algebra, snapshotOf } = stage;
  const waiting = playing(protocol).filter(
    (role) => snapshotOf({ role, run: 1 })?.value !== 'done',
  );
  const broken = scriptClaims(protocol)
    .filter(({ violation }) => violation({ ...system, events }, algebra.equal) !== undefined)
    .map(({ title }) => title);
  const count = (claim: string): number =>
    events.filter((event) => event.kind === 'claimed' && event.claim === claim).length;
  const stated = { running: count('running'), commit: count('commit'), secret: count('secret') };
  return { messages, waiting, broken, stated };
});

/**
 * The messages of the second run: `AB` from A to B, `AB*` where that of the first would be taken as well,
 * `AB~` where it would be taken from another.
 */
export function exchanged({ messages }: Run): string {
  const marked = messages.map(({ from, to, isTakenStale, isTakenOfOthers }) =>
    [from, to, isTakenStale ? '*' : '', isTakenOfOthers ? '~' : ''].join(''),
  );
  return marked.join(' ');
}
