/** All that may be tried in a lazy state: wishes, deliveries of what is not chosen yet, releases. */
import type { Door, Stimulus } from '../../../model/core/system.ts';
import type { Term } from '../../../model/core/term.ts';
import { frameAt } from '../../run.ts';
import { isLaterTwin } from '../stage.ts';
import type { Goal } from './constraints.ts';
import type { LazySearch, LazyState, OpenMove } from './state.ts';

/** A move, its stimulus, the state in which it is made, and the message to be made for it. */
export interface Try {
  readonly move: OpenMove;
  readonly from: LazyState;
  readonly stimulus: Stimulus<Term>;
  readonly goals: readonly Goal[];
}

/** Whether a party may have its first wish: of parties that are alike, the first starts first. */
function mayStart({ stage }: LazySearch, { agenda }: LazyState, party: number): boolean {
  if (agenda[party] !== 0) return true;
  const { parties, agenda: wishes } = stage.system;
  const own = parties[party];
  const likeness = own?.alike ?? own?.kind;
  const count = own && wishes[own.name]?.length;
  return parties.every(
    ({ name, kind, alike }, index) =>
      index >= party ||
      (alike ?? kind) !== likeness ||
      wishes[name]?.length !== count ||
      agenda[index] !== 0,
  );
}

/** A party's next wish. */
export function wish({ stage }: LazySearch, state: LazyState, index: number): Try | undefined {
  const { parties, agenda: wishes } = stage.system;
  const party = parties[index]?.name ?? '';
  const intent = wishes[party]?.[state.agenda[index] ?? 0];
  if (intent === undefined) return undefined;
  const agenda = state.agenda.map((count, place) => (place === index ? count + 1 : count));
  return {
    move: { move: 'intend', party },
    from: { ...state, agenda },
    stimulus: { party, intent },
    goals: [],
  };
}

/** All that may be tried in a state. */
export function* tries(
  search: LazySearch,
  state: LazyState,
  { doors, symmetric }: { readonly doors: readonly Door[]; readonly symmetric: boolean },
): Generator<Try> {
  const { stage, ways } = search;
  const { system } = stage;
  for (const [index, { name }] of system.parties.entries()) {
    const may = !symmetric || mayStart(search, state, index);
    const next = may ? wish(search, state, index) : undefined;
    if (next !== undefined) yield next;
    for (const [which, intent] of (system.anytime[name] ?? []).entries()) {
      const move = { move: 'happen', party: name, which } as const;
      yield { move, from: state, stimulus: { party: name, intent }, goals: [] };
    }
  }
  for (const door of doors) {
    if (symmetric && isLaterTwin(stage, state.locals, door.hop)) continue;
    const count = state.deliveries[door.hop] ?? 0;
    const message = ways.unknown(door.hop, count);
    const deliveries = { ...state.deliveries, [door.hop]: count + 1 };
    yield {
      move: { move: 'deliver', door, message },
      from: { ...state, deliveries },
      stimulus: { frame: frameAt(door, message) },
      goals: [{ term: message, at: state.observed.length }],
    };
  }
  for (const [index, frame] of state.inFlight.entries()) {
    const inFlight = state.inFlight.filter((_, place) => place !== index);
    const move = { move: 'release', index } as const;
    yield { move, from: { ...state, inFlight }, stimulus: { frame }, goals: [] };
  }
}
