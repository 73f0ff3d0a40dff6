/**
 * What the engines find of every peer and of SA2pMP, as data: `findings.json`, which
 * `npm run campaign:peers` writes and tests hold to its sources.
 */
import { readFileSync } from 'node:fs';
import {
  type AttackerClass,
  type Cast,
  type CastName,
  classes,
  type Goal,
  goals,
  isProof,
  type Peer,
} from '../../model/peers/peer.ts';
import type { Engine } from '../classics/searches.ts';
import { type Answer, askCast, isConfirmed } from './ask.ts';

/** What was found of one belief. */
export interface Finding extends Pick<Answer, 'says' | 'states'> {
  /** Moves of the attacker’s and of the parties’ in the attack. */
  readonly steps?: number;
}

/** Findings by belief, or by claim. */
export type Found = Readonly<Record<string, Finding>>;

/** Findings by cast, or by attacker. */
export type FoundOf = Readonly<Record<string, Found>>;

/** Findings by protocol. */
export type Findings = Readonly<Record<string, FoundOf>>;

/** Where findings are kept. */
export const findingsFile = new URL('findings.json', import.meta.url);

/** What `npm run campaign:peers` found, as it is kept. */
export function keptFindings(): Findings {
  return JSON.parse(readFileSync(findingsFile, 'utf8')) as Findings;
}

/** A cast that a promise is judged under, by who attacks. */
type Trial = readonly [against: AttackerClass | 'all', under: CastName];

/** The casts that a promise is judged under: of once, with who plays twice where there is one. */
export function trialsOf({ casts }: Peer, goal: Goal): readonly Trial[] {
  if (isProof(goal)) return [['all', goal]];
  return classes
    .filter((one) => casts[one] !== undefined)
    .map((one) => {
      const twice = `${one}, twice` as const;
      return [one, goal === 'once' && casts[twice] !== undefined ? twice : one];
    });
}

/** The beliefs by which promises are judged under a cast. */
function promisedUnder(peer: Peer, name: CastName): readonly string[] {
  const isAbout = (goal: Goal): boolean => trialsOf(peer, goal).some(([, under]) => under === name);
  return goals.flatMap((goal) => (isAbout(goal) ? (peer.promises[goal] ?? []) : []));
}

/** All beliefs that are asked about under a cast: promises, and what is published. */
export function askedUnder(peer: Peer, name: CastName): readonly string[] {
  const published = peer.verdicts.filter(({ under }) => under === name).map(({ claim }) => claim);
  return [...new Set([...promisedUnder(peer, name), ...published])];
}

/** The casts of a peer, by name. */
export function castsOf({ casts }: Peer): readonly (readonly [CastName, Cast])[] {
  return Object.entries(casts) as (readonly [CastName, Cast])[];
}

/** An answer as it is kept. @throws Error for an attack that octets do not bear out */
function findingOf({ says, states, attack, belief }: Answer): Finding {
  if (attack === undefined) return { says, states };
  if (!isConfirmed(attack)) throw new Error(`peers: the attack on ${belief} is not confirmed`);
  return { says, states, steps: attack.plan.filter(({ move }) => move !== 'learn').length };
}

/** What an engine finds under one cast of a peer; the lazy one unless said. */
export function findUnder(peer: Peer, name: CastName, engine: Engine = 'lazy'): Found {
  const cast = peer.casts[name];
  if (cast === undefined) throw new Error(`peers: ${peer.protocol.id} has nobody for ${name}`);
  const answers = askCast(cast, { beliefs: askedUnder(peer, name), engine });
  return Object.fromEntries(answers.map((answer) => [answer.belief, findingOf(answer)]));
}
