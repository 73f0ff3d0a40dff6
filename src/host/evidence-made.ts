/**
 * Evidence made of what log and bank have (§4.2 "provide the transaction records as proof"): the
 * log's record, the bank's word on the key, and what the record commits to (A22 commitment).
 *
 * Whoever prepares it makes the checks that it can, to show the key under which the record convinces;
 * what counts is the judge's own (`evidence.ts`).
 */
import type { Algebra } from '../../model/core/algebra.ts';
import { messages as messagesOf } from '../../model/sa2pmp/messages.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { CheckId } from '../../model/sa2pmp/setting.ts';
import { type Bytes, textToBytes } from '../bytes.ts';
import { convinced, type EvidenceFile, type Place, type Testimony } from './evidence.ts';

/** A record as the log shows it. */
export interface ShownRecord {
  readonly entry: Bytes;
  readonly signature: Bytes | undefined;
  /** What verifies the log server's signatures. */
  readonly logPublicKey: Bytes;
  /** What the bank says of the key. */
  readonly testimony: Testimony | undefined;
  readonly tree: Omit<Place, 'entry'> | undefined;
}

/** Checks that are the judge's alone: whoever prepares evidence does not know whom he trusts. */
const JUDGES_OWN: readonly CheckId[] = ['evidence-binding', 'evidence-bank', 'evidence-recipient'];

/**
 * A record of the log as evidence, with what the bank says of the key.
 *
 * Of the customer's keys that one is shown under which the record convinces, the latest if none.
 *
 * @returns `undefined` when the entry is not of the reading's form
 */
export function evidenceOf(
  algebra: Algebra<Bytes>,
  reading: Reading,
  shown: ShownRecord,
): EvidenceFile | undefined {
  const { testimony, entry, tree, logPublicKey } = shown;
  const made = (testimony?.bindings ?? []).map((binding) =>
    messageOf(algebra, reading, { ...shown, binding }),
  );
  const message =
    convincing(algebra, { reading, made, logPublicKey }) ?? messageOf(algebra, reading, shown);
  if (message === undefined) return undefined;
  return {
    format: 'sa2pmp-evidence',
    version: 1,
    reading,
    message,
    ...(tree === undefined ? {} : { tree: { entry, ...tree } }),
  };
}

/** The first message that the judge would go by, as far as who prepares it can tell; the last if by none. */
function convincing(
  algebra: Algebra<Bytes>,
  {
    reading,
    made,
    logPublicKey,
  }: {
    readonly reading: Reading;
    readonly made: readonly (Bytes | undefined)[];
    readonly logPublicKey?: Bytes;
  },
): Bytes | undefined {
  const logs: readonly CheckId[] = logPublicKey === undefined ? ['evidence-log'] : [];
  const trusted = { logPublicKey, attested: [], omitted: [...JUDGES_OWN, ...logs] };
  const found = made.find(
    (message) =>
      message !== undefined && convinced(algebra, { reading, message }, trusted) !== undefined,
  );
  return found ?? made.at(-1);
}

/** What the bank has of an account, to open with what a record commits to. */
export interface Opener {
  /** The key bindings from the depository, the replaced ones too. */
  readonly bindings: readonly Bytes[];
  /** What a commitment is to; `undefined` where the bank has nothing of it. */
  readonly opening: (commitment: Bytes) => Bytes | undefined;
  /** The bank's name, which orders are signed for (A5, R1c). */
  readonly name: Bytes;
}

/**
 * Evidence with what its record is a commitment to, and with the key under which that convinces
 * (A22 commitment): the bank adds both to what the log shows, and hands it to the judge alone.
 *
 * @returns `undefined` when the bank has nothing of it
 */
export function openedEvidence(
  algebra: Algebra<Bytes>,
  file: EvidenceFile,
  { bindings, opening: find, name }: Opener,
): EvidenceFile | undefined {
  const { reading } = file;
  const messages = messagesOf(reading);
  const shown = algebra.decode(messages.evidence, file.message);
  const record = shown && algebra.decode(messages.record, shown.record);
  const opening = record && find(record.content);
  if (shown === undefined || opening === undefined) return undefined;
  const made = bindings.map((binding) =>
    algebra.encode(messages.evidence, { ...shown, binding, opening, recipient: name }),
  );
  const message = convincing(algebra, { reading, made });
  return message === undefined ? undefined : { ...file, message };
}

/** What the bank has of an order that the log gave its word for. */
export interface Worded {
  readonly record: Bytes;
  readonly word: Bytes;
  readonly opening: Bytes;
  /** The key bindings from the depository, the replaced ones too. */
  readonly bindings: readonly Bytes[];
  /** The bank's name, which orders are signed for. */
  readonly name: Bytes;
  /** What verifies the log's signatures. */
  readonly logPublicKey: Bytes;
}

/**
 * Evidence with the log's word in the place of the record that it shows (R7b), and with the key under
 * which that convinces; the bank has all of it, and asks nobody.
 *
 * @returns `undefined` when the account has no key
 */
export function wordedEvidence(
  algebra: Algebra<Bytes>,
  reading: Reading,
  { record, word, opening, bindings, name, logPublicKey }: Worded,
): EvidenceFile | undefined {
  const messages = messagesOf(reading);
  const made = bindings.map((binding) =>
    algebra.encode(messages.wordedEvidence, { record, word, opening, binding, recipient: name }),
  );
  const message = convincing(algebra, { reading, made, logPublicKey });
  return message === undefined
    ? undefined
    : { format: 'sa2pmp-evidence', version: 1, reading, message };
}

/** The message `evidence` with one key binding, or with none where there is none to show. */
function messageOf(
  algebra: Algebra<Bytes>,
  reading: Reading,
  shown: ShownRecord & { readonly binding?: Bytes },
): Bytes | undefined {
  const messages = messagesOf(reading);
  const kept = algebra.decode(messages.entry, shown.entry);
  if (kept === undefined) return undefined;
  const needs = (name: string): boolean =>
    messages.evidence.fields.some((field) => field.name === name);
  const filled = (name: string, value: Bytes | undefined): Bytes | undefined =>
    needs(name) ? (value ?? textToBytes('')) : undefined;
  return algebra.encode(messages.evidence, {
    record: kept.record,
    binding: filled('binding', shown.binding),
    signature: filled('signature', shown.signature),
    previous: filled('previous', kept.previous),
    time: filled('time', kept.time),
    key: filled('key', shown.testimony?.key),
    opening: filled('opening', undefined),
    recipient: filled('recipient', shown.testimony?.bank),
  });
}

/** Who is bound to what key. */
export interface Bound {
  readonly sim: string;
  readonly phid: string;
  readonly accid: string;
  readonly publicKey: Bytes;
}

/** The key binding that the bank shows of a customer (§4.3 depository, A22b). */
export function bindingOf(algebra: Algebra<Bytes>, reading: Reading, bound: Bound): Bytes {
  const messages = messagesOf(reading);
  const { sim, phid, accid, publicKey } = bound;
  const clientId = algebra.encode(messages.clientId, {
    sim: textToBytes(sim),
    phid: textToBytes(phid),
    accid: textToBytes(accid),
  });
  // The depository keeps the key, not the session in which it came: no judge asks for its token.
  return algebra.encode(messages.keyBinding, { clientId, publicKey, token: textToBytes('none') });
}
