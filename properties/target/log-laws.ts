/**
 * Laws of a log that can be judged from outside, where it has an address of its own (`--target-log`):
 * by what it shows of its records, its heads and its proofs, and by a judge of ours who is shown them.
 * What its witnesses do is not asked.
 */
import { isSignedRecord } from '../../model/sa2pmp/record.ts';
import { type Bytes, fromBytes, textToBytes } from '../../src/bytes.ts';
import { isExecuted } from '../../src/host/phone/news.ts';
import { judge } from '../../src/host/evidence.ts';
import { evidenceOf, openedEvidence } from '../../src/host/evidence-made.ts';
import { parseCheckpoint, type TreeHead } from '../../src/log/checkpoint.ts';
import { type LogKey, parseVerifierKey } from '../../src/log/key.ts';
import { verifyNote } from '../../src/log/note.ts';
import { verifyConsistency } from '../../src/log/proof.ts';
import { judgeEntry } from '../../src/log/trust.ts';
import { pay } from '../audit/system.ts';
import { toBank } from '../mounted/means.ts';
import { fileOf } from '../mounted/vantage.ts';
import { type TargetLaw, untold } from './laws.ts';
import type { Stand } from './stand.ts';

/** A record as the log shows it. */
interface Entry {
  readonly entry: Bytes;
  readonly signature: Bytes | undefined;
}

/** What is in the log. */
export async function entriesOf({ contract }: Stand): Promise<readonly Entry[]> {
  const { records, signatures = [] } = await contract.ask('records', {});
  return records.map((entry, index) => ({ entry, signature: signatures[index] ?? undefined }));
}

/** A key that the target has to name before anything can be said. */
function needed<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`/about has no ${name}`);
  return value;
}

/** What a record in the log commits to; `undefined` of what is no record. */
function contentOf({ algebra, messages }: Stand, { entry }: Entry): Bytes | undefined {
  const kept = algebra.decode(messages.entry, entry);
  return kept && algebra.decode(messages.record, kept.record)?.content;
}

/** How many records there are of an order. */
async function recordsFor(at: Stand, commitment: Bytes): Promise<number> {
  const entries = await entriesOf(at);
  return entries.filter((one) => contentOf(at, one) === commitment).length;
}

/** What is the matter with a record that the log shows after another one. */
function flawOf(at: Stand, one: Entry, before: Entry | undefined): string | undefined {
  const { algebra, messages, setting, about } = at;
  const kept = algebra.decode(messages.entry, one.entry);
  const record = kept && algebra.decode(messages.record, kept.record);
  if (kept === undefined || record === undefined) return 'is no record';
  const bankKey = needed(about.bankPublicKey, 'bankPublicKey');
  if (!isSignedRecord(setting, bankKey, record)) return 'is not signed by the bank';
  const follows = before === undefined ? algebra.constant('first') : algebra.hash(before.entry);
  if (kept.previous !== follows) return 'does not hold the digest of the one before';
  const logKey = needed(about.logPublicKey, 'logPublicKey');
  const isSigned = one.signature !== undefined && algebra.verify(logKey, one.entry, one.signature);
  return isSigned ? undefined : 'is not signed by the log';
}

/** The first record with which something is the matter. */
export function firstFlaw(at: Stand, entries: readonly Entry[]): string | undefined {
  for (const [index, one] of entries.entries()) {
    const flaw = flawOf(at, one, entries[index - 1]);
    if (flaw !== undefined) return `record ${index} of ${entries.length} ${flaw}`;
  }
  return undefined;
}

/** Alice's order, held back on the air until it is known what names it. */
async function heldOrder(at: Stand, amount: string) {
  await at.ready();
  at.tap.conducts({ kind: 'holds' });
  await pay(at.alice, 'bob-02', amount);
  at.tap.conducts({ kind: 'passes' });
  const { pending } = fileOf(at.alice);
  const heard = at.tap.heard.findLast(({ to }) => to === 'bank:alice-01');
  if (pending === undefined || heard === undefined) throw new Error('no order was sent');
  return { commitment: at.algebra.hash(pending.request), frame: heard.message };
}

/** An order of alice's that was carried out. */
async function executedOrder(at: Stand, amount: string) {
  const order = await heldOrder(at, amount);
  if (isExecuted(await at.alice.phone.resume())) return order;
  throw new Error(untold);
}

/** A head of the log's tree. */
interface Head extends TreeHead {
  readonly checkpoint: string;
  readonly key: LogKey;
}

/** The head that the log shows, or why it is none. */
async function headOf({ about, contract }: Stand): Promise<Head | string> {
  const key = parseVerifierKey('log', needed(about.logKey, 'logKey'));
  if (key === undefined) throw new Error('logKey in /about is no verifier key');
  const { checkpoint } = await contract.ask('head', {});
  const parsed = parseCheckpoint(checkpoint);
  if (parsed === undefined) return 'the head is no checkpoint';
  if (parsed.origin !== key.name) return `the head is of another log: ${parsed.origin}`;
  if (verifyNote(parsed.note, key) !== 'valid') return 'the head is not signed by the log';
  return { ...parsed.head, checkpoint, key };
}

const hashes = (proof: readonly Bytes[]): readonly Uint8Array[] => proof.map(fromBytes);

/** Whether each record stands in the log's tree; what does not. */
async function notIncluded(at: Stand): Promise<string | undefined> {
  const entries = await entriesOf(at);
  const head = await headOf(at);
  if (typeof head === 'string') return head;
  const { size, checkpoint, key } = head;
  if (size !== entries.length) return `${entries.length} records are shown, the head is of ${size}`;
  for (const [index, { entry }] of entries.entries()) {
    const { proof } = await at.contract.ask('inclusion', { index, size });
    const shown = { leaf: fromBytes(entry), index, proof: hashes(proof), checkpoint };
    const verdict = judgeEntry(shown, { log: key, witnesses: [], quorum: 0 });
    if (verdict.kind === 'refused') return `record ${index} of ${size}: ${verdict.why}`;
  }
  return undefined;
}

/** Whom a judge of ours blames for an order, by what log and bank show of it. */
async function blamed(at: Stand, commitment: Bytes): Promise<string> {
  const { algebra, reading, about, contract, attested } = at;
  const entries = await entriesOf(at);
  const index = entries.findIndex((one) => contentOf(at, one) === commitment);
  const head = await headOf(at);
  const kept = entries[index];
  if (kept === undefined) return 'the log has no record of it';
  if (typeof head === 'string') return head;
  const { proof } = await contract.ask('inclusion', { index, size: head.size });
  const said = await contract.ask('opening', { commitment });
  const logPublicKey = needed(about.logPublicKey, 'logPublicKey');
  const tree = { index, proof, checkpoint: head.checkpoint };
  const shown = { ...kept, logPublicKey, testimony: undefined, tree };
  const file = evidenceOf(algebra, reading, shown);
  const opener = { bindings: said.bindings, opening: () => said.opening ?? undefined };
  const made = file && openedEvidence(algebra, file, { ...opener, name: said.bank });
  if (made === undefined) return 'the bank does not open what the record commits to';
  const verdict = judge(algebra, made, {
    ...{ reading, logPublicKey, bankPublicKey: about.bankPublicKey, log: head.key, attested },
    ...{ bank: said.bank, witnesses: [], quorum: 0 },
  });
  if (verdict.kind === 'blames-nobody') return `nobody: ${verdict.why}`;
  return `${verdict.account} for ${verdict.order.amount} to ${verdict.order.payee}`;
}

/** The laws. */
export const logLaws: readonly TargetLaw[] = [
  {
    id: 'log-records',
    law: 'each record is signed by the bank, holds the digest of the one before, is signed by the log, and shows no amount',
    from: 'P-REC-1, P-REC-2, P-REC-3',
    of: ['repaired'],
    needs: 'log',
    tried: async (at) => {
      await executedOrder(at, '210 CAD');
      const entries = await entriesOf(at);
      const isShown = entries.some(({ entry }) => entry.includes(textToBytes('210 CAD')));
      if (entries.length === 0) return 'there are no records';
      return isShown ? 'an amount stands in a record' : firstFlaw(at, entries);
    },
  },
  {
    id: 'log-once',
    law: 'an order that was carried out has one record in the log, and no other when it comes again',
    from: 'P-ORD-8, P-ABT-1',
    of: ['repaired'],
    needs: 'log',
    tried: async (at) => {
      for (const amount of ['220 CAD', '221 CAD']) {
        const { commitment, frame } = await executedOrder(at, amount);
        await at.tap.posts(toBank(frame));
        const count = await recordsFor(at, commitment);
        if (count !== 1) return `an order that was carried out has ${count} records`;
      }
      return undefined;
    },
  },
  {
    id: 'log-aborted',
    law: 'an order of which the log said that it is aborted has no record, and moves nothing',
    from: 'P-ABT-1, P-ABT-5',
    of: ['repaired'],
    needs: 'log',
    tried: async (at) => {
      const { commitment, frame } = await heldOrder(at, '230 CAD');
      const before = await at.balance('bob-02');
      const news = await at.alice.phone.giveUp();
      if (!news.some((one) => one.kind === 'resolved' && one.outcome === 'aborted')) {
        return 'the log does not say that an order is aborted which it never had';
      }
      await at.tap.posts(toBank(frame));
      await at.fetch();
      const [count, more] = [
        await recordsFor(at, commitment),
        (await at.balance('bob-02')) - before,
      ];
      return count === 0 && more === 0 ? undefined : `${count} records, ${more} minor units moved`;
    },
  },
  {
    id: 'log-included',
    law: 'each record stands in the tree under the head that the log signs',
    from: 'P-EVI-8; RFC 9162 §2.1.3',
    of: ['repaired'],
    needs: 'log',
    tried: async (at) => {
      await executedOrder(at, '240 CAD');
      return notIncluded(at);
    },
  },
  {
    id: 'log-append-only',
    law: 'what the log showed is what it shows later, and more: by its records and by its tree',
    from: 'P-REC-3, P-REC-4; RFC 9162 §2.1.4',
    of: ['repaired'],
    needs: 'log',
    tried: async (at) => {
      await executedOrder(at, '250 CAD');
      const [before, head1] = [await entriesOf(at), await headOf(at)];
      await executedOrder(at, '251 CAD');
      const [after, head2] = [await entriesOf(at), await headOf(at)];
      if (typeof head1 === 'string') return head1;
      if (typeof head2 === 'string') return head2;
      const other = before.findIndex(({ entry }, index) => after[index]?.entry !== entry);
      if (other >= 0) return `record ${other} of ${before.length} is another one later, or gone`;
      const [from, to] = [head1.size, head2.size];
      if (from < 1 || to < from) return `the head was of ${from} records and is of ${to}`;
      const { proof } = await at.contract.ask('consistency', { from, to });
      const claim = { size1: from, root1: head1.root, size2: to, root2: head2.root };
      const extends_ = verifyConsistency({ ...claim, proof: hashes(proof) });
      return extends_ ? undefined : 'the later tree does not begin with the earlier one';
    },
  },
  {
    id: 'log-judge',
    law: 'by what log and bank show of an order, a judge blames its payer for that order',
    from: '§4.2; P-EVI-1 to P-EVI-8, without witnesses',
    of: ['repaired'],
    needs: 'log',
    tried: async (at) => {
      const { commitment } = await executedOrder(at, '260 CAD');
      const whom = await blamed(at, commitment);
      return whom === 'alice-01 for 260 CAD to bob-02' ? undefined : `blamed: ${whom}`;
    },
  },
];
