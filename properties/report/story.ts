/**
 * One attack told as a numbered sequence of messages, on terms and in hexadecimal.
 */
import type { Arena, Move, Run } from '../../attacks/run.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import { showRecipe } from './show.ts';
import type { Paint } from './paint.ts';

/** An attack carried out twice, move by move. */
export interface Twice<A, B> {
  readonly plan: readonly Move[];
  readonly terms: { readonly arena: Arena<A>; readonly runs: readonly Run<A>[] };
  readonly bytes: { readonly arena: Arena<B>; readonly runs: readonly Run<B>[] };
  /** Shows a value of each algebra. */
  readonly show: { readonly term: (value: A) => string; readonly bytes: (value: B) => string };
}

/** One line of the story: what happened, and its message in both worlds. */
export interface Line {
  readonly text: string;
  readonly terms?: string;
  readonly bytes?: string;
}

/** A numbered step. */
export interface Step {
  readonly heading: string;
  /** How the attacker makes the message, if this is the attacker's step. */
  readonly recipe?: string;
  readonly lines: readonly Line[];
}

type Paired<A, B> = readonly [TraceEvent<A>, TraceEvent<B> | undefined];

/** What a move is, in words. */
function heading(move: Move): string {
  switch (move.move) {
    case 'intend':
      return `${move.party} takes its next step`;
    case 'happen':
      return `${move.party} waits in vain`;
    case 'deliver':
      return `ATTACKER puts a message in for ${move.door.to} [${move.door.channel}]`;
    case 'release':
      return `the network lets a delayed message go on`;
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

/** A message of an event in both worlds. */
function both<A, B>({ show }: Twice<A, B>, [event, other]: Paired<A, B>): Partial<Line> {
  const value = 'message' in event ? event.message : 'value' in event ? event.value : undefined;
  const octets =
    other && ('message' in other ? other.message : 'value' in other ? other.value : undefined);
  return {
    ...(value === undefined ? {} : { terms: show.term(value) }),
    ...(octets === undefined ? {} : { bytes: show.bytes(octets) }),
  };
}

/** What an event is, in words; nothing for what the heading has said already. */
function lineFor<A, B>(
  twice: Twice<A, B>,
  paired: Paired<A, B>,
  numberOf: (event: TraceEvent<A>) => number | undefined,
): readonly Line[] {
  const [event] = paired;
  const { term } = twice.show;
  switch (event.kind) {
    case 'sent': {
      if (event.note === 'passed on by the gateway' && numberOf(event) === undefined) return [];
      const number = numberOf(event);
      const seen = number === undefined ? '' : `; the attacker sees it as #${number}`;
      const text = `${event.party} -> ${event.to} [${event.channel}] ${event.note}${seen}`;
      return [{ text, ...both(twice, paired) }];
    }
    case 'claimed': {
      const values = event.values.map(term).join(', ');
      return [{ text: `${event.party}: ${event.claim} ${event.about} ${values}` }];
    }
    case 'stored':
      return [
        {
          text: `${event.party} stores in the ${event.what}: ${event.values.map(term).join(', ')}`,
        },
      ];
    case 'learned':
      return [{ text: 'the attacker has', ...both(twice, paired) }];
    case 'refused':
      return [{ text: `${event.party} refuses: ${event.why}` }];
    case 'intended':
      return [{ text: `${event.party}: ${event.intent}` }];
    case 'delivered':
    case 'compromised':
    case 'crashed':
      return [];
  }
}

/** The story, step by step. */
export function storyOf<A, B>(twice: Twice<A, B>): readonly Step[] {
  let observed = 0;
  return twice.plan.map((move, index): Step => {
    const run = twice.terms.runs[index + 1];
    const numberOf = (event: TraceEvent<A>): number | undefined => {
      if (event.kind !== 'sent' || run === undefined) return undefined;
      const next = run.observed[observed];
      if (next === undefined || !twice.terms.arena.algebra.equal(next, event.message)) {
        return undefined;
      }
      return observed + 1;
    };
    const lines = eventsOf(twice, index).flatMap((paired) => {
      const made = lineFor(twice, paired, numberOf);
      if (numberOf(paired[0]) !== undefined) observed += 1;
      return made;
    });
    const made =
      move.move === 'deliver' ? move.message : move.move === 'learn' ? move.value : undefined;
    const delivered = eventsOf(twice, index).find(([event]) => event.kind === 'delivered');
    const put: readonly Line[] =
      move.move === 'deliver' && delivered !== undefined
        ? [{ text: 'the message', ...both(twice, delivered) }]
        : [];
    return {
      heading: heading(move),
      ...(made === undefined ? {} : { recipe: showRecipe(made) }),
      lines: [...put, ...lines],
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
    .map(({ heading: title, recipe, lines }, index) => {
      const number = String(index + 1).padStart(2);
      const isAttacker = title.startsWith('ATTACKER');
      const told = lines.flatMap(({ text, terms, bytes }) => [
        `      ${text}`,
        ...(terms === undefined ? [] : [paint('cyan', `        terms  ${terms}`)]),
        ...(bytes === undefined ? [] : [paint('dim', `        bytes  ${bytes}`)]),
      ]);
      return [
        `${number}  ${isAttacker ? paint('red', title) : paint('bold', title)}`,
        ...(recipe === undefined ? [] : [`      made as  ${recipe}`]),
        ...told,
      ].join('\n');
    })
    .join('\n');
}
