/**
 * The mutants that are argued to make no difference, put to the test: each beside the protocol in schedules
 * by chance (`lockstep.ts`), spread over scenes of every named reading and those next to them that have what
 * it changes.
 *
 * Refuses nothing; a difference refutes an argument.
 */
import { protocol } from '../verdict/protocols.ts';
import { isInOrder, type Scene } from './laws/scene.ts';
import type { Beside, Lockstep } from './lockstep.ts';
import { shapesOf } from './operators/apply.ts';
import { type Mutant, mutantId } from './operators/mutant.ts';
import { argumentFor } from './survivors.ts';

/** Whether a reading has the field that a mutant drops. */
function hasField(mutant: Mutant, { protocol: name, changes }: Scene): boolean {
  if (mutant.operator !== 'field-dropped') return true;
  const shapes = shapesOf(protocol(name, changes).reading);
  const [first] = mutant.path;
  const shape = shapes.get(mutant.shape);
  return shape?.fields.some((field) => field.name === first) === true;
}

/** Which mutants are put beside the protocol, where, in which schedules. */
export function besides(
  mutants: readonly Mutant[],
  scenes: readonly Scene[],
  schedules: number,
): readonly Beside[] {
  const argued = mutants.filter((mutant) => argumentFor(mutantId(mutant))?.kind === 'equivalent');
  return argued.flatMap((mutant) => {
    const where = scenes.filter((scene) => isInOrder(scene) && hasField(mutant, scene));
    const own = where.slice(0, schedules);
    return own.map((scene, place): Beside => {
      const many = Math.floor((schedules - place - 1) / own.length) + 1;
      const seeds = Array.from({ length: many }, (_, nth) => 1 + place + nth * own.length);
      return { mutant, scene, seeds };
    });
  });
}

/** What came of each mutant, in a line. */
export function* toldOf(
  asked: readonly Beside[],
  found: readonly Lockstep[],
): Generator<{ readonly text: string; readonly isRefuted: boolean }> {
  const together = asked.map((one, place) => ({ id: mutantId(one.mutant), came: found[place] }));
  for (const [id, own] of Map.groupBy(together, (one) => one.id)) {
    const came = own.flatMap((one) => one.came ?? []);
    const schedules = came.reduce((sum, one) => sum + one.schedules, 0);
    const lines = came.reduce((sum, one) => sum + one.lines, 0);
    const difference = came.find((one) => one.difference !== undefined)?.difference;
    const text =
      difference === undefined
        ? `${id}: the same in ${schedules} schedules, ${lines} lines`
        : `${id}: differs, seed ${difference.seed}: ${difference.line}`;
    yield { text, isRefuted: difference !== undefined };
  }
}
