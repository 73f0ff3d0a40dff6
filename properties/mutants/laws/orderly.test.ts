import { describe, expect, test } from 'vitest';
import { termStore } from '../../../model/core/term.ts';
import { answeredOtherwise } from './asking.ts';
import { bindings, hearings, unbound } from './binding.ts';
import type { FieldDropped, Mutant } from '../operators/mutant.ts';
import { occasions } from './occasions.ts';
import { days, inOrderOn, movesOf } from './orderly.ts';
import { brokenLaw, type Law } from './probe.ts';
import { prospects } from './prospects.ts';
import { mutatedScene, problemOf, type Scene, scenes } from './scene.ts';

const inCourt = (choice: string): Scene => ({
  protocol: 'charitable',
  changes: [{ axis: 'A20', choice }],
  as: 'every claim',
});
const signed = inCourt('signed');
const scenery = problemOf(signed);
const golden = [...days(scenery.problem)];

// Kills: a day on which nobody goes to court, no record is kept, no key is renewed, no witness asked.
test.each([
  ['signed', ['states did registered', 'stores log', 'states judged order', 'states did expired']],
  ['merkle', ['states did cosigned', 'states judged order']],
])('on a day in order everything happens that the reading has: A20=%s', (choice, wanted) => {
  const left = new Set(wanted);
  for (const { text } of days(problemOf(inCourt(choice)).problem)) {
    for (const what of left) if (text.includes(what)) left.delete(what);
    if (left.size === 0) break;
  }
  expect([...left]).toEqual([]);
});

/** What is stated on a day. */
function statedOn(scene: Scene, says = 'nothing'): ReadonlySet<string> {
  const { problem } = problemOf(scene);
  const occasion = occasions.find((one) => one.says === says) ?? occasions[0];
  const moves = [...movesOf(inOrderOn(problem, termStore(), occasion), occasion)];
  const runs = moves.flatMap(([, after]) => ('law' in after ? [] : [after]));
  return new Set(
    (runs.at(-1)?.events ?? []).flatMap((event) =>
      event.kind === 'claimed' ? [`${event.claim} ${event.about}`] : [],
    ),
  );
}

// Kills: a log that is heard all the same; one whose silence nobody answers for.
test('on the day on which the log shows nothing its word takes the place of the record (R7b)', () => {
  const repaired: Scene = { protocol: 'repaired', changes: [], as: 'every claim' };
  const silent = statedOn(repaired, 'a log that shows nothing');
  expect([...silent]).toEqual(expect.arrayContaining(['judged order', 'judged log']));
  expect(silent.has('judged record')).toBe(false);
  const heard = statedOn(repaired);
  expect(heard.has('judged record')).toBe(true);
  expect(heard.has('judged log')).toBe(false);
});

// Kills: scenes in which no judge ever makes anything of what a gateway records.
test('there are days on which a judge is shown the key to what a gateway recorded (W30)', () => {
  const convincing = scenes()
    .filter(({ changes }) => changes.some(({ choice }) => choice === 'package-key'))
    .filter(({ changes }) => changes.some(({ choice }) => choice === 'gateway'))
    .map((scene) => [...statedOn(scene)]);
  expect(convincing.length).toBeGreaterThan(0);
  for (const stated of convincing) expect(stated).toContain('judged record');
});

const dropped = (
  use: FieldDropped['use'],
  shape: string,
  path: FieldDropped['path'],
): FieldDropped => ({
  operator: 'field-dropped',
  use,
  shape,
  path,
});

// Kills: the law that looks at nothing, or at everything: each notices its own mutant, and the protocol keeps it.
describe('the law', () => {
  const noticed: readonly (readonly [Law, Mutant])[] = [
    ['sight', dropped('sealed', 'signed-order', ['text', 'order', 'payee'])],
    ['freshness', { operator: 'fresh-known', role: 'log', label: 'randomness' }],
  ];

  test.each(noticed)('of %s is broken by a mutant of its own', (law, mutant) => {
    expect(brokenLaw(golden, days(mutatedScene(signed, mutant)))?.law).toBe(law);
  });

  // Kills: what nobody would send; another key of the same number each time.
  test('of freshness is broken by what would be sent next, were there one renewal more', () => {
    const changes = [{ axis: 'A11', choice: 'each-release' }] as const;
    const releasing: Scene = { protocol: 'charitable', changes, as: 'every claim' };
    const kept = [...prospects(problemOf(releasing).problem)];
    const release = (which: number): Mutant => {
      return { operator: 'fresh-known', role: 'bank', label: `release ${which}` };
    };
    const broken = (which: number) =>
      brokenLaw(kept, prospects(mutatedScene(releasing, release(which))));
    expect(broken(3)).toMatchObject({ law: 'freshness' });
    expect(broken(3)?.text).toMatch(/^key that would be sent: .*known to everybody$/u);
    expect(broken(4)).toBeUndefined();
  });

  test('of days is kept by the protocol', () => {
    expect(brokenLaw(golden, days(scenery.problem))).toBeUndefined();
  });

  test('of hearing is broken where a judge does not ask for the log server’s signature', () => {
    const mutant: Mutant = { operator: 'check-removed', role: 'judge', check: 'evidence-log' };
    const heard = [...hearings(scenery.problem, 'judge')];
    const tried = hearings(mutatedScene(signed, mutant), 'judge');
    expect(answeredOtherwise(heard, tried, 'hearing')?.text).toContain('judge');
    expect(answeredOtherwise(heard, hearings(scenery.problem, 'judge'), 'hearing')).toBeUndefined();
  });
});

describe('the law of binding', () => {
  test('is broken where the log server signs an entry without its time', () => {
    const found = unbound(scenery, dropped('signed', 'entry', ['record', 'time']), 'altered');
    expect(found?.text).toMatch(/^judge, when it comes, .*time another/u);
  });

  test('is broken where another signature alone binds a field, and a key is made for that (W10)', () => {
    const twice = dropped('signed', 'entry', ['record', 'content', 'text', 'order', 'payee']);
    expect(unbound(scenery, twice, 'altered')?.text).toContain('under a key made for it');
  });

  test('is kept where another check has told before: every order posted has the one password', () => {
    const changes = [{ axis: 'A13b', choice: 'password' }] as const;
    const withPassword = problemOf({ protocol: 'charitable', changes, as: 'every claim' });
    const password = dropped('compared', 'order', ['password']);
    expect(unbound(withPassword, password, 'altered')).toBeUndefined();
  });

  // Kills: no day on which a term of the court is over and the log's word is all that is shown.
  test('is broken where terms of the court are told apart without a part of the evidence by word (R7b)', () => {
    const repaired = problemOf({ protocol: 'repaired', changes: [], as: 'every claim' });
    const recipient = dropped('compared', 'worded-evidence', ['recipient']);
    expect(unbound(repaired, recipient, 'altered')?.text).toMatch(
      /^judge, when it comes, term\.shown\.recipient another/u,
    );
  });

  // Kills: the mutant asked of other messages than the protocol.
  test('asks the same of the mutant as of the protocol', () => {
    const field = dropped('signed', 'entry', ['record', 'time']);
    const asks = (isMutated: boolean): readonly string[] =>
      [...bindings(scenery, field, { isMutated, how: 'altered' })].map((one) => one.asks);
    const tried = asks(true);
    expect(tried.length).toBeGreaterThan(50);
    expect(tried).toEqual(asks(false));
    const one = { asks: 'something', answer: '-', counts: true };
    const other = { ...one, asks: 'something else' };
    expect(() => answeredOtherwise([one], [other], 'binding')).toThrow('mutant alone');
  });
});
