/**
 * Why the protocol called minimal has the repairs that it has: the cells of the first table that fall
 * without them, whatever other repairs are made, and what each repair adds to a payment.
 *
 * All repairs but those of a group are not enough for the group's cell; more repairs restore no less
 * (`monotone.ts`), so that whatever restores all cells has one of each group. The groups share no repair: the
 * cheapest of each makes the cheapest set, once all cells hold with them.
 */
import { capabilities } from '../../attacks/capability/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { lightestFrom, repairs, withRepairs } from '../../model/sa2pmp/repair.ts';
import { costsOf } from '../costs/meter.ts';
import { octetsOnAir } from '../costs/rows.ts';
import { prober, type Prober } from './probe.ts';
import { emptyLedger } from './record.ts';

/** A cell of the first table, and the repairs of which it takes one. */
export interface Need {
  readonly oneOf: readonly string[];
  readonly claim: string;
  readonly attacker: string;
}

/** One for each repair of minimal; that they are so is tested. */
export const needs: readonly Need[] = [
  { oneOf: ['freshness'], claim: 'injective-agreement-order', attacker: 'network' },
  { oneOf: ['registration'], claim: 'nro-soundness', attacker: 'network' },
  { oneOf: ['encapsulation'], claim: 'secrecy-order', attacker: 'package-extraction' },
  { oneOf: ['commitments', 'resolution'], claim: 'nro-soundness', attacker: 'network' },
];

/** What every candidate starts from: published, with nothing sent that is known. */
export const lightest: Reading = lightestFrom(readings.published);

/** All repairs that cost something, but some. */
export function allBut(some: readonly string[]): Reading {
  const others = repairs.filter(({ id, lightens }) => lightens !== true && !some.includes(id));
  return withRepairs(
    lightest,
    others.map(({ id }) => id),
  );
}

/** What a repair adds to a payment, in octets. */
export interface Addition {
  readonly air: number;
  readonly wired: number;
}

/** What a repair adds to a payment of {@link lightest}, on the air and between gateway and bank. */
export function additionOf(id: string): Addition {
  const [before, after] = [lightest, withRepairs(lightest, [id])].map(
    (reading) => costsOf(reading).payment,
  );
  if (before === undefined || after === undefined) throw new Error('minimal: two readings');
  return {
    air: octetsOnAir(after) - octetsOnAir(before),
    wired: after.traffic.wired.octets - before.traffic.wired.octets,
  };
}

/** Payments in the scenario in which a cell is asked about, and when a search is given up. */
const scope = { bounds: { sessions: 1, customers: 1, renewals: 0 }, statesMax: 20_000 };

/** Asks about a cell, by name. */
export function askerOf({ claim, attacker }: Omit<Need, 'oneOf'>): Prober {
  const asked = {
    claim: claims.find(({ id }) => id === claim),
    attacker: capabilities.find(({ id }) => id === attacker),
  };
  if (asked.claim === undefined || asked.attacker === undefined) {
    throw new Error(`minimal: no claim ${claim} or no attacker ${attacker}`);
  }
  return prober({ ...scope, claim: asked.claim, attacker: asked.attacker }, emptyLedger());
}
