/**
 * What one payment costs under a peer: an honest run on octets, each role's operations and time.
 *
 * What is counted is what is counted of SA2pMP (`properties/costs`): messages as the codec writes
 * them, typed, and no certificates. Set-up is left out, and so is a log-on that comes before the first
 * payment.
 */
import type { AnyStateMachine } from 'xstate';
import type { Algebra } from '../../model/core/algebra.ts';
import type { Unseeded } from '../../model/core/effect.ts';
import { isIdle, type start, type step } from '../../model/core/step.ts';
import {
  directStepper,
  initialLocals,
  type Local,
  type LocalStep,
  type Party,
  type PartyKind,
  settle,
  type Stepper,
  type Stimulus,
} from '../../model/core/system.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import { castOf, type Peer } from '../../model/peers/peer.ts';
import type { Keyring } from '../../model/script/pattern.ts';
import { agentKeys, scriptSystem } from '../../model/script/system.ts';
import type { Bytes } from '../../src/bytes.ts';
import { native } from '../../src/native.ts';
import { between } from '../costs/meter.ts';
import {
  type Accountant,
  counting,
  type Operation,
  type Operations,
  publicKeyOperations,
} from '../costs/operations.ts';
import { scenarioOf } from './ask.ts';
import { primitivesOf } from './mode.ts';
import { octetsOf } from '../costs/traffic.ts';

/** Which side of a payment: the customer's, and all others together. */
export type Side = 'phone' | 'servers';

/** What one payment costs. */
export interface PeerCosts {
  readonly messages: number;
  /** Messages to and from the phone. */
  readonly onAir: number;
  readonly roundTrips: number;
  readonly octetsOnAir: number;
  /** Octets between the others. */
  readonly octetsElsewhere: number;
  /** Operations under a public key, and all others but derivations, by side. */
  readonly publicKey: Readonly<Record<Side, number>>;
  readonly symmetric: Readonly<Record<Side, number>>;
}

/** Operations without public keys; a derivation makes a fresh value or a seed and is the host's. */
const symmetricOperations: readonly Operation[] = ['seal', 'open', 'hash'];

/** The accounts of each side. */
const accounts: Readonly<Record<Side, readonly Accountant[]>> = {
  phone: ['phone'],
  servers: ['bank', 'log'],
};

/** How many operations each side carries out. */
export function workBySide(done: Operations): Pick<PeerCosts, 'publicKey' | 'symmetric'> {
  const sum = (side: Side, some: readonly Operation[]): number =>
    accounts[side]
      .flatMap((who) => some.map((one) => done[who][one]))
      .reduce((all, one) => all + one, 0);
  const bySide = (some: readonly Operation[]): Readonly<Record<Side, number>> => ({
    phone: sum('phone', some),
    servers: sum('servers', some),
  });
  return { publicKey: bySide(publicKeyOperations), symmetric: bySide(symmetricOperations) };
}

/** Carries a step of a side out and measures it. */
type AroundSide = <T>(side: Side, step: () => T) => T;

type SentEvent = Extract<TraceEvent<Bytes>, { kind: 'sent' }>;

/** The role of a party, out of its name. */
function roleIn(party: string): string {
  return /as (.+), seat/u.exec(party)?.[1] ?? party;
}

/** Which side plays a role. */
function sideOf({ phone }: Peer, role: string): Side {
  return role === phone ? 'phone' : 'servers';
}

/** Roles that take no part in a payment: judges, and those that only have a name. */
function bystanders({ protocol }: Peer): readonly string[] {
  return protocol.roles.flatMap(({ name, steps }) =>
    steps.some((step) => step.do === 'send') ? [] : [name],
  );
}

/** A payment that is played message by message. */
export interface Playing<M> {
  /** Plays one run and says what happened, the log-on left out. */
  readonly pay: () => readonly TraceEvent<M>[];
}

/** The phone's code from elsewhere: its chart, and how it is stepped (`phone.ts`). */
export interface PhoneCode {
  readonly phone: (keyring: Keyring<Bytes>) => AnyStateMachine;
  readonly start: typeof start;
  readonly step: typeof step;
}

/** How runs are played. */
interface Manner {
  /** Measures steps; nothing unless given. */
  readonly around?: AroundSide;
  /** The phone's code, if it comes from elsewhere. */
  readonly code?: PhoneCode;
}

/** The party of the phone with its code from elsewhere. */
function foreignPhone<M>(
  peer: Peer,
  { phone: chartOf, start: begin, step: go }: PhoneCode,
  { algebra, agents, party }: Placed<M>,
) {
  const agent = peer.phone.toLowerCase();
  // The code is of octets, and so is every algebra that it is tried in.
  const keyring = agentKeys(algebra, { agents, agent, protocol: peer.protocol });
  const chart = chartOf(keyring as unknown as Keyring<Bytes>);
  const first: Local = { snapshot: begin<M>(chart, party.input).snapshot, steps: 0 };
  const next = (local: Local, event: Unseeded<M>, fresh: M): LocalStep<Local, M> => {
    const stepped = go<M>(chart, local.snapshot, { ...event, fresh });
    const same = stepped.snapshot === local.snapshot;
    return {
      local: same ? local : { snapshot: stepped.snapshot, steps: local.steps + 1 },
      idle: isIdle(local.snapshot, stepped),
      effects: stepped.effects,
    };
  };
  return { first, next };
}

/** Where a party is played. */
interface Placed<M> {
  readonly algebra: Algebra<M>;
  readonly agents: readonly string[];
  readonly party: Party;
}

/** Plays honest runs of a peer, each like the last. */
export function playing<M>(
  peer: Peer,
  algebra: Algebra<M>,
  { around = (_side, step) => step(), code }: Manner,
): Playing<M> {
  const cast = castOf(peer.protocol, { without: bystanders(peer) });
  const scenario = scenarioOf(cast);
  const system = scriptSystem(peer.protocol, scenario)(algebra);
  const direct = directStepper(system, algebra.derive);
  const place = system.parties.findIndex(({ name }) => roleIn(name) === peer.phone);
  const party = system.parties[place];
  const foreign =
    code && party && foreignPhone(peer, code, { algebra, agents: scenario.honest, party });
  const stepper: Stepper<Local, M> = (index, local, event) => {
    const name = system.parties[index]?.name ?? '';
    return around(sideOf(peer, roleIn(name)), () =>
      foreign !== undefined && index === place
        ? foreign.next(
            local,
            event,
            algebra.derive(system.root, `${name} step ${String(local.steps)}`),
          )
        : direct(index, local, event),
    );
  };
  const wiring = { system, holds: { wireless: 'full' }, stepper } as const;
  const initial = initialLocals(system).map((local, index) =>
    index === place ? (foreign?.first ?? local) : local,
  );
  const doorTo = (role: string) => system.doors.find(({ hop }) => roleIn(hop) === role);

  const pay = (): readonly TraceEvent<M>[] => {
    let locals: readonly Local[] = initial;
    const events: TraceEvent<M>[] = [];
    const waiting: Extract<TraceEvent<M>, { kind: 'sent' }>[] = [];
    const make = (stimulus: Stimulus<M>): void => {
      const outcome = settle(wiring, locals, { ...stimulus, at: 0 });
      ({ locals } = outcome);
      events.push(...outcome.events);
      waiting.push(...outcome.events.filter((event) => event.kind === 'sent'));
    };
    for (const [party, [intent]] of Object.entries(system.agenda)) {
      if (intent !== undefined) make({ party, intent });
    }
    for (let sent = waiting.shift(); sent !== undefined; sent = waiting.shift()) {
      const door = doorTo(sent.to);
      if (door === undefined) throw new Error(`peers: nobody plays ${sent.to}`);
      make({ frame: { ...door, message: sent.message } });
    }
    const done = system.parties.every((_, index) => isDone(locals[index]));
    if (!done) throw new Error(`peers: ${peer.protocol.id} does not run to its end`);
    return events;
  };
  return { pay };
}

function isDone(local: Local | undefined): boolean {
  return local?.snapshot.value === 'done';
}

/** What travels in a payment. */
function trafficIn(
  { phone, logOn }: Peer,
  events: readonly TraceEvent<Bytes>[],
): Omit<PeerCosts, 'publicKey' | 'symmetric'> {
  const sent = events.filter((event) => event.kind === 'sent').slice(logOn);
  const air = sent.filter(({ party, to }) => [roleIn(party), to].includes(phone));
  const octets = (some: readonly SentEvent[]): number =>
    some.reduce((sum, { message }) => sum + octetsOf(message), 0);
  const ways = air.map(({ party }) => (roleIn(party) === phone ? 'up' : 'down'));
  return {
    messages: sent.length,
    onAir: air.length,
    roundTrips: ways.filter((way, index) => way === 'down' && ways[index - 1] === 'up').length,
    octetsOnAir: octets(air),
    octetsElsewhere: octets(sent) - octets(air),
  };
}

/** Who is counted as which side, by the kind of party that each is to the counter. */
const kinds = { phone: 'client', servers: 'bank' } as const satisfies Readonly<
  Record<Side, PartyKind>
>;

/** Counts what one payment costs. */
export function peerCosts(peer: Peer): PeerCosts {
  const { algebra, around, so } = counting(native(primitivesOf(peer)));
  const { pay } = playing(peer, algebra, { around: (side, step) => around(kinds[side], step) });
  // Public keys are made once and kept: the second run is like every other.
  pay();
  const before = so();
  const traffic = trafficIn(peer, pay());
  return { ...traffic, ...workBySide(between(before, so())) };
}
