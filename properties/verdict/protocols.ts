/**
 * Protocols by name: the named readings, and changes to them asked for as `axis=choice`.
 */
import { axes, type AxisId, axisIds, type Reading, readings } from '../../model/sa2pmp/reading.ts';
import type { CheckId } from '../../model/sa2pmp/setting.ts';
import type { Protocol } from './verdict.ts';

/** The protocols there are. */
export const protocolNames = Object.keys(readings) as readonly (keyof typeof readings)[];

/**
 * Those that are asked about where none is named: at the default bounds their searches come to an end
 * within seconds. The repaired one's go on for longer, and it is asked about by name.
 */
export const usualProtocols = [
  'published',
  'charitable',
] as const satisfies readonly (keyof typeof readings)[];

/** One axis set to a choice. */
export interface Change {
  readonly axis: AxisId;
  readonly choice: string;
}

/** A named reading with changes and with checks switched off. */
export function protocol(
  name: keyof typeof readings,
  changes: readonly Change[] = [],
  omitted: readonly CheckId[] = [],
): Protocol {
  const changed = Object.fromEntries(changes.map(({ axis, choice }) => [axis, choice]));
  const reading = { ...readings[name], ...changed } as Reading;
  return { name, reading, omitted };
}

/** The axis of an id or a name, in whatever case. */
export function axisNamed(text: string): AxisId | undefined {
  // An apostrophe as it is printed is as good as one from the keyboard.
  const wanted = text.toLowerCase().replaceAll('\u2019', "'");
  return axisIds.find((id) => id.toLowerCase() === wanted || axes[id].name === wanted);
}

/** The choices of an axis. */
export function choicesOf(axis: AxisId): readonly string[] {
  return Object.keys(axes[axis].choices);
}
