/**
 * Whether more is never worse, tested and not assumed: along every edge at the border, and along
 * edges drawn at random. A set that has the property and loses it with one thing more is a finding.
 *
 * Where there are findings, the border is that of the largest monotone part: of the sets which have
 * the property and keep it with each single thing more.
 */
import { type Answer, type Border, type Cube, dualise } from './dualise.ts';
import { type Bits, bySize, everything, isWithin, only, placesOf } from './sets.ts';

/** A set that has the property, and one thing that takes it away. */
export interface Reversal {
  /** No smaller one within it shows the same. */
  readonly set: Bits;
  /** The place of the thing. */
  readonly place: number;
}

/** What was tested. */
export interface Tested {
  /** Pairs of a set and the same with one thing more. */
  readonly edges: number;
  /** Those of them drawn at random. */
  readonly drawn: number;
  /** Pairs of which a bound left one side open. */
  readonly open: number;
}

/** A border, and how far it may be relied on. */
export interface Surveyed extends Border {
  readonly reversals: readonly Reversal[];
  readonly tested: Tested;
}

/** How to test. */
export interface Survey {
  /** How many edges to draw at random. */
  readonly draws: number;
  /** Where the drawing begins. */
  readonly seed: number;
  /** Whether there is anything at a set to be asked about; everywhere unless said. */
  readonly isPoint?: (set: Bits) => boolean;
}

/** One edge: a set, and the place of the thing that is added to it. */
type Edge = Reversal;

/** Numbers below one that look drawn (mulberry32), the same for the same seed. */
function drawing(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Edges drawn at random. */
function drawn(count: number, { draws, seed }: Survey): readonly Edge[] {
  const next = drawing(seed);
  return Array.from({ length: count === 0 ? 0 : draws }, () => {
    const set = Math.floor(next() * 2 ** count);
    const place = Math.floor(next() * count);
    return { set: set & ~only(place), place };
  });
}

/** The edges up from a set. */
function upward(count: number, set: Bits): readonly Edge[] {
  return placesOf(everything(count) & ~set).map((place) => ({ set, place }));
}

/** The edges up to a set. */
function downward(set: Bits): readonly Edge[] {
  return placesOf(set).map((place) => ({ set: set & ~only(place), place }));
}

/** Both ends of an edge. */
function* endsOf(
  { ask }: Cube,
  { set, place }: Edge,
): Generator<void, readonly [lower: Answer, upper: Answer], void> {
  return [yield* ask(set), yield* ask(set | only(place))];
}

/** The smallest set, taking away one thing at a time, that the same thing takes the property from. */
function* least(cube: Cube, { set, place }: Reversal): Generator<void, Reversal, void> {
  let smaller = set;
  for (const other of placesOf(set)) {
    const without = smaller & ~only(other);
    const [lower, upper] = yield* endsOf(cube, { set: without, place });
    if (lower === 'holds' && upper === 'attack') smaller = without;
  }
  return { set: smaller, place };
}

/** Edges tested so far and what came of it. */
interface Log {
  readonly seen: Set<string>;
  readonly reversals: Map<string, Reversal>;
  open: number;
}

const nameOf = ({ set, place }: Edge): string => `${set} ${place}`;

/** The edges of one way up from a set to a larger one. */
function wayUp(from: Bits, to: Bits): readonly Edge[] {
  const places = placesOf(to & ~from);
  return places.map((place, index) => {
    const before = places.slice(0, index).reduce((sum, other) => sum | only(other), 0);
    return { set: from | before, place };
  });
}

/** Edges on which the property must be lost if an answer is at odds with the border. */
function oddities({ minimal, failing }: Border, set: Bits, answer: Answer): readonly Edge[] {
  if (answer === 'holds') {
    return failing.filter((one) => isWithin(set, one)).flatMap((one) => wayUp(set, one));
  }
  if (answer === 'inconclusive') return [];
  return minimal.filter((one) => isWithin(one, set)).flatMap((one) => wayUp(one, set));
}

/** What tests share. */
interface Testing {
  readonly cube: Cube;
  readonly log: Log;
  readonly border: Border;
  readonly isEdge: (edge: Edge) => boolean;
}

/** Tests edges; the upper ends of those along which the property is lost come out. */
function* testing(
  { cube, log, border, isEdge }: Testing,
  edges: readonly Edge[],
): Generator<void, readonly Bits[], void> {
  const lost: Bits[] = [];
  const todo = [...edges];
  for (let edge = todo.shift(); edge !== undefined; edge = todo.shift()) {
    if (log.seen.has(nameOf(edge)) || !isEdge(edge)) continue;
    log.seen.add(nameOf(edge));
    const [lower, upper] = yield* endsOf(cube, edge);
    const above = edge.set | only(edge.place);
    todo.push(...oddities(border, edge.set, lower), ...oddities(border, above, upper));
    if (lower === 'inconclusive' || upper === 'inconclusive') log.open += 1;
    if (lower !== 'holds' || upper !== 'attack') continue;
    lost.push(above);
    const reversal = yield* least(cube, edge);
    log.reversals.set(nameOf(reversal), reversal);
  }
  return lost;
}

/** The edges at a border: from and to each set on it. */
function edgesAt(count: number, { minimal, failing }: Border): readonly Edge[] {
  return [...minimal, ...failing].flatMap((set) => [...upward(count, set), ...downward(set)]);
}

/** Finds the border and tests around it. */
export function* survey(cube: Cube, how: Survey): Generator<void, Surveyed, void> {
  const { count } = cube;
  const { isPoint = () => true } = how;
  const log: Log = { seen: new Set(), reversals: new Map(), open: 0 };
  const isEdge = ({ set, place }: Edge): boolean => isPoint(set) && isPoint(set | only(place));
  const random = drawn(count, how).filter(isEdge);
  let lacking: readonly Bits[] = [];
  for (;;) {
    const border = yield* dualise(cube, lacking);
    const edges = [...edgesAt(count, border), ...random];
    const lost = yield* testing({ cube, log, border, isEdge }, edges);
    lacking = [...border.failing, ...lost];
    // What is lost excludes what it was lost from: the border is drawn anew.
    if (lost.length > 0) continue;
    const reversals = [...log.reversals.values()].sort(
      (a, b) => bySize(a.set, b.set) || a.place - b.place,
    );
    const tested = { edges: log.seen.size, drawn: random.length, open: log.open };
    return { ...border, reversals, tested };
  }
}
