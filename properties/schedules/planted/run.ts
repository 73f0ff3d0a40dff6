/**
 * `npm run schedules:planted`: ten planted bugs, each to be found, made small and replayed by its token;
 * prints the table of docs/schedules.md. `-- id...`: these alone. Exits with 1 when one got away.
 */
import { bugs } from './bugs.ts';
import { type Hunted, hunted } from './hunt.ts';

/** Steps of a schedule that shows a bug, at most. */
const operationsMax = 8;

/** The seed of the hunts: that of an ordinary run. */
const seed = 20090823;

/** Whether a bug was caught as it should be. */
export function isCaught({ found, replayed }: Hunted): boolean {
  const isSmall = found !== undefined && found.operations <= operationsMax;
  return isSmall && replayed.planted === 1 && replayed.sound === 0;
}

function row(says: string, level: string, { found }: Hunted): string {
  if (found === undefined) return `| ${says} | ${level} | not found | | | |`;
  const { law, schedules, operations, token } = found;
  return `| ${says} | ${level} | ${law} | ${schedules} | ${operations} | \`${token}\` |`;
}

function main(): number {
  const asked = process.argv.slice(2);
  const unknown = asked.find((id) => !bugs.some((bug) => bug.id === id));
  if (unknown !== undefined) {
    console.error(`error: no bug ${unknown}: ${bugs.map(({ id }) => id).join(', ')}`);
    return 2;
  }
  const wanted = bugs.filter(({ id }) => asked.length === 0 || asked.includes(id));
  console.log('| bug | level | law that it breaks | schedules | steps left | token |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  let caught = 0;
  for (const bug of wanted) {
    const came = hunted(process.cwd(), bug, { budget: 'full', seed });
    console.log(row(bug.says, bug.level, came));
    if (isCaught(came)) caught += 1;
    else console.error(`${bug.id} got away: ${JSON.stringify(came.replayed)}\n${came.output}`);
  }
  console.error(`${caught} of ${wanted.length} caught`);
  return caught === wanted.length ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = main();
