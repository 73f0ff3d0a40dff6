/**
 * What is judged of every schedule, on terms and in lockstep.
 *
 * - The claims of the first table: secrecy of order, password and key, agreement both ways, evidence
 *   that convicts nobody wrongly, at most once (`model/sa2pmp/claims/originals.ts`, each with its
 *   source). Where a claim is known to hold a break is a failure; else it is an attack that was found.
 * - A restart is no event: a chart that goes on from what it has stored does what it would have done
 *   (design section 5). Must kill: a context that does not survive being stored.
 * - An order is taken within its window, and under the key registered last (`timely.ts`).
 * - Who is blamed has signed (`blamed.ts`).
 * - A refusal says nothing: whoever refuses a message sends nothing because of it (A36, W13). Must
 *   kill: an answer that names the cause.
 */
import type { Claim } from '../../model/core/claim.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import { usualClaims } from '../verdict/usual.ts';
import { blamedUnsigned } from './blamed.ts';
import type { Broken } from './breach.ts';
import type { House } from './house.ts';
import { holdsIn } from './known.ts';
import { type Played, replay } from './play.ts';
import { staleKeys, tooLate } from './timely.ts';
import { type Play, studied } from './underway.ts';
import type { World } from './world.ts';

/** Judges runs in a house. */
export interface Judge<M> {
  readonly judge: (played: Play<M>) => readonly Broken[];
}

/** The claims that can be judged in a world. */
function claimsIn({ court, reach }: World): readonly Claim[] {
  if (reach === 'any') return [];
  return usualClaims.filter((claim) => claim.court === (court === 'trial'));
}

/** Readings in which an order is fresh by the clock: nothing is known of them once clocks go wrong. */
function goesByTheClock<M>({ reading }: House<M>): boolean {
  return reading.A7 === 'clock-window';
}

/** A judge for a house; what it has judged once it knows. */
export function judging<M>(house: House<M>): Judge<M> {
  const claims = claimsIn(house.world);
  const holding = new Set(holdsIn(house.world));
  const { principals } = house.arena.system;
  const { equal } = house.arena.algebra;
  const verdicts = new Map<string, readonly Broken[]>();
  const onClaims = (at: Play<M>): readonly Broken[] => {
    if (claims.length === 0) return [];
    const events = [...at.run.events.filter(isHeard), ...learned(at, claims)];
    const name = events.map((event) => nameOf(house, event)).join('\n');
    const known = verdicts.get(name);
    if (known !== undefined) return known;
    const broken = claims.flatMap((claim) => {
      const says = claim.violation({ principals, events }, equal);
      if (says === undefined) return [];
      return [{ failure: holding.has(claim.id), law: claim.id, says }];
    });
    verdicts.set(name, broken);
    return broken;
  };
  return {
    judge: (at) => {
      const isOff = at.deeds.some(({ move }) => move === 'wait' || move === 'skew');
      const excused = isOff && goesByTheClock(house);
      const broken = onClaims(at).map((one) => (excused ? { ...one, failure: false } : one));
      return [
        ...broken,
        ...restarts(house, at),
        ...answers(at),
        ...tooLate(house, at),
        ...staleKeys(house, at),
        ...blamedUnsigned(house, at),
      ];
    },
  };
}

/** What claims look at. */
function isHeard<M>({ kind }: TraceEvent<M>): boolean {
  return kind === 'claimed' || kind === 'compromised';
}

function nameOf<M>({ nameOf: name }: House<M>, event: TraceEvent<M>): string {
  if (event.kind === 'claimed') {
    const { party, claim, about, account, values } = event;
    return `${party} ${claim} ${about} ${name(account)} ${values.map(name).join(' ')}`;
  }
  if (event.kind === 'learned') return `learned ${name(event.value)}`;
  return event.kind === 'compromised'
    ? `compromised ${event.party ?? ''} ${name(event.value)}`
    : event.kind;
}

/** The secrets that the attacker has found in what it observed and opened. */
function learned<M>(at: Play<M>, claims: readonly Claim[]): readonly TraceEvent<M>[] {
  if (!claims.some(({ secretOf }) => secretOf !== undefined)) return [];
  const secret = at.run.events.flatMap((event) =>
    event.kind === 'claimed' && event.claim === 'secret' ? event.values : [],
  );
  if (secret.length === 0) return [];
  const bench = studied(at);
  return secret
    .filter((value) => bench.partOf(value) !== undefined)
    .map((value) => ({ kind: 'learned', value }));
}

/** Whether restarts made a difference. */
function restarts<M>(house: House<M>, { deeds, run, said }: Played<M>): readonly Broken[] {
  const isRestart = (index: number): boolean => deeds[index]?.move === 'restart';
  if (!deeds.some(({ move }) => move === 'restart')) return [];
  const without = replay(
    house,
    deeds.filter((_, index) => !isRestart(index)),
  );
  const words = said.filter((_, index) => !isRestart(index));
  const isSame =
    words.every((word, index) => word === without.said[index]) &&
    run.events.length === without.run.events.length;
  const law = 'a restart is no event';
  return isSame
    ? []
    : [{ failure: true, law, says: 'without the restart the run goes another way' }];
}

/** Whether somebody who refused a message sent something on that occasion. */
function answers<M>({ run, marks, deeds }: Played<M>): readonly Broken[] {
  return deeds.flatMap((deed, index) => {
    if (deed.move !== 'deliver') return [];
    const events = run.events.slice(index === 0 ? 0 : marks[index - 1], marks[index]);
    const refusing = events.flatMap((event) => (event.kind === 'refused' ? [event] : []));
    const told = refusing.find(({ party }) =>
      events.some((event) => event.kind === 'sent' && event.party === party),
    );
    const law = 'a refusal says nothing';
    return told === undefined ? [] : [{ failure: true, law, says: `${told.party}: ${told.why}` }];
  });
}
