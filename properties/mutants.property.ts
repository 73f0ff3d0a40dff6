/**
 * Would the suite notice? Every check of every role is switched off once, and the claims must say
 * so; every claim of the first table must have killed a mutant. Of the other claims each has a
 * ground on which it falls and one on which it holds (`verdict/claims.test.ts`).
 */
import { describe, expect, it } from 'vitest';
import { capabilities } from '../attacks/capability/index.ts';
import { claims } from '../model/sa2pmp/claims.ts';
import { defaultBounds } from '../model/sa2pmp/scenario/bounds.ts';
import { checks } from '../model/sa2pmp/setting.ts';
import { gapOf } from './report/json.ts';
import { ask } from './verdict/ask.ts';
import { type TrialResult, trials, trying } from './verdict/mutants.ts';
import { type Change, protocol } from './verdict/protocols.ts';
import { usualClaims } from './verdict/usual.ts';

function tried(trial: (typeof trials)[number]): TrialResult {
  const search = trying(trial);
  for (let step = search.next(true); ; step = search.next(true)) {
    if (step.done === true) return step.value;
  }
}

const results = trials.map(tried);

/** Weaker readings, each a mutant of the charitable one, and the claim that must notice. */
const weaker: readonly (readonly [claim: string, attacker: string, change: Change])[] = [
  ['secrecy-order', 'insider', { axis: 'A9', choice: 'per-release' }],
  ['secrecy-key', 'insider', { axis: 'A9', choice: 'per-release' }],
  ['secrecy-password', 'network', { axis: 'A13', choice: 'clear' }],
  ['agreement-result', 'network', { axis: 'A17', choice: 'clear' }],
  ['injective-agreement-order', 'network', { axis: 'A7', choice: 'none' }],
  ['agreement-order', 'insider', { axis: 'A33', choice: 'unchecked' }],
];

describe('a role with one check switched off', () => {
  it('is tried for every check there is, once', () => {
    expect(trials.map(({ check }) => check).toSorted()).toEqual(Object.keys(checks).toSorted());
  });

  it.each(results.filter(({ survives }) => survives === undefined))(
    'breaks a claim that held: $check',
    ({ kills }) => {
      expect(kills.map(({ claim }) => claim)).not.toEqual([]);
      expect(kills.map(({ verdict }) => gapOf(verdict))).toEqual(kills.map(() => undefined));
    },
  );

  it.each(results.filter(({ survives }) => survives !== undefined))(
    'breaks nothing where it is said to survive: $check, $survives',
    ({ kills }) => {
      expect(kills).toEqual([]);
    },
  );
});

describe('a weaker reading', () => {
  it.each(weaker)('makes %s fall against the %s', (id, attackerId, change) => {
    const asked = claims.filter((claim) => claim.id === id);
    const attacker = capabilities.find((capability) => capability.id === attackerId);
    if (attacker === undefined) throw new Error(`no attacker ${attackerId}`);
    const scope = { attacker, claims: asked, bounds: defaultBounds, statesMax: 200_000 };
    const [before] = ask({ ...scope, protocol: protocol('charitable') });
    const [after] = ask({ ...scope, protocol: protocol('charitable', [change]) });
    expect(before?.verdict).toBe('holds');
    expect(after?.verdict).toBe('attack');
    expect(after && gapOf(after)).toBeUndefined();
  });
});

describe('every claim of the first table', () => {
  const killed = new Set([
    ...results.flatMap(({ kills }) => kills.map(({ claim }) => claim)),
    ...weaker.map(([claim]) => claim),
  ]);

  it.each(usualClaims)('$id has killed a mutant', ({ id }) => {
    expect([...killed]).toContain(id);
  });
});
