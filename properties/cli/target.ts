/**
 * `sa2pmp gate --target`: a system of anybody's, tried over HTTP through an attacking proxy.
 */
import type { Told } from '../gate/told.ts';
import { contractAt, isContractBroken, type Places } from '../target/contract.ts';
import { judged } from '../target/judged.ts';
import { outcomeOf, targetJson, targetLines, targetTold, untriedTold } from '../target/told.ts';
import { painter } from '../report/paint.ts';
import { interruption, progressLine } from './drive.ts';
import { wholeNumber } from './options.ts';
import { codeOf, exitCodes, usageError } from './usage-error.ts';

/** The options on a target. */
export interface TargetWords {
  readonly target: string;
  readonly targetLog?: string;
  readonly targetBank?: string;
  readonly runs?: string;
  readonly seed?: string;
  readonly path?: string;
  readonly json?: boolean;
}

const RUNS = 20;
const LENGTH = 30;

/** Whose address each option takes. */
const whose = {
  '--target': 'a set-up',
  '--target-log': 'the gateway with the log',
  '--target-bank': 'the bank',
} as const;

function urlIn(option: keyof typeof whose, word: string): string {
  const isOne = URL.canParse(word) && /^https?:$/u.test(new URL(word).protocol);
  if (isOne) return word.replace(/\/+$/u, '');
  throw usageError(
    `${option} takes the address of ${whose[option]} (docs/target.md); got "${word}"`,
  );
}

function placesIn({ target: setup, targetLog, targetBank }: TargetWords): Places {
  return {
    setup: urlIn('--target', setup),
    log: targetLog === undefined ? undefined : urlIn('--target-log', targetLog),
    bank: targetBank === undefined ? undefined : urlIn('--target-bank', targetBank),
  };
}

function pathIn(word: string | undefined): string | undefined {
  if (word === undefined || /^\d+(?::\d+)*$/u.test(word)) return word;
  throw usageError(`--path takes numbers with colons between them; got "${word}"`);
}

/** How a target did; nothing where it was interrupted. */
export interface Tried {
  readonly code: number;
  readonly told?: Told;
}

/** Tries a target, and says on standard output how it did. */
export async function target({ json, ...words }: TargetWords): Promise<Tried> {
  const places = placesIn(words);
  const { setup } = places;
  const contract = contractAt(places);
  const most = { min: 0, max: 1_000_000 };
  const manner = {
    runs: wholeNumber('--runs', words.runs, { ...most, otherwise: RUNS }),
    seed: wholeNumber('--seed', words.seed, { min: 0, max: 0x7f_ff_ff_ff, otherwise: 1 }),
    path: pathIn(words.path),
    length: LENGTH,
  };
  const interrupted = interruption();
  const show = progressLine(process.stderr);
  try {
    const found = await judged(contract, {
      ...manner,
      goesOn: () => !interrupted(),
      onTrial: (name) => {
        show(`trying ${name}`);
      },
    });
    show('');
    const said =
      json === true
        ? [JSON.stringify(targetJson(found), null, 2)]
        : targetLines(painter(process.stdout), found);
    process.stdout.write(`${said.join('\n')}\n`);
    if (interrupted()) return { code: exitCodes.interrupted };
    return { code: codeOf(outcomeOf(found)), told: targetTold(found, setup) };
  } catch (error) {
    if (!isContractBroken(error)) throw error;
    process.stderr.write(`the target cannot be tried: ${error.message}\n`);
    return { code: exitCodes.inconclusive, told: untriedTold(error.message, setup) };
  } finally {
    contract.close();
  }
}
