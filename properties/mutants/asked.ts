/**
 * What the campaign over mutants is asked: words to numbers and names, every one checked.
 */
import { parseArgs } from 'node:util';

/** How to ask. */
export const help = `npm run mutants -- [options]

Puts every mutant of the protocol to the test and writes what came of it to docs/mutants.json, from which
docs/mutants.md is made (npm run docs:generate). What is known already is not tried again; Ctrl-C ends a
run, and the next one goes on from there. The record is the same for any number of workers.

  --workers <n>     how many threads work (one for each core)
  --cache <folder>  where what is known is kept (.cache/mutants)
  --living          only the mutants that the record has alive or not at all are put to the test, to the laws
                    on days in order; the others stay as they are there
  --new             only the mutants that the record has not at all, to the same; the others stay as they are there
  --again           every kill by a law that the record has is made again in its scene; the rest of the record
                    stays as it is
  --equivalents     every mutant that is argued to make no difference is put beside the protocol instead, in
                    lockstep, in schedules by chance with messages put in; nothing is written
  --schedules <n>   how many schedules for each of these (1000)
  --dry             leave docs/mutants.json as it is
  --help            this text

Exit codes: 0 every mutant is killed or lives for a reason that is written down, 1 one is not, 2 wrong
usage, 130 stopped.`;

/** What is asked. */
export interface Asked {
  readonly workers: number;
  readonly cache: string | undefined;
  readonly living: boolean;
  readonly new: boolean;
  readonly again: boolean;
  readonly equivalents: boolean;
  readonly schedules: number;
  readonly dry: boolean;
}

/** What is asked, that help is wanted, or what is wrong. */
export type Understood =
  | { readonly kind: 'asked'; readonly asked: Asked }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly problem: string };

function words(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      workers: { type: 'string' },
      cache: { type: 'string' },
      living: { type: 'boolean', default: false },
      new: { type: 'boolean', default: false },
      again: { type: 'boolean', default: false },
      equivalents: { type: 'boolean', default: false },
      schedules: { type: 'string', default: '1000' },
      dry: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

/** More threads than this are no use to anybody, and more schedules are nobody's patience. */
const most = { workers: 256, schedules: 1_000_000 };

/** A whole number from 1 to the most there may be, or what is wrong. */
function numberIn(option: keyof typeof most, text: string): number | string {
  const number = Number(text);
  const isFine = Number.isSafeInteger(number) && number >= 1 && number <= most[option];
  return isFine
    ? number
    : `--${option} takes a whole number from 1 to ${most[option]}, not ${text}`;
}

/**
 * What the words ask.
 *
 * @param args - the words after the command
 * @param cores - how many threads work unless said
 */
export function understood(args: readonly string[], cores: number): Understood {
  try {
    const { workers = String(cores), schedules: many, help: isHelp, ...asked } = words(args);
    if (isHelp) return { kind: 'help' };
    const threads = numberIn('workers', workers);
    if (typeof threads === 'string') return { kind: 'problem', problem: threads };
    const schedules = numberIn('schedules', many);
    if (typeof schedules === 'string') return { kind: 'problem', problem: schedules };
    const all = { cache: undefined, ...asked, workers: threads, schedules };
    return { kind: 'asked', asked: all };
  } catch (error) {
    return { kind: 'problem', problem: error instanceof Error ? error.message : String(error) };
  }
}
