/**
 * Which histories decide: those after which none of the claims can be broken any more, whatever is done,
 * since every statement that could break one has been made as often as the bounds allow.
 *
 * A search need not look beyond them. A claim about a secret is never decided, nor one whose occasion
 * has not been seen anywhere: whether it holds vacuously is still to be found out.
 */
import type { Claim } from '../../model/core/claim.ts';
import type { System } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';

/** Says which histories decide. */
export interface Decisions {
  /**
   * Whether no claim can be broken any more, by how often each bounded statement has been made, as `party
   * claim about`; `stated` are the statements seen in any history.
   */
  readonly decides: (counts: ReadonlyMap<string, number>, stated: ReadonlySet<string>) => boolean;
  /**
   * Notes that a party makes a statement.
   *
   * @throws Error where others' statements of that wording are bounded and this party's are not: then
   *   it cannot be known when the last one was made
   */
  readonly hear: (party: string, wording: string) => void;
}

/**
 * Which histories of a system decide its claims.
 *
 * @param system - its budget bounds how often a party states something
 * @param claims - the claims of a search
 */
export function decisions(
  { parties, budget }: Pick<System<Term>, 'parties' | 'budget'>,
  claims: readonly Claim[],
): Decisions {
  const judged = claims.filter(({ secretOf }) => secretOf === undefined);
  const wordings = judged.flatMap(({ decidedBy, reads }) => decidedBy ?? reads);
  const keysOf = new Map(
    [...new Set(wordings)].map((wording) => {
      const keys = parties.map(({ name }) => `${name} ${wording}`);
      return [wording, new Set(keys.filter((key) => budget[key] !== undefined))] as const;
    }),
  );
  const bounded = [...keysOf.values()];
  const canBeDecided = judged.length === claims.length && bounded.every(({ size }) => size > 0);
  // Asked after every move: what there is to be counted is found out once.
  const due = bounded.flatMap((keys) => [...keys].map((key) => [key, budget[key] ?? 0] as const));
  return {
    decides: (counts, stated) =>
      canBeDecided &&
      due.every(([key, bound]) => (counts.get(key) ?? 0) >= bound) &&
      claims.every(({ occasion }) => stated.has(occasion)),
    hear: (party, wording) => {
      const keys = keysOf.get(wording);
      if (keys === undefined || keys.size === 0 || keys.has(`${party} ${wording}`)) return;
      throw new Error(`decided: ${party} states ${wording} without a bound, others with one`);
    },
  };
}
