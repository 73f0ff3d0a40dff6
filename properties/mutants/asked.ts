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
  --dry             leave docs/mutants.json as it is
  --help            this text

Exit codes: 0 every mutant is killed or lives for a reason that is written down, 1 one is not, 2 wrong
usage, 130 stopped.`;

/** What is asked. */
export interface Asked {
  readonly workers: number;
  readonly cache: string | undefined;
  readonly living: boolean;
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
      dry: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

/** More threads than this are no use to anybody. */
const workersMax = 256;

/**
 * What the words ask.
 *
 * @param args - the words after the command
 * @param cores - how many threads work unless said
 */
export function understood(args: readonly string[], cores: number): Understood {
  try {
    const { workers: text = String(cores), cache, living, dry, help: isHelp } = words(args);
    if (isHelp) return { kind: 'help' };
    const workers = Number(text);
    if (!Number.isSafeInteger(workers) || workers < 1 || workers > workersMax) {
      const problem = `--workers takes a whole number from 1 to ${workersMax}, not ${text}`;
      return { kind: 'problem', problem };
    }
    return { kind: 'asked', asked: { workers, cache, living, dry } };
  } catch (error) {
    return { kind: 'problem', problem: error instanceof Error ? error.message : String(error) };
  }
}
