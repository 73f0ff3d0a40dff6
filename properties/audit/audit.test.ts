import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { match } from 'ts-pattern';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { textToBytes } from '../../src/bytes.ts';
import { accountedFor, type Audit, audit, auditParties, exitCode } from './audit.ts';
import { merge } from './merge.ts';
import type { Step } from './form.ts';
import { type Line, type PartyLines, readFile, type Recorded, recordedIn } from './read.ts';
import { report } from './report.ts';
import { accepted, logOn, pay, type Running, running } from './system.ts';
import { rechained } from './tamper.ts';
import { principalsOf, traceOf } from './trace.ts';

let system: Running;
let files: readonly string[];
let parties: readonly PartyLines[];
const dir = mkdtempSync(join(tmpdir(), 'sa2pmp-audit-'));

beforeAll(async () => {
  system = await running(readings.published);
  for (const phone of [system.alice, system.bob]) {
    await phone.phone.wants('start');
    await logOn(phone);
  }
  await pay(system.alice, 'bob-02', '10 CAD');
  await pay(system.bob, 'alice-01', '20 CAD');
  await system.fetch();
  files = await system.close();
  parties = files.map((file) => accepted(readFile(file)));
});

afterAll(() => {
  system.remove();
  rmSync(dir, { recursive: true, force: true });
});

function written(name: string, content: string): string {
  const file = join(dir, name);
  writeFileSync(file, content);
  return file;
}

const recorded = (file: string): Recorded => accepted(recordedIn(file));

const plainly = (found: Audit): string => report((_, text) => text, found).join('\n');

const refusalOf = (found: Audit): string => {
  expect(exitCode(found)).toBe(2);
  return 'refused' in found ? plainly(found) : '';
};

describe('files', () => {
  test('an export says what the database says', () => {
    const exported = files.map((file, at) => written(`${at}.json`, JSON.stringify(recorded(file))));
    const names = { files: [], parties: [] };
    expect({ ...audit(exported), ...names }).toEqual({ ...audit(files), ...names });
  });

  test('a party that was made without tracing is refused, and told why', async () => {
    const untraced = await running(readings.published, { tracing: false });
    const [file = ''] = await untraced.close();
    expect(refusalOf(audit([file]))).toMatch(/bank\.db: no trace: .* made without tracing/u);
    untraced.remove();
  });

  test.each([
    ['', 'neither a database nor an exported trace'],
    ['{"format":"sa2pmp-trace","ver', 'neither a database nor an exported trace'],
    ['[]', 'no trace of a party'],
    ['SQLite format 3\0 and so on', 'cannot be read'],
  ])('%j is refused: %s', (content, why) => {
    expect(refusalOf(audit([written('broken', content)]))).toContain(why);
  });

  test('a file that is not there, none at all, one given twice, and two copies are refused', () => {
    const [bank = ''] = files;
    expect(refusalOf(audit([join(dir, 'absent.db')]))).toContain('cannot be read');
    expect(refusalOf(audit([]))).toContain('no file to audit');
    expect(refusalOf(audit([bank, bank]))).toContain('given twice');
    const copy = written('copy.json', JSON.stringify(recorded(bank)));
    expect(refusalOf(audit([bank, copy]))).toContain('has a trace in another file as well');
  });

  test('files of two readings are refused', () => {
    const [bank = '', log = ''] = files;
    const other = { ...recorded(log), reading: { ...readings.published, A20: 'merkle' } };
    const copy = written('other.json', JSON.stringify(other));
    expect(refusalOf(audit([bank, copy]))).toContain('of another reading: A20 is merkle here');
  });

  test('a refusal names file, line and cause', () => {
    const [bank = ''] = files;
    const whole = recorded(bank);
    const lines = whole.lines.toSpliced(3, 1);
    const cut = written('cut.json', JSON.stringify({ ...whole, lines }));
    expect(refusalOf(audit([cut]))).toMatch(/cut\.json, line 4: the digest is not that of/u);
  });
});

describe('a line', () => {
  type Change = (said: Readonly<Record<string, unknown>>) => unknown;
  interface Case {
    readonly says: string;
    readonly number: number;
    readonly to: Change | string;
    readonly why: string;
  }
  const named =
    (field: string): Change =>
    (said) => ({ ...said, [field]: 'bank:bob-02' });
  const event =
    (changes: object): Change =>
    (said) => ({ ...said, event: { ...(said['event'] as object), ...changes }, effects: [] });
  const cases: readonly Case[] = [
    { says: 'with a field more', number: 1, to: (said) => ({ ...said, more: 1 }), why: 'form' },
    { says: 'of another account', number: 1, to: named('opens'), why: 'set up as another party' },
    { says: 'of a chart not set up', number: 2, to: named('step'), why: 'before it is set up' },
    { says: 'with half an octet', number: 2, to: event({ fresh: '0' }), why: 'hex digits' },
    { says: "with a phone's wish", number: 2, to: event({ type: 'start' }), why: 'event: type' },
    { says: 'unasked for', number: 2, to: event({ type: 'executed' }), why: 'asked nothing' },
    { says: 'that is no JSON', number: 2, to: '{', why: 'no JSON' },
    { says: 'with a space', number: 2, to: '{ }', why: 'not written as the host writes' },
  ];

  // The digests are computed anew: what refuses is not the chain.
  test.each(cases)('$says is refused: $why', ({ number, to: change, why }) => {
    const [bank = ''] = files;
    const whole = recorded(bank);
    const old = whole.lines[number - 1];
    const said = JSON.parse(old?.line ?? '') as Readonly<Record<string, unknown>>;
    const line = typeof change === 'string' ? change : JSON.stringify(change(said));
    const lines = rechained(whole.lines.with(number - 1, { line, digest: '' }));
    const file = written('line.json', JSON.stringify({ ...whole, lines }));
    const refusal = refusalOf(audit([file]));
    expect(refusal).toContain(`line.json, line ${number}: `);
    expect(refusal).toContain(why);
  });
});

/** What a party whose clock goes wrong would have recorded, but for what it does. */
function skewedBy(party: PartyLines, byMs: number): PartyLines {
  const lines = party.lines.map((line): Line => {
    if (!('step' in line.said)) return line;
    const { step, event, effects } = line.said;
    const later = { ...event, at: event.at + byMs } as typeof event;
    return { ...line, said: { step, event: later, effects } as Step };
  });
  return { ...party, lines };
}

describe('the order of a run', () => {
  // Kills: a message placed before it was sent; a party's own order broken; clocks believed.
  test('has every message after it was sent, whatever the clocks say', () => {
    const offset = fc.integer({ min: -100_000, max: 100_000 });
    const law = fc.property(fc.array(offset, { minLength: 4, maxLength: 4 }), (offsets) => {
      const skewed = parties.map((party, at) => skewedBy(party, offsets[at] ?? 0));
      const { steps, injected, repeated, undelivered } = merge(skewed);
      expect({ injected, repeated, undelivered }).toEqual({
        injected: [],
        repeated: [],
        undelivered: [],
      });
      for (const { file } of parties) {
        const numbers = steps.filter((line) => line.file === file).map(({ number }) => number);
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      }
    });
    fc.assert(law, { numRuns: 50 });
  });

  test('does not depend on the order of the files', () => {
    const one = accepted(auditParties(parties));
    const other = accepted(auditParties(parties.toReversed()));
    expect(one.claims).toEqual(other.claims);
    expect([one.messages, one.injected]).toEqual([other.messages, other.injected]);
  });

  // Kills: whoever waits longest taken to wait for what nobody sent.
  test('what was put in is told from what waits for it, whatever the clocks say', () => {
    const early = parties.slice(0, 3).map((party, at) => skewedBy(party, at === 2 ? -100_000 : 0));
    const { injected } = merge(early);
    expect(injected.map(({ from }) => from)).toEqual(Array(3).fill('phone:bob-02'));
  });

  // Kills: a customer convicted of orders that a phone sent of which there is no trace; what that
  // phone sent listed as put in, or counted for the exit code.
  test('an account whose phone has no trace is not judged, and the others are', () => {
    const found = accepted(auditParties(parties.slice(0, 3)));
    expect(found).toMatchObject({
      missing: [{ name: 'phone:bob-02', messages: 3 }],
      unjudged: [{ party: 'bank:bob-02' }],
      injected: [],
    });
    const verdicts = Object.fromEntries(found.claims.map((one) => [one.claim, one]));
    expect(verdicts['agreement-order']).toMatchObject({ verdict: 'holds', occasions: 1 });
    expect(verdicts['at-most-once']).toMatchObject({ verdict: 'holds', occasions: 1 });
    expect(exitCode(found)).toBe(0);
    const text = plainly(found);
    expect(text).toContain('\nphone:bob-02: 3 messages, no trace given\n');
    expect(text).toMatch(/^not judged for bank:bob-02: its phone has no trace$/mu);
    expect(text).toContain('nothing was put in from outside');
  });

  test('what the gateway passed on is put down to it where it has no trace', () => {
    const found = accepted(auditParties(parties.filter((_, at) => at !== 1)));
    const [gateway] = found.missing;
    expect(found.missing).toHaveLength(1);
    expect(gateway?.name).toBe('log');
    expect(gateway?.messages).toBeGreaterThan(0);
    expect(found).toMatchObject({ injected: [], unjudged: [], undelivered: [] });
  });

  test('what was put in comes out, though another party has no trace', () => {
    const [bank, log, alice] = parties;
    if (bank === undefined || log === undefined || alice === undefined) throw new Error('no party');
    const silent = alice.lines.filter(({ said }) => 'opens' in said);
    const { injected } = merge([bank, log, { ...alice, lines: silent }]);
    const found = accountedFor({ injected, repeated: [], undelivered: [] }, ['phone:bob-02']);
    expect(found.missing).toEqual([{ name: 'phone:bob-02', messages: 3 }]);
    expect(new Set(found.injected.map(({ from }) => from))).toEqual(new Set(['phone:alice-01']));
  });
});

// As `settle` writes a simulated payment down (model/core/system.ts).
test('a payment is the same events as in the simulation', () => {
  const { events } = traceOf(principalsOf(parties), merge(parties).steps, []);
  const from = events.findIndex((event) => event.kind === 'intended' && event.intent === 'pay');
  const told = events.slice(from, from + 23).map((event) => {
    const what = match(event)
      .with({ kind: 'claimed' }, ({ claim, about }) => `${claim} ${about}`)
      .with({ kind: 'sent' }, ({ channel, hop }) => `${channel} to ${hop}`)
      .with({ kind: 'delivered' }, ({ channel }) => channel)
      .with({ kind: 'intended' }, ({ intent }) => intent)
      .otherwise(() => '');
    return 'party' in event ? `${event.party} ${event.kind} ${what}` : '';
  });
  expect(told).toEqual([
    'phone:alice-01 intended pay',
    'phone:alice-01 claimed running order',
    'phone:alice-01 claimed secret order',
    'phone:alice-01 claimed running addressed-order',
    'phone:alice-01 claimed did sent-order',
    'phone:alice-01 sent wireless to log',
    'log delivered wireless',
    'log sent wired to bank:alice-01',
    'bank:alice-01 delivered wired',
    'bank:alice-01 claimed did began',
    'bank:alice-01 claimed did took-order',
    'bank:alice-01 claimed did used-key',
    'bank:alice-01 claimed commit addressed-order',
    'bank:alice-01 claimed commit order',
    'bank:alice-01 intended executed',
    'bank:alice-01 claimed did posted',
    'bank:alice-01 claimed running result',
    'bank:alice-01 claimed did sent-result',
    'bank:alice-01 sent wired to log',
    'bank:alice-01 claimed running record',
    'bank:alice-01 claimed running recorded-at',
    'bank:alice-01 sent wired to log',
    'log delivered wired',
  ]);
  expect(principalsOf(parties)).toEqual(
    ['alice-01', 'bob-02'].map((name) => ({
      party: `phone:${name}`,
      account: textToBytes(name),
      honest: true,
    })),
  );
});

describe('what is known to be learned', () => {
  test('makes secrecy a question, and breaks it where it was the secret', () => {
    const lines = parties.flatMap((party) => party.lines);
    const key = lines
      .flatMap(({ said }) => ('opens' in said && said.kind === 'bank' ? [said.input] : []))
      .map(({ packageKey }) => packageKey);
    const found = accepted(auditParties(parties, { learned: key }));
    const verdicts = Object.fromEntries(found.claims.map((one) => [one.claim, one.verdict]));
    expect(verdicts).toMatchObject({ 'secrecy-key': 'broken', 'secrecy-order': 'holds' });
    expect(exitCode(found)).toBe(1);
  });
});

test('the report of a run, in the reference implementation as in OpenSSL', () => {
  const text = plainly(audit(files));
  expect(plainly(audit(files, { crypto: 'noble' }))).toBe(text);
  const { steps, messages } = accepted(audit(files));
  expect(text).toContain(`${steps} steps of 5 charts: the model takes every one\n`);
  expect(text).toContain(`${messages} messages delivered, 0 sent and not delivered\n`);
  expect(text).toContain('nothing was put in from outside');
  expect(text).toMatch(/^injective-agreement-order +holds \(2 occasions\)$/mu);
  expect(text).toMatch(/^secrecy-order +not judged: /mu);
  expect(text).toMatch(/^nro-soundness +not judged: a dispute is held outside the traces$/mu);
  expect(text).not.toMatch(/^\s*$/mu);
  expect(text).toContain(`the last line of ${files[0] ?? ''} has the digest `);
  const without = report((_, said) => said, audit(files), { digests: false }).join('\n');
  expect(without).not.toContain('digest');
});

// Kills: a number that nobody can look into.
test('what was sent and not delivered is named', () => {
  const found = accepted(audit(files));
  const [bank, log, ...phones] = parties;
  if (bank === undefined || log === undefined) throw new Error('no bank');
  const cut = log.lines.slice(0, -1);
  const { undelivered } = merge([bank, { ...log, lines: cut }, ...phones]);
  expect(undelivered).toHaveLength(1);
  const text = plainly({ ...found, undelivered });
  expect(text).toContain('delivered, 1 sent and not delivered\n');
  expect(text).toMatch(/^ {2}.*bank\.db, line \d+: bank:\S+ sent log over wired: \S/mu);
  const many = Array.from({ length: 12 }, () => undelivered).flat();
  expect(plainly({ ...found, undelivered: many })).toContain('\n  and 2 more\n');
});
