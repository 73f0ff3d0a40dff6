import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { type Audit, auditParties, exitCode } from './audit.ts';
import { type PartyLines, readRecorded, type Recorded, recordedIn } from './read.ts';
import { accepted, day, enquire, logOn, pay, type Running, running } from './system.ts';
import { type Change, effectChanges, fieldChanges, lineChanges, rechained } from './tamper.ts';

/** A run as its files hold it. */
interface Run {
  readonly files: readonly string[];
  readonly recorded: readonly Recorded[];
  readonly parties: readonly PartyLines[];
}

/** A change of one party's lines. */
interface Tampered extends Change {
  readonly party: number;
}

async function recordedRun(
  reading: Reading,
  happens: (system: Running) => Promise<unknown>,
): Promise<Run> {
  const system = await running(reading);
  await happens(system);
  await system.fetch();
  const files = await system.close();
  const recorded = files.map((file) => accepted(recordedIn(file)));
  system.remove();
  const parties = recorded.map((one, at) => accepted(readRecorded(files[at] ?? '', one)));
  return { files, recorded, parties };
}

/** One payment and one enquiry: every kind of line, few enough to change each in every way. */
async function short({ alice }: Running): Promise<void> {
  await alice.phone.wants('start');
  await logOn(alice);
  await pay(alice, 'bob-02', '10 CAD');
  await enquire(alice, 'balance');
}

function changesOf(
  { recorded }: Run,
  changes: (lines: Recorded['lines']) => readonly Change[],
): readonly Tampered[] {
  return recorded.flatMap(({ lines }, party) =>
    changes(lines).map((change) => ({ ...change, party })),
  );
}

/** The audit of a run of which one party's lines are others. */
function auditOf(
  { files, recorded, parties }: Run,
  party: number,
  lines: Recorded['lines'],
): Audit {
  const whole = recorded[party];
  const file = files[party];
  if (whole === undefined || file === undefined) throw new Error('no such party');
  const read = readRecorded(file, { ...whole, lines });
  return 'refused' in read ? read : auditParties(parties.with(party, read));
}

/** What the audit of a run says of a change by somebody who computes the digests anew. */
function rechainedFinding(run: Run, { party, lines }: Tampered): 'refused' | 'seen' | 'not seen' {
  const found = auditOf(run, party, rechained(lines));
  if ('refused' in found) return 'refused';
  return exitCode(found) === 1 ? 'seen' : 'not seen';
}

/** The kinds of changes that nobody sees once the digests are computed anew. */
function unseen(run: Run, changes: readonly Tampered[]): readonly string[] {
  const kinds = changes
    .filter((change) => rechainedFinding(run, change) === 'not seen')
    .map(({ what }) => what);
  return [...new Set(kinds)].toSorted();
}

const every = (lines: Recorded['lines']): readonly Change[] => [
  ...fieldChanges(lines),
  ...effectChanges(lines),
  ...lineChanges(lines),
];

/**
 * What nothing in the short run depends on, under the published reading: times and seeds of steps
 * that use neither, what nobody asked about, a password typed where orders carry none.
 */
const idleFields = [
  ...['bank frame', 'bank issue', 'log frame', 'phone frame'].flatMap((step) => [
    `${step}.event.at`,
    `${step}.event.fresh`,
  ]),
  ...['enquire', 'logOn', 'pay', 'start'].map((wish) => `phone ${wish}.event.at`),
  ...['enquire', 'pay'].map((wish) => `phone ${wish}.event.values.password`),
  // A4 account: SIM and PHID are compared by nobody. The rest: bob, who does nothing.
  ...['password', 'phid', 'sim', 'userid'].map((field) => `opens bank.input.customer.${field}`),
  ...['phid', 'sim', 'userid'].map((field) => `opens client.input.customer.${field}`),
  // Neither reading has the log decide, or the bank sign records (R5, R7).
  'opens bank.input.logPublicKey',
  'opens log.input.bankPublicKey',
  // A plain log signs nothing (A20).
  'opens log.input.signingKey',
];

/**
 * Changes of whole lines that leave a run as possible as the one that was: a step of the gateway's
 * that passed on what got nowhere, left out (told
 * as undelivered); steps in another order that change no chart or different ones.
 */
const idleLines = [
  'bank frame: line swapped with bank frame',
  'bank issue: line swapped with bank frame',
  'bank issue: line swapped with opens bank',
  'log frame: line left out',
  'log frame: line swapped with log frame',
  'phone start: line swapped with phone logOn',
];

describe('a recorded run that was changed', () => {
  let published: Run;
  let charitable: Run;

  beforeAll(async () => {
    published = await recordedRun(readings.published, short);
    charitable = await recordedRun(readings.charitable, day);
  });

  test('is as it was, unchanged: also with the digests computed anew', () => {
    for (const run of [published, charitable]) {
      for (const [party, { lines }] of run.recorded.entries()) {
        expect(rechained(lines)).toEqual(lines);
        expect(exitCode(auditOf(run, party, lines))).toBe(0);
      }
    }
  });

  // Kills: no digest compared, the digest of the line alone, a chain that starts anywhere.
  test('is refused with the digests as they were, whatever the change', () => {
    const taken = changesOf(published, every).filter(
      ({ party, lines }) => !('refused' in auditOf(published, party, lines)),
    );
    // A plain log has no memory, so that nothing shows what was cut off behind its last line.
    expect(taken.map(({ what }) => what)).toEqual(['log frame: line left out']);
    const last = published.recorded[1]?.lines ?? [];
    expect(taken[0]?.lines).toEqual(last.slice(0, -1));
  });

  // Kills: effects not compared, effects compared up to the shorter list, values cut.
  test('is refused by the model when an effect is another, digests computed anew', () => {
    const changes = [
      ...changesOf(published, effectChanges),
      ...changesOf(published, fieldChanges).filter(({ what }) => what.includes('.effects')),
    ];
    expect(changes.length).toBeGreaterThan(300);
    const findings = changes.filter((change) => rechainedFinding(published, change) !== 'refused');
    expect(findings).toEqual([]);
  });

  test('is seen in every field that anything depends on, and in no other', () => {
    expect(unseen(published, changesOf(published, fieldChanges))).toEqual(idleFields.toSorted());
  });

  test('is seen in every line that anything depends on', () => {
    const found = unseen(published, changesOf(published, lineChanges));
    expect(found.filter((what) => !idleLines.includes(what))).toEqual([]);
  });

  test('is refused at random places of a long run', () => {
    const changes = changesOf(charitable, every);
    const place = fc.nat({ max: changes.length - 1 }).map((at) => changes[at]);
    const law = fc.property(place, (change) => {
      if (change === undefined) return;
      const { party, lines, what } = change;
      const found = auditOf(charitable, party, lines);
      if (!('refused' in found)) expect(what).toBe('log frame: line left out');
      const anew = rechainedFinding(charitable, change);
      if (what.includes('effect')) expect(anew).toBe('refused');
    });
    fc.assert(law, { numRuns: 150 });
  });

  // The chain holds up to where it was cut; the charts stand where the trace would end.
  test('is refused when its end was cut off behind a step that moved a chart', () => {
    const phone = published.recorded[2]?.lines ?? [];
    for (let kept = 0; kept < phone.length; kept += 1) {
      expect(auditOf(published, 2, phone.slice(0, kept))).toHaveProperty('refused');
    }
  });
});
