/** What any party does in court, whoever it is: states a fact about itself, says something. */
import type { Effect } from '../../core/effect.ts';

/** The statement of a fact about an account. */
export function did<M>(about: string, account: M, values: readonly M[]): Effect<M> {
  return { effect: 'claim', claim: 'did', about, account, values };
}

/** Says something in court to the judge or to the log server. */
export function inCourt<M>(
  from: string,
  [to, message, note]: readonly [to: string, message: M, note: string],
): Effect<M> {
  return { effect: 'send', channel: 'court', hop: to, from, to, message, note };
}
