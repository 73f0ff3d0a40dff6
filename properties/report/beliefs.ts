/**
 * What a party thinks once it has made a statement, in words.
 */
import type { Claimed } from '../../model/core/claim.ts';

/** Facts about a party, each with words of its own. */
const deeds: Readonly<Record<string, string>> = {
  generated: 'I have generated a key',
  registered: 'I have put a key in the depository',
  'logged-on': 'the owner of the account has logged on',
  challenged: 'I have given out a challenge',
  posted: 'I have moved the money',
  'gave-up': 'I have given up waiting',
};

/** What parties state of orders and results among themselves; the rest is for some claims only. */
const messages: readonly string[] = ['order', 'result'];

/** Whether a statement is of interest whatever the claim: the others are bookkeeping for some. */
function isOfInterest({ claim, about }: Claimed<unknown>): boolean {
  if (claim === 'secret' || claim === 'judged') return true;
  return claim === 'did' ? Object.hasOwn(deeds, about) : messages.includes(about);
}

/** Whom a belief is about, and what is shown. */
export interface BeliefContext<M> {
  /** Who owns the account that the statement concerns. */
  readonly owner: string;
  /** The statements that the claim looks at, as `claim about`: told whatever they are. */
  readonly reads: readonly string[];
  readonly show: (value: M) => string;
}

/** A statement as what its party thinks; `undefined` for bookkeeping. */
export function belief<M>(
  statement: Claimed<M>,
  { owner, reads, show }: BeliefContext<M>,
): string | undefined {
  const { party, claim, about, values } = statement;
  if (!isOfInterest(statement) && !reads.includes(`${claim} ${about}`)) return undefined;
  const peer = party === owner ? 'the bank' : owner;
  const shown = values.length === 0 ? '' : `: ${values.map(show).join(', ')}`;
  switch (claim) {
    case 'running':
      return `${party} thinks: I begin with the ${about}${shown}`;
    case 'commit':
      return `${party} thinks: ${peer} gave me the ${about}${shown}`;
    case 'secret':
      return `${party} thinks: nobody but my peer knows the ${about}${shown}`;
    case 'did':
      return `${party} knows: ${deeds[about] ?? `this of mine, ${about}`}${shown}`;
    case 'judged':
      return `${party} judges: ${owner} answers for the ${about}${shown}`;
  }
}
