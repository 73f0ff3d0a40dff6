/** What became of mutants of the code, as a section of `docs/mutants.md`. */
import { areas } from '../stryker/areas.ts';
import { equivalents } from '../stryker/equivalent.ts';
import {
  type AreaRecord,
  codeRecordDigest,
  codeScore,
  notRun,
  readCodeRecord,
} from '../stryker/record.ts';
import { grouped, row } from './markdown.ts';

function areaRow(area: AreaRecord): string {
  const { mutants, killed, equivalent, alive } = area;
  const share = `${(100 * codeScore(area)).toFixed(1)} %`;
  const figures = [mutants, killed, equivalent, alive.length].map(grouped);
  const name = `\`${area.area}\`${area.partly === true ? ', in part' : ''}`;
  return row([name, areas[area.area].mutate[0], ...figures, share]);
}

/** What Stryker came to. */
function found(): string {
  const record = readCodeRecord();
  const alive = record.areas.flatMap((area) => area.alive);
  const left = notRun(record).map((name) => `\`${name}\``);
  const reasons = equivalents.map(
    ({ because, mutants }) => `- ${because} ${mutants.map((name) => `\`${name}\``).join(', ')}`,
  );
  return [
    row(['area', 'mutated', 'mutants', 'killed', 'equivalent', 'alive', 'score']),
    row(['---', '---', '--:', '--:', '--:', '--:', '--:']),
    ...record.areas.map(areaRow),
    '',
    left.length === 0
      ? 'Every area was run.'
      : `Not run yet, or in part alone: ${left.join(', ')}.`,
    '',
    ...(reasons.length === 0
      ? []
      : ['Alive because the change makes no difference:', '', ...reasons, '']),
    ...(alive.length === 0 ? [] : ['Alive:', '', ...alive.map((name) => `- \`${name}\``)]),
  ].join('\n');
}

/** The section. */
export function codeMutantsSection(): string {
  return `## Mutants of the code

\`npm run stryker -- <area>\` has Stryker change the code of one area at a time and run the tests that stand beside it, and writes
[code-mutants.json](code-mutants.json) (digest \`${codeRecordDigest()}\`). Nine in ten of the mutants that make a difference are to be killed,
and none may live that no test was run against. Decision [0035](decisions/0035-mutants.md) says why there are two tools.

What is run while modules are loaded, or while tests are collected, is tried against all tests of its area, so that the areas of the model are narrow.
Of each area only the tests that stand beside it are run, and quick ones of what is built on it directly (\`properties/stryker/areas.ts\`), so that
what only a search or a run of the whole system would notice counts as alive. A change that the types refuse is no mutant
(\`properties/stryker/types.ts\`): in the areas that were run, that is between a third and a half of what Stryker makes.
An area "in part" is one whose run was broken off: the figures are of the mutants that were tried, without what the
clock alone stopped and what has to be tried again.

${found()}`;
}
