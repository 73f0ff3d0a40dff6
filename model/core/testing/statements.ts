/** Traces of statements alone, on text, to try predicates on: alice and bob are honest, mallory is not. */
import type { Predicate, Wording } from '../claim/statement.ts';
import type { TraceEvent } from '../trace.ts';

/** What happens in these traces. */
export type Happening = TraceEvent<string>;

const principals = [
  { party: 'alice', account: 'a', honest: true },
  { party: 'bob', account: 'b', honest: true },
  { party: 'mallory', account: 'm', honest: false },
];

/** `did order` as a kind of statement. */
export function wording(name: string): Wording {
  const [claim = '', about = ''] = name.split(' ');
  return { claim: claim as Wording['claim'], about };
}

/** A party's statement: `did order`, and then `account value value`. */
export function says(party: string, name: string, said: string): Happening {
  const [account = '', ...values] = said.split(' ');
  return { kind: 'claimed', party, ...wording(name), account, values };
}

/** How a trace breaks a claim, if it does. */
export function brokenBy(
  { violation }: Predicate,
  ...events: readonly Happening[]
): string | undefined {
  return violation({ principals, events }, (a, b) => a === b);
}
