import { describe, expect, test } from 'vitest';
import { insider } from '../../attacks/capability/insider.ts';
import { network } from '../../attacks/capability/network.ts';
import type { Recipe } from '../../attacks/recipe.ts';
import { shape } from '../../model/core/shape.ts';
import { termStore } from '../../model/core/term.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Term } from '../../model/core/term.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { ask } from '../verdict/ask.ts';
import { inquiries } from '../verdict/inquiry.ts';
import { protocol } from '../verdict/protocols.ts';
import { usualClaims } from '../verdict/usual.ts';
import { belief } from './beliefs.ts';
import { signs, signOf, verdictMatrix } from './matrix.ts';
import { namesIn } from './names.ts';
import { storyOf, storyText } from './story.ts';
import { carriedOut } from './twice.ts';
import { treeLines, unfolded } from './unfold.ts';

const PAY = shape(['order', 1], { amount: 'amount' });
const plain = (_: unknown, text: string): string => text;

describe('names', () => {
  const store = termStore();
  const [mine, root] = [store.name('account', 'a-1'), store.name('seed', 'root')];
  const step = store.derived(root, 'alice step 3');
  const key = store.derived(step, 'signing-key');
  const own = store.tuple(PAY, [store.name('amount', '1 CAD')]);
  const forged = store.tuple(PAY, [store.name('amount', '2 CAD')]);
  const principals = [{ party: 'alice', account: mine, honest: true }];
  const claimed = (party: string, claim: 'running' | 'commit', value: Term): TraceEvent<Term> => ({
    kind: 'claimed',
    party,
    claim,
    about: 'order',
    account: mine,
    values: [value],
  });
  const events = [
    claimed('alice', 'running', own),
    claimed('bank:alice', 'commit', own),
    claimed('bank:alice', 'commit', forged),
  ];
  const names = namesIn(store, { principals }, events);

  // Kills: a message of the attacker's under the name of the account's owner.
  test('say whose a message is: of its owner, or for an account that somebody else used', () => {
    expect(names.show(own)).toBe('order 1 of alice');
    expect(names.show(forged)).toBe("order 1 for alice's account");
    expect(names.definitions).toEqual([
      'order 1 of alice = order(1 CAD)',
      "order 1 for alice's account = order(2 CAD)",
    ]);
  });

  test('say whose a fresh value and a signature are', () => {
    const attackers = store.name('seed', 'attacker seed 1');
    expect(names.show(key)).toBe("alice's signing-key (step 3)");
    expect(names.show(store.derived(attackers, 'token'))).toBe("the attacker's token");
    expect(names.show(store.derived(store.derived(root, 'bank'), 'signing-key'))).toBe(
      "the bank's signing-key",
    );
    expect(names.show(store.signature(key, own, step))).toBe(
      "alice's signature on order 1 of alice",
    );
    expect(names.show(store.box(key, own, step))).toBe(
      "{order 1 of alice}[alice's signing-key (step 3)]",
    );
  });
});

describe('a belief', () => {
  const said = (
    claim: 'running' | 'commit' | 'secret' | 'did' | 'judged',
    about: string,
    reads: readonly string[] = [],
  ): string | undefined =>
    belief(
      { kind: 'claimed', party: 'bank', claim, about, account: 'a', values: ['v'] },
      { owner: 'alice', reads, show: (value) => value },
    );

  test('is what the party thinks, of whom', () => {
    expect([
      said('commit', 'order'),
      said('running', 'result'),
      said('secret', 'password'),
    ]).toEqual([
      'bank thinks: alice gave me the order: v',
      'bank thinks: I begin with the result: v',
      'bank thinks: nobody but my peer knows the password: v',
    ]);
    expect(said('did', 'posted')).toBe('bank knows: I have moved the money: v');
    expect(said('judged', 'order')).toBe('bank judges: alice answers for the order: v');
  });

  test('that is bookkeeping is told only where the claim looks at it', () => {
    expect(said('did', 'used-key')).toBeUndefined();
    expect(said('did', 'used-key', ['did used-key'])).toContain('used-key');
  });
});

describe('a derivation', () => {
  const seen: Recipe = { make: 'observed', index: 0 };
  const opened: Recipe = {
    make: 'content',
    of: { make: 'field', of: seen, shape: PAY, field: 'amount' },
    key: { make: 'given', name: 'K' },
    shape: PAY,
  };

  // Kills: a part left out, a part under the wrong branch.
  test('is unfolded to its leaves, one line for each step', () => {
    expect(treeLines(unfolded({ make: 'digest', of: opened }, () => undefined))).toEqual([
      'hashes',
      '└ of: opens a ciphertext',
      '  ├ box: takes the field "amount" out',
      '  │ └ of: saw message #1',
      '  └ with: has: K',
    ]);
  });

  test('says what each step comes to', () => {
    const gives = (recipe: Recipe): string => `<${recipe.make}>`;
    expect(treeLines(unfolded({ make: 'digest', of: seen }, gives))).toEqual([
      'hashes -> <digest>',
      '└ of: saw message #1 = <observed>',
    ]);
  });

  test('names the rule of deduction that it uses', () => {
    const weak: Recipe = { make: 'weak', rule: 'flip', of: [seen], labels: [] };
    expect(treeLines(unfolded(weak, () => undefined))[0]).toBe('uses the weakness: flip');
  });
});

const question = {
  protocol: protocol('published'),
  attacker: insider,
  claims: usualClaims.filter(({ id }) => id === 'agreement-order'),
  bounds: defaultBounds,
  statesMax: 10_000,
};

describe('an attack told', () => {
  const [verdict] = ask(question);
  const [inquiry] = inquiries(question);
  const [claim] = question.claims;
  const attack = verdict?.attack;
  if (inquiry === undefined || claim === undefined || attack === undefined) {
    throw new Error('no attack to tell');
  }
  const textOf = (unfold: boolean): string => {
    const { twice } = carriedOut(inquiry, { claim, attack }, { full: false, unfold });
    return storyText(plain, storyOf(twice));
  };

  test('says what the bank thinks though alice never ordered', () => {
    expect(textOf(false)).toContain(
      "bank:alice thinks: alice gave me the order: order 1 for alice's account",
    );
    expect(textOf(false)).not.toContain('└');
  });

  test('unfolds every message of the attacker when asked to', () => {
    expect(textOf(true)).toMatch(/└ .*: makes up: signing-key = the attacker's signing-key/u);
    expect(textOf(true)).toMatch(/takes the field "key" out -> key of/u);
  });
});

describe('the matrix', () => {
  const verdicts = [insider, network].flatMap((attacker) =>
    ask({ ...question, attacker, claims: usualClaims }),
  );
  const lines = verdictMatrix(plain, verdicts).split('\n');

  // Kills: columns out of order, a sign for the wrong verdict.
  test('has one line for each claim and one sign for each attacker, in their order', () => {
    expect(lines.slice(0, 2)).toEqual(['  a  insider', '  b  network']);
    for (const claim of usualClaims) {
      const own = verdicts.filter((one) => one.claim === claim);
      const cells = own.map((one) => signs[signOf(one)]).join('');
      expect(lines).toContain(`${claim.id.padEnd('injective-agreement-order'.length)}  ${cells}`);
    }
  });

  test('says what the signs mean and how often each occurs', () => {
    const attacks = verdicts.filter(({ verdict }) => verdict === 'attack').length;
    expect(lines).toContain(`  X  attack, replayed on bytes (${attacks})`);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('has a sign of its own for each kind of verdict', () => {
    const [base = expect.fail('no verdict')] = verdicts.filter(
      ({ verdict }) => verdict === 'attack',
    );
    const { attack } = base;
    if (attack === undefined) throw new Error('no attack');
    const bytes = (onBytes: typeof attack.onBytes) =>
      signOf({ ...base, attack: { ...attack, onBytes } });
    expect([
      bytes({ confirmed: true, breach: '' }),
      bytes({ confirmed: false, gap: '' }),
      bytes({ confirmed: false, symbolicOnly: '' }),
      signOf({ ...base, verdict: 'holds', attack: undefined, vacuous: true }),
      signOf({ ...base, verdict: 'holds', attack: undefined }),
      signOf({ ...base, verdict: 'inconclusive', attack: undefined }),
    ]).toEqual(['attack', 'gap', 'symbolic', 'vacuous', 'holds', 'inconclusive']);
    expect(new Set(Object.values(signs)).size).toBe(6);
  });
});
