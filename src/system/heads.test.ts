/** The heads that the log shows: kept once, with the cosignatures that a note has room for. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { inclusion, showHead, showWitnessedHead, type WitnessLine } from '../host/log/heads.ts';
import { parseCheckpoint } from '../log/checkpoint.ts';
import { cosign } from '../log/cosignature.ts';
import { type Signer, verifierKey } from '../log/key.ts';
import { NOTE_SIGNATURES_MAX } from '../log/note.ts';
import { type House, house } from './testing/house.ts';

let at: House;
beforeEach(async () => {
  at = house({ ...readings.published, A20: 'merkle' });
  const held = at.phone('a');
  held.phone.install(at.enrolled('a'));
  await held.wants('start');
  await held.wants('logOn', { userid: 'a', password: 'pw of a' });
  await held.wants('pay', { type: 'bill', payee: 'hydro', amount: '100 CAD' });
});
afterEach(() => {
  at.close();
});

/** A witness that cosigns whatever it is asked. */
function willing(name: string): WitnessLine {
  const signer: Signer = { name, seed: new Uint8Array(32).fill(7) };
  return {
    key: verifierKey('witness', signer),
    cosign: ({ checkpoint }) => {
      const read = parseCheckpoint(checkpoint) ?? expect.fail('no checkpoint');
      return Promise.resolve({ line: cosign(read, signer, 1) });
    },
  };
}

const shows = (witnesses: readonly WitnessLine[]) =>
  showWitnessedHead(at.log.store, at.log.signer, witnesses);
const signers = (note: string) =>
  parseCheckpoint(note)?.note.signatures.map(({ name }) => name) ?? expect.fail('no note');

test('a head is kept before it is shown, once however often it is', async () => {
  const { store, signer } = at.log;
  const head = showHead(store, signer);
  expect(showHead(store, signer)).toBe(head);
  expect(await shows([])).toEqual({ note: head, missing: [] });
  const { note } = await shows([willing('w')]);
  await shows([willing('w')]);
  const root = store.heads()[0]?.root ?? '';
  expect(root).toMatch(/^[0-9a-f]{64}$/u);
  expect(store.heads()).toEqual([head, note].map((one) => ({ size: 1, root, note: one })));
});

describe('a note has a place', () => {
  // Kills: a note beyond what is read, with which no record can be shown at all.
  test('for so many signatures, and what finds none is named', async () => {
    const names = Array.from({ length: NOTE_SIGNATURES_MAX }, (_, n) => `w${n}`);
    const { note, missing } = await shows(names.map(willing));
    expect(missing).toEqual([`${names.at(-1)}: the note has no place for its cosignature`]);
    expect(signers(note)).toEqual([at.log.signer.name, ...names.slice(0, -1)]);
    expect(inclusion(at.log.store, 0, note)?.checkpoint).toBe(note);
  });

  test('for one of each witness, asked twice or not', async () => {
    const { note, missing } = await shows([willing('w'), willing('w'), willing('v')]);
    expect(missing).toEqual(['w: the note has no place for its cosignature']);
    expect(signers(note)).toEqual([at.log.signer.name, 'w', 'v']);
  });
});

// Kills: a line that is put under the head unseen.
test('what a witness answers is put under the head where it is its own cosignature', async () => {
  const { key } = willing('w');
  const head = showHead(at.log.store, at.log.signer);
  for (const cosign of [willing('v').cosign, () => Promise.resolve({ line: 'nonsense\n' })]) {
    const { note, missing } = await shows([{ key, cosign }]);
    expect([note, missing]).toEqual([head, ['w: what it answered is not its cosignature']]);
  }
});

test('a record is shown under a head that has it, and under no other', () => {
  const { store, signer } = at.log;
  const head = showHead(store, signer);
  expect(inclusion(store, 0, head)).toEqual({ index: 0, proof: [], checkpoint: head });
  for (const index of [-1, 1]) expect(inclusion(store, index, head)).toBeUndefined();
  expect(inclusion(store, 0, 'no note')).toBeUndefined();
});
