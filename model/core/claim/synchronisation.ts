/**
 * Synchronisation (Cremers, Mauw, de Vink, TCS 2006): what was received before the claim was sent
 * by the peer just so, before it was received and in the order in which it was sent.
 *
 * Stricter than agreement: frames are compared, not their contents, and a message held back and
 * let go after a later one (pre-play, W5) breaks it. Judged on the protocol's own messages, order
 * and result; what the transport adds is not looked at.
 */
import {
  type Claimed,
  firstOf,
  honestOwner,
  isClaimed,
  onHonestAccounts,
  type Predicate,
  sameValues,
  type Violation,
  type Wording,
  wordingName,
} from './statement.ts';

/** One message of the protocol, as its ends state it; each states the frame. */
export interface Passage {
  /** The statement of having sent it. */
  readonly sent: Wording;
  /** The statement of having received it. */
  readonly received: Wording;
  /** Who sends it: the account's owner, or its peer. */
  readonly by: 'owner' | 'peer';
}

/** What is to be synchronous. */
export interface Synchrony {
  /** The messages up to the claim, in the order of the protocol; the last one's receipt claims. */
  readonly passages: readonly [Passage, ...Passage[]];
  /** Whether each message received has a sending of its own. */
  readonly injective: boolean;
}

/** Statements of one account, the newest last. */
type Said<M> = readonly Claimed<M>[];

/**
 * Why receipts do not follow sendings in order; `undefined` when each can be given a sending of the
 * same frame, before it and not before the one given to the receipt before.
 */
function disorder<M>(
  said: Said<M>,
  { sent, received }: Passage,
  { injective, equal }: { readonly injective: boolean; readonly equal: (a: M, b: M) => boolean },
): string | undefined {
  let last = -1;
  for (const [index, receipt] of said.entries()) {
    if (!isClaimed(receipt, received)) continue;
    const isSending = (other: Claimed<M>, place: number): boolean =>
      place < index && isClaimed(other, sent) && sameValues(other.values, receipt.values, equal);
    const found = said.findIndex(
      (other, place) => place >= (injective ? last + 1 : last) && isSending(other, place),
    );
    if (found < 0) {
      const how = said.some(isSending) ? 'out of turn' : 'that was never sent';
      return `${receipt.party}: a message received ${how} (${receipt.about})`;
    }
    last = found;
  }
  return undefined;
}

/**
 * Whether a run's messages hang together: the frame that its beginner sent last is the one that its
 * peer received last before it sent the answer. What is said ends with the receipt of the answer.
 */
function isOneRun<M>(
  said: Said<M>,
  [request, answer]: readonly [Passage, Passage],
  equal: (a: M, b: M) => boolean,
): boolean {
  const got = said.at(-1)?.values ?? [];
  const answered = said.findLastIndex(
    (other) => isClaimed(other, answer.sent) && sameValues(other.values, got, equal),
  );
  const asked = said.findLast((other) => isClaimed(other, request.sent));
  const heard = said.slice(0, answered).findLast((other) => isClaimed(other, request.received));
  return (
    asked !== undefined && heard !== undefined && sameValues(asked.values, heard.values, equal)
  );
}

/** Synchronisation of the messages up to a claim; see {@link Synchrony}. */
export function synchronisation({ passages, injective }: Synchrony): Predicate {
  const [first, ...rest] = passages;
  const final = rest.at(-1) ?? first;
  const violation: Violation = (trace, equal) =>
    firstOf(onHonestAccounts(trace, final.received, equal), ({ event, index }) => {
      const { account } = event;
      const owner = honestOwner(trace, account, equal);
      const said = trace.events
        .slice(0, index + 1)
        .filter((other) => other.kind === 'claimed')
        .filter((other) => equal(other.account, account));
      const own = said.filter((other) =>
        passages.every(
          ({ sent, by }) => !isClaimed(other, sent) || by === 'peer' || other.party === owner,
        ),
      );
      const broken = firstOf(passages, (passage) => disorder(own, passage, { injective, equal }));
      if (broken !== undefined || rest.length === 0) return broken;
      return isOneRun(own, [first, final], equal)
        ? undefined
        : `${event.party}: an answer to something else than what it asked (${event.about})`;
    });
  const reads = passages.flatMap(({ sent, received }) => [
    wordingName(sent),
    wordingName(received),
  ]);
  const occasion = wordingName(final.received);
  return { violation, reads, occasion, decidedBy: [occasion] };
}
