/**
 * Lowe's hierarchy of authentication (CSFW 1997) both ways, recentness, and synchronisation
 * (Cremers, Mauw, de Vink, TCS 2006). Agreement on orders and results stands with the originals.
 *
 * The bank's run begins with what it gave out and the order has to answer: its challenge (A7), the
 * session that the order is bound to (A13b), else the order itself; then no order can be recent,
 * which is the truth about a protocol of one message without a clock. The client's run begins with
 * the order that it sends.
 */
import { agreement, type Claim, type Wording } from '../../core/claim.ts';
import { presence } from '../../core/claim/presence.ts';
import { type Passage, synchronisation } from '../../core/claim/synchronisation.ts';

const wording = (claim: Wording['claim'], about: string): Wording => ({ claim, about });

const bankAccepts = wording('commit', 'order');
const clientAccepts = wording('commit', 'result');
const clientSends = wording('running', 'order');
/** What only a client that takes part states. */
const clientSigns = [wording('did', 'generated'), clientSends];
/** What only a bank that takes part states; giving a package out is before the protocol. */
const bankSigns = [
  wording('did', 'registered'),
  wording('did', 'logged-on'),
  bankAccepts,
  wording('running', 'result'),
];

const orderPassage: Passage = {
  sent: wording('did', 'sent-order'),
  received: wording('did', 'took-order'),
  by: 'owner',
};
const resultPassage: Passage = {
  sent: wording('did', 'sent-result'),
  received: wording('did', 'took-result'),
  by: 'peer',
};

const plain = { corrupts: [], court: false } as const;

const presences: readonly Claim[] = [
  {
    id: 'aliveness-client',
    title: 'aliveness of the client',
    says: 'when the bank accepts an order, the owner of the account has taken part before',
    source: 'Table 1 Authentication; aliveness, Lowe 1997',
    ...plain,
    ...presence({ commit: bankAccepts, signs: clientSigns, by: 'owner', on: 'nothing' }),
  },
  {
    id: 'weak-agreement-client',
    title: 'weak agreement of the client',
    says: 'when the bank accepts an order, the owner of the account has sent one to this bank',
    source: 'Table 1 Authentication; weak agreement, Lowe 1997',
    ...plain,
    ...presence({
      commit: wording('commit', 'addressed-order'),
      signs: [wording('running', 'addressed-order')],
      by: 'owner',
      on: 'last-value',
    }),
  },
  {
    id: 'aliveness-bank',
    title: 'aliveness of the bank',
    says: 'when a customer accepts a result, the bank has done something for a customer before',
    source: '§5.2 BLS "sending the result information"; aliveness, Lowe 1997',
    ...plain,
    ...presence({ commit: clientAccepts, signs: bankSigns, by: 'anyone', on: 'nothing' }),
  },
  {
    id: 'weak-agreement-bank',
    title: 'weak agreement of the bank',
    says: 'when a customer accepts a result, the bank has done something for that customer before',
    source: '§5.2 BLS "sending the result information"; weak agreement, Lowe 1997',
    ...plain,
    ...presence({ commit: clientAccepts, signs: bankSigns, by: 'anyone', on: 'account' }),
  },
  {
    id: 'injective-agreement-result',
    title: 'authentication of the bank, each time',
    says: 'each result that the customer accepts for an order was given once of its own, just so',
    source: '§5.2 BLS "sending the result information"; injective agreement, Lowe 1997',
    ...plain,
    ...agreement({
      commit: clientAccepts,
      running: wording('running', 'result'),
      injective: true,
      by: 'anyone',
    }),
  },
];

const recent: readonly Claim[] = [
  {
    id: 'recent-aliveness-client',
    title: 'recent aliveness of the client',
    says: "when the bank accepts an order, the account's owner has taken part since the bank's run began",
    source: '§4.2 Authentication "the one that it claims to be"; recentness, Lowe 1997; W5',
    ...plain,
    ordered: true,
    ...presence({
      commit: bankAccepts,
      signs: clientSigns,
      by: 'owner',
      on: 'nothing',
      since: [wording('did', 'began')],
    }),
  },
  {
    id: 'recent-aliveness-bank',
    title: 'recent aliveness of the bank',
    says: 'when a customer accepts a result, the bank has acted for that customer since the order was sent',
    source: '§5.2 BLS "sending the result information"; recentness, Lowe 1997',
    ...plain,
    ordered: true,
    ...presence({
      commit: clientAccepts,
      signs: [bankAccepts, wording('running', 'result')],
      by: 'anyone',
      on: 'account',
      since: [clientSends],
    }),
  },
];

/** The two forms of a synchronisation claim. */
function synchronous(
  { id, of, says }: { readonly id: string; readonly of: string; readonly says: string },
  passages: readonly [Passage, ...Passage[]],
): readonly Claim[] {
  return [false, true].map((injective) => ({
    id: `${injective ? 'injective-' : ''}synchronisation-${id}`,
    title: `${injective ? 'injective ' : ''}synchronisation of the ${of}`,
    says: injective ? `${says}, each with a sending of its own` : says,
    source: `Equation (1); ${injective ? 'injective' : 'non-injective'} synchronisation, Cremers, Mauw, de Vink 2006; W5`,
    ...plain,
    ordered: true,
    ...synchronisation({ passages, injective }),
  }));
}

/** The hierarchy but for the agreements of the first table. */
export const hierarchy: readonly Claim[] = [
  ...presences,
  ...recent,
  ...synchronous(
    {
      id: 'order',
      of: 'order',
      says: "the frames of the orders that the bank takes were sent by the account's owner, just so and in that order",
    },
    [orderPassage],
  ),
  ...synchronous(
    {
      id: 'result',
      of: 'session',
      says: 'frames of orders and results arrive as they were sent, in that order, and the result answers the order sent last',
    },
    [orderPassage, resultPassage],
  ),
];
