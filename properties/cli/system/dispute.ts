/**
 * The dispute of the demonstration: the log's record of a payment that is denied, as a judge sees
 * it; and the same record with another amount, as somebody who keeps the log might show it.
 */
import { join } from 'node:path';
import { recordForm } from '../../../model/sa2pmp/reading.ts';
import { messages as messagesOf } from '../../../model/sa2pmp/messages.ts';
import { type Bytes, textToBytes } from '../../../src/bytes.ts';
import { concrete } from '../../../src/concrete.ts';
import {
  type EvidenceFile,
  judge,
  type Judgement,
  type Trust,
} from '../../../src/host/evidence.ts';
import { shownEvidence } from '../../../src/host/log/shown.ts';
import { verifierKey, type WitnessKey } from '../../../src/log/key.ts';
import { openBank, type OpenBank } from '../../../src/system/bank.ts';
import { openLog, type OpenLog } from '../../../src/system/log.ts';
import { witnessAt } from '../../../src/system/witness.ts';
import { showWritten } from './amount.ts';
import { orRefuse } from './common.ts';
import { operatorLog } from './operator-log.ts';
import type { Customer, Stage, Town } from './town.ts';
import { suiteOf } from '../../../model/sa2pmp/suite.ts';

/** Tells the dispute; whether the honest record was judged as the reading allows. */
export async function dispute(stage: Stage, town: Town, who: Customer): Promise<boolean> {
  const { dir, reading, say } = stage;
  const log = operatorLog('log', join(dir, 'log.log'));
  const open = orRefuse(openLog({ path: join(dir, 'log.db'), log }));
  try {
    const shown = await evidence(stage, { open, town, account: who.account });
    if (shown === undefined) {
      say('   the gateway keeps no log here: the bank has it (A19)');
      return reading.A19 === 'bank';
    }
    const algebra = concrete(suiteOf(reading));
    const honest = judge(algebra, shown.file, shown.trust);
    say(`   the record as the log has it: ${inWords(honest)}`);
    const changed = altered(shown.file);
    if (changed !== undefined) {
      const verdict = judge(algebra, changed, shown.trust);
      say(`   the record with another amount: ${inWords(verdict)}`);
      say(`   ${moral(honest, verdict)}`);
    }
    return true;
  } finally {
    open.close();
  }
}

function inWords(verdict: Judgement): string {
  if (verdict.kind === 'blames-nobody') return `the judge blames nobody (${verdict.why})`;
  const { account, order, witnesses } = verdict;
  const by = witnesses.length === 0 ? '' : `; the head is cosigned by ${witnesses.join(', ')}`;
  return `the judge blames ${account} for ${showWritten(order.amount)} to ${order.payee}${by}`;
}

function moral(honest: Judgement, changed: Judgement): string {
  if (changed.kind === 'blames') {
    return 'So this log proves nothing: who keeps it can make it say anything (sa2pmp attack published/network/nro-soundness).';
  }
  return honest.kind === 'blames'
    ? 'So this record is worth as much as the key that it is verified with.'
    : 'So this record convinces nobody, true or not.';
}

interface Shown {
  readonly file: EvidenceFile;
  readonly trust: Trust;
}

/** The first record, with all that the reading has a judge see. */
async function evidence(
  stage: Stage,
  { open, town, account }: { open: OpenLog; town: Town; account: string },
): Promise<Shown | undefined> {
  const kept = open.store.entry(0);
  if (kept === undefined) return undefined;
  const witness = town.witness === undefined ? undefined : await witnessAt(town.witness);
  const { file } = await shownEvidence(open, kept, {
    testimony: atBank(stage, (bank) => bank.testimony(account)),
    witnesses: witness === undefined ? [] : [witness.line],
  });
  witness?.close();
  const made = file && disclosed(stage, file);
  const witnesses: readonly WitnessKey[] = witness === undefined ? [] : [witness.key];
  const trust: Trust = {
    reading: stage.reading,
    logPublicKey: open.publicKey,
    bankPublicKey: town.anchors.bankPublicKey,
    bank: textToBytes(atBank(stage, ({ name }) => name)),
    log: verifierKey('log', open.signer),
    witnesses,
    quorum: witnesses.length,
    attested: town.attested,
  };
  return made && { file: made, trust };
}

/** What the bank says of itself, its file opened for that alone. */
function atBank<T>({ dir }: Stage, asked: (bank: OpenBank) => T): T {
  const log = operatorLog('bank', join(dir, 'bank.log'));
  const open = orRefuse(openBank({ path: join(dir, 'bank.db'), log }));
  const said = asked(open);
  open.close();
  return said;
}

/** Evidence with what its record commits to, which the bank adds (A22 commitment). */
function disclosed(stage: Stage, file: EvidenceFile): EvidenceFile {
  if (recordForm(stage.reading) !== 'commitment') return file;
  return atBank(stage, (bank) => bank.disclose(file)) ?? file;
}

/** The evidence with another amount in the order; `undefined` where the order is sealed. */
function altered(file: EvidenceFile): EvidenceFile | undefined {
  const { reading } = file;
  const algebra = concrete(suiteOf(reading));
  const shapes = messagesOf(reading);
  const changedOrder = (message: Bytes): Bytes | undefined => {
    const order = algebra.decode(shapes.order, message);
    return order && algebra.encode(shapes.order, { ...order, amount: textToBytes('990000 CAD') });
  };
  const changedContent = (content: Bytes): Bytes | undefined => {
    const signed = algebra.decode(shapes.signedOrder, content);
    const text = signed && algebra.decode(shapes.signedText, signed.text);
    if (signed === undefined || text === undefined) return changedOrder(content);
    const order = changedOrder(text.order);
    if (order === undefined) return undefined;
    const changed = algebra.encode(shapes.signedText, { ...text, order });
    return algebra.encode(shapes.signedOrder, { ...signed, text: changed });
  };
  const shown = algebra.decode(shapes.evidence, file.message);
  const record = shown && algebra.decode(shapes.record, shown.record);
  if (shown?.opening !== undefined) {
    const opening = changedContent(shown.opening);
    return opening && { ...file, message: algebra.encode(shapes.evidence, { ...shown, opening }) };
  }
  const content = record && changedContent(record.content);
  if (shown === undefined || record === undefined || content === undefined) return undefined;
  const changed = algebra.encode(shapes.record, { ...record, content });
  return { ...file, message: algebra.encode(shapes.evidence, { ...shown, record: changed }) };
}
