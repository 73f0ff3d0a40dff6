/**
 * How the claims fare against mutants of the protocol and the tests against mutants of the code, for
 * `sa2pmp verify --json` and the HTML report: figures of records, which long runs make.
 */
import { readRecord, recordDigest, scores, shareKilled } from '../mutants/record.ts';
import { ageOf } from '../stryker/code.ts';
import {
  type AreaRecord,
  codeRecordDigest,
  codeScore,
  notRun,
  readCodeRecord,
} from '../stryker/record.ts';

/** What became of mutants. */
export interface MutationJson {
  /** The first half of the SHA-256 digest of the record that the figures are from. */
  readonly record: string;
  readonly mutants: number;
  readonly killed: number;
  /** Alive, with an argument that the change makes no difference. */
  readonly equivalent: number;
  /** Alive, and known to be holes. */
  readonly open: number;
  /** The killed among those that make a difference, from 0 to 1. */
  readonly score: number;
}

/** A share to four places. */
const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** The score of the mutants of the protocol (docs/mutants.md). */
export function protocolMutation(): MutationJson {
  const { all } = scores(readRecord());
  const { mutants, killedByClaim, killedByLaw, equivalent, open } = all;
  const killed = killedByClaim + killedByLaw;
  return {
    record: recordDigest(),
    mutants,
    killed,
    equivalent,
    open,
    score: rounded(shareKilled(all)),
  };
}

/** What became of mutants of the code, in the areas that were run. */
export interface CodeMutationJson extends Omit<MutationJson, 'open' | 'score'> {
  /** See {@link MutationJson.score}; absent where nothing was run. */
  readonly score?: number;
  /** Alive without an argument. */
  readonly alive: number;
  /** The areas that were run, be it in part, and those that were not, or in part alone. */
  readonly areas: readonly string[];
  readonly notRun: readonly string[];
  /** The areas whose code was changed since its mutants were tried. */
  readonly older: readonly string[];
}

/** The score of the mutants of the code. */
export function codeMutation(): CodeMutationJson {
  const record = readCodeRecord();
  const sum = (of: (area: AreaRecord) => number): number =>
    record.areas.map(of).reduce((all, one) => all + one, 0);
  const [mutants, killed] = [sum((area) => area.mutants), sum((area) => area.killed)];
  const equivalent = sum((area) => area.equivalent);
  return {
    record: codeRecordDigest(),
    mutants,
    killed,
    equivalent,
    alive: sum((area) => area.alive.length),
    ...(mutants === 0 ? {} : { score: rounded(codeScore({ mutants, killed, equivalent })) }),
    areas: record.areas.map(({ area }) => area),
    notRun: notRun(record),
    older: record.areas.filter((area) => ageOf(area) === 'of older code').map(({ area }) => area),
  };
}
