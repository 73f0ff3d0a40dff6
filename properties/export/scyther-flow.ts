/**
 * SA2pMP's flow as a script, for Scyther: each role set up once and paying once, key pairs those of
 * agents, channels that nobody reads boxes under the long-term key of the two ends.
 *
 * Refuses a public key that comes over the open network: a key of Scyther's is a function of an agent.
 */
import type { Term } from '../../model/core/term.ts';
import { joined, type Message, text, underShared } from '../../model/script/message.ts';
import type { Protocol, Role } from '../../model/script/script.ts';
import { receive, send, state } from '../../model/script/steps.ts';
import {
  actsOf,
  type Again,
  eventName,
  type Flow,
  type FlowAct,
  type FlowRole,
  readBy,
  statementOf,
  termsIn,
  type Way,
} from './flow.ts';
import { inexpressible } from './inexpressible.ts';
import { check, type Desk, type Later, leaf, owner, said, taken, word } from './scyther-say.ts';

/** The agents: what Scyther calls the roles. */
const agentOf: Readonly<Record<string, string>> = { phone: 'P', bank: 'B', log: 'L' };

/** A message on its way: what nobody reads is boxed. */
function onWay(
  desk: Desk,
  on: Way,
  { message, peer }: { readonly message: Message; readonly peer: string },
): Message {
  if (on.way === 'open') return message;
  const ends = [desk.self, peer].sort();
  return underShared([ends[0] ?? '', ends[1] ?? ''], joined(text(word(on.name)), message));
}

/** The other end of a message. */
function peerOf(desk: Desk, on: Way): string {
  const isWithLog = 'name' in on && on.name.includes('log');
  if (isWithLog) return desk.self === 'L' ? 'B' : 'L';
  return desk.self === 'P' ? 'B' : 'P';
}

/** Names of what an agreement or a secret is on, digests and signatures left out. */
function leavesOf(desk: Desk, t: Term): readonly string[] {
  const { store } = desk.flow;
  const kind = store.kind(t);
  if (kind === 'exported') return leavesOf(desk, store.args(t)[1] ?? t);
  if (kind === 'tuple') return store.args(t).flatMap((arg) => leavesOf(desk, arg));
  const isAtom = kind === 'variable' || desk.flow.origin(t) !== undefined;
  const message = isAtom ? said(desk, t) : undefined;
  return message?.is === 'atom' && !['P', 'B', 'L'].includes(message.name) ? [message.name] : [];
}

/** What a received message tells of whose public keys are in it. */
function learnOwners(desk: Desk, act: Extract<FlowAct, { does: 'receive' }>, as: Term): void {
  const { store } = desk.flow;
  const peer = peerOf(desk, act.on);
  const visit = (t: Term): void => {
    const isKey = store.sort(t) === 'public-key' && !store.isGround(t);
    if (!isKey) {
      for (const arg of store.args(t)) visit(arg);
      return;
    }
    if (desk.owners.has(t) || store.args(t).some((key) => owner(desk, key) !== undefined)) return;
    if (act.on.way === 'open') {
      throw inexpressible(
        'a public key that comes over the open network (A1, A2): Scyther’s keys are functions of agents',
      );
    }
    desk.owners.set(t, peer);
    for (const key of store.args(t)) desk.owners.set(key, peer);
  };
  visit(as);
}

/** Writes a role's acts. */
function write(desk: Desk, acts: readonly FlowAct[], wanted: ReadonlySet<string>): void {
  acts.forEach((act, index) => {
    if (act.does === 'send') {
      const peer = peerOf(desk, act.on);
      const message = onWay(desk, act.on, { message: said(desk, act.message), peer });
      desk.steps.push(send(peer, message));
    }
    if (act.does === 'receive') writeReceipt(desk, act, acts.slice(index + 1));
    if (act.does === 'state' && wanted.has(statementOf(act))) writeStatement(desk, act);
  });
}

/** Writes a receipt with what it must be. */
function writeReceipt(
  desk: Desk,
  act: Extract<FlowAct, { does: 'receive' }>,
  after: readonly FlowAct[],
): void {
  const end = after.findIndex(({ does }) => does !== 'take');
  const takes = after.slice(0, end < 0 ? after.length : end).filter((one) => one.does === 'take');
  for (const take of takes) {
    if (take.value !== act.message) rename(desk, take.value, take.as);
  }
  const as = takes.find(({ value }) => value === act.message)?.as ?? act.message;
  learnOwners(desk, act, as);
  const later: Later[] = [];
  const peer = peerOf(desk, act.on);
  const message = onWay(desk, act.on, { message: taken(desk, as, later), peer });
  desk.steps.push(receive(message));
  check(desk, later);
}

/** What was learnt earlier turns out to be another. */
function rename(desk: Desk, value: Term, as: Term): void {
  const name = desk.names.get(value);
  const holder = desk.owners.get(value);
  if (desk.flow.store.kind(as) === 'variable' && name !== undefined) desk.names.set(as, name);
  else if (holder === undefined) throw inexpressible('what is received is taken apart only later');
}

function writeStatement(desk: Desk, act: Extract<FlowAct, { does: 'state' }>): void {
  const { claim, about } = act;
  const names = act.values.flatMap((t) => leavesOf(desk, t));
  const peer = desk.self === 'P' ? 'B' : 'P';
  if (names.length === 0) return;
  if (claim === 'secret') {
    const own = names.filter((name) => desk.makes.includes(name));
    if (own.length > 0) desk.steps.push(state('secret', eventName(about), [peer, ...own]));
    return;
  }
  desk.steps.push(
    state(claim === 'commit' ? 'commit' : 'running', eventName(about), [peer, ...names]),
  );
}

/** Whether some role uses the key that an encryption gives both sides. */
function usesExported({ roles, store }: Flow): boolean {
  const isExported = (t: Term): boolean =>
    store.kind(t) === 'exported' || store.args(t).some(isExported);
  return roles.some((role) => actsOf(role).flatMap(termsIn).some(isExported));
}

/** What is remembered is called what it is the first time. */
function remember(desk: Desk, { state: variables, at }: Again): void {
  variables.forEach((variable, index) => {
    const first = at[index];
    if (first === undefined) return;
    const message = desk.flow.origin(first) === undefined ? undefined : leaf(desk, first);
    const name = message?.is === 'atom' ? message.name : desk.names.get(first);
    if (name !== undefined) desk.names.set(variable, name);
  });
}

/** A role of the script. */
function roleOf(flow: Flow, role: FlowRole, wanted: ReadonlySet<string>) {
  const self = agentOf[role.name] ?? role.name;
  const desk: Desk = {
    flow,
    self,
    names: new Map(),
    sorts: new Map(),
    makes: [],
    steps: [],
    known: new Set(['P', 'B', 'L']),
    exports: usesExported(flow),
    owners: new Map(),
  };
  const { again } = role;
  enrol(
    desk,
    flow.roles.flatMap((one) => actsOf(one).flatMap(termsIn)),
  );
  write(desk, role.acts, wanted);
  if (again !== undefined) {
    remember(desk, again);
    write(desk, again.acts, wanted);
  }
  const agents = flow.roles.map(({ name }) => agentOf[name] ?? name);
  const knows = agents.filter((name) => name !== self);
  const scripted: Role = { name: self, knows, makes: desk.makes, steps: desk.steps };
  return { role: scripted, sorts: [...desk.sorts] };
}

/** The password is agreed on when an account is opened, before anything else (§4.2). */
function enrol(desk: Desk, all: readonly Term[]): void {
  const { origin, store } = desk.flow;
  const isPassword = (t: Term): boolean => {
    const from = origin(t);
    return from?.from === 'customer' && from.name === 'password';
  };
  const find = (t: Term): Term | undefined => {
    if (isPassword(t)) return t;
    return store
      .args(t)
      .map(find)
      .find((found) => found !== undefined);
  };
  const password = all.map(find).find((found) => found !== undefined);
  if (password === undefined || desk.self === 'L') return;
  const message = underShared(['B', 'P'], joined(text('enrolment'), said(desk, password)));
  desk.steps.push(desk.self === 'P' ? send('B', message) : receive(message));
}

/** SA2pMP's flow as a script. @throws Error that says what cannot be expressed */
export function flowAsScript(flow: Flow): Protocol {
  // A private key is no value that Scyther has a claim about.
  const claims = flow.claims.filter(
    ({ id, kind }) => (kind === 'secrecy' && id !== 'secrecy-signing-key') || kind === 'agreement',
  );
  const wanted = readBy(claims);
  const roles = flow.roles.map((role) => roleOf(flow, role, wanted));
  return {
    id: flow.id,
    title: flow.title,
    source: flow.source.join('; '),
    sorts: Object.fromEntries(roles.flatMap(({ sorts }) => sorts)),
    roles: roles.map(({ role }) => role),
    trusted: [],
    beliefs: [],
  };
}
