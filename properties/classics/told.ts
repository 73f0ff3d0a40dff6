/**
 * An attack on a script as numbered messages in the notation of the literature: `{m}k` for what is
 * encrypted, `sig(a, m)` for a signature, `i(a)` for the attacker in the place of `a`.
 */
import { runMoves } from '../../attacks/run.ts';
import { match } from 'ts-pattern';
import type { Term, TermStore } from '../../model/core/term.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { Attack } from './searches.ts';

/** Writes terms of one attack. */
type Pen = (t: Term) => string;

/** How long-term secrets are written, by the names of the seeds that they are made of. */
const written: readonly (readonly [seed: RegExp, as: string])[] = [
  [/^shared by (.+) and (.+)$/u, 'k($1,$2)'],
  [/^of (.+) for (.+)$/u, 'k($1,$2)'],
  [/^private of (.+)$/u, 'sk($1)'],
  [/^(\S+) of (.+) with (.+)$/u, '$1($2,$3)'],
  [/^(\S+) of all$/u, '$1'],
];

/** The key that was made of a seed with a name: `shared by a and b`, `private of a`. */
function longTerm(text: string): string | undefined {
  const [seed, as] = written.find(([form]) => form.test(text)) ?? [];
  return seed === undefined || as === undefined ? undefined : text.replace(seed, as);
}

/** What a value is called: by the script's name for it, numbered where several have the same. */
function namesFor(store: TermStore): (t: Term) => string {
  const given = new Map<Term, string>();
  const counts = new Map<string, number>();
  const base = (t: Term): string => {
    const [seed] = store.args(t);
    if (seed === undefined) return store.label(t);
    if (store.kind(seed) === 'name') return longTerm(store.label(seed)) ?? `own ${store.label(t)}`;
    return store.kind(seed) === 'derived' ? store.label(seed) : store.label(t);
  };
  return (t) => {
    const known = given.get(t);
    if (known !== undefined) return known;
    const name = base(t);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const called = count === 1 ? name : `${name}${count}`;
    given.set(t, called);
    return called;
  };
}

/** How the terms of a store are written. */
function penOf(store: TermStore): Pen {
  const named = namesFor(store);
  const write: Pen = (t) => {
    const args = store.args(t);
    const [first = t, second = t] = args;
    return match(store.kind(t))
      .with('tuple', () => args.map(write).join(', '))
      .with('box', 'encryption', () => `{${write(second)}}${write(first)}`)
      .with(
        'signature',
        () => `sig(${write(first).replace(/^sk\((.*)\)$/u, '$1')}, ${write(second)})`,
      )
      .with('digest', () => `h(${write(first)})`)
      .with('public-key', () => write(first).replace(/^sk/u, 'pk'))
      .with('derived', () => named(t))
      .with('constant', () => `'${store.label(t)}'`)
      .with('name', 'crafted', 'exported', 'variable', () => store.label(t))
      .exhaustive();
  };
  return write;
}

/** One event as a line; nothing for what is no message and no statement. */
function lineOf(event: TraceEvent<Term>, claim: Claim, pen: Pen): string | undefined {
  switch (event.kind) {
    case 'sent':
      return `${event.party}  ->  network: ${pen(event.message)}`;
    case 'delivered':
      return `attacker  ->  ${event.party}: ${pen(event.message)}`;
    case 'learned':
      return `attacker has ${pen(event.value)}`;
    case 'claimed':
      return claim.reads.includes(`commit ${event.about}`) && event.claim === 'commit'
        ? `${event.party} believes ${event.about}: ${event.values.map(pen).join(', ')}`
        : undefined;
    case 'intended':
    case 'stored':
    case 'refused':
    case 'compromised':
      return undefined;
  }
}

/** The lines of an attack, and why it breaks the claim last. */
export function told({
  stage,
  plan,
  claim,
}: Pick<Attack, 'stage' | 'plan' | 'claim'>): readonly string[] {
  const { algebra, system, holds, given, weak, store } = stage;
  const { runs } = runMoves({ algebra, system, holds, given, weak }, plan);
  const events = runs.at(-1)?.events ?? [];
  const pen = penOf(store);
  const lines = events.flatMap((event) => lineOf(event, claim, pen) ?? []);
  const broken = claim.violation({ principals: system.principals, events }, algebra.equal);
  return [
    ...lines.map((line, index) => `${index + 1}. ${line}`),
    ...(broken === undefined ? [] : [`broken: ${broken}`]),
  ];
}
