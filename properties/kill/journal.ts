/**
 * A customer's journal: what she meant to do and what she was told, one JSON object a line, on
 * disk before the next thing is done. The invariants believe it and nothing else of her.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** A wish: an order with an amount that no other order has; an enquiry has none. */
export interface Wish {
  /** Its number, from 1. */
  readonly n: number;
  readonly business: string;
  readonly payee: string;
  /** Such as `1000 CAD`; empty in an enquiry. */
  readonly amount: string;
}

/** What a customer was told for good. `in doubt`: her phone has given up, nobody knows. */
export type Outcome = 'executed' | 'declined' | 'never sent' | 'in doubt';

/** A line; `n` is the wish that it is about, 0 for registration and log-on. */
export type Line =
  | (Wish & {
      readonly kind: 'intended';
      /** Orders in the phone's history before: the next one is of this wish. */
      readonly orders: number;
    })
  | { readonly kind: Outcome | 'resend' | 'unanswered'; readonly n: number }
  /** Something that an honest world does not say. */
  | { readonly kind: 'odd'; readonly n: number; readonly what: string };

const outcomes: ReadonlySet<string> = new Set<Outcome>([
  'executed',
  'declined',
  'never sent',
  'in doubt',
]);

/** Reads a journal; the last line may be half written when its writer was killed. */
export function readJournal(path: string): readonly Line[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
}

/** Opens a journal to add to it; each line is on disk when `add` returns. */
export function openJournal(path: string): {
  readonly add: (line: Line) => void;
  readonly close: () => void;
} {
  const file = openSync(path, 'a', 0o600);
  return {
    add: (line) => {
      writeSync(file, `${JSON.stringify(line)}\n`);
      fsyncSync(file);
    },
    close: () => {
      closeSync(file);
    },
  };
}

/** A wish and every outcome that was told of it. */
export interface Told {
  readonly wish: Wish & { readonly orders: number };
  readonly outcomes: readonly Outcome[];
}

/** Every wish of a journal, oldest first. */
export function toldIn(lines: readonly Line[]): readonly Told[] {
  const told = new Map<number, Outcome[]>();
  for (const { kind, n } of lines) {
    if (outcomes.has(kind)) told.set(n, [...(told.get(n) ?? []), kind as Outcome]);
  }
  return lines.flatMap((line) =>
    line.kind === 'intended' ? [{ wish: line, outcomes: told.get(line.n) ?? [] }] : [],
  );
}

/** The wish of which nothing final was told yet; there is one at most, the last. */
export function openWish(lines: readonly Line[]): Told['wish'] | undefined {
  const last = toldIn(lines).at(-1);
  return last?.outcomes.length === 0 ? last.wish : undefined;
}

/** Whether a customer waits for an answer, by the end of her journal. */
export function isBusy(lines: readonly Line[]): boolean {
  const last = lines.at(-1)?.kind;
  return last === 'intended' || last === 'resend' || last === 'unanswered';
}
