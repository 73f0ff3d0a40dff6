import { describe, expect, test } from 'vitest';
import { capabilities } from '../../attacks/capability/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { inquire } from './ask.ts';
import { inquiries, type Inquiry } from './inquiry.ts';
import { noPrecedents, type Precedents, precedents } from './precedent.ts';
import { protocol } from './protocols.ts';
import type { Verdict } from './verdict.ts';

/** Claims of which each is a search of its own kind: without a court, with one, in dispute. */
const asked = claims.filter(({ id }) =>
  ['agreement-order', 'secrecy-password', 'nro-soundness', 'recent-aliveness-client'].includes(id),
);

/** Attackers in one theatre who differ in channels, doors, desks, values, thefts and rules. */
const attackers = [
  'network',
  'witness',
  'sim-swap',
  'operator-sms',
  'operator-passive',
  'package-over-the-air',
  'password-reveal',
  'device-theft',
  'device-theft-with-pin',
  'key-reveal-after',
  'nonce-reuse',
  'signature-malleability',
  'bit-flipping',
  'bank-ledger',
];

/** The searches of one attacker with one payment, each given up early. */
function searchesOf(id: string): readonly Inquiry[] {
  const attacker = capabilities.find((capability) => capability.id === id);
  if (attacker === undefined) throw new Error(`no attacker ${id}`);
  return inquiries({
    protocol: protocol('charitable'),
    attacker,
    claims: asked,
    bounds: { ...defaultBounds, sessions: 1 },
    statesMax: 60,
  });
}

/** All that a verdict says but how long it took. */
function said(inquiry: Inquiry, earlier: Precedents): readonly Omit<Verdict, 'ms'>[] {
  const search = inquire(inquiry, earlier);
  let next = search.next(true);
  while (next.done !== true) next = search.next(true);
  return next.value.map(({ ms: _, ...rest }) => rest);
}

/** Precedents that count the searches that had to be made. */
function counting(): { readonly earlier: Precedents; readonly made: () => number } {
  const earlier = precedents();
  let made = 0;
  return {
    earlier: {
      found: earlier.found,
      note: (one) => {
        made += 1;
        earlier.note(one);
      },
    },
    made: () => made,
  };
}

describe('a search that would be the same', () => {
  // Kills: holds, doors, thefts, gifts or values in which attackers differ left out of the comparison.
  test('is not made again, and the answer is that of making it, whoever attacks', () => {
    const { earlier, made } = counting();
    // One theatre after the other, as the matrix takes them.
    const searches = attackers
      .flatMap(searchesOf)
      .sort((a, b) => ((a.problem.name ?? '') < (b.problem.name ?? '') ? -1 : 1));
    for (const inquiry of searches) {
      const { question, claims: own } = inquiry;
      const name = `${question.attacker.id}: ${own.map(({ id }) => id).join(' ')}`;
      expect([name, said(inquiry, earlier)]).toEqual([name, said(inquiry, noPrecedents)]);
    }
    expect(made()).toBeLessThan(searches.length);
  });

  // Kills: precedents that depend on what they were asked for, a search ended by hand kept as one.
  test('needs the same claims, the same bound, and to have been left to end', () => {
    const [inquiry] = searchesOf('network');
    if (inquiry === undefined) throw new Error('nothing to search');
    const { earlier, made } = counting();
    said(inquiry, earlier);
    said({ ...inquiry, claims: inquiry.claims.slice(0, 1) }, earlier);
    said({ ...inquiry, question: { ...inquiry.question, statesMax: 50 } }, earlier);
    expect(made()).toBe(3);
    said(inquiry, earlier);
    expect(made()).toBe(3);
  });
});
