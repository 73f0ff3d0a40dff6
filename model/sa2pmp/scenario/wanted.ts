/**
 * What a scenario is to have: who takes part, under which reading and within which bounds. The rest
 * of this folder builds it.
 */
import type { PartyKind } from '../../core/system.ts';
import type { Business } from '../business.ts';
import type { Proceedings } from '../proceedings.ts';
import type { Reading } from '../reading.ts';
import type { CheckId } from '../setting.ts';
import type { Bounds } from './bounds.ts';

/** What to build. */
export interface Scenario {
  readonly reading: Reading;
  readonly bounds: Bounds;
  /** Whether the attacker owns an account. */
  readonly insider: boolean;
  /** The kinds of party that the attacker plays; they have no chart. */
  readonly corrupt: readonly PartyKind[];
  /** How many witnesses the attacker plays, where it plays any; one unless said. */
  readonly corruptWitnesses?: number | undefined;
  /** Whether a judge sits. */
  readonly court: boolean;
  /** What goes on in court; the plainest unless said. */
  readonly proceedings?: Proceedings | undefined;
  /** Whether honest customers bank with a second bank too, which the attacker plays (W12). */
  readonly secondBank?: boolean;
  /** Checks switched off, for mutants. */
  readonly omitted?: readonly CheckId[];
  /** What the bank offers; payments alone unless said, as in every search. */
  readonly offers?: readonly Business[];
  /** Distinguishes the honest parties' randomness of one run on bytes from another's. */
  readonly seed?: string;
}
