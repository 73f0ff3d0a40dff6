import { describe, expect, test } from 'vitest';
import { symbolic } from '../../../model/core/symbolic.ts';
import { termStore } from '../../../model/core/term.ts';
import { readings } from '../../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../../model/sa2pmp/suite.ts';
import { concrete } from '../../../src/concrete.ts';
import type { Algebra } from '../../../model/core/algebra.ts';
import { recharted, renamedProblem, shapesOf } from './apply.ts';
import { edited } from './charts.ts';
import { pathsIn, withField } from './fields.ts';
import { noting } from './footprint.ts';
import { kinds } from './mutant.ts';
import { brokenLaw, probe } from '../laws/probe.ts';
import { problemOf } from '../laws/scene.ts';

const { problem, builds } = problemOf({
  protocol: 'charitable',
  changes: [],
  as: 'accountability',
});
const golden = [...probe(problem, true)];

// Kills: a transition, an entry, a guard or an action lost where a chart is put together again.
test('charts taken apart and put together again do what they did', () => {
  const again = renamedProblem(problem, 'again', (algebra) =>
    kinds.reduce(
      (system, kind) =>
        recharted(system, kind, ({ machine }) =>
          edited(kind, machine, ({ transition }) => [transition]),
        ),
      problem.build(algebra),
    ),
  );
  expect(brokenLaw(golden, probe(again, true))).toBeUndefined();
});

// Kills: an algebra or a chart that does otherwise while it is watched.
test('a run that is watched for what it makes use of is the same run', () => {
  const seen = new Set<string>();
  const watched = renamedProblem(
    problem,
    'watched',
    noting(builds, (key) => seen.add(key)),
  );
  expect(brokenLaw(golden, probe(watched, true))).toBeUndefined();
  expect([...seen]).toEqual(
    expect.arrayContaining(['signed signed-text', 'check bank: freshness', 'derived bank: token']),
  );
});

const reading = readings.charitable;
const shapes = shapesOf(reading);

/** A message of a shape and the same with one field another, in an algebra in which that is left out. */
function twoMessages<M>(plain: Algebra<M>, path: string) {
  const algebra = withField(plain, shapes, {
    operator: 'field-dropped',
    use: 'signed',
    shape: 'client-id',
    path: [path],
  });
  const shape = shapes.get('client-id') ?? expect.fail('no client-id');
  const message = (changes: Readonly<Record<string, M>> = {}) =>
    algebra.encode(shape, {
      ...Object.fromEntries(shape.fields.map(({ name }) => [name, plain.constant(name)])),
      ...changes,
    });
  const other = message({ [path]: plain.constant('other') });
  const key = plain.derive(plain.name('seed', 'of a key'), 'signing-key');
  const signature = algebra.sign(key, plain.derive(key, 'randomness'), message());
  const verifies = (m: M, with_ = algebra) => with_.verify(plain.publicKey(key), m, signature);
  return { plain, verifies, message, other };
}

const suite = suiteOf(reading);

// Kills: a field that is dropped in one world only, or along with others.
describe.each([
  ['terms', () => twoMessages(symbolic(termStore(), suite), 'sim')],
  ['bytes', () => twoMessages(concrete(suite), 'sim')],
] as const)('a field that is not signed, on %s', (_, made) => {
  test('may be another, and no other may', () => {
    const { plain, verifies, message, other } = made() as ReturnType<typeof twoMessages<unknown>>;
    expect(verifies(message())).toBe(true);
    expect(verifies(other)).toBe(true);
    expect(verifies(message({ phid: plain.constant('other') }))).toBe(false);
    expect(verifies(message(), plain)).toBe(false);
  });
});

test('the paths in a shape go to the fields of the shapes in it', () => {
  const shape = shapes.get('signed-text') ?? expect.fail('no signed-text');
  const paths = pathsIn(shapes, shape).map((path) => path.join('.'));
  expect(paths).toEqual(expect.arrayContaining(['order', 'order.amount', 'clientId.accid']));
  expect(new Set(paths).size).toBe(paths.length);
});
