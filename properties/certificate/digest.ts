/**
 * What a certificate says of itself: a digest of all of it, and how many verdicts there are of each
 * kind.
 */
import type { Verdict } from '../verdict/verdict.ts';
import { canonicalJson, type Json, sha256 } from './canonical-json.ts';

/** How many verdicts there are of each kind. */
export function summaryOf(
  verdicts: readonly {
    readonly verdict: Verdict['verdict'];
    readonly vacuous?: boolean | undefined;
  }[],
): Json {
  const count = (kind: Verdict['verdict']): number =>
    verdicts.filter(({ verdict }) => verdict === kind).length;
  return {
    attack: count('attack'),
    holds: count('holds'),
    inconclusive: count('inconclusive'),
    vacuous: verdicts.filter(({ vacuous }) => vacuous === true).length,
  };
}

/** The digest of a certificate: of its one text without this digest. */
export function digestOf(certificate: object): string {
  return sha256(canonicalJson({ ...certificate, digest: undefined }));
}
