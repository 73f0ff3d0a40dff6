/**
 * Every way in which the tests change what a party recorded: a field, a line, an effect; with the
 * digests left as they are, or computed anew by somebody who knows how.
 */
import { lineDigest, TRACE_START } from '../../src/host/tracing.ts';
import type { Recorded } from './read.ts';

type Lines = Recorded['lines'];

/** A change of what one party recorded. */
export interface Change {
  /** What is changed, without the positions: changes of one kind have one name. */
  readonly what: string;
  readonly lines: Lines;
}

/** A line taken apart no further than needed. */
interface Parsed {
  readonly opens?: string;
  readonly kind?: string;
  readonly step?: string;
  readonly event?: { readonly type: string };
  readonly effects?: readonly unknown[];
}

/** The chain computed anew over the lines as they are. */
export function rechained(lines: Lines): Lines {
  let head = TRACE_START;
  return lines.map(({ line }) => {
    head = lineDigest(head, line);
    return { line, digest: head };
  });
}

function parsed({ line }: Lines[number]): Parsed {
  return JSON.parse(line) as Parsed;
}

/** What a line tells of, for the name of a change. */
function about(line: Lines[number]): string {
  const { kind = '', step, event } = parsed(line);
  if (step === undefined) return `opens ${kind}`;
  return `${step.replace(/:.*/u, '')} ${event?.type ?? ''}`;
}

/** Another value of the same form: octets stay octets, an address an address. */
function other(leaf: string | number): string | number {
  if (typeof leaf === 'number') return leaf + 1;
  if (!/^(?:[0-9a-f]{2})+$/u.test(leaf)) return `${leaf}x`;
  return `${leaf.slice(0, -1)}${leaf.endsWith('0') ? '1' : '0'}`;
}

/** Each copy of a value with one leaf another, and the leaf's path without the positions. */
function leavesChanged(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value === 'string' || typeof value === 'number') return [['', other(value)]];
  if (Array.isArray(value)) {
    return value.flatMap((inner: unknown, at) =>
      leavesChanged(inner).map(([path, changed]) => [path, value.with(at, changed)] as const),
    );
  }
  return Object.entries(value ?? {}).flatMap(([key, inner]: readonly [string, unknown]) =>
    leavesChanged(inner).map(
      ([path, changed]) => [`.${key}${path}`, { ...(value as object), [key]: changed }] as const,
    ),
  );
}

function withLine(lines: Lines, index: number, said: unknown): Lines {
  const old = lines[index];
  return old === undefined ? lines : lines.with(index, { ...old, line: JSON.stringify(said) });
}

/** Every change of one leaf: of what a chart is set up with, an event, an effect. */
export function fieldChanges(lines: Lines): readonly Change[] {
  return lines.flatMap((line, index) =>
    leavesChanged(parsed(line)).map(([path, said]) => ({
      what: `${about(line)}${path}`,
      lines: withLine(lines, index, said),
    })),
  );
}

/** Every effect left out, doubled, moved behind the next; and one added to each step. */
export function effectChanges(lines: Lines): readonly Change[] {
  return lines.flatMap((line, index) => {
    const said = parsed(line);
    const { effects } = said;
    if (effects === undefined) return [];
    const change = (what: string, changed: readonly unknown[]): Change => ({
      what: `${about(line)}: effect ${what}`,
      lines: withLine(lines, index, { ...said, effects: changed }),
    });
    const refuse = { effect: 'refuse', why: 'no reason' };
    return [
      change('added', [...effects, refuse]),
      ...effects.flatMap((effect, at) => [
        change('left out', effects.toSpliced(at, 1)),
        change('doubled', effects.toSpliced(at, 0, effect)),
        ...(at + 1 < effects.length
          ? [change('moved', effects.toSpliced(at, 2, ...effects.slice(at, at + 2).toReversed()))]
          : []),
      ]),
    ];
  });
}

/** Every line left out, doubled, swapped with the next. */
export function lineChanges(lines: Lines): readonly Change[] {
  return lines.flatMap((line, index) => {
    const next = lines[index + 1];
    return [
      { what: `${about(line)}: line left out`, lines: lines.toSpliced(index, 1) },
      { what: `${about(line)}: line doubled`, lines: lines.toSpliced(index, 0, line) },
      ...(next !== undefined && next.line !== line.line
        ? [
            {
              what: `${about(line)}: line swapped with ${about(next)}`,
              lines: lines.toSpliced(index, 2, next, line),
            },
          ]
        : []),
    ];
  });
}
