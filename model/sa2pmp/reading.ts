/**
 * Readings: every gap of the paper is an axis with its choices; a reading picks one of each.
 *
 * The ids A1 to A40 are those of the project's list of ambiguities (`docs/readings.md`). An axis
 * whose id carries a letter is a part of a listed ambiguity that can be switched alone. The axes
 * themselves are in `reading/axes/`, what follows from them in `reading/derived.ts`.
 */
import { axes, axisIds, type Reading } from './reading/axes.ts';
import { minimalFrom, repairedFrom } from './repair.ts';

export { axes, type AxisId, axisIds, type Reading } from './reading/axes.ts';
export { type Contradiction, contradictions } from './reading/contradictions.ts';
export {
  chainsEntries,
  chainsTokens,
  checksNotices,
  datesEntries,
  encapsulates,
  endorsesKeys,
  exportsReplyKey,
  givesReceipts,
  identifierPlace,
  impliesRecipient,
  impliesRequest,
  linkToGateway,
  logsOnOverHttps,
  namesPostings,
  namesRecipient,
  ordersOverHttps,
  packageChannel,
  provesPassword,
  provesPossession,
  publicKeyPlace,
  recordForm,
  recordKind,
  recordsResult,
  registersInSession,
  registrationChannel,
  registrationWay,
  reissuesPackage,
  resolves,
  rotatesTokens,
  sealsLogOn,
  showsWord,
  signsEntries,
  signsLogOn,
  signsOwner,
  signsRecords,
  sparesNonces,
  usesAttestedKeys,
} from './reading/derived.ts';

const point = (which: 'published' | 'charitable'): Reading =>
  Object.fromEntries(axisIds.map((id) => [id, axes[id][which]])) as Reading;

const published = point('published');

/** The named points in the space of readings. */
export const readings = {
  published,
  charitable: point('charitable'),
  minimal: minimalFrom(published),
  repaired: repairedFrom(published),
} as const;

/** The name of a named point. */
export type ReadingName = keyof typeof readings;
