/** A reading in a file or a message: every axis with one of its choices, and no contradiction. */
import * as v from 'valibot';
import { axes, axisIds, contradictions, type Reading } from '../../model/sa2pmp/reading.ts';

/** Whether a value is a reading that can be carried out. */
function isReading(value: unknown): value is Reading {
  if (typeof value !== 'object' || value === null) return false;
  const given = value as Readonly<Record<string, unknown>>;
  const known = axisIds.every((id) => {
    const choice = given[id];
    return typeof choice === 'string' && Object.hasOwn(axes[id].choices, choice);
  });
  if (!known || Object.keys(given).length !== axisIds.length) return false;
  return contradictions(given as Reading).length === 0;
}

/** The form of a reading. */
export const readingSchema = v.custom<Reading>(
  isReading,
  'a reading: every axis of `sa2pmp list` with one of its choices',
);
