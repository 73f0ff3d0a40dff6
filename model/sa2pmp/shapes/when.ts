/** Fields that a reading may leave out. */
import type { Sort } from '../../core/shape.ts';

/** The sort, if the reading has the field. */
export function when(present: boolean, sort: Sort): Sort | undefined {
  return present ? sort : undefined;
}
