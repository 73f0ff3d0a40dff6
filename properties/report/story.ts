/**
 * One attack told as a numbered sequence of messages, on terms and in hexadecimal.
 */
import { match, P } from 'ts-pattern';
import type { Recipe } from '../../attacks/recipe.ts';
import type { Arena, Move, Run } from '../../attacks/run.ts';
import type { Claimed } from '../../model/core/claim.ts';
import { isObserved, isStopped } from '../../model/core/system.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import { showRecipe } from './show.ts';
import type { Paint } from './paint.ts';

/** An attack carried out twice, move by move. */
export interface Twice<A, B> {
  readonly plan: readonly Move[];
  readonly terms: { readonly arena: Arena<A>; readonly runs: readonly Run<A>[] };
  readonly bytes: { readonly arena: Arena<B>; readonly runs: readonly Run<B>[] };
  /** Shows a value of each algebra. */
  readonly show: {
    readonly term: (value: A) => string;
    readonly bytes: (value: B) => string;
    /**
     * A statement as what its party thinks, `undefined` for one not to be told; as it stands unless
     * given.
     */
    readonly belief?: (statement: Claimed<A>) => string | undefined;
  };
  /** How a message of the attacker's is made, line by line, where that is to be told. */
  readonly tree?: (recipe: Recipe, run: Run<A>) => readonly string[];
}

/** One line of the story: what happened, and its message in both worlds. */
export interface Line {
  readonly text: string;
  /** At whom it happened; absent for what concerns nobody but the attacker. */
  readonly at?: string;
  /** For a message sent: from whom to whom it really goes, and the number under which it is seen. */
  readonly arrow?: Arrow;
  readonly terms?: string;
  readonly bytes?: string;
  /** Whether the text says nothing new. */
  readonly quiet?: boolean;
}

/** A message on its way. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly says: string;
  /** Whether the attacker has it instead of, or besides, the party that it goes to. */
  readonly seen: boolean;
  readonly reaches: boolean;
}

/** A numbered step. */
export interface Step {
  readonly heading: string;
  /** The party at which the attacker puts a message in, if this step does. */
  readonly putInAt?: string;
  /** How the attacker makes the message, if this is the attacker's step. */
  readonly recipe?: string;
  /** How it is made, step by step, where that is to be told. */
  readonly tree?: readonly string[];
  readonly lines: readonly Line[];
}

type Paired<A, B> = readonly [TraceEvent<A>, TraceEvent<B> | undefined];

/** What a move is, in words; the events that follow from it say what is wanted. */
function heading<A>(move: Move, events: readonly TraceEvent<A>[]): string {
  const wish = events.find((event) => event.kind === 'intended')?.intent ?? '';
  switch (move.move) {
    case 'intend':
    case 'happen':
      return `${move.party}: ${wish}`;
    case 'deliver':
      return `ATTACKER puts a message in for ${move.door.to} [${move.door.channel}]`;
    case 'release':
      return 'the network lets a delayed message go on';
    case 'compromise':
      return `ATTACKER takes the ${move.what} out of the memory of ${move.party}`;
    case 'learn':
      return `ATTACKER shows the ${move.about}`;
  }
}

/** The events of one move, in both worlds side by side. */
function eventsOf<A, B>({ terms, bytes }: Twice<A, B>, move: number): readonly Paired<A, B>[] {
  const before = terms.runs[move]?.events.length ?? 0;
  const after = terms.runs[move + 1]?.events ?? [];
  const other = bytes.runs[move + 1]?.events ?? [];
  return after.slice(before).map((event, index) => [event, other[before + index]]);
}

/** The message or value of an event. */
function contentOf<M>(event: TraceEvent<M> | undefined): M | undefined {
  if (event === undefined) return undefined;
  if ('message' in event) return event.message;
  return 'value' in event ? event.value : undefined;
}

/** A message of an event in both worlds. */
function both<A, B>({ show }: Twice<A, B>, [event, other]: Paired<A, B>): Partial<Line> {
  const [value, octets] = [contentOf(event), contentOf(other)];
  return {
    ...(value === undefined ? {} : { terms: show.term(value) }),
    ...(octets === undefined ? {} : { bytes: show.bytes(octets) }),
  };
}

/** A statement as it stands. */
function stated<A>(
  { party, claim, about, values }: Claimed<A>,
  show: (value: A) => string,
): string {
  return `${party}: ${claim} ${about} ${values.map(show).join(', ')}`.trimEnd();
}

/** What an event is, in words; `undefined` for what is said elsewhere. */
function wordsFor<A>(
  event: TraceEvent<A>,
  {
    term: show,
    belief = (statement) => stated(statement, show),
  }: Pick<Twice<A, unknown>['show'], 'term' | 'belief'>,
): string | undefined {
  const list = (values: readonly A[]): string => values.map(show).join(', ');
  return match(event)
    .with(
      { kind: 'sent' },
      ({ party, to, channel, note }) => `${party} -> ${to} [${channel}] ${note}`,
    )
    .with({ kind: 'claimed' }, belief)
    .with(
      { kind: 'stored' },
      ({ party, what, values }) => `${party} stores in ${what}: ${list(values)}`,
    )
    .with({ kind: 'refused' }, ({ party, why }) => `${party} refuses: ${why}`)
    .with({ kind: 'learned' }, () => 'the attacker has')
    .with({ kind: 'compromised' }, ({ what }) => `the attacker has the ${what}`)
    .with({ kind: P.union('intended', 'delivered') }, () => undefined)
    .exhaustive();
}

/** One event as a line; `seen` is the number under which the attacker saw its message. */
function lineFor<A, B>(
  twice: Twice<A, B>,
  paired: Paired<A, B>,
  seen: number | undefined,
): readonly Line[] {
  const [event] = paired;
  const { term, belief } = twice.show;
  const text = wordsFor(event, { term, ...(belief === undefined ? {} : { belief }) });
  if (text === undefined) return [];
  const told = seen === undefined ? text : `${text}; the attacker sees it as #${seen}`;
  const party = 'party' in event ? event.party : undefined;
  const at = party === undefined ? {} : { at: party };
  const arrow = event.kind === 'sent' ? { arrow: arrowOf(twice.terms.arena, event, seen) } : {};
  const isPassedOn = event.kind === 'sent' && event.note === passedOn;
  if (isPassedOn) return [{ text: told, quiet: seen === undefined, ...at, ...arrow }];
  return [{ text: told, ...at, ...arrow, ...both(twice, paired) }];
}

/** Where a message really goes: to the first hop, to the attacker, or to both. */
function arrowOf<A>(
  { holds, system }: Arena<A>,
  { party, hop, to, channel, note }: Sent<A>,
  seen: number | undefined,
): Arrow {
  const reaches = !isStopped(holds[channel]) && system.parties.some(({ name }) => name === hop);
  const number = seen === undefined ? '' : ` (#${seen})`;
  const onTo = to === hop ? '' : `, for ${to}`;
  return {
    from: party,
    to: hop,
    says: `${note}${onTo}${number}`,
    seen: seen !== undefined,
    reaches,
  };
}

type Sent<A> = Extract<TraceEvent<A>, { kind: 'sent' }>;

/** The note under which the gateway passes a message on, which has been shown already. */
const passedOn = 'passed on by the gateway';

/** The story, step by step. */
export function storyOf<A, B>(twice: Twice<A, B>): readonly Step[] {
  let observed = 0;
  const { arena } = twice.terms;
  return twice.plan.map((move, index): Step => {
    const events = eventsOf(twice, index);
    const lines = events.flatMap((paired) => {
      const [event] = paired;
      if (event.kind !== 'sent' || !isObserved(arena, event))
        return lineFor(twice, paired, undefined);
      observed += 1;
      return lineFor(twice, paired, observed);
    });
    const before = twice.terms.runs[index];
    const delivered = events.find(([event]) => event.kind === 'delivered');
    const put = move.move === 'deliver' && delivered !== undefined;
    const recipe =
      move.move === 'deliver' ? move.message : move.move === 'learn' ? move.value : undefined;
    return {
      heading: heading(
        move,
        events.map(([event]) => event),
      ),
      ...(move.move === 'deliver' ? { putInAt: move.door.hop } : {}),
      ...(recipe === undefined ? {} : { recipe: showRecipe(recipe) }),
      ...(recipe === undefined || before === undefined || twice.tree === undefined
        ? {}
        : { tree: twice.tree(recipe, before) }),
      lines: put ? [{ text: 'the message', ...both(twice, delivered) }, ...lines] : lines,
    };
  });
}

/** Hexadecimal digits shown of a message unless all are asked for. */
const digitsShown = 64;

/** Bytes, shortened unless `full`. */
export function showHex(hex: string, full: boolean): string {
  const length = `(${hex.length / 2} bytes)`;
  return full || hex.length <= digitsShown
    ? `${hex} ${length}`
    : `${hex.slice(0, digitsShown)}… ${length}`;
}

/** The story as text for a terminal. */
export function storyText(paint: Paint, steps: readonly Step[]): string {
  return steps
    .map(({ heading: title, recipe, tree = [], lines }, index) => {
      const number = String(index + 1).padStart(2);
      const isAttacker = title.startsWith('ATTACKER');
      const spoken = lines.filter(({ quiet }) => quiet !== true);
      const told = spoken.flatMap(({ text, terms, bytes }) => [
        `      ${text}`,
        ...(terms === undefined ? [] : [paint('cyan', `        terms  ${terms}`)]),
        ...(bytes === undefined ? [] : [paint('dim', `        bytes  ${bytes}`)]),
      ]);
      return [
        `${number}  ${isAttacker ? paint('red', title) : paint('bold', title)}`,
        ...(recipe === undefined ? [] : [`      made as  ${recipe}`]),
        ...tree.map((line) => `        ${line}`),
        ...told,
      ].join('\n');
    })
    .join('\n');
}
