/**
 * Where in the charts and roles something happens that a transcript tells: the line of the source
 * that has the statement, the note or the cause in it.
 *
 * A statement that several lines make is told at the first; what no line has is told at the chart.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AttackRecord } from '../certificate/schema.ts';
import { root } from '../root.ts';

/** An event of a transcript. */
export type EventRecord = AttackRecord['given'][number];

/** A line of a file, the path being from the root of the project. */
export interface SourceLine {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

const roles = 'model/sa2pmp/roles';

/** The chart of each kind of party, and where the rest of it is. */
const kinds = {
  client: { chart: `${roles}/client/chart.ts`, within: `${roles}/client/` },
  bank: { chart: `${roles}/bank/chart.ts`, within: `${roles}/bank/` },
  log: { chart: `${roles}/log.ts`, within: `${roles}/log` },
  witness: { chart: `${roles}/witness.ts`, within: `${roles}/witness` },
  judge: { chart: 'model/sa2pmp/judge.ts', within: 'model/sa2pmp/judge.ts' },
} as const;

/** The kind of a party of a name. */
function kindOf(party: string): keyof typeof kinds {
  const [name = ''] = party.split(':');
  if (name.includes('bank')) return 'bank';
  if (name.startsWith('witness')) return 'witness';
  return name === 'log' || name === 'judge' ? name : 'client';
}

/** The lines of a file. */
function linesOf(path: string): readonly string[] {
  return readFileSync(fileURLToPath(new URL(path, root)), 'utf8').split('\n');
}

/** The lines of every file in a folder, tests left out. */
function filesIn(folder: string): readonly (readonly [string, readonly string[]])[] {
  return readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort()
    .map((path) => [path, linesOf(path)]);
}

let known: ReadonlyMap<string, readonly string[]> | undefined;

/** The lines of every file of a role. */
function sources(): ReadonlyMap<string, readonly string[]> {
  const judge = kinds.judge.chart;
  known ??= new Map([...filesIn(roles), [judge, linesOf(judge)]]);
  return known;
}

/** What the line of an event has in it, the likeliest first. */
function marks({ kind, note, why, intent, about = '', claim = '', what }: EventRecord) {
  const quoted = (text: string | undefined): readonly string[] =>
    text === undefined ? [] : [`'${text}'`];
  if (kind === 'sent') return [quoted(note)];
  if (kind === 'refused') return [quoted(why)];
  if (kind === 'intended') return [[`${intent ?? ''}: `], quoted(intent)];
  if (kind === 'claimed') return [[`'${claim}'`, `'${about}'`], [`'${about}'`]];
  return kind === 'stored' ? [quoted(what)] : [];
}

/** The line of the source at which an event happens; `undefined` for what no party does. */
export function lineOf(event: EventRecord): SourceLine | undefined {
  const { party } = event;
  if (party === undefined) return undefined;
  const { chart, within } = kinds[kindOf(party)];
  const own = [...sources()].filter(([path]) => path.startsWith(within));
  for (const wanted of marks(event)) {
    for (const [path, lines] of own) {
      const line = lines.findIndex((text) => wanted.every((mark) => text.includes(mark)));
      if (line >= 0 && wanted.length > 0) return { path, line: line + 1 };
    }
  }
  return { path: chart, line: 1 };
}

/** The first line with a text in it, in the files of some folders; `undefined` where none has it. */
export function lineWith(text: string, folders: readonly string[]): SourceLine | undefined {
  for (const [path, lines] of folders.flatMap(filesIn)) {
    const line = lines.findIndex((one) => one.includes(text));
    if (line >= 0) return { path, line: line + 1 };
  }
  return undefined;
}
