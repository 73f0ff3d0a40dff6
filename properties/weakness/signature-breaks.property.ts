/**
 * What weak signatures and digests newly break, by search, each attack carried out on terms and on
 * bytes; and that the readings that are to stop them do.
 */
import { describe, expect, test } from 'vitest';
import { claims } from '../../model/sa2pmp/claims.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { breaksOf, type Ground, signatureGrounds } from './grounds.ts';

/** Claims by their ids. Evidence is judged with honest customers, whose signatures are used. */
const asked: readonly Claim[] = claims
  .filter(({ id }) =>
    [
      'agreement-order',
      'injective-agreement-order',
      'at-most-once',
      'secrecy-key',
      'evidence-unequivocal',
    ].includes(id),
  )
  .map((claim) =>
    claim.id === 'evidence-unequivocal' ? { ...claim, corrupts: ['bank', 'log'] as const } : claim,
  );

/** What each is to break; a row more or less is a finding. */
const broken: Readonly<Record<string, readonly string[]>> = {
  'signature-malleability': ['injective-agreement-order', 'at-most-once'],
  'joint-signature': ['evidence-unequivocal'],
  'key-substitution': ['evidence-unequivocal'],
  'nonce-reuse': ['agreement-order', 'injective-agreement-order', 'at-most-once'],
  'hash-collision-identical': ['agreement-order', 'evidence-unequivocal'],
  'hash-collision-chosen': ['agreement-order', 'evidence-unequivocal'],
};

const groundOf = (rule: string, changes: Partial<Reading> = {}): Ground => {
  const found = signatureGrounds.find((ground) => ground.rule === rule);
  if (found === undefined) throw new Error(`no ground for ${rule}`);
  return { ...found, changes: { ...found.changes, ...changes } };
};

describe('what a rule newly breaks on its ground', () => {
  // W8, W9, W10, W21, W22. Kills: a rule that the search does not come to use, one that breaks more
  // than it says, a concretiser that the protocol's own bytes refuse.
  test.each(Object.entries(broken))('%s breaks %o and no other', (rule, expected) => {
    const came = breaksOf(groundOf(rule), asked);
    expect(came.broken.map(({ claim }) => claim.id)).toEqual(expected);
    for (const { attack } of came.broken) {
      expect(attack?.onTerms.confirmed).toBe(true);
      const onBytes = attack?.onBytes ?? { confirmed: false };
      const isOnTermsOnly = 'symbolicOnly' in onBytes;
      expect(onBytes.confirmed !== isOnTermsOnly, JSON.stringify(onBytes)).toBe(true);
      expect(isOnTermsOnly).toBe(rule.startsWith('hash-collision'));
    }
  });
});

describe('what stops it', () => {
  const stopped: readonly (readonly [string, Partial<Reading>])[] = [
    // A30c: the twin has the other s, which is refused.
    ['signature-malleability', { A30c: 'low' }],
    // A24, A7: with a nonce of its own each signature gives nothing away.
    ['nonce-reuse', { A24: 'good' }],
    // A6: without a free text there is nothing to choose.
    ['hash-collision-chosen', { A6: 'payee-amount' }],
    ['hash-collision-identical', { A6: 'payee-amount' }],
  ];
  test.each(stopped)('%s breaks nothing where the reading is %o', (rule, changes) => {
    const came = breaksOf(groundOf(rule, changes), asked);
    expect(came.broken).toEqual([]);
  });
});
