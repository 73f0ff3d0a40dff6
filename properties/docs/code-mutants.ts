/** What became of mutants of the code, as a section of `docs/mutants.md`. */
import { areas } from '../stryker/areas.ts';
import { type Age, ageOf } from '../stryker/code.ts';
import { equivalents } from '../stryker/equivalent.ts';
import {
  type AreaRecord,
  codeRecordDigest,
  codeScore,
  notRun,
  readCodeRecord,
} from '../stryker/record.ts';
import { grouped, row } from './markdown.ts';

/** How old the record of an area is. */
export type Ages = (area: AreaRecord) => Age;

function areaRow(area: AreaRecord, age: Age): string {
  const { mutants, killed, equivalent, alive } = area;
  const share = `${(100 * codeScore(area)).toFixed(1)} %`;
  const stopped = area.byClock === undefined ? '' : ` (${grouped(area.byClock)} by the clock)`;
  const kills = `${grouped(killed)}${stopped}`;
  const rest = [equivalent, alive.length].map(grouped);
  const name = `\`${area.area}\`${area.partly === true ? ', in part' : ''}`;
  return row([name, areas[area.area].mutate[0], grouped(mutants), kills, ...rest, share, age]);
}

/** What Stryker came to. */
function found(ages: Ages): string {
  const record = readCodeRecord();
  const alive = record.areas.flatMap((area) => area.alive);
  const left = notRun(record).map((name) => `\`${name}\``);
  const reasons = equivalents.map(
    ({ because, mutants }) => `- ${because} ${mutants.map((name) => `\`${name}\``).join(', ')}`,
  );
  return [
    row(['area', 'mutated', 'mutants', 'killed', 'equivalent', 'alive', 'score', 'record']),
    row(['---', '---', '--:', '--:', '--:', '--:', '--:', '---']),
    ...record.areas.map((area) => areaRow(area, ages(area))),
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

/** What a page that is there says of the age of each record; of older code where it says nothing. */
export function agesIn(page: string): Ages {
  const said = new Map(
    [...page.matchAll(/^\| `([\w-]+)`.*\| (of this code|of older code) +\|$/gmu)].map(
      ([, area, age]) => [area, age as Age] as const,
    ),
  );
  return ({ area }) => said.get(area) ?? 'of older code';
}

/** The section. */
export function codeMutantsSection(ages: Ages = ageOf): string {
  return `## Mutants of the code

\`npm run stryker -- <area>\` has Stryker change the code of one area at a time and run the tests that stand beside it, and writes
[code-mutants.json](code-mutants.json) (digest \`${codeRecordDigest()}\`). Nine in ten of the mutants that make a difference are to be killed,
and none may live that no test was run against. Decision [0035](decisions/0035-mutants.md) says why there are two tools.

What is run while modules are loaded, or while tests are collected, is tried against all tests of its area, so that the areas of the model are narrow.
Of each area only the tests that stand beside it are run, and quick ones of what is built on it directly (\`properties/stryker/areas.ts\`), so that
what only a search or a run of the whole system would notice counts as alive. A change that the types refuse is no mutant
(\`properties/stryker/types.ts\`): in the areas that were run, that is between a third and a half of what Stryker makes.
An area "in part" is one whose run was broken off: the figures are of the mutants that were tried, without what the
clock alone stopped and what has to be tried again. Of a whole run those count as killed and are named "by the clock".

Under "record" stands whether the code of an area was, when this page was written, what it was when its mutants were tried. Code changes, and
this page is not written again for that: \`npm run stryker -- --ages\` says it of the code as it is, and so does
\`sa2pmp verify --json\`. Only the code counts that is mutated: tests of it may have come since.

${found(ages)}`;
}
