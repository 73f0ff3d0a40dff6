/**
 * What claims fall to weak modes and encodings, found by search and carried out on bytes; and the
 * same readings without the weakness.
 */
import { describe, expect, test } from 'vitest';
import { ambiguousConcatenation } from '../../attacks/capability/ambiguous-concatenation.ts';
import { bitFlipping } from '../../attacks/capability/bit-flipping.ts';
import type { Capability } from '../../attacks/capability/capability.ts';
import { ecbCutAndPaste } from '../../attacks/capability/ecb-cut-and-paste.ts';
import { paddingOracle } from '../../attacks/capability/padding-oracle.ts';
import { runMoves } from '../../attacks/run.ts';
import type { Weaken } from '../../model/core/weakness.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import type { Bytes } from '../../src/bytes.ts';
import { counting } from '../../src/weak/padding-oracle.ts';
import { ask } from '../verdict/ask.ts';
import { byteArena } from '../verdict/confirm.ts';
import { problemFor } from '../verdict/problem.ts';
import { type Change, protocol } from '../verdict/protocols.ts';
import type { Verdict } from '../verdict/verdict.ts';

const bounds = { sessions: 1, customers: 1, renewals: 0 };
const change = (axis: Change['axis'], choice: string): Change => ({ axis, choice });

interface Case {
  readonly name: 'published' | 'charitable';
  readonly changes: readonly Change[];
  readonly attacker: Capability;
  readonly claim: string;
}

const asked = ({ name, changes, attacker, claim }: Case): Verdict => {
  const [verdict = expect.fail('no verdict')] = ask({
    protocol: protocol(name, changes),
    attacker,
    claims: claims.filter(({ id }) => id === claim),
    bounds,
    statesMax: 100_000,
  });
  return verdict;
};

/** The attacker without its rules. */
const without = (attacker: Capability): Capability => {
  const { rules: _, ...rest } = attacker;
  return { ...rest, id: `${attacker.id} without rules` };
};

const ecb = change('A8', 'aes-128-ecb');
const ctr = change('A8', 'aes-128-ctr');
const zeroIv = change('A8', 'aes-128-cbc-zero-iv');
const bound = change('A17', 'under-key-bound');
const uniform = change('A36', 'uniform');
const shared = change('A9', 'per-release');
const plainText = change("A3'", 'plain');

/** Claims that hold without the weakness and fall with it. */
const falls: readonly Case[] = [
  { name: 'published', changes: [], attacker: bitFlipping, claim: 'agreement-result' },
  { name: 'published', changes: [ctr], attacker: bitFlipping, claim: 'agreement-result' },
  { name: 'charitable', changes: [], attacker: bitFlipping, claim: 'agreement-result' },
  { name: 'published', changes: [ecb], attacker: ecbCutAndPaste, claim: 'agreement-result' },
  { name: 'published', changes: [ecb, bound], attacker: ecbCutAndPaste, claim: 'agreement-result' },
  { name: 'published', changes: [], attacker: paddingOracle, claim: 'secrecy-password' },
  { name: 'published', changes: [zeroIv], attacker: paddingOracle, claim: 'secrecy-password' },
  { name: 'published', changes: [], attacker: paddingOracle, claim: 'secrecy-order' },
  {
    name: 'charitable',
    changes: [shared, plainText],
    attacker: ambiguousConcatenation,
    claim: 'agreement-order',
  },
];

/** Claims that hold with the weakness where the reading takes it away, and why. */
const holds: readonly (Case & { readonly because: string })[] = [
  {
    name: 'published',
    changes: [change('A17', 'signed')],
    attacker: bitFlipping,
    claim: 'agreement-result',
    because: 'the bank signs what is flipped',
  },
  {
    name: 'published',
    changes: [zeroIv],
    attacker: bitFlipping,
    claim: 'agreement-result',
    because: 'the vector is not sent',
  },
  {
    name: 'published',
    changes: [],
    attacker: ecbCutAndPaste,
    claim: 'agreement-result',
    because: 'blocks are chained',
  },
  {
    name: 'published',
    changes: [uniform],
    attacker: paddingOracle,
    claim: 'secrecy-password',
    because: 'nobody says why',
  },
  {
    name: 'published',
    changes: [ctr],
    attacker: paddingOracle,
    claim: 'secrecy-password',
    because: 'there is no padding',
  },
  {
    name: 'published',
    changes: [],
    attacker: paddingOracle,
    claim: 'secrecy-key',
    because: 'an oracle opens boxes and gives no key',
  },
  {
    name: 'charitable',
    changes: [shared],
    attacker: ambiguousConcatenation,
    claim: 'agreement-order',
    because: 'lengths are signed',
  },
];

const titled = <C extends Case>(cases: readonly C[]) =>
  cases.map((each) => ({
    ...each,
    reading: [each.name, ...each.changes.map(({ axis, choice }) => `${axis}=${choice}`)].join(' '),
    by: each.attacker.id,
  }));

describe('a weakness of the cipher or the encoding', () => {
  // W13, W15, W16. Kills: a rule that gives nothing, one that bytes do not follow.
  test.each(titled(falls))('$by: $claim falls under $reading', (each) => {
    const { verdict, attack } = asked(each);
    expect(verdict).toBe('attack');
    expect(attack).toMatchObject({ onTerms: { confirmed: true }, onBytes: { confirmed: true } });
  });

  test.each(titled(falls))('$by: without it $claim holds under $reading', (each) => {
    expect(asked({ ...each, attacker: without(each.attacker) }).verdict).toBe('holds');
  });

  test.each(titled(holds))('$by: $claim holds under $reading, for $because', (each) => {
    expect(asked(each).verdict).toBe('holds');
  });
});

describe('the padding oracle on bytes', () => {
  // W13 "decrypts S_C(msg, ID_C)", W17. Kills: an oracle that the questions change.
  test('decrypts a log-on in some thousand questions, and leaves the bank as it was', () => {
    const name = 'published';
    const question = { protocol: protocol(name), bounds };
    const { attack, claim } = asked({
      name,
      changes: [],
      attacker: paddingOracle,
      claim: 'secrecy-password',
    });
    const plan = attack?.plan ?? expect.fail('no attack');
    const arena = byteArena(
      problemFor(question, paddingOracle, { court: claim.court }),
      paddingOracle,
    );
    const counts: number[] = [];
    const weaken: Weaken<Bytes> = (of, labels, trial) => {
      const counted = counting(trial ?? expect.fail('nobody to ask'));
      const made = arena.weak?.['padding-oracle']?.(of, labels, counted.trial);
      counts.push(counted.questions());
      return made;
    };
    const { runs, stuck } = runMoves({ ...arena, weak: { 'padding-oracle': weaken } }, plan);
    expect(stuck).toBeUndefined();
    const [before, after] = [runs.at(-2), runs.at(-1)];
    expect(after?.locals).toBe(before?.locals);
    expect(counts).toHaveLength(1);
    expect(counts[0]).toBeGreaterThan(48);
    expect(counts[0]).toBeLessThan(3 * 16 * 257);
  });
});
