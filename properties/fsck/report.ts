/** What fsck found, a line for each check, for people. */
import { basename } from 'node:path';
import type { Paint } from '../report/paint.ts';
import { isSound, type Report, type Result } from './fsck.ts';

/** Findings of one check that are told; the rest is counted. */
const TOLD_MAX = 5;

const colours = { ok: 'green', BROKEN: 'red', 'not checked': 'dim' } as const;

const VERDICT_WIDTH = 'not checked'.length;

/** The lines. */
export function lines(report: Report, paint: Paint): readonly string[] {
  const { results, files } = report;
  const broken = results.filter(({ verdict }) => verdict === 'BROKEN').length;
  const summary = isSound(report)
    ? `sound: ${files.length} files, ${results.length} checks`
    : `broken: ${broken} of ${results.length} checks`;
  return [...results.flatMap((result) => linesOf(result, paint)), summary];
}

function linesOf({ verdict, file, id, says, figures, broken, notes }: Result, paint: Paint) {
  const where = file === undefined ? '' : `${basename(file)} `;
  const line = (word: string, style: Parameters<Paint>[0], text: string): string =>
    `${paint(style, word.padEnd(VERDICT_WIDTH))}  ${where}${id}: ${text}`;
  const more = broken.length - TOLD_MAX;
  return [
    line(verdict, colours[verdict], figures === '' ? says : `${says} (${figures})`),
    ...broken.slice(0, TOLD_MAX).map((what) => line('', 'red', what)),
    ...(more > 0 ? [line('', 'red', `and ${more} more`)] : []),
    ...notes.map((what) => line('note', 'yellow', what)),
  ];
}
