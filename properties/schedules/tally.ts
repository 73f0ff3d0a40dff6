/**
 * What happened in a run, counted: a check that never sees an order accepted or a signature
 * refused compares nothing worth comparing.
 */
import type { Algebra } from '../../model/core/algebra.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Played } from './play.ts';

/** What is counted. */
export type Counted =
  | 'orders accepted'
  | 'results accepted'
  | 'keys registered'
  | 'keys renewed'
  | 'frames refused'
  | 'records logged'
  | 'messages forged'
  | 'orders judged'
  | 'values stolen'
  | 'disputes judged'
  | `${Asked} ${'yes' | 'no'}`;

/** What parties ask of the algebra, and what is asked of all that the attacker has in the end. */
type Asked = 'verify' | 'open' | 'opens' | 'decode' | 'isPublicKey' | 'equal';

/** How often each happened. */
export type Tally = Readonly<Record<Counted, number>>;

const none: Tally = {
  'orders accepted': 0,
  'results accepted': 0,
  'keys registered': 0,
  'keys renewed': 0,
  'frames refused': 0,
  'records logged': 0,
  'messages forged': 0,
  'orders judged': 0,
  'values stolen': 0,
  'disputes judged': 0,
  'verify yes': 0,
  'verify no': 0,
  'open yes': 0,
  'open no': 0,
  'opens yes': 0,
  'opens no': 0,
  'decode yes': 0,
  'decode no': 0,
  'isPublicKey yes': 0,
  'isPublicKey no': 0,
  'equal yes': 0,
  'equal no': 0,
};

/** Both tallies together. */
export function added(a: Tally, b: Tally): Tally {
  const sums = Object.entries(a).map(([key, count]) => [key, count + b[key as Counted]]);
  return Object.fromEntries(sums) as Tally;
}

/** The tally of nothing. */
export const emptyTally = none;

/** An algebra that counts what the parties ask of it. */
export function tallied<M>(algebra: Algebra<M>): {
  readonly algebra: Algebra<M>;
  readonly counts: () => Tally;
} {
  const counts: Record<Counted, number> = { ...none };
  const count = <R>(operation: Asked, answer: R): R => {
    const yes = answer !== undefined && answer !== false;
    counts[`${operation} ${yes ? 'yes' : 'no'}`] += 1;
    return answer;
  };
  return {
    algebra: {
      ...algebra,
      verify: (key, m, signature) => count('verify', algebra.verify(key, m, signature)),
      open: (key, shape, box) => count('open', algebra.open(key, shape, box)),
      opens: (key, box) => count('opens', algebra.opens(key, box)),
      isPublicKey: (m) => count('isPublicKey', algebra.isPublicKey(m)),
      decode: (shape, m) => count('decode', algebra.decode(shape, m)),
      equal: (a, b) => count('equal', algebra.equal(a, b)),
    },
    counts: () => ({ ...counts }),
  };
}

/** What a run came to, besides what its parties asked of the algebra. */
export function tallyOf<M>({ run, deeds }: Pick<Played<M>, 'run' | 'deeds'>, asked: Tally): Tally {
  const { events } = run;
  const claims = (claim: string, about: string): readonly TraceEvent<M>[] =>
    events.filter((e) => e.kind === 'claimed' && e.claim === claim && e.about === about);
  const registered = claims('did', 'registered').map((e) => ('party' in e ? e.party : ''));
  const forged = deeds.filter((d) => d.move === 'deliver' && d.message.make !== 'observed');
  return {
    ...asked,
    'orders accepted': claims('commit', 'order').length,
    'results accepted': claims('commit', 'result').length,
    'keys registered': registered.length,
    'keys renewed': registered.length - new Set(registered).size,
    'frames refused': events.filter(({ kind }) => kind === 'refused').length,
    'records logged': events.filter((e) => e.kind === 'stored' && e.what === 'log').length,
    'messages forged': forged.length,
    'orders judged': claims('judged', 'order').length,
    'values stolen': run.stolen.length,
    'disputes judged': events.filter(
      (e) => e.kind === 'claimed' && e.claim === 'judged' && e.about !== 'order',
    ).length,
  };
}
