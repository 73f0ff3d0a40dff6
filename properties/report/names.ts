/**
 * Names for values: `order 1 of alice` if she began with it, else `order 1 for alice's account`, `alice's signature on order 1 of
 * alice`, `alice's iv (step 3)`. A name stands for one value throughout a story, and what a named
 * message is made of is said once.
 */
import type { TraceEvent } from '../../model/core/trace.ts';
import type { System } from '../../model/core/system.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import { showTerm } from './show.ts';

/** Shows terms by their names. */
export interface Names {
  readonly show: (t: Term) => string;
  /** What the named messages are, in the order of their names: `name = message`. */
  readonly definitions: readonly string[];
  /** Who owns an account. */
  readonly owner: (account: Term) => string;
}

/** Whose a seed is, and of which of its steps; `undefined` for seeds that are nobody's. */
function seedOwner(
  store: TermStore,
  seed: Term,
): { readonly who: string; readonly step?: string } | undefined {
  const label = store.label(seed);
  if (store.kind(seed) === 'name' && label.startsWith('attacker seed')) {
    return { who: 'the attacker' };
  }
  if (store.kind(seed) !== 'derived') return undefined;
  const [, who, step] = /^(.+) step (\d+)$/u.exec(label) ?? [];
  if (who !== undefined && step !== undefined) return { who, step };
  return { bank: { who: 'the bank' }, log: { who: 'the log server' } }[label];
}

/** Whether the owner of an account begins with a message, which is then the owner's. */
function isOwnersBeginning(event: TraceEvent<Term>, message: Term, owner: Names['owner']): boolean {
  return (
    event.kind === 'claimed' &&
    event.claim === 'running' &&
    event.party === owner(event.account) &&
    event.values.includes(message)
  );
}

/** The names of messages that parties make statements about. */
function named(
  store: TermStore,
  events: readonly TraceEvent<Term>[],
  owner: Names['owner'],
): ReadonlyMap<Term, string> {
  const names = new Map<Term, string>();
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'claimed') continue;
    for (const value of event.values) {
      // A message that is stated to be what it is; frames around it are shown as they are.
      if (store.sort(value) !== event.about || names.has(value)) continue;
      const isOwn = events.some((other) => isOwnersBeginning(other, value, owner));
      const whose = isOwn ? `of ${owner(event.account)}` : `for ${owner(event.account)}'s account`;
      const kind = `${store.sort(value)} ${whose}`;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      names.set(value, `${store.sort(value)} ${count} ${whose}`);
    }
  }
  return names;
}

/**
 * Names for the values of a run on terms.
 *
 * @param store - where the terms are interned
 * @param system - who owns which account
 * @param events - what happened: messages are named in the order of the statements about them
 */
export function namesIn(
  store: TermStore,
  { principals }: Pick<System<Term>, 'principals'>,
  events: readonly TraceEvent<Term>[],
): Names {
  const owner = (account: Term): string =>
    principals.find((principal) => principal.account === account)?.party ?? 'somebody';
  const messages = named(store, events, owner);

  const derivedName = (t: Term): string | undefined => {
    const [seed] = store.args(t);
    const from = seed === undefined ? undefined : seedOwner(store, seed);
    if (from === undefined) return undefined;
    const step = from.step === undefined ? '' : ` (step ${from.step})`;
    return `${from.who}'s ${store.label(t)}${step}`;
  };
  const signatureName = (t: Term): string | undefined => {
    const [key, content] = store.args(t);
    const isDerived = key !== undefined && store.kind(key) === 'derived';
    const [seed] = isDerived ? store.args(key) : [];
    const from = seed === undefined ? undefined : seedOwner(store, seed);
    return from === undefined || content === undefined
      ? undefined
      : `${from.who}'s signature on ${show(content)}`;
  };
  const nameOf = (t: Term): string | undefined => {
    const kind = store.kind(t);
    if (kind === 'derived') return derivedName(t);
    return kind === 'signature' ? signatureName(t) : messages.get(t);
  };
  const show = (t: Term): string => showTerm(store, t, nameOf);
  const definitions = [...messages].map(([t, name]) => {
    const whole = showTerm(store, t, (part) => (part === t ? undefined : nameOf(part)));
    return `${name} = ${whole}`;
  });
  return { show, definitions, owner };
}
