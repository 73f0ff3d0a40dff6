/**
 * The audit of a live run: what its parties recorded is read, every step is taken again by the
 * model, and the claims are judged on the whole.
 *
 * Refuses files that cannot be read, were changed, tell of different readings, or hold a step that
 * the model does not take.
 */
import { messages } from '../../model/sa2pmp/messages.ts';
import { axisIds, type Reading } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { native } from '../../src/native.ts';
import { logAddress } from '../../src/host/names.ts';
import { type Injected, merge, type Merged, type Repeated, type Undelivered } from './merge.ts';
import { type OrRefused, type PartyLines, readFile, type Refusal } from './read.ts';
import { type ClaimVerdict, judged, principalsOf, traceOf } from './trace.ts';
import { chartsOf, validate } from './validate.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';

/** How to audit. */
export interface AuditOptions {
  /** The library under the model's algebra, `openssl` unless said; the octets are the same. */
  readonly crypto?: 'noble' | 'openssl';
  /** What an attacker is known to have learned: without it secrecy is not judged. */
  readonly learned?: readonly Bytes[];
}

/** A run that the model can make. */
export interface Audited {
  readonly reading: Reading;
  /** The files, each with the digest of its last line, to be noted elsewhere. */
  readonly files: readonly Pick<PartyLines, 'file' | 'head'>[];
  /** The charts that took part, and the files in which they stand. */
  readonly parties: readonly { readonly name: string; readonly file: string }[];
  /** Parties that are spoken of and whose traces were not given. */
  readonly missing: readonly Missing[];
  /** Steps that the model took again. */
  readonly steps: number;
  /** Messages delivered. */
  readonly messages: number;
  /** Messages delivered that nobody had sent, though whoever sends there has a trace. */
  readonly injected: readonly Injected[];
  /** Deliveries beyond the times a message was sent. */
  readonly repeated: readonly Repeated[];
  /** Messages sent and not delivered to a party of which there is a trace. */
  readonly undelivered: readonly Undelivered[];
  /** Accounts on which no claim was judged, by the chart that has a trace, and why. */
  readonly unjudged: readonly Unjudged[];
  readonly claims: readonly ClaimVerdict[];
}

/** A party without a trace. */
export interface Missing {
  readonly name: string;
  /** Messages delivered that only this party can have sent. */
  readonly messages: number;
}

/** An account that is not judged. */
export interface Unjudged {
  readonly party: string;
  readonly why: string;
}

/** What an audit finds. */
export type Audit = OrRefused<Audited>;

/**
 * Audits the files of a run's parties: databases, or exports of them. The parties should be at
 * rest: what one sends after its file was read looks put in at the others.
 *
 * @param files - one for each party that took part
 */
export function audit(files: readonly string[], options: AuditOptions = {}): Audit {
  const parties: PartyLines[] = [];
  for (const file of files) {
    const read = readFile(file);
    if ('refused' in read) return read;
    parties.push(read);
  }
  return auditParties(parties, options);
}

/** Audits what was read. */
export function auditParties(parties: readonly PartyLines[], options: AuditOptions = {}): Audit {
  const { crypto = 'openssl', learned = [] } = options;
  const [first] = parties;
  if (first === undefined) return { refused: { file: '(none)', why: 'no file to audit' } };
  const refused = discord(first, parties);
  if (refused !== undefined) return { refused };
  const { reading } = first;
  const suite = suiteOf(reading);
  const algebra = crypto === 'noble' ? concrete(suite) : native(suite);
  const charts = chartsOf(algebra, reading);
  let steps = 0;
  for (const party of parties) {
    const validated = validate(charts, party);
    if ('refused' in validated) return validated;
    steps += validated.steps;
  }
  const { steps: inOrder, messages: delivered, ...counts } = merge(parties);
  const trace = traceOf(principalsOf(parties), inOrder, learned);
  const order = messages(reading).order;
  return {
    reading,
    files: parties.map(({ file, head }) => ({ file, head })),
    parties: namesIn(parties),
    steps,
    messages: delivered,
    ...accountedFor(counts, missing(parties)),
    unjudged: unjudged(parties),
    claims: judged(trace, { reading, read: (octets) => algebra.decode(order, octets) }),
  };
}

/** What the exit code of a command should be: 0 all well, 1 an attack or a break, 2 refused. */
export function exitCode(found: Audit): 0 | 1 | 2 {
  if ('refused' in found) return 2;
  const { claims, injected } = found;
  return injected.length > 0 || claims.some(({ verdict }) => verdict === 'broken') ? 1 : 0;
}

/** Why files are not of one run. */
function discord(first: PartyLines, parties: readonly PartyLines[]): Refusal | undefined {
  for (const { file, reading } of parties) {
    const axis = axisIds.find((id) => first.reading[id] !== reading[id]);
    if (axis !== undefined) {
      const why = `of another reading: ${axis} is ${reading[axis]} here and ${first.reading[axis]} in ${first.file}`;
      return { file, why };
    }
  }
  const all = namesIn(parties);
  const twice = all.find(({ name, file }) =>
    all.some((other) => other.name === name && other.file !== file),
  );
  const again = parties.find(({ file }, index) =>
    parties.slice(0, index).some((other) => other.file === file),
  );
  if (again !== undefined) return { file: again.file, why: 'given twice' };
  return twice && { file: twice.file, why: `${twice.name} has a trace in another file as well` };
}

function namesIn(parties: readonly PartyLines[]): Audited['parties'] {
  return parties.flatMap(({ file, lines }) => {
    const names = lines.flatMap(({ said }) => ('opens' in said ? [said.opens] : []));
    return [...new Set(names)].map((name) => ({ name, file }));
  });
}

/** The parties of the accounts that were opened, by either side, without a trace. */
function missing(parties: readonly PartyLines[]): readonly string[] {
  const known = new Set(namesIn(parties).map(({ name }) => name));
  const spokenOf = parties.flatMap(({ lines }) =>
    lines.flatMap(({ said }) => {
      if (!('opens' in said) || said.kind === 'log') return [];
      const { phone, bank, log } = said.input.addresses;
      return [phone, bank, log];
    }),
  );
  return [...new Set(spokenOf)].filter((name) => !known.has(name)).toSorted();
}

/** What is put down to parties without a trace is taken out of what became of the messages. */
export function accountedFor(
  { injected, repeated, undelivered }: Omit<Merged, 'steps' | 'messages'>,
  absent: readonly string[],
): Pick<Audited, 'injected' | 'repeated' | 'undelivered' | 'missing'> {
  const messagesOf = (name: string): number =>
    injected.filter((one) => senderOf(one) === name).length;
  return {
    missing: absent.map((name) => ({ name, messages: messagesOf(name) })),
    injected: injected.filter((one) => !absent.includes(senderOf(one))),
    repeated,
    undelivered: undelivered.filter(({ hop }) => !absent.includes(hop)),
  };
}

/** Who hands a message over where it was delivered: on both sides of the log, the log does. */
function senderOf({ party, channel, from }: Injected): string {
  const passedOn = channel === 'wired' || channel === 'wireless';
  return passedOn && party !== logAddress ? logAddress : from;
}

/** The accounts of which one side has no trace. */
function unjudged(parties: readonly PartyLines[]): readonly Unjudged[] {
  const known = new Set(namesIn(parties).map(({ name }) => name));
  const accounts = parties.flatMap(({ lines }) =>
    lines.flatMap(({ said }) => {
      if (!('opens' in said) || said.kind === 'log') return [];
      const { phone, bank } = said.input.addresses;
      const [other, whose] = said.kind === 'bank' ? [phone, 'phone'] : [bank, 'bank'];
      return known.has(other) ? [] : [{ party: said.opens, why: `its ${whose} has no trace` }];
    }),
  );
  return accounts.toSorted((a, b) => (a.party < b.party ? -1 : 1));
}
