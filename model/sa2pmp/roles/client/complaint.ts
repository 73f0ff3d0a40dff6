/**
 * The customer who disputes what was posted: reads the statement of account and complains in court about
 * each posting on it, by name (R5b).
 *
 * Part of searches about evidence alone. There a customer remembers nothing and complains of its own orders
 * too, of which the court rightly holds it to be the author.
 */
import type { Effect } from '../../../core/effect.ts';
import { inCourt } from '../../court/acts.ts';
import type { Setting } from '../../setting.ts';
import type { ClientContext } from './context.ts';

/** A posting as the statement shows it. */
interface Line<M> {
  readonly number: M;
  readonly order: M;
}

/** The postings of a statement, oldest first. */
function linesOf<M>({ algebra, messages }: Setting<M>, postings: M): readonly Line<M>[] {
  const lines: Line<M>[] = [];
  for (
    let line = algebra.decode(messages.posting, postings);
    line !== undefined;
    line = algebra.decode(messages.posting, line.before)
  ) {
    lines.unshift({ number: line.number, order: line.order });
  }
  return lines;
}

/** Asks the bank for the statement of account. */
export function askForStatement<M>(
  { algebra, messages }: Setting<M>,
  { customer, addresses: { phone, bank } }: ClientContext<M>,
): Effect<M> {
  const request = algebra.encode(messages.statementRequest, { accid: customer.accid });
  return inCourt(phone, [bank, request, 'request for the statement of account']);
}

/** What the customer complains about on reading a statement; nothing when it is none. */
export function complainOf<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  message: M,
): readonly Effect<M>[] {
  const { algebra, messages } = setting;
  const { customer, addresses } = context;
  const statement = algebra.decode(messages.statement, message);
  if (statement === undefined) return [];
  return linesOf(setting, statement.postings).map((line) => {
    // P-CMP-2
    const complaint = algebra.encode(messages.complaint, { accid: customer.accid, ...line });
    return inCourt(addresses.phone, [addresses.judge, complaint, 'complaint about a posting']);
  });
}
