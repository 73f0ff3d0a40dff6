import { describe, expect, test } from 'vitest';
import { usualCapabilities } from '../../attacks/capability/index.ts';
import { network } from '../../attacks/capability/network.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { ask } from './ask.ts';
import { statedAsIntended } from './intended.ts';
import { answerAll, type Manner } from './matrix.ts';
import { type Change, protocol } from './protocols.ts';
import { usualClaims } from './usual.ts';
import { type Mutation, mutationInWords, mutations, witnesses } from './vacuity.ts';
import type { Question, Verdict } from './verdict.ts';

const names = ['published', 'charitable'] as const;
const questions = names.flatMap((name) =>
  usualCapabilities.map((attacker): Question => ({
    protocol: protocol(name),
    attacker,
    claims: usualClaims,
    bounds: defaultBounds,
    statesMax: 100_000,
    coverage: true,
  })),
);
const manner: Manner = { threads: 1, timeoutMs: 60_000, goesOn: () => true };
const answers: (readonly [Question, readonly Verdict[]])[] = [];
await answerAll(questions, {
  ...manner,
  onAnswer: (question, verdicts) => answers.push([question, verdicts]),
});
const holding = answers.flatMap(([, verdicts]) =>
  verdicts.filter(({ verdict }) => verdict === 'holds'),
);

describe('what a search has seen of the charts', () => {
  const asked = (changes: readonly Change[], bounds = defaultBounds): Verdict => {
    const [verdict = expect.fail('no verdict')] = ask({
      protocol: protocol('charitable', changes),
      attacker: network,
      claims: usualClaims.filter(({ id }) => id === 'secrecy-order'),
      bounds,
      statesMax: 100_000,
      coverage: true,
    });
    return verdict;
  };
  const missing = ({ coverage }: Verdict): readonly string[] =>
    [coverage?.unreached.states ?? [], coverage?.unreached.transitions ?? []]
      .flat()
      .map(({ name }) => name);

  // Issue 4: "all states and transitions of the charts reached (or listed as unreachable, with the
  // reason)". Kills: a state or transition that is neither, or both.
  test('and what it has not, are all that there is, each once, with the reason', () => {
    expect(holding.length).toBeGreaterThan(10);
    for (const { coverage } of holding) {
      const { states = [], transitions = [], unreached } = coverage ?? {};
      const rest = [...(unreached?.states ?? []), ...(unreached?.transitions ?? [])];
      const all = [...states, ...transitions, ...rest.map(({ name }) => name)];
      expect(new Set(all).size).toBe(all.length);
      expect(states).toContain('bank.BLS.executing');
      expect(transitions).toContain('bank.BLS.idle on frame (2)');
      for (const { why } of rest) expect(why).toMatch(/^(?:the |its |no )/u);
    }
  });

  // Kills: transitions that are never noted, or noted though nothing takes them.
  test('grows with the reading and the bounds that exclude the rest', () => {
    const plain = asked([]);
    expect(missing(plain)).toEqual(
      expect.arrayContaining(['client.business.challenging', 'bank.KMS.renewing', 'judge']),
    );
    const challenged = asked([{ axis: 'A7', choice: 'challenge' }]);
    expect(challenged.coverage?.states).toContain('client.business.challenging');
    expect(challenged.coverage?.transitions).toContain('bank.AS on frame');
    const renewed = asked([], { ...defaultBounds, renewals: 1, sessions: 1 });
    expect(renewed.coverage?.states).toContain('bank.KMS.renewing');
    expect(renewed.coverage?.transitions).toContain('bank.KMS.registered on expire');
  });
});

describe('the intended run', () => {
  test.each(names)('of %s comes to orders accepted, posted and answered', (name) => {
    const question = { protocol: protocol(name), bounds: defaultBounds };
    const stated = statedAsIntended(question, { court: false });
    expect([...stated]).toEqual(
      expect.arrayContaining(['running order', 'commit order', 'did posted', 'commit result']),
    );
  });

  // Kills: an intended run that comes to everything.
  test('comes to nothing that nobody wants', () => {
    const question = { protocol: protocol('charitable'), bounds: defaultBounds };
    expect(statedAsIntended(question, { court: false })).not.toContain('did challenged');
  });
});

/** What makes a claim fall that holds, by protocol, attacker and claim: one change is enough. */
const killers: Readonly<Record<string, Mutation>> = {
  'published network secrecy-order': { omitted: 'order-kept' },
  'published network secrecy-password': { axis: 'A13', choice: 'clear' },
  'published network secrecy-key': { omitted: 'package-key-kept' },
  'published network agreement-order': { omitted: 'package-key-kept' },
  'charitable network secrecy-order': { omitted: 'order-kept' },
  'charitable network secrecy-password': { axis: 'A13', choice: 'clear' },
  'charitable network secrecy-key': { omitted: 'package-key-kept' },
  // Box and signature are both in the way: one key alone is not enough.
  'charitable network agreement-order': { omitted: 'key-store-kept' },
  'charitable network injective-agreement-order': { omitted: 'freshness' },
  'charitable network agreement-result': { omitted: 'result-request' },
  'charitable network at-most-once': { omitted: 'freshness' },
  'charitable insider secrecy-order': { axis: 'A9', choice: 'per-release' },
  'charitable insider secrecy-password': { axis: 'A13', choice: 'clear' },
  'charitable insider secrecy-key': { axis: 'A9', choice: 'per-release' },
  'charitable insider agreement-order': { omitted: 'payer' },
  'charitable insider injective-agreement-order': { omitted: 'payer' },
  'charitable insider agreement-result': { omitted: 'result-request' },
  'charitable insider at-most-once': { omitted: 'payer' },
  'charitable package-extraction secrecy-password': { axis: 'A13', choice: 'clear' },
  'charitable package-extraction agreement-order': { omitted: 'signature' },
  'charitable package-extraction injective-agreement-order': { omitted: 'signature' },
  'charitable package-extraction at-most-once': { omitted: 'signature' },
};

// Issue 4, "Never vacuous". Kills: a claim that nothing breaks, a mutant that differs in nothing.
describe('what holds', () => {
  const nameOf = ({ protocol: { name }, attacker, claim }: Verdict): string =>
    `${name} ${attacker.id} ${claim.id}`;

  test('is named here with what makes it fall, without exception', () => {
    expect(holding.map(nameOf).sort()).toEqual(Object.keys(killers).sort());
  });

  test.each(Object.entries(killers))(
    '%s falls under %o',
    { timeout: 20_000 },
    async (name, mutation) => {
      const own = answers.map(
        ([question, verdicts]) =>
          [question, verdicts.filter((verdict) => nameOf(verdict) === name)] as const,
      );
      const [witness] = [...(await witnesses(own, manner, [mutation])).values()];
      expect(witness).toEqual({ occasion: 'intended run', killed: mutation, tried: 1 });
    },
  );

  test('is tried against every check and every choice, each once', () => {
    const words = mutations.map(mutationInWords);
    expect(new Set(words).size).toBe(words.length);
    expect(mutations.length).toBeGreaterThan(100);
  });
});
