/**
 * Mutants of the protocols of others that live because the change makes no difference, each with why
 * (`equivalent.ts`).
 */

/** All that are known. */
export const inOthers = [
  {
    because:
      'a list of roles in which a word stands that no role is called by: roles are asked whether they are in it, and none is (castOf, seatOf)',
    mutants: [
      "model/peers/ikp-verdicts.ts: const twice = payments === 'taken again' ? ['A'] : [];: ArrayDeclaration at 54: [\"Stryker was here\"]",
      "model/peers/jasa.ts: const servers = reading.requests === 'taken again' ? ['S'] : [];: ArrayDeclaration at 64: [\"Stryker was here\"]",
      'model/peers/jasa.ts: const several = mode === undefined ? [] : [\'C\', ...servers];: ArrayDeclaration at 40: ["Stryker was here"]',
      "model/peers/ksl.ts: const twice = keys === 'stay' ? ['B'] : [];: ArrayDeclaration at 43: [\"Stryker was here\"]",
      "model/peers/lsm.ts: const twice = reading.requests === 'taken again' ? ['S'] : [];: ArrayDeclaration at 62: [\"Stryker was here\"]",
      'model/peers/peer.ts: const { dishonest = [], twice = [], without = [], besides = [] } = casting;: ArrayDeclaration at 35: ["Stryker was here"]',
      'model/peers/peer.ts: const { dishonest = [], twice = [], without = [], besides = [] } = casting;: ArrayDeclaration at 49: ["Stryker was here"]',
      'model/peers/peer.ts: dishonest: readonly string[] = [],: ArrayDeclaration at 34: ["Stryker was here"]',
    ],
  },
  {
    because:
      'a list of names that stay the same in a second run, in which a word stands that is no name of the script: names are asked whether they are in it, and none is (remembering)',
    mutants: [
      'model/peers/ikp.ts: ? remembering(serves, { from: 0, kept: [], fresh: \'HC\' }): ArrayDeclaration at 48: ["Stryker was here"]',
      "model/peers/lsm.ts: requests === 'taken once' ? remembering(serves, { from: 0, kept: [], fresh: 'N' }) : serves,: ArrayDeclaration at 72: [\"Stryker was here\"]",
    ],
  },
] as const;
