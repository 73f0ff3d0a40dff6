/** What happened to a wish of the user's, as the phone tells it: read from what its chart states. */
import type { Algebra } from '../../../model/core/algebra.ts';
import type { Claim } from '../../../model/core/effect.ts';
import { messages } from '../../../model/sa2pmp/messages.ts';
import type { Reading } from '../../../model/sa2pmp/reading.ts';
import type { Outcome } from '../../../model/sa2pmp/resolution.ts';
import type { ClientIntent } from '../../../model/sa2pmp/roles/client/context.ts';
import type { Bytes } from '../../bytes.ts';
import { textOf } from '../names.ts';

/** What happened to a wish. */
export type News =
  | { readonly kind: 'sent'; readonly note: string }
  | { readonly kind: 'key-made' }
  /** A notice came to renew the key pair, and the next log-on is to confirm it (A27). */
  | { readonly kind: 'noticed' }
  | { readonly kind: 'logged-on' }
  | {
      readonly kind: 'result';
      readonly status: 'executed' | 'declined';
      /** The bank's reference, or the answer to an enquiry. */
      readonly information: string;
    }
  /** The log has said what became of an order that was not answered (R7). */
  | { readonly kind: 'resolved'; readonly outcome: Outcome }
  | { readonly kind: 'refused-here'; readonly why: string }
  /** Another command on this phone has had the answer. */
  | { readonly kind: 'heard-elsewhere' }
  /** An answer came and there was nothing in it: refused, or kept back. */
  | { readonly kind: 'silence' }
  /** The peer named a cause (A36 distinct); nothing vouches for it. */
  | { readonly kind: 'refused'; readonly why: string }
  /** No answer at all: the message stays and will be sent again. */
  | { readonly kind: 'unanswered'; readonly why: string };

/** Whether the bank has said that an order was carried out. */
export function isExecuted(news: readonly News[]): boolean {
  return news.some((one) => one.kind === 'result' && one.status === 'executed');
}

/** The states of the two halves of the chart (§5.1). */
export interface PhoneState {
  readonly keys: 'uninstalled' | 'keyless' | 'generated' | 'registered' | 'noticed';
  readonly business:
    'loggedOff' | 'loggingOn' | 'ready' | 'challenging' | 'awaitingResult' | 'resolving';
}

/** A key pair was made: by itself it is not heard of, where the first order brings it (A1). */
export function keyMade(claims: readonly Claim<Bytes>[]): readonly News[] {
  return claims.some(({ about }) => about === 'generated') ? [{ kind: 'key-made' }] : [];
}

/** Something was sent. */
export function sent({ note }: { readonly note: string }): News {
  return { kind: 'sent', note };
}

/** What the log says of the order, if the phone takes it from this step (R7). */
export function resolvedIn(
  claims: readonly Claim<Bytes>[],
  before: PhoneState,
): readonly Extract<News, { kind: 'resolved' }>[] {
  if (before.business !== 'resolving') return [];
  const outcomes = claims.flatMap(({ about }): readonly Outcome[] => {
    if (about === 'resolved') return ['recorded'];
    return about === 'gave-up' ? ['aborted'] : [];
  });
  return outcomes.map((outcome) => ({ kind: 'resolved', outcome }));
}

/** Why a wish cannot be taken in a state, for people. */
export function whyNot({ keys, business }: PhoneState, wish: ClientIntent): string {
  if (keys === 'uninstalled') return 'the application package is not installed';
  if (wish === 'start') return 'the key pair has been made already';
  if (business === 'resolving') return 'the log has not said yet what became of an order: resume';
  if (business === 'loggingOn' || business === 'awaitingResult' || business === 'challenging') {
    return 'an answer is still awaited: resume, or give up';
  }
  if (wish === 'logOn') {
    return business === 'ready'
      ? 'this phone is logged on already'
      : 'no key pair yet: register first';
  }
  return business === 'loggedOff' ? 'log on first' : 'no key is registered yet: register first';
}

/** The result that the phone has come to believe, if this claim is of one. */
export function resultIn(
  { algebra, reading }: { readonly algebra: Algebra<Bytes>; readonly reading: Reading },
  { claim, about, values }: Claim<Bytes>,
): readonly Extract<News, { kind: 'result' }>[] {
  const [, result] = values;
  if (claim !== 'commit' || about !== 'result' || result === undefined) return [];
  const shapes = messages(reading);
  const read = algebra.decode(shapes.result, result);
  const status = read && textOf(read.status);
  if (status !== 'executed' && status !== 'declined') return [];
  return [{ kind: 'result', status, information: shown(read?.reference ?? result) }];
}

/** The result information for people: the answer to an enquiry is text, a reference is octets. */
function shown(information: Bytes): string {
  const text = textOf(information);
  return text !== undefined && /^[\t\n -~]+$/u.test(text) ? text : information;
}
