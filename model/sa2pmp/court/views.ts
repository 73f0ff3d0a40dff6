/**
 * Two views of one log (W27): whoever has two entries at one place, both signed by the log server, can
 * show any judge that it keeps two logs. The verdict is a function of the two entries alone.
 *
 * Convicts nobody where entries are not signed (A20 hash-chain) or have no place (A20 signed).
 */
import type { Effect } from '../../core/effect.ts';
import { signsEntries } from '../reading.ts';
import type { Setting } from '../setting.ts';
import { type Convinced, headOf } from './evidence.ts';

/** The entry, where it stands at a place and the log server has signed it. */
export function signedEntry<M>(
  setting: Setting<M>,
  { evidence }: Pick<Convinced<M>, 'evidence'>,
): M | undefined {
  if (!signsEntries(setting.reading) || evidence.signature === undefined) return undefined;
  return headOf(setting, evidence)?.entry;
}

/** The verdict against the log server, where an entry and one from before stand at one place. */
export function convictLog<M>(
  { algebra, messages, check }: Setting<M>,
  before: readonly M[],
  { entry, account }: { readonly entry: M; readonly account: M },
): readonly Effect<M>[] {
  const place = (one: M): M | undefined => algebra.decode(messages.entry, one)?.previous;
  const here = place(entry);
  const isClash = (other: M): boolean => {
    const there = place(other);
    if (here === undefined || there === undefined) return false;
    const isElsewise = (): boolean => algebra.equal(here, there) && !algebra.equal(entry, other);
    return check('view-differs', isElsewise);
  };
  return before.some(isClash)
    ? [{ effect: 'claim', claim: 'judged', about: 'log', account, values: [] }]
    : [];
}
