/**
 * What is asked of search and chance alike: the named readings, and those that differ from them.
 */
import { usualCapabilities as capabilities } from '../../attacks/capability/index.ts';
import {
  type AxisId,
  contradictions,
  type ReadingName,
  readings,
} from '../../model/sa2pmp/reading.ts';
import { choicesOf, protocol } from '../verdict/protocols.ts';
import type { Topic } from './cases.ts';

type Change = Topic['changes'][number];

const attackers = capabilities.map(({ id }) => id);
const twice = { sessions: 2, customers: 1, renewals: 0 };
const once = { sessions: 1, customers: 1, renewals: 0 };

/** The named readings under each attacker, at the default bounds. */
export const namedTopics: readonly Topic[] = (['published', 'charitable'] as const).flatMap(
  (base) =>
    attackers.flatMap((attacker) =>
      [false, false, false, true].map((court) => ({
        base,
        changes: [],
        attacker,
        bounds: twice,
        court,
      })),
    ),
);

/** The gaps whose every choice is tried. */
const axisIds = [
  'A1',
  'A2',
  "A3'",
  'A4',
  'A6',
  'A7',
  'A8',
  'A9',
  'A13',
  'A13b',
  'A17',
  'A31',
] as const;

/** Each choice that is not a reading's own. */
function changesOf(base: ReadingName): readonly Change[] {
  return axisIds.flatMap((axis: AxisId) =>
    choicesOf(axis)
      .filter((choice) => choice !== readings[base][axis])
      .map((choice) => ({ axis, choice })),
  );
}

/** Under charitable the payer goes unchecked besides, where claims are closest to falling. */
const besides: Readonly<Record<ReadingName, readonly (readonly Change[])[]>> = {
  published: [[]],
  charitable: [[], [{ axis: 'A33', choice: 'unchecked' }]],
  minimal: [],
  repaired: [],
};

/** Readings that differ in one gap or two, under each attacker. */
export const changedTopics: readonly Topic[] = (['published', 'charitable'] as const)
  .flatMap((base) =>
    changesOf(base).flatMap((change) =>
      besides[base].map((more) => ({ base, changes: [...more, change] })),
    ),
  )
  .filter(({ base, changes }) => contradictions(protocol(base, changes).reading).length === 0)
  .flatMap(({ base, changes }) =>
    attackers.flatMap((attacker) =>
      [false, true].map((court) => ({ base, changes, attacker, bounds: once, court })),
    ),
  )
  .filter(({ base, court }) => !court || base === 'charitable');

/** The named readings, with the moves that the plain search can go through in a second or two. */
const named = (['published', 'charitable'] as const).flatMap((base) =>
  attackers.flatMap((attacker) =>
    [false, true].map((court) => ({
      topic: { base, changes: [], attacker, bounds: once, court },
      depthMax: court ? 3 : attacker === 'insider' ? 6 : 8,
    })),
  ),
);

/** Readings under which the attacker needs as many values of its own as the bank accepts orders. */
const demanding = (
  [{ A33: 'unchecked' }, { A33: 'unchecked', A7: 'ciphertexts', A8: 'aes-128-ecb' }] as const
).map((choices) => ({
  topic: {
    base: 'charitable' as const,
    changes: Object.entries(choices).map(([axis, choice]) => ({
      axis: axis as AxisId,
      choice,
    })),
    attacker: 'insider' as const,
    bounds: once,
    court: false,
  },
  depthMax: 6,
}));

/** Small enough for the plain search. */
export const tinyTopics: readonly { readonly topic: Topic; readonly depthMax: number }[] = [
  ...named,
  ...demanding,
];
