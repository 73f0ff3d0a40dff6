/** What is shown to a judge by who keeps the log, or by anybody: records altered and made up. */
import type { Shape } from '../../model/core/shape.ts';
import { type Bytes, fromBytes, textToBytes } from '../../src/bytes.ts';
import { type EvidenceFile, judge, type Trust } from '../../src/host/evidence.ts';
import { evidenceOf } from '../../src/host/evidence-made.ts';
import { inclusion, showHead } from '../../src/host/log/heads.ts';
import { append } from '../../src/log/tree.ts';
import { verifierKey } from '../../src/log/key.ts';
import type { Mounted } from './mounted.ts';

/** Whom the judge trusts: log, bank and notary as they are. */
function trustOf({ reading, system }: Mounted, attested: readonly Bytes[]): Trust {
  const { log, bank } = system;
  return {
    ...{ reading, attested, witnesses: [], quorum: 0 },
    logPublicKey: log.publicKey,
    bankPublicKey: bank.publicKey,
    bank: textToBytes(bank.name),
    log: verifierKey('log', log.signer),
  };
}

/** Whether the judge blames alice for so much. */
export function blamedBy(at: Mounted, evidence: EvidenceFile | undefined, amount: string): boolean {
  if (evidence === undefined) return false;
  const verdict = judge(at.algebra, evidence, trustOf(at, at.attested));
  return verdict.kind === 'blames' && verdict.order.amount === amount;
}

/** The last record of the log as evidence, with all that bank and log add to it. */
export function honest(at: Mounted, account = 'alice-01'): EvidenceFile | undefined {
  const { log, bank } = at.system;
  const index = log.store.size() - 1;
  const kept = log.store.entry(index);
  if (kept === undefined) return undefined;
  const isTree = at.reading.A20 === 'merkle';
  const tree = isTree ? inclusion(log.store, index, showHead(log.store, log.signer)) : undefined;
  const made = evidenceOf(at.algebra, at.reading, {
    ...{ entry: kept.entry, signature: kept.signature, tree },
    logPublicKey: log.publicKey,
    testimony: bank.testimony(account),
  });
  return made && (bank.disclose(made) ?? made);
}

/** The same with another amount wherever it stands. */
export function altered(at: Mounted, amount: string, other: string): EvidenceFile | undefined {
  return exchanged(honest(at), amount, other);
}

/** Evidence with another amount wherever it stands. */
export function exchanged(
  made: EvidenceFile | undefined,
  amount: string,
  other: string,
): EvidenceFile | undefined {
  if (made === undefined) return undefined;
  const swap = (octets: Bytes): Bytes =>
    octets.replaceAll(textToBytes(amount), textToBytes(other)) as Bytes;
  const tree = made.tree && { ...made.tree, entry: swap(made.tree.entry) };
  return { ...made, message: swap(made.message), ...(tree === undefined ? {} : { tree }) };
}

/** A message of what is given, and of made-up values where a reading asks for more. */
function madeUp(
  at: Mounted,
  shape: Shape<string, string>,
  values: Readonly<Record<string, Bytes>>,
): Bytes {
  const rest = shape.fields.map(({ name }) => [name, textToBytes('made up')] as const);
  return at.algebra.encode(shape, { ...Object.fromEntries(rest), ...values });
}

/** Whose keys evidence is made up with, and whether the log takes it; of nobody's but one's own unless said. */
export interface Framing {
  /** What records are signed with. */
  readonly record?: Bytes;
  /** What entries of the log are signed with. */
  readonly entry?: Bytes;
  /** Whether it is put into the log. */
  readonly kept?: boolean;
}

/** Where the log keeps an entry that it was given. */
function placeOf(at: Mounted, entry: Bytes, signature: Bytes): EvidenceFile['tree'] {
  const { store, signer } = at.system.log;
  const index = store.addEntry(entry, signature);
  if (at.reading.A20 !== 'merkle') return undefined;
  append(store.nodes, index, fromBytes(entry));
  const found = inclusion(store, index, showHead(store, signer));
  return found && { entry, ...found };
}

/** Evidence that somebody made of nothing but names, signed with a key of their own unless said. */
export function framed(
  at: Mounted,
  amount: string,
  { record: recordKey = at.ownKey, entry: entryKey = at.ownKey, kept = false }: Framing = {},
): EvidenceFile | undefined {
  const { algebra, messages, reading, ownKey } = at;
  const text = textToBytes;
  const clientId = algebra.encode(messages.clientId, at.identityOf('alice-01'));
  const words = { type: text('pay'), payee: text('bob-02'), amount: text(amount) };
  const order = madeUp(at, messages.order, { ...words, payer: text('alice-01') });
  const inner = madeUp(at, messages.signedText, {
    ...{ order, clientId, recipient: at.ownPackage.bank },
  });
  const sign = (m: Bytes, key = ownKey): Bytes => algebra.sign(key, text('r'), m);
  const opening = madeUp(at, messages.signedOrder, { text: inner, signature: sign(inner) });
  const recipient = at.ownPackage.bank;
  const isCommitted = messages.evidence.fields.some(({ name }) => name === 'opening');
  const result = algebra.encode(messages.result, {
    ...{ status: text('executed'), reference: text('0'), request: algebra.hash(opening) },
  });
  const parts = {
    content: isCommitted ? algebra.hash(opening) : order,
    ...{ accid: text('alice-01'), result, time: text('time 0') },
  };
  const signature = sign(algebra.encode(messages.recordText, parts), recordKey);
  const record = madeUp(at, messages.record, { ...parts, signature });
  const entry = { record, previous: text('first'), time: text('time 0') };
  const encoded = algebra.encode(messages.entry, entry);
  const signed = sign(encoded, entryKey);
  const binding = algebra.encode(messages.keyBinding, {
    ...{ clientId, publicKey: algebra.publicKey(ownKey), token: text('none') },
  });
  const message = algebra.encode(messages.evidence, {
    ...{ ...entry, binding, opening, recipient, key: text('') },
    signature: signed,
  });
  const tree = kept ? placeOf(at, encoded, signed) : undefined;
  return {
    ...{ format: 'sa2pmp-evidence', version: 1, reading, message },
    ...(tree === undefined ? {} : { tree }),
  };
}
