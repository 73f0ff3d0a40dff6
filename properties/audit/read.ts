/**
 * What one party recorded, out of its database or an export: the lines, each digest checked
 * against the line and the one before.
 *
 * The file is opened for reading only. Refuses, naming file, line and cause, what is not as the
 * host wrote it. Lines cut off at the end are no break of the chain: `validate.ts` finds them where
 * they moved a chart, and whoever has noted the digest of a later line finds them always.
 */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { parseBytes } from '../../src/bytes.ts';
import { addressesOf, logAddress, textOf } from '../../src/host/names.ts';
import { readingSchema } from '../../src/host/reading-schema.ts';
import { lineDigest, TRACE_START } from '../../src/host/tracing.ts';
import { type ChartKind, jsonIn, type Opens, type Said, saidIn } from './form.ts';

/** Why traces are not accepted. */
export interface Refusal {
  readonly file: string;
  /** The line's number, from 1; absent where it is about the file. */
  readonly line?: number;
  readonly why: string;
}

/** Something, or why not. */
export type OrRefused<T> = T | { readonly refused: Refusal };

const recordedSchema = v.strictObject({
  format: v.literal('sa2pmp-trace'),
  version: v.literal(1),
  party: v.picklist(['phone', 'bank', 'log']),
  reading: readingSchema,
  lines: v.array(v.strictObject({ line: v.string(), digest: v.string() })),
  /** Each chart's state as the party has it now; a chart that never moved has none. */
  charts: v.record(v.string(), v.string()),
});

/** What a party recorded, as it stands in its file: the form of an export. */
export type Recorded = v.InferOutput<typeof recordedSchema>;

/** A line that was read. */
export interface Line<S extends Said = Said> {
  readonly file: string;
  /** From 1. */
  readonly number: number;
  readonly said: S;
}

/** One party's lines. */
export interface PartyLines {
  readonly file: string;
  readonly kind: ChartKind;
  readonly reading: Reading;
  readonly lines: readonly Line[];
  /** The digest of the last line. */
  readonly head: string;
  readonly charts: Readonly<Record<string, string>>;
}

const kinds = { phone: 'client', bank: 'bank', log: 'log' } as const;

/** The lines of a party's database, or of an export of it. */
export function readFile(file: string): OrRefused<PartyLines> {
  const recorded = recordedIn(file);
  return 'refused' in recorded ? recorded : readRecorded(file, recorded);
}

/** What a file holds, taken as it is. */
export function recordedIn(file: string): OrRefused<Recorded> {
  const refuse = (why: string): OrRefused<Recorded> => ({ refused: { file, why } });
  const json = (() => {
    try {
      const octets = readFileSync(file);
      const isDatabase = octets.subarray(0, 15).toString('latin1') === 'SQLite format 3';
      return isDatabase ? inDatabase(file) : jsonIn(octets.toString('utf8'));
    } catch (error) {
      return `cannot be read (${error instanceof Error ? error.message : String(error)})`;
    }
  })();
  if (typeof json === 'string') return refuse(json);
  if (json === undefined) return refuse('neither a database nor an exported trace');
  const parsed = v.safeParse(recordedSchema, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return refuse(`no trace of a party's: ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}

/** The tables that matter, unchecked; a text when there is no trace in them. */
function inDatabase(file: string): unknown {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    // One state of the file, though its party may be at work.
    db.exec('BEGIN');
    const about = (key: string): unknown =>
      db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value'];
    if (about('tracing') !== 'true') {
      return 'no trace: the party was made without tracing (it is decided when a party is made)';
    }
    const charts = db.prepare('SELECT name, state FROM chart').all();
    return {
      format: 'sa2pmp-trace',
      version: 1,
      party: about('party'),
      reading: jsonIn(String(about('reading'))),
      lines: db
        .prepare('SELECT line, digest FROM trace ORDER BY seq')
        .all()
        .map(({ line, digest }) => ({ line, digest })),
      charts: Object.fromEntries(charts.map(({ name, state }) => [name, state])) as unknown,
    };
  } finally {
    db.close();
  }
}

/** The lines of what was recorded, each checked on its own and against the one before. */
export function readRecorded(file: string, recorded: Recorded): OrRefused<PartyLines> {
  const kind = kinds[recorded.party];
  const lines: Line[] = [];
  const met: Met = { charts: new Set(), seeds: new Set() };
  let head = TRACE_START;
  for (const [index, { line, digest }] of recorded.lines.entries()) {
    const number = index + 1;
    head = lineDigest(head, line);
    const said = saidIn(kind, line);
    const why =
      digest === head
        ? typeof said === 'string'
          ? said
          : objection(said, met)
        : 'the digest is not that of this line after the one before: something was changed, left out or moved';
    if (why !== undefined) return { refused: { file, line: number, why } };
    if (typeof said !== 'string') lines.push({ file, number, said });
  }
  const { reading, charts } = recorded;
  return { file, kind, reading, lines, head, charts };
}

/** What the lines before have told. */
interface Met {
  readonly charts: Set<string>;
  readonly seeds: Set<string>;
}

/** What is wrong with a line of good form, given the lines before; those then tell of it too. */
function objection(said: Said, { charts, seeds }: Met): string | undefined {
  if ('opens' in said) {
    charts.add(said.opens);
    return said.opens === nameOf(said) ? undefined : `${said.opens} is set up as another party`;
  }
  const { step, event } = said;
  if (!charts.has(step)) return `${step} takes a step before it is set up`;
  if (seeds.has(event.fresh)) return `${step} takes a step with a seed that was used before`;
  seeds.add(event.fresh);
  return undefined;
}

/** The name that a chart's input gives it. */
function nameOf({ kind, input }: Opens): string | undefined {
  if (kind === 'log') return input.address === logAddress ? logAddress : undefined;
  const octets = parseBytes(input.customer.accid);
  const accid = octets && textOf(octets);
  if (accid === undefined) return undefined;
  const addresses = addressesOf(accid);
  const isItsOwn = JSON.stringify(addresses) === JSON.stringify(input.addresses);
  return isItsOwn ? addresses[kind === 'bank' ? 'bank' : 'phone'] : undefined;
}
