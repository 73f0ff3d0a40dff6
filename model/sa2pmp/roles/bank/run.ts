/**
 * Where the bank's run begins that an accepted order ends (recentness, Lowe 1997): with whatever the
 * bank gave out last that the order has to answer. The paper gives nothing out (A7, A13b), and the
 * run then begins with the order itself.
 */
import type { Effect } from '../../../core/effect.ts';
import type { Reading } from '../../reading.ts';
import type { Setting } from '../../setting.ts';

/** What a run may begin with. */
export type Beginning = 'challenge' | 'log-on' | 'answer' | 'order';

/** What runs begin with under a reading. */
function runsBeginWith({ A7, A13b }: Reading): readonly Beginning[] {
  if (A7 === 'challenge') return ['challenge'];
  if (A7 === 'token-once' || A7 === 'token-chain') return ['log-on', 'answer'];
  return A13b === 'token' || A13b === 'logged-on' ? ['log-on'] : ['order'];
}

/** The statement that a run begins, where under the reading it does so with this. */
export function begun<M>(
  { reading }: Pick<Setting<M>, 'reading'>,
  beginning: Beginning,
  account: M,
): readonly Effect<M>[] {
  return runsBeginWith(reading).includes(beginning)
    ? [{ effect: 'claim', claim: 'did', about: 'began', account, values: [] }]
    : [];
}
