/**
 * SA2pMP under a reading as a flow: the strands of phone, bank and log server along an honest
 * session, set up once and then paying again and again (§4.2, §4.3, §5).
 *
 * Refuses a reading under which one payment is not like the next (counters), since what begins anew
 * must be the same each time.
 */
import { theatre } from '../../attacks/search/theatre.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import type { IntentEvent } from '../../model/core/effect.ts';
import { keep } from '../../model/core/step.ts';
import type { Local } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { buildSystem } from '../../model/sa2pmp/scenario/scenario.ts';
import { accountEvents } from '../../model/sa2pmp/scenario/wishes.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { canonicalJson, sha256 } from '../certificate/canonical-json.ts';
import { claimsFor, unaskedClaims } from './claims.ts';
import {
  actsOf,
  type Again,
  type Flow,
  type FlowAct,
  type FlowRole,
  isIn,
  termsIn,
} from './flow.ts';
import { inexpressible } from './inexpressible.ts';
import { originsOf } from './origins.ts';
import { type Cue, played, type Turn } from './session.ts';
import { type Act, type House, isRelay, type Strand, strandAlong, toolsOf } from './strand.ts';

const phone = 'alice';
const account = 'bank:alice';
const gateway = 'log';

/** The parts of a session. */
const phases = ['setting up', 'a payment', 'the next payment'] as const;

/** The roles by their parties. */
const roleNames: Readonly<Record<string, string>> = {
  [phone]: 'phone',
  [account]: 'bank',
  [gateway]: 'log',
};

/** The house of a reading: two customers, of whom one takes part, so that shared keys show. */
function houseOf(reading: Reading): House {
  const suite = suiteOf(reading);
  const bounds = { sessions: 4, customers: 2, renewals: 0 };
  const scenario = { reading, bounds, insider: false, corrupt: [], court: false } as const;
  const build = <M>(algebra: Algebra<M>) => buildSystem(algebra, scenario);
  return { ...theatre({ suite, build }), suite };
}

/** Issue the package, register and log on, pay, pay again; records that wait go out (A23). */
function cuesOf({ system }: House, reading: Reading): readonly Cue[] {
  const wish = (party: string, which: number): IntentEvent<Term> => {
    const intent = system.agenda[party]?.[which];
    if (intent === undefined) throw new Error(`export: ${party} has no wish ${String(which)}`);
    return intent;
  };
  const waits = accountEvents<Term>(reading, { disputes: false }).filter(
    ({ type }) => type === 'report',
  );
  const [first, ...payments] = phases;
  return [
    { phase: first, party: account, intent: wish(account, 0) },
    { phase: first, party: phone, intent: wish(phone, 0) },
    { phase: first, party: phone, intent: wish(phone, 1) },
    ...payments.flatMap((phase, which): readonly Cue[] => [
      { phase, party: phone, intent: wish(phone, 2 + which) },
      ...waits.map((intent) => ({ phase, party: account, intent })),
    ]),
  ];
}

/** Whether the two ends of a message have the gateway between them, and so the open air. */
const isThroughGateway = (channel: string, end: string): boolean =>
  channel === 'wireless' || (channel === 'wired' && end !== gateway && end !== account);

/** The way of a message that a role gets or sends; `undefined` for one that nobody here gets. */
function wayOf(role: string, act: Extract<Act, { does: 'send' | 'receive' }>) {
  const { channel } = act;
  const other = act.does === 'send' ? act.to : act.from;
  if (act.does === 'send' && !(other in roleNames)) return undefined;
  if (role !== gateway && isThroughGateway(channel, other === account ? phone : other)) {
    return { way: 'open' } as const;
  }
  const name = channel.replaceAll(/\W/gu, '_');
  if (channel === 'https') {
    const isPhone = role === phone;
    const opens = (act.does === 'send') === isPhone;
    return { way: opens ? ('opens' as const) : ('answers' as const), name };
  }
  const [from, to] = act.does === 'send' ? [role, other] : [other, role];
  return {
    way: 'closed',
    name: `${name}_${roleNames[from] ?? ''}_${roleNames[to] ?? ''}`,
  } as const;
}

/** A strand with the ways of its messages. */
function onTheirWays(role: string, acts: readonly Act[]): readonly FlowAct[] {
  return acts.flatMap((act): readonly FlowAct[] => {
    if (act.does !== 'send' && act.does !== 'receive') return [act];
    const on = wayOf(role, act);
    return on === undefined ? [] : [{ does: act.does, on, message: act.message }];
  });
}

/** Fields of a party's memory that one payment leaves otherwise than it found them. */
function changing({ store }: House, before: Local, after: Local): readonly string[] {
  const [was, is] = [keep(before.snapshot).context, keep(after.snapshot).context];
  const isTerm = (value: unknown): boolean => typeof value === 'number' && store.has(value);
  return Object.keys(was).filter(
    (field) => isTerm(was[field]) && isTerm(is[field]) && was[field] !== is[field],
  );
}

/** The terms in some fields of a party's memory. */
function fieldsOf(local: Local, fields: readonly string[]): readonly Term[] {
  const { context } = keep(local.snapshot);
  return fields.map((field) => context[field] as Term);
}

/** A strand as it is written, names and variables in the order in which they come. */
function written(house: House, acts: readonly unknown[]): string {
  const { store } = house;
  const seen = new Map<string, number>();
  const numbered = (kind: string, key: string): string => {
    const known = seen.get(key) ?? seen.size;
    seen.set(key, known);
    return `${kind}${String(known)}`;
  };
  const say = (t: Term): string => {
    const kind = store.kind(t);
    if (kind === 'variable' || kind === 'name') return numbered(kind, `${kind} ${String(t)}`);
    if (kind === 'derived' && store.isGround(t))
      return numbered(`made ${store.label(t)}`, String(t));
    return `${kind} ${store.sort(t)} ${store.label(t)}(${store.args(t).map(say).join(',')})`;
  };
  return JSON.stringify(acts, (_, value: unknown) =>
    typeof value === 'number' && store.has(value) ? say(value as Term) : value,
  );
}

/** Where a payment begins, what it remembers from the last one not chosen. */
function generalised(
  house: House,
  {
    strand,
    fields,
    honest,
  }: { readonly strand: Strand; readonly fields: readonly string[]; readonly honest: Local },
): { readonly from: Strand; readonly state: readonly Term[] } {
  const { store, system } = house;
  const { context, value } = { ...keep(strand.local.snapshot) };
  const highest = Math.max(0, ...[...strand.honest.keys()].map((t) => Number(store.label(t))));
  const state = fieldsOf(strand.local, fields).map((t, index) =>
    store.variable(highest + 100 + index, store.sort(t)),
  );
  const party = system.parties.findIndex(
    ({ machine }) => machine === strand.local.snapshot.machine,
  );
  const changed = Object.fromEntries(fields.map((field, index) => [field, state[index]]));
  const { inState } = toolsOf(house);
  const local = inState(party, strand.local, (t) => t);
  const snapshot = { ...local.snapshot, context: { ...context, ...changed }, value };
  const now = fieldsOf(honest, fields);
  return {
    state,
    from: {
      acts: [],
      local: inState(party, { ...local, snapshot: snapshot as Local['snapshot'] }, (t) => t),
      honest: new Map([
        ...strand.honest,
        ...state.map((variable, index) => [variable, now[index] ?? variable] as const),
      ]),
    },
  };
}

/** The part of a role that begins anew with each payment; `undefined` where it has none. */
function payingOf(
  house: House,
  {
    role,
    strand,
    turns,
  }: { readonly role: string; readonly strand: Strand; readonly turns: readonly Turn[] },
): Again | undefined {
  const of = (phase: string): readonly Turn[] => turns.filter((turn) => turn.phase === phase);
  const [first, second] = [of(phases[1]), of(phases[2])];
  const [begin, end] = [first.at(0), first.at(-1)];
  if (begin === undefined || end === undefined) return undefined;
  const fields = changing(house, begin.before, end.came.local);
  const along = (those: readonly Turn[], honest: Local) => {
    const { from, state } = generalised(house, { strand, fields, honest });
    const went = strandAlong(house, those, {
      ...from,
      local: { ...from.local, steps: honest.steps },
    });
    const acts = onTheirWays(role, went.acts);
    return { acts, state, then: fieldsOf(went.local, fields) };
  };
  const { acts, state, then } = along(first, begin.before);
  const later = along(second, second[0]?.before ?? begin.before);
  if (written(house, [acts, then]) !== written(house, [later.acts, later.then])) {
    throw inexpressible(
      `the ${roleNames[role] ?? role} does not do the same with each payment (a counter, A7): what is done any number of times must be`,
    );
  }
  return used(house, { state, at: fieldsOf(strand.local, fields), acts, then });
}

/** Without what is remembered and matters to nobody. */
function used({ store }: House, again: Again): Again {
  const { state, at, acts, then } = again;
  const inActs = acts.flatMap(termsIn);
  const wanted = new Set(state.filter((variable) => inActs.some((t) => isIn(store, variable, t))));
  for (let grown = -1; grown !== wanted.size;) {
    grown = wanted.size;
    const next = then.filter((_, index) => wanted.has(state[index] ?? (0 as Term)));
    for (const variable of state) {
      if (next.some((t) => isIn(store, variable, t))) wanted.add(variable);
    }
  }
  const kept = <T>(values: readonly T[]): readonly T[] =>
    values.filter((_, index) => wanted.has(state[index] ?? (0 as Term)));
  return { state: kept(state), at: kept(at), acts, then: kept(then) };
}

/** A role of the flow. */
function roleOf(house: House, name: string, turns: readonly Turn[]): FlowRole | undefined {
  const party = house.system.parties.findIndex((one) => one.name === name);
  const own = turns.filter((turn) => turn.party === party && !isRelay(turn));
  const [begin] = own;
  if (begin === undefined) return undefined;
  const start: Strand = { acts: [], local: begin.before, honest: new Map() };
  const setting = own.filter(({ phase }) => phase === phases[0]);
  const strand = strandAlong(house, setting, start);
  const again = payingOf(house, { role: name, strand, turns: own });
  const acts = onTheirWays(name, strand.acts);
  return { name: roleNames[name] ?? name, acts, again };
}

/** The step with which each party begins to pay. */
function beginnings({ system }: House, turns: readonly Turn[]): ReadonlyMap<string, number> {
  const first = system.parties.flatMap(({ name }, party) => {
    const turn = turns.find((one) => one.party === party && one.phase === phases[1]);
    return turn === undefined ? [] : [[name, turn.before.steps] as const];
  });
  return new Map(first);
}

/** Without roles that only listen, and without what nobody then gets. */
function withoutListeners(roles: readonly FlowRole[]): readonly FlowRole[] {
  const isSend = ({ does }: FlowAct): boolean => does === 'send';
  const speaking = roles.filter((role) => actsOf(role).some(isSend));
  const heard = new Set(
    speaking.flatMap((role) =>
      actsOf(role).flatMap((act) =>
        act.does === 'receive' && act.on.way === 'closed' ? [act.on.name] : [],
      ),
    ),
  );
  const isHeard = (act: FlowAct): boolean =>
    act.does !== 'send' || act.on.way !== 'closed' || heard.has(act.on.name);
  return speaking.map(({ name, acts, again }) => ({
    name,
    acts: acts.filter(isHeard),
    again: again && { ...again, acts: again.acts.filter(isHeard) },
  }));
}

/** What the model leaves out, whatever the reading. */
const leftOut = [
  'time: what a clock would refuse is taken (A7, A37, A40)',
  'what comes after an honest session: time-outs, renewals, blocking, giving up (§4.3, §5.1)',
  'the order of setting up: each customer registers and logs on once, as in the honest session',
  'the judge, witnesses, and what the log keeps: a log server is here only where it answers (§4.2, R7)',
  'passwords that can be guessed, lost keys, and whatever else an attacker of ours can beyond the network',
] as const;

/**
 * SA2pMP as a flow.
 *
 * @param name - how the protocol is called
 * @param reading - the reading
 * @throws Error that says what cannot be expressed
 */
export function sa2pmpFlow(name: string, reading: Reading): Flow {
  const house = houseOf(reading);
  const turns = played(house, cuesOf(house, reading));
  const parties = [phone, account, gateway].map((party) => roleOf(house, party, turns));
  const roles = withoutListeners(parties.filter((role) => role !== undefined));
  return {
    id: `sa2pmp-${name.replaceAll(/[^A-Za-z0-9]+/gu, '-')}`,
    title: `SA2pMP, ${name}`,
    source: [
      'J. Rice, Y. Zhu, A proposed architecture for secure two-party mobile payment, 2009',
      `reading ${name}, ${sha256(canonicalJson(reading))}`,
    ],
    store: house.store,
    shapeWord: (t) => house.store.shapeOf(t)?.name ?? '',
    roles,
    anybody: false,
    trusted: [],
    secrets: [],
    honesty: { insiders: false, honest: new Map() },
    says: [],
    origin: originsOf(house, { phone, account }, beginnings(house, turns)),
    claims: claimsFor(roles),
    left: leftOut,
    unasked: unaskedClaims(roles),
  };
}
