/**
 * Spots: searches in which claims hold, on which mutants are put to the test. They are those that this
 * project knows claims to hold by: the ground of each claim, the trials of checks, and the first table;
 * what makes one right for a mutant is that its run makes use of what the mutant changes
 * (`footprint.ts`), which nobody decides by hand.
 */
import { usualCapabilities } from '../../../attacks/capability/index.ts';
import { claims } from '../../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../../model/sa2pmp/scenario/bounds.ts';
import { attackerNamed } from '../../verdict/attackers.ts';
import { grounds } from '../../verdict/grounds.ts';
import { inquiries } from '../../verdict/inquiry.ts';
import { trials } from '../../verdict/mutants.ts';
import { type Change, protocol, protocolNames } from '../../verdict/protocols.ts';
import { usualClaims } from '../../verdict/usual.ts';
import { oneAway } from './near.ts';
import type { Question } from '../../verdict/verdict.ts';

/** One search, as data. */
export interface Spot {
  readonly protocol: (typeof protocolNames)[number];
  readonly changes: readonly Change[];
  /** The attacker, or several in league joined by `+`. */
  readonly attacker: string;
  readonly sessions: number;
  readonly renewals: number;
  /** The claims that share the search. */
  readonly claims: readonly string[];
}

/** More states than this end a search without an answer. */
const statesMax = 3000;

/** A spot in words, equal for equal spots but for their claims. */
export function spotName(spot: Omit<Spot, 'claims'>): string {
  const { protocol: name, changes, attacker, sessions, renewals } = spot;
  const choices = changes.map(({ axis, choice }) => `${axis}=${choice}`).sort();
  const extent = [`${sessions} payments`, ...(renewals > 0 ? [`${renewals} renewals`] : [])];
  return `${[name, ...choices].join(' ')} against ${attacker}, ${extent.join(', ')}`;
}

/** The question that a spot is. */
export function questionOf(spot: Spot, among: readonly string[] = spot.claims): Question {
  const named = attackerNamed(spot.attacker);
  if (!named.found) throw new Error(`mutants: ${named.problems.join('; ')}`);
  const { sessions, renewals } = spot;
  return {
    protocol: protocol(spot.protocol, spot.changes),
    attacker: named.attacker,
    claims: claims.filter(({ id }) => among.includes(id)),
    bounds: { ...defaultBounds, sessions, renewals },
    statesMax,
  };
}

const changesOf = (choices: Readonly<Record<string, string>>): readonly Change[] =>
  Object.entries(choices).map(([axis, choice]) => ({ axis: axis as Change['axis'], choice }));

/** Where each claim holds. */
function groundSpots(): readonly Spot[] {
  return Object.entries(grounds).flatMap(([claim, { holds }]) => {
    if (!('name' in holds)) return [];
    const { name, changes = {}, attackers = ['network'], sessions = 1, renewals = 0 } = holds;
    const attacker = attackers.join('+');
    return [
      {
        protocol: name,
        changes: changesOf(changes),
        attacker,
        sessions,
        renewals,
        claims: [claim],
      },
    ];
  });
}

const usualIds = usualClaims.map(({ id }) => id);
const usualAttackers = usualCapabilities.map(({ id }) => id);

/** Where each check is tried. */
function trialSpots(): readonly Spot[] {
  return trials.flatMap(({ ground: { name, changes, bounds, claims: asked, attackers } }) =>
    (attackers ?? usualAttackers).map((attacker) => ({
      protocol: name,
      changes,
      attacker,
      sessions: bounds.sessions,
      renewals: bounds.renewals,
      claims: asked ?? usualIds,
    })),
  );
}

/** The first table, with one payment and with two, of every named reading. */
function tableSpots(): readonly Spot[] {
  return protocolNames.flatMap((name) =>
    usualAttackers.flatMap((attacker) =>
      [1, 2].map((sessions) => ({
        protocol: name,
        changes: [],
        attacker,
        sessions,
        renewals: 0,
        claims: usualIds,
      })),
    ),
  );
}

/** The first table with one payment, of every reading next to the charitable one. */
function nearSpots(): readonly Spot[] {
  return oneAway('charitable').map((change) => ({
    protocol: 'charitable',
    changes: [change],
    attacker: 'network',
    sessions: 1,
    renewals: 0,
    claims: usualIds,
  }));
}

/** All spots, each search once. */
export function spots(): readonly Spot[] {
  const byName = Map.groupBy(
    [...groundSpots(), ...trialSpots(), ...tableSpots(), ...nearSpots()],
    spotName,
  );
  return [...byName.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const asked = [...new Set(alike.flatMap((spot) => spot.claims))];
    return inquiries(questionOf(first, asked)).map((inquiry) => ({
      ...first,
      claims: inquiry.claims.map(({ id }) => id),
    }));
  });
}
