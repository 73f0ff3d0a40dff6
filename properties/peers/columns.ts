/** The figures of the comparison as pages have them, a column each; the terminal's are in `table.ts`. */
import type { Compared } from './comparison.ts';

/** A column of figures. */
export interface CostColumn {
  readonly head: string;
  /** A figure of a protocol, `base` being the published SA2pMP. */
  readonly of: (one: Compared, base: Compared) => string;
}

/** What one payment costs. */
export const costColumns: readonly CostColumn[] = [
  { head: 'messages', of: ({ costs }) => String(costs.messages) },
  { head: 'of the phone', of: ({ costs }) => String(costs.onAir) },
  { head: 'round trips', of: ({ costs }) => String(costs.roundTrips) },
  { head: 'octets on the air', of: ({ costs }) => String(costs.octetsOnAir) },
  {
    head: 'to published',
    of: ({ costs }, base) => `${(costs.octetsOnAir / base.costs.octetsOnAir).toFixed(2)}x`,
  },
  { head: 'octets, others', of: ({ costs }) => String(costs.octetsElsewhere) },
  { head: 'public-key operations, phone', of: ({ costs }) => String(costs.publicKey.phone) },
  { head: 'public-key operations, others', of: ({ costs }) => String(costs.publicKey.servers) },
  { head: 'symmetric operations, phone', of: ({ costs }) => String(costs.symmetric.phone) },
  { head: 'symmetric operations, others', of: ({ costs }) => String(costs.symmetric.servers) },
];
