/**
 * What the verdicts at the default bounds say, and what any verdict must be like.
 */
import { describe, expect, test } from 'vitest';
import type { Capability } from '../attacks/capability/capability.ts';
import { usualCapabilities as capabilities } from '../attacks/capability/index.ts';
import type { Recipe } from '../attacks/recipe.ts';
import { type Move, runMoves } from '../attacks/run.ts';
import { explore, type Quest } from '../attacks/search/explicit.ts';
import { setStage } from '../attacks/search/stage.ts';
import type { Algebra } from '../model/core/algebra.ts';
import type { Claim } from '../model/core/claim.ts';
import { symbolic } from '../model/core/symbolic.ts';
import { termStore } from '../model/core/term.ts';
import { usualClaims as claims } from './verdict/usual.ts';
import { readings } from '../model/sa2pmp/reading.ts';
import { type Bounds, defaultBounds } from '../model/sa2pmp/scenario/bounds.ts';
import { suiteOf } from '../model/sa2pmp/suite.ts';
import { concrete } from '../src/concrete.ts';
import { native } from '../src/native.ts';
import { ask } from './verdict/ask.ts';
import { type Inquiry, inquiries } from './verdict/inquiry.ts';
import { problemFor } from './verdict/problem.ts';
import { arenaFor, reenact } from './verdict/confirm.ts';
import { protocol, protocolNames, usualProtocols } from './verdict/protocols.ts';
import type { Attack, Question, Verdict } from './verdict/verdict.ts';

type ProtocolName = (typeof protocolNames)[number];
type Row = Readonly<Record<string, number | 'holds' | 'inconclusive'>>;

const statesMax = 1_000_000;
const asked = (
  name: ProtocolName,
  attacker: Capability,
  bounds: Partial<Bounds> = {},
): Question => ({
  protocol: protocol(name),
  attacker,
  claims,
  bounds: { ...defaultBounds, ...bounds },
  statesMax,
});

const pairs = usualProtocols.flatMap((name) =>
  capabilities.map((attacker) => ({ name, attacker, id: attacker.id })),
);
const answers = pairs.map(({ name, attacker }) => {
  const question = asked(name, attacker);
  return { question, verdicts: ask(question) };
});

const verdictsOf = (name: ProtocolName, attacker: string): readonly Verdict[] =>
  answers.find(
    ({ question }) => question.protocol.name === name && question.attacker.id === attacker,
  )?.verdicts ?? expect.fail(`${name} against ${attacker} was not asked`);

/** What fell, by the steps that it took, and what did not. */
const rowOf = (verdicts: readonly Verdict[]): Row =>
  Object.fromEntries(
    verdicts.map(({ claim, verdict, attack }) => [
      claim.id,
      verdict === 'attack' ? (attack?.steps ?? -1) : verdict,
    ]),
  );
const fallen = (verdicts: readonly Verdict[]): readonly string[] =>
  verdicts.filter(({ verdict }) => verdict === 'attack').map(({ claim }) => claim.id);

/** Every attack, with what it takes to carry it out again. */
const attacks = answers.flatMap(({ question, verdicts }) =>
  verdicts.flatMap(({ attack, claim }) => {
    const inquiry = inquiries(question).find((one) => one.claims.includes(claim));
    return attack && inquiry ? [{ name: attack.name, attack, claim, inquiry, question }] : [];
  }),
);
type Case = (typeof attacks)[number];
const attackNamed = (name: string): Case =>
  attacks.find((attack) => attack.name === name) ?? expect.fail(`no attack ${name}`);

const onTerms = ({ problem, attacker }: Inquiry) => {
  const store = termStore();
  return { store, arena: arenaFor(problem, attacker, symbolic(store, problem.suite)) };
};

/** A recipe and all that it is made of. */
const within = (recipe: Recipe): readonly Recipe[] => {
  const parts = Object.values(recipe).flat() as readonly unknown[];
  const inner = parts.filter(
    (part): part is Recipe => typeof part === 'object' && part !== null && 'make' in part,
  );
  return [recipe, ...inner.flatMap(within)];
};
const delivered = ({ plan }: Attack): readonly Recipe[] =>
  plan.flatMap((move) => (move.move === 'deliver' ? [move.message] : []));

// Issue 2, "Done when". Kills: an attacker given too much or too little, a check left out of the
// bank, a search that does not deliver twice.
describe('the table', () => {
  test('published, network: the order and the password stay secret, replay breaks agreement', () => {
    const verdicts = verdictsOf('published', 'network');
    expect(rowOf(verdicts)).toEqual({
      'secrecy-order': 'holds',
      'secrecy-password': 'holds',
      'secrecy-key': 'holds',
      'agreement-order': 'holds',
      'injective-agreement-order': 9,
      'agreement-result': 11,
      'nro-soundness': 1,
      'at-most-once': 9,
    });
  });

  test('published, network: one order, observed once, is delivered twice', () => {
    const { attack, claim, inquiry } = attackNamed('published/network/injective-agreement-order');
    const indices = delivered(attack).flatMap((made) =>
      made.make === 'observed' ? [made.index] : [],
    );
    const [twice, ...others] = indices.filter((index, place) => indices.indexOf(index) < place);
    expect([delivered(attack).length, others]).toEqual([indices.length, []]);
    const { store, arena } = onTerms(inquiry);
    const seen = reenact(arena, attack.plan, claim).runs.at(-1)?.observed ?? [];
    const order = seen[twice ?? -1] ?? expect.fail('nothing is delivered twice');
    expect(store.shapeOf(order)?.name).toBe('order-frame');
    expect(seen.filter((message) => message === order)).toHaveLength(1);
  });

  test.each(['insider', 'package-extraction'])(
    'published, %s: whoever has K has the order and the password and forges the result',
    (attacker) => {
      expect(fallen(verdictsOf('published', attacker))).toEqual(claims.map(({ id }) => id));
      const { attack } = attackNamed(`published/${attacker}/agreement-result`);
      const forged = delivered(attack).at(-1) ?? expect.fail('nothing is delivered');
      const boxes = within(forged).filter(({ make }) => make === 'box');
      const sealed = boxes.flatMap(within).filter(({ make }) => make === 'tuple');
      expect(sealed).toMatchObject([{ shape: { name: 'result' } }]);
    },
  );

  test.each(['insider', 'package-extraction'])(
    'published, %s: K is taken out of an observed application package',
    (attacker) => {
      const { attack } = attackNamed(`published/${attacker}/secrecy-key`);
      expect(attack.plan.at(-1)).toMatchObject({
        move: 'learn',
        value: {
          make: 'field',
          field: 'key',
          shape: { name: 'app-package' },
          of: { make: 'observed' },
        },
      });
    },
  );

  test('charitable', () => {
    const kept = Object.fromEntries(claims.map(({ id }) => [id, 'holds']));
    const byAttacker = Object.fromEntries(
      capabilities.map(({ id }) => [id, rowOf(verdictsOf('charitable', id))]),
    );
    expect(byAttacker).toEqual({
      network: { ...kept, 'nro-soundness': 1 },
      insider: { ...kept, 'nro-soundness': 1 },
      'package-extraction': {
        // The package comes over HTTPS (A10), so that its key is copied from the phone, two moves later.
        ...kept,
        'secrecy-order': 8,
        'secrecy-key': 3,
        'agreement-result': 9,
        'nro-soundness': 1,
      },
    });
  });
});

/** Points the recipes of later moves past the messages that a move, now gone, was to bring. */
function without(plan: readonly Move[], gone: number, [from, to]: readonly [number, number]) {
  const shifted = (recipe: Recipe): Recipe => {
    if (recipe.make === 'observed') {
      if (recipe.index < from) return recipe;
      if (recipe.index < to) return { make: 'given', name: 'not to be had' };
      return { ...recipe, index: recipe.index - (to - from) };
    }
    const isRecipe = (part: unknown): part is Recipe =>
      typeof part === 'object' && part !== null && 'make' in part;
    const parts = Object.entries(recipe).map(([name, part]: [string, unknown]) => [
      name,
      isRecipe(part)
        ? shifted(part)
        : Array.isArray(part)
          ? part.map((each: unknown) => (isRecipe(each) ? shifted(each) : each))
          : part,
    ]);
    return Object.fromEntries(parts) as Recipe;
  };
  return plan.toSpliced(gone, 1).map((move): Move => {
    if (move.move === 'deliver') return { ...move, message: shifted(move.message) };
    return move.move === 'learn' ? { ...move, value: shifted(move.value) } : move;
  });
}

// Design §3, "propose, then confirm". Kills: any operation on bytes that is not the symbolic one,
// recipes by a wrong index, moves made and not needed.
describe.each(attacks)('the attack $name', ({ attack, claim, inquiry }) => {
  const { suite } = inquiry.problem;
  const outcome = <M>(algebra: Algebra<M>) =>
    reenact(arenaFor(inquiry.problem, inquiry.attacker, algebra), attack.plan, claim).confirmation;

  test('breaks the claim on terms, on noble and on OpenSSL, in the same way', () => {
    const terms = outcome(symbolic(termStore(), suite));
    expect(terms).toMatchObject({ confirmed: true });
    expect(outcome(concrete(suite))).toEqual(terms);
    expect(outcome(native(suite))).toEqual(terms);
    expect([attack.onTerms, attack.onBytes]).toEqual([terms, terms]);
  });

  test('has no move that it does without, and breaks nothing before its last', () => {
    const stage = onTerms(inquiry);
    const { runs } = reenact(stage.arena, attack.plan, claim);
    const seen = runs.map(({ observed }) => observed.length);
    for (const place of attack.plan.keys()) {
      const shorter = without(attack.plan, place, [seen[place] ?? 0, seen[place + 1] ?? 0]);
      expect(reenact(stage.arena, shorter, claim).confirmation.confirmed, `${place}`).toBe(false);
    }
    const cut = reenact(stage.arena, attack.plan.slice(0, -1), claim);
    expect(cut.confirmation).toMatchObject({ confirmed: false });
  });
});

describe('a verdict', () => {
  const found = ({ problem, attacker, claims: judged }: Inquiry, quest: Partial<Quest> = {}) => {
    const result = explore(setStage(problem, attacker), { claims: judged, statesMax, ...quest });
    expect(result.complete).toBe(true);
    return Object.fromEntries(result.found.map(({ claim, moves }) => [claim.id, moves.length]));
  };

  // Kills: a symmetry or an equality of states that hides an attack or makes it longer. The tree of
  // the charitable reading's insider is too large to walk without deduplication.
  test.each(pairs.filter(({ name, id }) => name !== 'charitable' || id !== 'insider'))(
    'on $name against $id is the same without deduplication',
    ({ name, attacker }) => {
      for (const inquiry of inquiries(asked(name, attacker, { sessions: 1 }))) {
        expect(found(inquiry, { without: ['deduplication'] })).toEqual(found(inquiry));
      }
    },
  );
  test.each(pairs.filter(({ name, id }) => name === 'charitable' || id !== 'network'))(
    'on $name against $id is the same without symmetry',
    ({ name, attacker }) => {
      for (const inquiry of inquiries(asked(name, attacker, { customers: 2 }))) {
        expect(found(inquiry, { without: ['symmetry'] })).toEqual(found(inquiry));
      }
    },
  );

  // Kills: anything that depends on the clock, on chance, on the order of a map.
  test.each(answers)('asked for again is the same, plan and states', ({ question, verdicts }) => {
    const again = ask(question);
    const timeless = (all: readonly Verdict[]) => all.map((verdict) => ({ ...verdict, ms: 0 }));
    expect(timeless(again)).toEqual(timeless(verdicts));
  });

  // Kills: bounds that count wrongly, so that more payments leave less room for the attacker.
  test.each(pairs)(
    'on $name against $id: more payments break no less, in no more steps',
    ({ name, attacker }) => {
      const [one, two, three] = [1, 2, 3].map((sessions) =>
        ask(asked(name, attacker, { sessions })),
      );
      const pairsOf = [
        [one, two],
        [two, three],
      ] as const;
      for (const [fewer = [], more = []] of pairsOf) {
        const steps = rowOf(more);
        for (const [claim, before] of Object.entries(rowOf(fewer))) {
          if (typeof before !== 'number') continue;
          expect(steps[claim], claim).toBeTypeOf('number');
          expect(steps[claim], claim).toBeLessThanOrEqual(before);
        }
      }
    },
  );

  // Each adds to the network. Kills: a capability that takes something away.
  test.each(usualProtocols)('on %s: what the network breaks, the others break', (name) => {
    const broken = fallen(verdictsOf(name, 'network'));
    expect(broken.length).toBeGreaterThan(0);
    for (const stronger of ['insider', 'package-extraction']) {
      expect(fallen(verdictsOf(name, stronger))).toEqual(expect.arrayContaining([...broken]));
    }
  });
});

/** Falls when the protocol has done all that it is for, as often as the bounds allow. */
const completed = (times: number): Claim => ({
  id: 'completed',
  title: 'completed',
  says: 'the protocol never completes',
  source: 'design §3, "not vacuous"',
  corrupts: [],
  court: false,
  reads: ['commit order', 'commit result'],
  occasion: 'commit order',
  violation: ({ events }) => {
    const count = (what: string): number =>
      events.filter((event) => event.kind === 'claimed' && `${event.claim} ${event.about}` === what)
        .length;
    return count('commit order') >= times && count('commit result') >= times ? 'done' : undefined;
  },
});

// Design §3, "not vacuous". Kills: bounds within which nobody can pay, a search that does not
// deliver what the roles want.
describe('what holds does not hold for want of anything happening', () => {
  test.each(protocolNames)('%s undisturbed does all the payments', (name) => {
    const nobody: Capability = {
      ...(capabilities[0] ?? expect.fail('no attacker')),
      holds: {},
    };
    const problem = problemFor(asked(name, nobody), nobody, { court: false });
    const arena = arenaFor(problem, nobody, symbolic(termStore(), suiteOf(readings[name])));
    const parties = ['bank:alice', 'alice', 'alice', 'alice', 'alice'];
    const { runs, stuck } = runMoves(
      arena,
      parties.map((party) => ({ move: 'intend', party })),
    );
    expect(stuck).toBeUndefined();
    const trace = { principals: arena.system.principals, events: runs.at(-1)?.events ?? [] };
    const { sessions } = defaultBounds;
    expect(completed(sessions).violation(trace, arena.algebra.equal)).toBe('done');
    for (const claim of claims) {
      expect(claim.violation(trace, arena.algebra.equal), claim.id).toBeUndefined();
    }
  });

  test.each(pairs)('the search of $name against $id comes to the end of it', (pair) => {
    const question = { ...asked(pair.name, pair.attacker), claims: [completed(2)] };
    expect(ask(question)).toMatchObject([
      { verdict: 'attack', attack: { onTerms: { confirmed: true }, onBytes: { confirmed: true } } },
    ]);
  });

  test.each(protocolNames)('the search of %s against the network comes to no more', (name) => {
    const [network = expect.fail('no attacker')] = capabilities;
    const question = { ...asked(name, network), claims: [completed(3)] };
    expect(ask(question)).toMatchObject([{ verdict: 'holds' }]);
  });
});
