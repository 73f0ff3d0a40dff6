/**
 * What happened in a run, as data: every event with its values on terms, as papers write them, and
 * on octets where the run was made on octets too.
 */
import type { Term, TermStore } from '../../model/core/term.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import { showTerm } from '../report/show.ts';
import { type Json, sorted } from './canonical-json.ts';

/** An event whose values are `M`, seen as its members. */
type Members<M> = Readonly<Record<string, string | M | readonly M[] | undefined>>;

/** Members of an event that hold one value. */
const single = ['message', 'value', 'account'] as const;

/** One value in both worlds. */
function valueJson(store: TermStore, term: Term, octets: string | undefined): object {
  return { term: showTerm(store, term), ...(octets === undefined ? {} : { bytes: octets }) };
}

/** An event in both worlds as data. */
function eventJson(
  store: TermStore,
  event: TraceEvent<Term>,
  other: TraceEvent<string> | undefined,
): object {
  const [mine, theirs] = [event as Members<Term>, other as Members<string> | undefined];
  const values = (mine['values'] ?? []) as readonly Term[];
  const octets = (theirs?.['values'] ?? []) as readonly string[];
  return {
    ...mine,
    ...Object.fromEntries(
      single
        .filter((name) => mine[name] !== undefined)
        .map((name) => [
          name,
          valueJson(store, mine[name] as Term, theirs?.[name] as string | undefined),
        ]),
    ),
    ...('values' in mine
      ? { values: values.map((value, index) => valueJson(store, value, octets[index])) }
      : {}),
  };
}

/** What a run on octets did besides what it did on terms. */
const bare = <M>(event: TraceEvent<M>): string => {
  const { message: _, value: __, account: ___, values: ____, ...rest } = event as Members<M>;
  return JSON.stringify(sorted(rest));
};

/**
 * Events in both worlds as data.
 *
 * @param store - where the terms are interned
 * @param events - what happened on terms
 * @param others - what happened on octets; `undefined` where nothing was done on octets
 * @returns the events; `undefined` where the two do not do the same
 */
export function eventsJson(
  store: TermStore,
  events: readonly TraceEvent<Term>[],
  others: readonly TraceEvent<string>[] | undefined,
): Json | undefined {
  if (others !== undefined && events.map(bare).join() !== others.map(bare).join()) {
    return undefined;
  }
  return sorted(events.map((event, index) => eventJson(store, event, others?.[index])));
}
