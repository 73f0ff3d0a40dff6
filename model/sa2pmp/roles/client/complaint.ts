/**
 * The customer who reads the statement of account: complains in court about each posting that no order
 * of the phone's accounts for (R5b), and names it.
 *
 * An order that was sent accounts for one posting. Part of searches about evidence alone.
 */
import type { Effect } from '../../../core/effect.ts';
import { inCourt } from '../../court/acts.ts';
import { namesPostings } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import type { ClientContext } from './context.ts';

/** The orders sent with one more; nothing where complaints name no posting. */
export function withSent<M>(
  { reading, proceedings }: Setting<M>,
  { sent = [] }: ClientContext<M>,
  order: M,
): Pick<ClientContext<M>, 'sent'> {
  return proceedings.disputes && namesPostings(reading) ? { sent: [...sent, order] } : {};
}

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

/** The postings that no order accounts for. */
function unasked<M>(
  { algebra }: Setting<M>,
  { sent = [] }: ClientContext<M>,
  lines: readonly Line<M>[],
): readonly Line<M>[] {
  const alike = (a: M) => (b: M) => algebra.equal(a, b);
  return lines.filter(({ order }, place) => {
    const before = lines.slice(0, place).map((line) => line.order);
    return before.filter(alike(order)).length >= sent.filter(alike(order)).length;
  });
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
  return unasked(setting, context, linesOf(setting, statement.postings)).map((line) => {
    // P-CMP-2
    const complaint = algebra.encode(messages.complaint, { accid: customer.accid, ...line });
    return inCourt(addresses.phone, [addresses.judge, complaint, 'complaint about a posting']);
  });
}
