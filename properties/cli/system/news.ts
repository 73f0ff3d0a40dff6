/** What happened to a user's wish, in words, and the exit code that it deserves. */
import { match } from 'ts-pattern';
import type { News } from '../../../src/host/phone/phone.ts';
import type { HistoryRow } from '../../../src/host/phone/store.ts';
import { exitCodes } from '../usage-error.ts';
import { showWritten } from './amount.ts';
import { columns } from './columns.ts';
import { printable } from './printable.ts';

/** The order or the enquiry that news are of. */
export type Ordered = Pick<HistoryRow, 'business' | 'payee' | 'amount'>;

/** An order as its user put it: `pay 12.50 CAD to bob-02`, `balance`. */
export function inWords({ business, payee, amount }: Ordered): string {
  return payee === '' ? business : `${business} ${showWritten(amount)} to ${payee}`;
}

/** Whether money moves by it. */
export function isPayment(ordered: Ordered | undefined): boolean {
  return ordered !== undefined && ordered.payee !== '';
}

/** Tells the news, one line or more each; `about` is the order they are of, where known. */
export function tell(news: readonly News[], say: (line: string) => void, about?: Ordered): void {
  const named = news.some(({ kind }) => kind === 'refused');
  // With a cause given, that the answer is otherwise empty is no news.
  const worth = news.filter(({ kind }) => !(named && kind === 'silence'));
  for (const one of worth) for (const line of told(one, about)) say(line);
}

function told(news: News, about: Ordered | undefined): readonly string[] {
  return match(news)
    .with({ kind: 'sent' }, ({ note }) => [`sent: ${note}`])
    .with({ kind: 'key-made' }, () => ['a key pair is made'])
    .with({ kind: 'noticed' }, () => [
      'a notice to renew the key pair; log on, and it is followed if the bank confirms it',
    ])
    .with({ kind: 'logged-on' }, () => ['logged on'])
    .with({ kind: 'result' }, (one) => result(one, about))
    .with({ kind: 'resolved' }, ({ outcome }) => [
      outcome === 'recorded'
        ? 'the log has the order: the bank carries it out, or has; `client history` tells'
        : 'the log takes the order no more: it is given up, and nothing is paid by it',
    ])
    .with({ kind: 'silence' }, () => ['the answer says nothing: refused, or kept back on the way'])
    .with({ kind: 'refused' }, ({ why }) => [`refused: ${printable(why)}`])
    .with({ kind: 'refused-here' }, ({ why }) => [`not done: ${why}`])
    .with({ kind: 'heard-elsewhere' }, () => [
      'another command on this phone has had the answer; see `client status`',
    ])
    .with({ kind: 'unanswered' }, ({ why }) => [
      isPayment(about)
        ? `no answer (${why}): paid or not is unknown; \`client resend\` asks again`
        : `no answer (${why}); \`client resend\` asks again`,
    ])
    .exhaustive();
}

/** In which column of a statement the amounts stand. */
const AMOUNT_COLUMN = 1;

function result(
  { status, information }: Extract<News, { readonly kind: 'result' }>,
  about: Ordered | undefined,
): readonly string[] {
  const what = about === undefined ? '' : `${inWords(about)}: `;
  if (status === 'declined') return [`${what}declined by the bank`];
  if (/^[0-9a-f]{32}$/u.test(information)) return [`${what}executed, reference ${information}`];
  const [first = '', ...postings] = information.split('\n');
  const balance = about === undefined || isPayment(about) ? '' : 'balance ';
  const rows = postings.map((line) => line.split('\t').map((word) => account(showWritten(word))));
  return [`${balance}${showWritten(first)}`, ...columns(rows, [AMOUNT_COLUMN])];
}

/** An account of the bank's own books as a customer knows it: `biller:hydro:CAD` is `hydro`. */
function account(word: string): string {
  return word.replace(/^(?:biller:)?([^:]+):[A-Z]{3}$/u, '$1');
}

/** 0 done, 1 refused or declined, 3 not known. */
export function exitCodeFor(news: readonly News[]): number {
  const open = news.some(({ kind }) => kind === 'unanswered' || kind === 'heard-elsewhere');
  if (open) return exitCodes.inconclusive;
  const no = news.some(
    (one) =>
      one.kind === 'silence' ||
      one.kind === 'refused' ||
      one.kind === 'refused-here' ||
      (one.kind === 'result' && one.status === 'declined'),
  );
  return no ? exitCodes.refused : exitCodes.done;
}
