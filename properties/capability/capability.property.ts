/**
 * Laws of attackers, on the real protocol: what members break a coalition breaks, and what is stolen
 * on bytes is what is stolen on terms.
 */
import { encapsulates, readings } from '../../model/sa2pmp/reading.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Capability } from '../../attacks/capability/capability.ts';
import { coalition } from '../../attacks/capability/coalition.ts';
import { capabilities } from '../../attacks/capability/index.ts';
import { beginRun, makeMove, type Run } from '../../attacks/run.ts';
import { type Pair, paired } from '../../model/core/paired.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { type Term, termStore } from '../../model/core/term.ts';
import type { Bytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { ask } from '../verdict/ask.ts';
import { arenaFor } from '../verdict/confirm.ts';
import { problemFor } from '../verdict/problem.ts';
import { protocol, protocolNames } from '../verdict/protocols.ts';
import { usualClaims } from '../verdict/usual.ts';
import { bytesOf } from '../weakness/cipher-bytes.ts';

type Name = (typeof protocolNames)[number];

const bounds = { sessions: 1, customers: 1, renewals: 0 };

/** What came of each claim, searched once for each attacker and protocol. */
const outcomes = new Map<string, ReadonlyMap<string, string>>();
function outcomeOf(name: Name, attacker: Capability): ReadonlyMap<string, string> {
  const key = `${name} ${attacker.id}`;
  const found = outcomes.get(key);
  if (found !== undefined) return found;
  const question = { protocol: protocol(name), attacker, claims: usualClaims, bounds };
  const verdicts = ask({ ...question, statesMax: 3_000 });
  const outcome = new Map(
    verdicts.map(({ claim, verdict, vacuous }) => [claim.id, vacuous ? 'vacuous' : verdict]),
  );
  outcomes.set(key, outcome);
  return outcome;
}

describe('a coalition of attackers', () => {
  // KTV 2010: parties on one side help each other. A claim about what a party states holds
  // vacuously once the coalition plays that party. Kills: a member's holds, thefts or reveals lost
  // in the union, a party's doors shut by another's, budgets that one member uses up for another.
  test('breaks what one of its members breaks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...protocolNames),
        fc.constantFrom(...capabilities),
        fc.constantFrom(...capabilities),
        (name, a, b) => {
          const both = outcomeOf(name, coalition(a, b));
          for (const member of [a, b]) {
            for (const [claim, outcome] of outcomeOf(name, member)) {
              const together = both.get(claim);
              if (outcome !== 'attack' || together === 'vacuous') continue;
              expect(['attack', 'inconclusive'], `${name} ${a.id}+${b.id} ${claim}`).toContain(
                together,
              );
            }
          }
        },
      ),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 10 },
    );
  }, 180_000);
});

const thieves = capabilities.filter(({ thefts = [] }) => thefts.length > 0);
const cases = protocolNames.flatMap((name) =>
  thieves.map((thief) => ({ name, thief, id: thief.id })),
);

/** An undisturbed session, and what a thief takes at each point of it. */
function takings(name: Name, thief: Capability) {
  const store = termStore();
  // Nobody is in the way: a theft is no matter of channels.
  const attacker: Capability = { ...thief, holds: {} };
  const problem = problemFor({ protocol: protocol(name), bounds }, attacker, { court: false });
  const differences: unknown[] = [];
  const bytes = concrete(problem.suite);
  const algebra = paired(symbolic(store, problem.suite), bytes, (it) => differences.push(it));
  const arena = arenaFor(problem, attacker, algebra);
  const wishes = [...arena.system.opening, 'alice', 'alice', 'alice'];
  const kinds = [...new Set((thief.thefts ?? []).map(({ what }) => what))];
  const taken: { readonly at: number; readonly what: string; readonly value: Pair<Term, Bytes> }[] =
    [];
  const look = (run: Run<Pair<Term, Bytes>>, at: number): void => {
    for (const what of kinds) {
      const made = makeMove(arena, run, { move: 'compromise', party: 'alice', what });
      const value = made.made ? made.run.given[`${what} of alice, stolen`] : undefined;
      if (value !== undefined) taken.push({ at, what, value });
    }
  };
  let run = beginRun(arena);
  look(run, 0);
  for (const [index, party] of wishes.entries()) {
    const made = makeMove(arena, run, { move: 'intend', party });
    if (!made.made || made.idle) return expect.fail(`${party} could not act`);
    run = made.run;
    look(run, index + 1);
  }
  return {
    taken,
    differences,
    end: wishes.length,
    issued: arena.system.opening.length,
    toBytes: bytesOf(store, bytes),
  };
}

describe('what is stolen', () => {
  // The value on bytes is what the term comes to on bytes. Kills: another party's memory read, a
  // key of another step, a theft possible in one world only.
  test.each(cases)('of $id in $name is one value in both worlds', ({ name, thief }) => {
    const { taken, differences, toBytes } = takings(name, thief);
    for (const { value } of taken) expect(value.right).toBe(toBytes(value.left));
    expect(differences).toEqual([]);
  });

  // Before: until the log-on. After: when all is done. Kills: windows off by a wish.
  test.each(cases)('of $id in $name is stolen when it may be', ({ name, thief }) => {
    const { taken, end, issued } = takings(name, thief);
    const times = [...new Set(taken.map(({ at }) => at))];
    const when = new Set((thief.thefts ?? []).map((theft) => theft.when));
    if (when.has('any')) expect(times.at(-1) ?? end).toBe(end);
    else if (when.has('after')) expect(times).toEqual([end]);
    else expect(Math.max(...times)).toBe(issued + 1);
  });

  test('is something, in every protocol', () => {
    for (const { name, thief } of cases.filter(({ id }) => id.startsWith('key-reveal'))) {
      const kinds = new Set(takings(name, thief).taken.map(({ what }) => what));
      // R3: there is no key in the package to be stolen.
      const packaged = encapsulates(readings[name]) ? [] : ['package-key'];
      expect([...kinds].sort(), `${name} ${thief.id}`).toEqual([...packaged, 'signing-key']);
    }
  });
});
