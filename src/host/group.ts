/**
 * Group commit: works that arrive together are made durable together.
 *
 * Each work is a transaction of its own inside the group's, undone alone when it throws. Nobody
 * hears of a work before the group is on disk; when the group's commit fails, all of it is undone
 * and everybody hears that. (Gawlick & Kinkade 1985, group commit.)
 */
import type { Journal } from './journal.ts';

/** Carries a work out in a group; resolves once it is on disk, rejects when it is undone. */
export type Grouped = <R>(work: () => R) => Promise<R>;

/** Works of one group. */
const GROUP_MAX = 64;

interface Waiting {
  /** Does the work; what is to be called once the group is on disk. */
  readonly carryOut: () => () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Groups what arrives before the event loop comes round.
 *
 * @param journal - whose transactions are nested: the inner is undone alone
 * @param soon - calls back when the event loop has come round
 */
export function grouping(
  { transaction }: Pick<Journal, 'transaction'>,
  soon: (callBack: () => void) => void,
): Grouped {
  const waiting: Waiting[] = [];
  const flush = (): void => {
    const group = waiting.splice(0, GROUP_MAX);
    if (waiting.length > 0) soon(flush);
    try {
      const settled = transaction(() => group.map(({ carryOut }) => carryOut()));
      for (const settle of settled) settle();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  return (work) =>
    new Promise((resolve, reject) => {
      const carryOut = (): (() => void) => {
        try {
          const result = transaction(work);
          return () => {
            resolve(result);
          };
        } catch (error) {
          const failed = error instanceof Error ? error : new Error(String(error));
          return () => {
            reject(failed);
          };
        }
      };
      waiting.push({ carryOut, reject });
      if (waiting.length === 1) soon(flush);
    });
}
