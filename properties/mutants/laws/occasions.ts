/**
 * What is particular about a day in order (§5.1, §5.2): what a second payment is beside the first, what
 * a customer mistypes or does too early, that answers are late, that the regular bank declines, that a
 * clerk is at work (W11), that randomness is worn out (W21), that the log shows nothing in court (R7b).
 *
 * Refuses nothing: on a day on which nothing is particular everything goes as it is wished for.
 */
import type { Arena, Run } from '../../../attacks/run.ts';
import type { Algebra } from '../../../model/core/algebra.ts';
import type { IntentEvent } from '../../../model/core/effect.ts';
import type { InFlight, Party } from '../../../model/core/system.ts';
import type { Term, TermStore } from '../../../model/core/term.ts';
import type { Addresses, Customer } from '../../../model/sa2pmp/identity.ts';
import { messages } from '../../../model/sa2pmp/messages.ts';
import { readings } from '../../../model/sa2pmp/reading.ts';

type Wishes = readonly IntentEvent<Term>[];
type Values = Readonly<Record<string, Term>>;

/** What is particular about a day. */
export interface Occasion {
  readonly says: string;
  /** The wishes of a customer; those of the scene unless said. */
  readonly wishes?: (wishes: Wishes, store: TermStore) => Wishes;
  /** How many messages arrive after a wish before it times out; no wish does unless said. */
  readonly late?: number;
  /** Whether the regular bank declines what it is asked to execute. */
  readonly declines?: true;
  /** Whether a clerk enters a key into the depository and a posting into the ledger. */
  readonly clerk?: true;
  /** The label under which the same is derived each time. */
  readonly wornOut?: string;
  /** Whether nothing that the log server says in court arrives. */
  readonly silent?: true;
}

/** The wishes with every payment the first, but for some values of the later ones. */
const paying =
  (values: (store: TermStore) => Values): NonNullable<Occasion['wishes']> =>
  (wishes, store) => {
    const first = wishes.find(({ type }) => type === 'pay');
    return wishes.map((one) =>
      first === undefined || one === first || one.type !== 'pay'
        ? one
        : { ...first, values: { ...first.values, ...values(store) } },
    );
  };

/** Log-ons before the right one, each with something mistyped. */
const mistyping: NonNullable<Occasion['wishes']> = (wishes, { name }) =>
  wishes.flatMap((one) =>
    one.type === 'logOn'
      ? [
          { type: 'logOn', values: { password: name('password', 'mistyped') } },
          { type: 'logOn', values: { userid: name('userid', 'mistyped') } },
          one,
        ]
      : [one],
  );

/** The key is generated last. */
const keyLast: NonNullable<Occasion['wishes']> = (wishes) => [
  ...wishes.filter(({ type }) => type !== 'start'),
  ...wishes.filter(({ type }) => type === 'start'),
];

/** Enquiries before and after the payments. */
const enquiring: NonNullable<Occasion['wishes']> = (wishes, { constant }) => {
  const enquiry = (type: string) => ({ type: 'enquire', values: { type: constant(type) } });
  return wishes.flatMap((one) => (one.type === 'pay' ? [one, enquiry('balance')] : [one]));
};

/** All occasions; the first is that nothing is particular. */
export const occasions: readonly [Occasion, ...Occasion[]] = [
  { says: 'nothing' },
  { says: 'the same payment twice', wishes: paying(() => ({})) },
  {
    says: 'another payee',
    wishes: paying(({ name }) => ({ payee: name('payee', 'another shop') })),
  },
  { says: 'another memo', wishes: paying(({ name }) => ({ memo: name('memo', 'another memo') })) },
  { says: 'a bill', wishes: paying(({ constant }) => ({ type: constant('bill') })) },
  { says: 'enquiries', wishes: enquiring },
  { says: 'log-ons mistyped', wishes: mistyping },
  { says: 'the key last', wishes: keyLast },
  { says: 'payments declined', declines: true },
  ...[0, 1, 2, 3, 4, 6].map((late): Occasion => ({ says: `answers late by ${late}`, late })),
  { says: 'a clerk at work', clerk: true },
  { says: 'vectors worn out', wornOut: 'iv' },
  { says: 'a log that shows nothing', silent: true },
];

/** An algebra in which the same is derived under a label each time. */
export function wornOut<M>(algebra: Algebra<M>, { wornOut: label }: Occasion): Algebra<M> {
  if (label === undefined) return algebra;
  const always = algebra.name('seed', 'worn out all day');
  return {
    ...algebra,
    derive: (seed, as) => algebra.derive(as === label ? always : seed, as),
  };
}

/** The system of a day with what is particular about it. */
export function particular(
  { system, ...arena }: Arena<Term>,
  { wishes = (all) => all, declines }: Occasion,
  store: TermStore,
): Arena<Term> {
  const isClient = (name: string): boolean =>
    system.parties.some((party) => party.name === name && party.kind === 'client');
  const agenda = Object.fromEntries(
    Object.entries(system.agenda).map(([party, all]) => [
      party,
      isClient(party) ? wishes(all, store) : all,
    ]),
  );
  const answer: typeof system.answer = (ask) =>
    ask.what === 'execute' ? { type: 'declined', values: {} } : undefined;
  return { ...arena, system: { ...system, agenda, ...(declines === true ? { answer } : {}) } };
}

/** What a clerk enters at the desks of one account (W11). */
function entriesAt(algebra: Algebra<Term>, { kind, input }: Party): readonly InFlight<Term>[] {
  if (kind !== 'bank') return [];
  const { customer, addresses } = input as {
    readonly customer: Customer<Term>;
    readonly addresses: Addresses;
  };
  const { depositoryEntry, ledgerEntry, clientId, order } = messages(readings.published);
  const entered = algebra.derive(algebra.name('seed', 'the clerk'), 'signing-key');
  const key = algebra.encode(depositoryEntry, {
    clientId: algebra.encode(clientId, customer),
    publicKey: algebra.publicKey(entered),
  });
  const posting = algebra.encode(ledgerEntry, {
    payer: customer.accid,
    order: algebra.encode(order, {
      type: algebra.constant('pay'),
      payee: algebra.name('payee', 'the clerk'),
      amount: algebra.name('amount', '77 CAD'),
    }),
  });
  const { bank } = addresses;
  return [key, posting].map((message) => {
    return { channel: 'inside', hop: bank, to: bank, from: 'desk', message };
  });
}

/** What a clerk enters on a day; nothing where none is at work. */
export function clerksEntries(
  { algebra, system }: Pick<Arena<Term>, 'algebra' | 'system'>,
  { clerk }: Occasion,
): readonly InFlight<Term>[] {
  if (clerk !== true) return [];
  return system.parties.flatMap((party) => entriesAt(algebra, party));
}

/** A run without what does not arrive on a day: what a log server that shows nothing says in court (R7b). */
export function withoutUnsaid(
  { system }: Pick<Arena<Term>, 'system'>,
  { silent }: Occasion,
  run: Run<Term>,
): Run<Term> {
  if (silent !== true) return run;
  const isLog = (name: string): boolean =>
    system.parties.some((party) => party.name === name && party.kind === 'log');
  const inFlight = run.inFlight.filter(({ channel, from }) => channel !== 'court' || !isLog(from));
  return { ...run, inFlight };
}
