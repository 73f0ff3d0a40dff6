/**
 * The comparison that the paper set out to make: SA2pMP under its readings and its peers, what each
 * promises and who breaks it, what a payment costs, and who must be trusted.
 */
import {
  type AttackerClass,
  type CastName,
  classes,
  type Goal,
  goals,
  isProof,
  type Peer,
} from '../../model/peers/peer.ts';
import { peers } from '../../model/peers/index.ts';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { native } from '../../src/native.ts';
import type { Weight } from '../costs/bundle.ts';
import { costsOf } from '../costs/meter.ts';
import { octetsOnAir } from '../costs/rows.ts';
import { peerCosts, type PeerCosts, workBySide } from './costs.ts';
import { type Finding, type Findings, keptFindings, trialsOf } from './findings.ts';
import { ourClaims, ourNames } from './ours.ts';
import { type Effort, type Runner, type SideTimes, timesOf } from './times.ts';

/** What was found of one promise: against each attacker, or with all but the accused dishonest. */
export type Promised = Readonly<Partial<Record<AttackerClass | 'all', Finding['says']>>>;

/** One protocol in the comparison. */
export interface Compared {
  readonly name: string;
  readonly system: string;
  readonly reading: string;
  readonly main: boolean;
  readonly trusts: string;
  readonly promises: Readonly<Partial<Record<Goal, Promised>>>;
  readonly costs: PeerCosts;
  readonly times?: SideTimes;
  /** Of the client's code; absent unless it was weighed (`bundle.ts`). */
  readonly weight?: Weight;
}

/** What was found of a peer's promise. */
function promisedBy(peer: Peer, goal: Goal, found: Findings): Promised | undefined {
  const belief = peer.promises[goal];
  if (belief === undefined) return undefined;
  const saysUnder = (cast: CastName): Finding['says'] =>
    found[peer.protocol.id]?.[cast]?.[belief]?.says ?? 'unknown';
  const each = trialsOf(peer, goal).map(([against, under]) => [against, saysUnder(under)] as const);
  return Object.fromEntries(each);
}

/** What was found of SA2pMP's. */
function promisedByOurs(name: string, goal: Goal, found: Findings): Promised | undefined {
  const claim = ourClaims[goal];
  if (claim === undefined) return undefined;
  const saysUnder = (attacker: AttackerClass): Finding['says'] =>
    found[name]?.[attacker]?.[claim]?.says ?? 'unknown';
  // These claims put bank, gateway and a customer on the attacker's side whoever attacks.
  if (isProof(goal)) return { all: saysUnder('network') };
  // With the bank dishonest nobody is left to be deceived, as with a peer’s only authority.
  const asked = classes.filter((one) => one !== 'authority');
  return Object.fromEntries(asked.map((one) => [one, saysUnder(one)]));
}

function promisesOf(of: (goal: Goal) => Promised | undefined): Compared['promises'] {
  return Object.fromEntries(
    goals.flatMap((goal) => {
      const promised = of(goal);
      return promised === undefined ? [] : [[goal, promised] as const];
    }),
  );
}

/** What a payment of SA2pMP costs, in the words of its peers. */
function ourCosts(reading: Reading): PeerCosts {
  const { payment } = costsOf(reading, native);
  const { up, down, wired, roundTrips } = payment.traffic;
  return {
    messages: up.frames + down.frames + wired.frames,
    onAir: up.frames + down.frames,
    roundTrips,
    octetsOnAir: octetsOnAir(payment),
    octetsElsewhere: wired.octets,
    ...workBySide(payment.operations),
  };
}

const ourTrust: Readonly<Record<(typeof ourNames)[number], string>> = {
  published: 'bank and gateway, and every customer: all have the key K',
  charitable: 'the bank; the gateway for the log',
  minimal: 'the bank; the gateway for the log',
  repaired: 'the bank for the money; witnesses for the log',
};

/** A protocol with how it is run; its costs are counted when it is shown. */
interface Entry extends Omit<Compared, 'costs' | 'times' | 'weight'> {
  readonly counted: () => PeerCosts;
  readonly runner: Runner;
}

function ourEntries(found: Findings): readonly Entry[] {
  return ourNames.map((name) => ({
    name,
    system: 'SA2pMP',
    reading: name,
    main: true,
    trusts: ourTrust[name],
    promises: promisesOf((goal) => promisedByOurs(name, goal, found)),
    counted: () => ourCosts(readings[name]),
    runner: { reading: readings[name] },
  }));
}

function peerEntries(found: Findings): readonly Entry[] {
  return peers.map((peer) => ({
    name: peer.protocol.id,
    system: peer.system,
    reading: peer.reading,
    main: peer.main,
    trusts: peer.trusts,
    promises: promisesOf((goal) => promisedBy(peer, goal, found)),
    counted: () => peerCosts(peer),
    runner: { peer },
  }));
}

/** The names of all protocols that can be compared. */
export const comparedNames: readonly string[] = [
  ...ourNames,
  ...peers.map(({ protocol }) => protocol.id),
];

/** What is compared. */
export interface Wanted {
  /** Names; the main ones unless given. */
  readonly names?: readonly string[];
  /** How long times are measured; not at all unless given. */
  readonly effort?: Effort;
}

/** Times of what is shown; the published SA2pMP comes first, as their base. */
function timesIn(shown: readonly Entry[], effort: Effort | undefined): readonly SideTimes[] {
  if (effort === undefined) return [];
  const base = { reading: readings.published };
  return timesOf([base, ...shown.map(({ runner }) => runner)], effort).slice(1);
}

/** The comparison. */
export function compare({ names, effort }: Wanted): readonly Compared[] {
  const found = keptFindings();
  const shown = [...ourEntries(found), ...peerEntries(found)].filter(({ name, main }) =>
    names === undefined ? main : names.includes(name),
  );
  const times = timesIn(shown, effort);
  return shown.map(({ counted, runner: _, ...about }, index) => {
    const own = times[index];
    return { ...about, costs: counted(), ...(own === undefined ? {} : { times: own }) };
  });
}
