/**
 * Evidence as a file, and the judge who looks at it (§5.2 TLS "providing the transaction record as
 * proof"): a function of the file and of whom the judge trusts, nothing else.
 *
 * Where the log is a tree (A20 merkle) the judge also wants the record's place in it under a head
 * that the log signed and enough witnesses cosigned; the model stands for that with one signature.
 */
import * as v from 'valibot';
import type { Effect, FrameStep } from '../../model/core/effect.ts';
import type { Known } from '../../model/sa2pmp/court/context.ts';
import { start, step } from '../../model/core/step.ts';
import { judge as judgeChart, type JudgeInput } from '../../model/sa2pmp/judge.ts';
import { messages as messagesOf } from '../../model/sa2pmp/messages.ts';
import type { CheckId } from '../../model/sa2pmp/setting.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import { axisIds, type Reading, showsWord } from '../../model/sa2pmp/reading.ts';
import { type Bytes, fromBytes, textToBytes } from '../bytes.ts';
import type { LogKey, WitnessKey } from '../log/key.ts';
import { type EntryVerdict, judgeEntry } from '../log/trust.ts';
import { MESSAGE_BYTES_MAX } from './limits.ts';
import { addressesOf, judgeAddress, textOf } from './names.ts';
import { hexSchema } from './package.ts';
import { readingSchema } from './reading-schema.ts';
import { liveSetting } from './world.ts';

const HASH_BYTES = 32;
const PROOF_HASHES_MAX = 64;
const BINDINGS_MAX = 1024;
const CHECKPOINT_CHARS_MAX = 16_384;

const octets = hexSchema(MESSAGE_BYTES_MAX);

/** What the bank says of a customer's key (A22b). */
export interface Testimony {
  readonly format: 'sa2pmp-testimony';
  readonly version: 1;
  readonly account: string;
  /** The key bindings from the depository, the replaced ones too, oldest first. */
  readonly bindings: readonly Bytes[];
  /** K, where the judge gets to see it. */
  readonly key?: Bytes | undefined;
  /** The bank's name, where orders are signed for it without saying so (R1c). */
  readonly bank?: Bytes | undefined;
}

/** The form of a testimony. */
export const testimonySchema: v.GenericSchema<unknown, Testimony> = v.strictObject({
  format: v.literal('sa2pmp-testimony'),
  version: v.literal(1),
  account: v.string(),
  bindings: v.pipe(v.array(octets), v.maxLength(BINDINGS_MAX)),
  key: v.optional(octets),
  bank: v.optional(octets),
});

/** Where a record stands in the log's tree (A20 merkle). */
export interface Place {
  /** The entry as the log keeps it: the leaf. */
  readonly entry: Bytes;
  readonly index: number;
  /** Hashes from the leaf up. */
  readonly proof: readonly Bytes[];
  /** The signed note with its cosignatures. */
  readonly checkpoint: string;
}

/** What is shown to a judge. */
export interface EvidenceFile {
  readonly format: 'sa2pmp-evidence';
  readonly version: 1;
  readonly reading: Reading;
  /** The message `evidence` of the reading. */
  readonly message: Bytes;
  readonly tree?: Place | undefined;
}

/** The form of an evidence file. */
export const evidenceSchema: v.GenericSchema<unknown, EvidenceFile> = v.strictObject({
  format: v.literal('sa2pmp-evidence'),
  version: v.literal(1),
  reading: readingSchema,
  message: octets,
  tree: v.optional(
    v.strictObject({
      entry: octets,
      index: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      proof: v.pipe(v.array(hexSchema(HASH_BYTES)), v.maxLength(PROOF_HASHES_MAX)),
      checkpoint: v.pipe(v.string(), v.maxLength(CHECKPOINT_CHARS_MAX)),
    }),
  ),
});

/** The form of what a customer hands over in a branch (A2 in-branch), to bank and notary. */
export const branchSchema = v.strictObject({
  format: v.literal('sa2pmp-branch'),
  version: v.literal(1),
  messages: v.pipe(
    v.array(v.strictObject({ id: v.string(), from: v.string(), to: v.string(), message: octets })),
    v.maxLength(16),
  ),
});

/** The form of a file that says whom a judge trusts. */
export const trustSchema = v.strictObject({
  format: v.literal('sa2pmp-trust'),
  version: v.literal(1),
  // The rules by which the judge sits.
  reading: readingSchema,
  /** What verifies the log server's signatures. */
  logPublicKey: v.optional(octets),
  /** What verifies the bank's signatures on records (R5). */
  bankPublicKey: v.optional(octets),
  /** The bank's name, where orders name whom they are for (R1). */
  bank: v.optional(v.string()),
  /** The verifier key of the log's heads (C2SP signed-note). */
  log: v.optional(v.string()),
  /** Those of the witnesses (C2SP tlog-cosignature). */
  witnesses: v.optional(v.array(v.string()), []),
  /** How many of them must have cosigned; all unless said. */
  quorum: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** Registrations that the notary attests. */
  attested: v.optional(v.array(octets), []),
});

/** Whom a judge trusts, and by which rules. */
export interface Trust {
  /** The court's reading; evidence of another one is not looked at. */
  readonly reading: Reading;
  /** What verifies the log server's signatures (A20 signed, merkle). */
  readonly logPublicKey?: Bytes | undefined;
  /** What verifies the bank's signatures on records (R5). */
  readonly bankPublicKey?: Bytes | undefined;
  /** The bank's name; evidence of an order that names another one, or any where none is given, does not convince (R1). */
  readonly bank?: Bytes | undefined;
  /** Who signs the log's heads (A20 merkle). */
  readonly log?: LogKey | undefined;
  /** Who cosigns them, and how many must have. */
  readonly witnesses: readonly WitnessKey[];
  readonly quorum: number;
  /** Registrations that the notary attests (A2 in-branch). */
  readonly attested: readonly Bytes[];
}

/** The judge's word. */
export type Judgement =
  | {
      readonly kind: 'blames';
      /** Whose order it is. */
      readonly account: string;
      readonly order: {
        readonly type: string;
        readonly payee: string;
        readonly amount: string;
      };
      /** Who cosigned the head under which the record stands. */
      readonly witnesses: readonly string[];
      /** Whether the log's word is shown in the place of its record, which it has to show (R7b). */
      readonly byWord?: true;
    }
  | { readonly kind: 'blames-nobody'; readonly why: string };

/** Judges. */
export function judge(
  algebra: Algebra<Bytes>,
  { reading, message, tree }: EvidenceFile,
  trust: Trust,
): Judgement {
  const rules = rulesApart(reading, trust.reading);
  if (rules !== undefined) {
    return { kind: 'blames-nobody', why: `evidence by other rules than the court's: ${rules}` };
  }
  const { byWord, place, entry } = standing(algebra, { reading, message, tree }, trust);
  // P-EVI-8
  if (place?.kind === 'refused') return { kind: 'blames-nobody', why: `the log: ${place.why}` };
  const blamed = convinced(algebra, { reading, message }, trust);
  const order = blamed && algebra.decode(messagesOf(reading).order, blamed.order);
  if (blamed === undefined || order === undefined) {
    return { kind: 'blames-nobody', why: 'the evidence does not convince' };
  }
  // P-EVI-8
  if (entry !== undefined && !isEntryOf(algebra, { reading, message }, entry)) {
    return { kind: 'blames-nobody', why: 'the log: the record shown is not the one in the tree' };
  }
  return {
    kind: 'blames',
    ...inWords(blamed.account, order),
    witnesses: place?.cosigners.map(({ name }) => name) ?? [],
    ...(byWord ? { byWord } : {}),
  };
}

/** Who ordered what, in words. */
function inWords(
  account: Bytes,
  { type, payee, amount }: Readonly<Record<'type' | 'payee' | 'amount', Bytes>>,
): Pick<Extract<Judgement, { readonly kind: 'blames' }>, 'account' | 'order'> {
  const said = (value: Bytes): string => textOf(value) ?? value;
  return {
    account: said(account),
    order: { type: said(type), payee: said(payee), amount: said(amount) },
  };
}

/** The first axis on which evidence and court go by different choices, and these. */
function rulesApart(there: Reading, here: Reading): string | undefined {
  const other = axisIds.find((id) => there[id] !== here[id]);
  return other && `${other} is ${there[other]} there and ${here[other]} here`;
}

/** Whether what is shown has the log's word in the place of its record (R7b). */
function isWorded(
  algebra: Algebra<Bytes>,
  { reading, message }: Pick<EvidenceFile, 'reading' | 'message'>,
): boolean {
  return (
    showsWord(reading) && algebra.decode(messagesOf(reading).wordedEvidence, message) !== undefined
  );
}

/** Where the record stands and the entry that it is to be, unless the log's word is shown for it. */
function standing(
  algebra: Algebra<Bytes>,
  { reading, message, tree }: Pick<EvidenceFile, 'reading' | 'message' | 'tree'>,
  trust: Trust,
) {
  const byWord = isWorded(algebra, { reading, message });
  return byWord
    ? { byWord, place: undefined, entry: undefined }
    : { byWord, place: placeOf(reading, tree, trust), entry: tree?.entry };
}

/** Whether the record stands in the log, where the log is a tree; `undefined` where it is not. */
function placeOf(
  reading: Reading,
  tree: EvidenceFile['tree'],
  { log, witnesses, quorum }: Trust,
): EntryVerdict | undefined {
  if (reading.A20 !== 'merkle') return undefined;
  if (tree === undefined || log === undefined) return { kind: 'refused', why: 'not-included' };
  const { entry, index, proof, checkpoint } = tree;
  const leaf = fromBytes(entry);
  return judgeEntry(
    { leaf, index, proof: proof.map(fromBytes), checkpoint },
    { log, witnesses, quorum },
  );
}

/** Whether the entry in the tree is the record that the evidence shows. */
function isEntryOf(
  algebra: Algebra<Bytes>,
  { reading, message }: Pick<EvidenceFile, 'reading' | 'message'>,
  entry: Bytes,
): boolean {
  const messages = messagesOf(reading);
  const shown = algebra.decode(messages.evidence, message);
  return shown !== undefined && algebra.equal(algebra.encode(messages.entry, shown), entry);
}

/**
 * Who stood before the notary, by a registration that the notary attests: that it was that person is
 * what being on the list says.
 */
function personIn(
  algebra: Algebra<Bytes>,
  reading: Reading,
  said: Bytes,
): readonly { readonly person: Known<Bytes>; readonly said: Bytes }[] {
  const messages = messagesOf(reading);
  const registration = algebra.decode(messages.registration, said);
  const bound = registration && algebra.decode(messages.keyBinding, registration.binding);
  const customer = bound && algebra.decode(messages.clientId, bound.clientId);
  const accid = customer && textOf(customer.accid);
  if (customer === undefined || accid === undefined) return [];
  const { phone, bank } = addressesOf(accid);
  return [{ person: { customer, phone, bank }, said }];
}

/** Whom the judge trusts, as far as the chart asks. */
export type Trusted = Pick<Trust, 'logPublicKey' | 'bankPublicKey' | 'bank' | 'attested'>;

/**
 * Whom the judge's chart blames, and for what.
 *
 * @param omitted - checks that whoever prepares evidence cannot make, not trusted to have been made
 */
export function convinced(
  algebra: Algebra<Bytes>,
  { reading, message }: Pick<EvidenceFile, 'reading' | 'message'>,
  {
    logPublicKey = textToBytes(''),
    bankPublicKey,
    bank,
    attested,
    omitted = [],
  }: Trusted & { readonly omitted?: readonly CheckId[] },
): { readonly account: Bytes; readonly order: Bytes } | undefined {
  const machine = judgeChart(liveSetting(algebra, reading, { omitted }));
  const people = attested.flatMap((said) => personIn(algebra, reading, said));
  const input: JudgeInput<Bytes> = {
    logPublicKey,
    known: people.map(({ person }) => person),
    ...(bankPublicKey === undefined ? {} : { bankPublicKey }),
    ...(bank === undefined ? {} : { bank }),
  };
  const hear = (channel: 'branch' | 'court', said: Bytes, from: string): FrameStep<Bytes> => ({
    type: 'frame',
    channel,
    from,
    to: judgeAddress,
    message: said,
    at: 0,
    fresh: textToBytes(''),
  });
  const heard = [
    ...people.map(({ person, said }) => hear('branch', said, person.phone)),
    hear('court', message, 'the parties'),
  ];
  let { snapshot } = start<Bytes>(machine, input);
  let effects: readonly Effect<Bytes>[] = [];
  for (const event of heard) ({ snapshot, effects } = step<Bytes>(machine, snapshot, event));
  const [verdict] = effects.filter((effect) => effect.effect === 'claim');
  const [order] = verdict?.values ?? [];
  return verdict === undefined || order === undefined
    ? undefined
    : { account: verdict.account, order };
}
