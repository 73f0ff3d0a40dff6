/** `sa2pmp judge`: evidence in, verdict and reasons out; a function of the files alone. */
import { commandOf } from './command.ts';
import type { Command } from 'commander';
import {
  evidenceSchema,
  type EvidenceFile,
  judge,
  type Trust,
  trustSchema,
} from '../../../src/host/evidence.ts';
import { textToBytes } from '../../../src/bytes.ts';
import { concrete } from '../../../src/concrete.ts';
import { type LogKey, parseVerifierKey, type WitnessKey } from '../../../src/log/key.ts';
import type { EntryRefusal } from '../../../src/log/trust.ts';
import {
  namesRecipient,
  readings,
  recordKind,
  recordForm,
  signsEntries,
  signsRecords,
} from '../../../model/sa2pmp/reading.ts';
import { exitCodes, usageError } from '../usage-error.ts';
import { showWritten } from './amount.ts';
import { type PartyWords, readingIn, say, withRules } from './common.ts';
import type { Done } from './done.ts';
import { fileIn } from './files.ts';
import { suiteOf } from '../../../model/sa2pmp/suite.ts';

interface JudgeWords extends Pick<PartyWords, 'protocol' | 'reading'> {
  readonly trust?: string;
}

/** The command. */
export function judgeCommand(done: Done): Command {
  return withRules(commandOf('judge'))
    .argument('<evidence>', 'what `log evidence` wrote')
    .option(
      '--trust <file>',
      'whom the judge trusts: the log, witnesses, the notary (`log trust` writes one)',
    )
    .action((file: string, words: JudgeWords) => done(sit(file, words)));
}

function sit(file: string, words: JudgeWords): number {
  const evidence = fileIn(evidenceSchema, file);
  const trust = trustIn(words);
  const algebra = concrete(suiteOf(evidence.reading));
  const verdict = judge(algebra, evidence, trust);
  if (verdict.kind === 'blames-nobody') {
    say(`The judge blames nobody: ${inWords(verdict.why)}.`);
    return exitCodes.refused;
  }
  const { account, order, witnesses, byWord = false } = verdict;
  say(`The judge blames the owner of account ${account} for this order:`);
  say(`  ${order.type} ${showWritten(order.amount)} to ${order.payee}`);
  for (const reason of reasons(evidence, byWord)) say(`because ${reason}`);
  if (recordKind(evidence.reading) !== 'signed-result') {
    say('The record does not say whether the bank carried it out.');
  }
  if (byWord) say('The log has to show that record: where it shows none, it answers for it (R7b).');
  if (witnesses.length > 0) say(`Cosigned by ${witnesses.join(', ')}.`);
  return exitCodes.done;
}

/** Why a log's word does not count, for people. */
const refusals: Readonly<Record<EntryRefusal, string>> = {
  'unusable-policy': 'the keys to be trusted are not all different, or the quorum is beyond them',
  'malformed-checkpoint': 'what is shown as the head is no checkpoint',
  'another-log': 'the head is of another log',
  unsigned: 'the log did not sign the head',
  'bad-signature': 'what stands as the log’s signature of the head is not its own',
  'bad-cosignature': 'what stands as a witness’s cosignature of the head is not its own',
  'too-few-witnesses': 'too few witnesses cosigned the head',
  'not-included': 'the record does not stand in the tree of a head that is shown',
};

/** A reason with the names of the log's refusals put into words. */
function inWords(why: string): string {
  const [, name] = /^the log: (\S+)$/u.exec(why) ?? [];
  const found = Object.entries(refusals).find(([refusal]) => refusal === name);
  return found === undefined ? why : `the log: ${found[1]}`;
}

/** What the verdict rests on, by the reading. */
function reasons({ reading }: EvidenceFile, byWord: boolean): readonly string[] {
  const { A2, A19, A20, A22, A22b } = reading;
  const plain = A19 !== 'gateway' && A22 === 'plaintext';
  const key =
    A2 === 'in-branch'
      ? 'the key is one that the notary attests (A2)'
      : A22b === 'record-only'
        ? 'the key came with the evidence, and nobody vouches for it (A22b)'
        : 'the evidence says that the bank says so of the key; nobody checks that (A22b)';
  return [
    ...(plain
      ? ['the log says so: the record carries no signature of the customer’s (A22)']
      : ['the record carries a signature that verifies under the key shown (A22)', key]),
    ...(recordForm(reading) === 'commitment'
      ? ['the record is a commitment to the order that is shown with it (A22)']
      : []),
    ...(signsRecords(reading) ? ['the bank signed the record (R5)'] : []),
    ...(byWord ? ['the log server signed that it has the record, which is not shown (R7b)'] : []),
    ...(signsEntries(reading) && !byWord ? ['the log server signed the record (A20)'] : []),
    ...(A20 === 'merkle' && !byWord
      ? ['the record stands in the tree whose head the log signed (A20)']
      : []),
  ];
}

/** Whom the judge trusts and by which rules he sits: his own, never the evidence's. */
function trustIn({ trust: file, ...words }: JudgeWords): Trust {
  const asked = readingIn(words);
  if (file === undefined) {
    const reading = asked ?? readings.published;
    if (signsEntries(reading) || signsRecords(reading) || reading.A2 === 'in-branch') {
      throw usageError(
        '--trust <file> is needed: by these rules the judge trusts a log, a bank or a notary',
      );
    }
    return { reading, witnesses: [], quorum: 0, attested: [] };
  }
  if (asked !== undefined) throw usageError('--trust says by which rules already');
  const said = fileIn(trustSchema, file);
  if (namesRecipient(said.reading) && said.bank === undefined) {
    throw usageError(`${file}: "bank" is missing, the bank's name: orders name whom they are for`);
  }
  const witnesses = said.witnesses.map((key): WitnessKey => keyIn(file, 'witness', key));
  const log: LogKey | undefined = said.log === undefined ? undefined : keyIn(file, 'log', said.log);
  return {
    reading: said.reading,
    logPublicKey: said.logPublicKey,
    bankPublicKey: said.bankPublicKey,
    bank: said.bank === undefined ? undefined : textToBytes(said.bank),
    log,
    witnesses,
    quorum: said.quorum ?? witnesses.length,
    attested: said.attested,
  };
}

function keyIn<R extends 'log' | 'witness'>(file: string, role: R, text: string) {
  const key = parseVerifierKey(role, text);
  if (key === undefined) throw usageError(`${file}: "${text}" is no verifier key of a ${role}`);
  return key;
}
