/**
 * Looks for an order of one account's steps: Wing and Gong's search (1993) with Lowe's memory of
 * configurations (2017), on one window.
 *
 * A configuration is the set of steps placed; the balance follows from it, since every step adds
 * what it adds wherever it is placed. Two things about accounts make the search small:
 *
 * - A step that changes nothing (a reading, a refusal) is placed as soon as the balance fits: in
 *   any order of the rest it could be moved to the front.
 * - Of steps that add the same and may all come next, only the one that must come first is tried:
 *   in any order where another of them comes before it the two can change places.
 */
import type { Step } from './steps.ts';

/** Where a search begins and how far it may go. */
export interface Start {
  readonly balanceMinor: number;
  /** Configurations it may visit. */
  readonly statesMax: number;
}

/** Steps in an order they can have taken place in, and the balance after them. */
export interface Placed {
  readonly order: readonly Step[];
  readonly balanceMinor: number;
}

/** What a search came to. */
export type Searched = { readonly explored: number } & (
  | ({ readonly kind: 'found' } & Placed)
  /** No order has all of them: one that has most, and the steps that should have come next. */
  | ({ readonly kind: 'stuck'; readonly unplaced: readonly Step[] } & Placed)
  | { readonly kind: 'limit' }
);

/** The order so far, by numbers of steps, and what follows from it. */
interface Walk {
  readonly steps: readonly Step[];
  readonly order: number[];
  /** The set of steps placed, sixteen to a word. */
  readonly placed: Uint16Array;
  /** So many steps from the first on are placed, perhaps more. */
  lead: number;
  balanceMinor: number;
  /** Steps that are not optional and not placed. */
  missing: number;
}

/** A configuration: how many steps were placed in it, and the choices left. */
interface Fork {
  readonly length: number;
  readonly choices: readonly number[];
  next: number;
}

/**
 * Looks for an order of all steps but optional ones.
 *
 * @param steps - in the order of their invocations
 */
export function search(steps: readonly Step[], { balanceMinor, statesMax }: Start): Searched {
  const walk: Walk = {
    steps,
    order: [],
    placed: new Uint16Array(Math.ceil(steps.length / 16)),
    lead: 0,
    balanceMinor,
    missing: steps.filter(({ optional }) => !optional).length,
  };
  const visited = new Set<string>();
  let longest = { missing: Infinity, ...report(walk) };
  const forks: Fork[] = [];
  for (;;) {
    placeSilent(walk);
    const explored = visited.size;
    if (walk.missing === 0) return { kind: 'found', ...placedIn(walk), explored };
    const key = configuration(walk);
    if (!visited.has(key)) {
      if (explored >= statesMax) return { kind: 'limit', explored };
      visited.add(key);
      if (walk.missing < longest.missing) longest = { missing: walk.missing, ...report(walk) };
      forks.push({ length: walk.order.length, choices: choices(walk), next: 0 });
    }
    const choice = backtrack(walk, forks);
    if (choice === undefined) {
      const { order, balanceMinor, unplaced } = longest;
      return { kind: 'stuck', order, balanceMinor, unplaced, explored: visited.size };
    }
    place(walk, choice);
  }
}

/** The set of steps placed, as a string without its full beginning; its length tells how long. */
function configuration({ placed, lead }: Walk): string {
  return String.fromCharCode(...placed.subarray(lead >> 4));
}

/** Returns to the last configuration with a choice left, and takes it. */
function backtrack(walk: Walk, forks: Fork[]): number | undefined {
  for (let fork = forks.at(-1); fork !== undefined; fork = forks.at(-1)) {
    const choice = fork.choices[fork.next];
    if (choice !== undefined) {
      fork.next += 1;
      while (walk.order.length > fork.length) takeBack(walk);
      return choice;
    }
    forks.pop();
  }
  return undefined;
}

/** The steps that may come next: nothing that is still missing returned before their invocation. */
function open(walk: Walk): readonly number[] {
  const { steps } = walk;
  const found: number[] = [];
  let firstReturnAt = Infinity;
  while (isPlaced(walk, walk.lead)) walk.lead += 1;
  for (let number = walk.lead; number < steps.length; number += 1) {
    const step = steps[number];
    if (step === undefined || step.invokedAt > firstReturnAt) break;
    if (isPlaced(walk, number)) continue;
    found.push(number);
    firstReturnAt = Math.min(firstReturnAt, step.returnedAt);
  }
  return found;
}

/** Places what changes nothing, while there is such a step that may come next. */
function placeSilent(walk: Walk): void {
  for (let before = -1; before < walk.order.length;) {
    before = walk.order.length;
    for (const number of open(walk))
      if (walk.steps[number]?.deltaMinor === 0 && fits(walk, number)) place(walk, number);
  }
}

/** The steps worth trying next, first those that must come first, one of those that add the same. */
function choices(walk: Walk): readonly number[] {
  const byUrgency = open(walk)
    .filter((number) => fits(walk, number))
    .toSorted((a, b) => urgency(walk, a) - urgency(walk, b));
  const first = new Map<number | undefined, number>();
  for (const number of byUrgency) {
    const delta = walk.steps[number]?.deltaMinor;
    if (!first.has(delta)) first.set(delta, number);
  }
  return [...first.values()];
}

/** Smaller for what must come sooner; what need not come at all is last. */
function urgency({ steps }: Walk, number: number): number {
  const step = steps[number];
  if (step === undefined || step.optional) return Number.MAX_VALUE;
  return Math.min(step.returnedAt, Number.MAX_SAFE_INTEGER);
}

function fits({ steps, balanceMinor }: Walk, number: number): boolean {
  const step = steps[number];
  if (step === undefined) return false;
  return step.leastMinor <= balanceMinor && balanceMinor <= step.mostMinor;
}

function isPlaced({ placed }: Walk, number: number): boolean {
  return (((placed[number >> 4] ?? 0) >> (number & 15)) & 1) === 1;
}

function place(walk: Walk, number: number): void {
  walk.order.push(number);
  turn(walk, number, 1);
}

function takeBack(walk: Walk): void {
  const number = walk.order.pop();
  if (number === undefined) return;
  walk.lead = Math.min(walk.lead, number);
  turn(walk, number, -1);
}

function turn(walk: Walk, number: number, sign: 1 | -1): void {
  const step = walk.steps[number];
  if (step === undefined) return;
  walk.placed[number >> 4] = (walk.placed[number >> 4] ?? 0) ^ (1 << (number & 15));
  walk.balanceMinor += sign * step.deltaMinor;
  if (!step.optional) walk.missing -= sign;
}

function placedIn({ steps, order, balanceMinor }: Walk): Placed {
  return { order: chosen(steps, order), balanceMinor };
}

/** The order so far, and what may come next but is not placed. */
function report(walk: Walk): Placed & { readonly unplaced: readonly Step[] } {
  const unplaced = chosen(walk.steps, open(walk)).filter(({ optional }) => !optional);
  return { ...placedIn(walk), unplaced };
}

function chosen(steps: readonly Step[], numbers: readonly number[]): readonly Step[] {
  return numbers.flatMap((number) => steps[number] ?? []);
}
