/** Whom a judge trusts: the bank whose name is on records (R5), the notary who knows customers (A2). */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { messages as messagesOf } from '../../model/sa2pmp/messages.ts';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../bytes.ts';
import { type EvidenceFile, judge, type Trust } from '../host/evidence.ts';
import { bindingOf, evidenceOf, openedEvidence } from '../host/evidence-made.ts';
import { judgeAddress } from '../host/names.ts';
import { verifierKey } from '../log/key.ts';
import { showHead, inclusion } from '../host/log/heads.ts';
import { type Held, type House, house } from './testing/house.ts';

let at: House;
afterEach(() => {
  at.close();
});

/** A customer who has paid a bill. */
async function paid(reading: Reading, name = 'a'): Promise<Held> {
  at = house(reading);
  return pays(name);
}

async function pays(name: string): Promise<Held> {
  const held = at.phone(name);
  held.phone.install(at.enrolled(name));
  await held.wants('start');
  await held.wants('logOn', { userid: name, password: `pw of ${name}` });
  await held.wants('pay', { type: 'bill', payee: 'hydro', amount: '1250 CAD' });
  return held;
}

/** What was handed to the notary. */
const handedOver = ({ requests }: Held) =>
  requests.find(({ to }) => to === judgeAddress)?.message ?? expect.fail('nothing handed over');

/** The first record as log and bank show it. */
function shown(): EvidenceFile {
  const { store, signer, publicKey, world } = at.log;
  const { entry, signature } = store.entry(0) ?? expect.fail('no record');
  const isTree = world.reading.A20 === 'merkle';
  const tree = isTree ? inclusion(store, 0, showHead(store, signer)) : undefined;
  const file = evidenceOf(world.algebra, world.reading, {
    ...{ entry, signature, tree, logPublicKey: publicKey },
    testimony: at.bank.testimony('a'),
  });
  return file ?? expect.fail('no evidence');
}

const judged = (file: EvidenceFile, more: Partial<Trust>) =>
  judge(at.bank.world.algebra, file, {
    ...{ reading: at.log.world.reading, logPublicKey: at.log.publicKey, witnesses: [] },
    ...{ quorum: 0, attested: [], log: verifierKey('log', at.log.signer) },
    bank: textToBytes(at.bank.name),
    ...more,
  });

const bill = { type: 'bill', payee: 'hydro', amount: '1250 CAD' };
const blamed = { kind: 'blames', account: 'a', witnesses: [], order: bill };
const nobody = { kind: 'blames-nobody', why: 'the evidence does not convince' };

test('a record that the bank has signed is believed of the bank that is trusted (R5)', async () => {
  const attested = [handedOver(await paid(readings.repaired))];
  const file = at.bank.disclose(shown()) ?? expect.fail('the bank has nothing of it');
  expect(judged(file, { bankPublicKey: at.bank.publicKey, attested })).toEqual(blamed);
  expect(judged(file, { attested })).toEqual(nobody);
  expect(judged(file, { bankPublicKey: at.log.publicKey, attested })).toEqual(nobody);
  // P-EVI-11: for whom the order was is not for the evidence to say.
  const trust = { bankPublicKey: at.bank.publicKey, attested };
  expect(judged(file, { ...trust, bank: textToBytes('Second Bank') })).toEqual(nobody);
  expect(judged(file, { ...trust, bank: undefined })).toEqual(nobody);
});

describe('where the log shows no record (R7b)', () => {
  /** The evidence that the bank makes by itself of the log's word. */
  const byWord = (): EvidenceFile => at.bank.worded('a') ?? expect.fail('no word was kept');

  // Kills: a word that is stored as a key of the depository, or as a record of the bank's own.
  test('its word is kept as that alone', async () => {
    at = house(readings.repaired);
    const recorded = vi.spyOn(at.bank.store, 'addRecord');
    await pays('a');
    expect(at.bank.store.words('a')).toHaveLength(1);
    expect(at.bank.store.keysOf('a')).toHaveLength(1);
    expect(recorded).not.toHaveBeenCalled();
  });

  // P-ABT-7, P-EVI-9. Kills: a word that is not kept, or not looked at; a record shown that was not sent.
  test('its word, which the bank kept, counts for it, and it is said that it has to show it', async () => {
    const attested = [handedOver(await paid(readings.repaired))];
    const file = byWord();
    expect(file.tree).toBeUndefined();
    const trust = { bankPublicKey: at.bank.publicKey, attested, log: undefined };
    expect(judged(file, trust)).toEqual({ ...blamed, byWord: true });
    expect(judged(file, { ...trust, logPublicKey: at.bank.publicKey })).toEqual(nobody);
    expect(judged(file, { ...trust, attested: [] })).toEqual(nobody);
    const { algebra } = at.bank.world;
    const shapes = messagesOf(readings.repaired);
    const sent = algebra.decode(shapes.wordedEvidence, file.message)?.record;
    const kept = algebra.decode(shapes.entry, at.log.store.entry(0)?.entry ?? textToBytes(''));
    expect(sent).toBe(kept?.record);
  });

  test('it is the word of the order that was executed last, and there is none before any', async () => {
    at = house(readings.repaired);
    at.enrolled('b');
    expect(at.bank.worded('b')).toBeUndefined();
    at.close();
    const held = await paid(readings.repaired);
    const first = byWord();
    await held.wants('pay', { type: 'bill', payee: 'hydro', amount: '7 CAD' });
    expect(byWord().message).not.toBe(first.message);
    expect(at.bank.store.words('a')).toHaveLength(2);
  });

  test('by other rules no word is kept', async () => {
    await paid({ ...readings.repaired, R7b: 'none' });
    expect(at.bank.store.words('a')).toEqual([]);
    expect(at.bank.worded('a')).toBeUndefined();
  });
});

describe('where keys are handed over in a branch (A2 in-branch)', () => {
  const reading = { ...readings.published, A2: 'in-branch', A22: 'signed' } as const;

  // Kills: whom the notary knows not told the judge; a registration that is none taken for one.
  test('a key is its owner’s if the notary says so, and nobody else’s', async () => {
    const held = await paid(reading);
    const other = await pays('b');
    const [own, others] = [handedOver(held), handedOver(other)];
    expect(judged(shown(), { attested: [own] })).toEqual(blamed);
    expect(judged(shown(), { attested: [textToBytes('nonsense'), others, own] })).toEqual(blamed);
    for (const attested of [[], [others], [textToBytes('nonsense')]]) {
      expect(judged(shown(), { attested })).toEqual(nobody);
    }
  });

  test('whose ID_C names no account in words is nobody', async () => {
    const held = await paid(reading);
    const { algebra } = at.bank.world;
    const shapes = messagesOf(reading);
    const read = algebra.decode(shapes.registration, handedOver(held)) ?? expect.fail('none');
    const bound = algebra.decode(shapes.keyBinding, read.binding) ?? expect.fail('none');
    const octets = 'ff' as Bytes;
    const clientId = algebra.encode(shapes.clientId, { sim: octets, phid: octets, accid: octets });
    const binding = algebra.encode(shapes.keyBinding, { ...bound, clientId });
    const attested = [algebra.encode(shapes.registration, { ...read, binding })];
    expect(judged(shown(), { attested })).toEqual(nobody);
  });
});

// Kills: the first key shown, or none, where none convinces.
test('of keys under which a record does not convince the latest is shown', async () => {
  const reading = { ...readings.published, A22: 'commitment' } as const;
  await paid(reading);
  const { algebra } = at.bank.world;
  const shapes = messagesOf(reading);
  const who = { sim: '893', phid: '356', accid: 'a' };
  const bindings = ['one', 'two', 'three'].map((seed) => {
    const publicKey = algebra.publicKey(algebra.derive(textToBytes(seed), 'signing-key'));
    return bindingOf(algebra, reading, { ...who, publicKey });
  });
  const file = shown();
  const record = algebra.decode(shapes.evidence, file.message)?.record ?? expect.fail('none');
  const content = algebra.decode(shapes.record, record)?.content ?? expect.fail('none');
  const opening = at.bank.store.opening(content)?.content ?? expect.fail('no opening');
  const by = { bindings, opening: () => opening, name: textToBytes(at.bank.name) };
  const opened = openedEvidence(algebra, file, by) ?? expect.fail('no evidence');
  const bindingIn = ({ message }: EvidenceFile) =>
    algebra.decode(shapes.evidence, message)?.binding;
  expect(bindingIn(opened)).toBe(bindings[2]);
  const { entry, signature } = at.log.store.entry(0) ?? expect.fail('no record');
  const testimony = { ...{ format: 'sa2pmp-testimony', version: 1 }, account: 'a', bindings };
  const made = evidenceOf(algebra, reading, {
    ...{ entry, signature, logPublicKey: at.log.publicKey, tree: undefined },
    testimony: testimony as never,
  });
  expect(made && bindingIn(made)).toBe(bindings[2]);
});

describe('of several keys that one is shown under which the record convinces', () => {
  /** The customer's binding between two that are nobody's, and the record that the log has. */
  function among(reading: Reading) {
    const { algebra } = at.bank.world;
    const customer = at.bank.store.customer('a') ?? expect.fail('no customer');
    const [own] = at.bank.store.keysOf('a');
    const strange = ['one', 'two'].map((seed) =>
      algebra.publicKey(algebra.derive(textToBytes(seed), 'signing-key')),
    );
    const bindings = [strange[0], own, strange[1]].map((publicKey) =>
      bindingOf(algebra, reading, { ...customer, publicKey: publicKey ?? expect.fail('no key') }),
    );
    const { entry, signature } = at.log.store.entry(0) ?? expect.fail('no record');
    const testimony = { ...{ format: 'sa2pmp-testimony', version: 1 }, account: 'a', bindings };
    const shape = messagesOf(reading).evidence;
    const made = (logPublicKey: Bytes) => {
      const shownRecord = { entry, signature, logPublicKey, tree: undefined };
      return evidenceOf(algebra, reading, { ...shownRecord, testimony: testimony as never });
    };
    const placeOf = (file: EvidenceFile | undefined): number => {
      const read = file && algebra.decode(shape, file.message);
      return bindings.findIndex((one) => one === read?.binding);
    };
    return { algebra, bindings, made, placeOf };
  }

  // Kills: checks that are the judge's alone made by who prepares the evidence.
  test('by the log, whoever attests it, and the latest where another log signed', async () => {
    const reading = {
      ...readings.published,
      A2: 'in-branch',
      A22: 'signed',
      A20: 'signed',
    } as const;
    await paid(reading);
    const { made, placeOf } = among(reading);
    expect(placeOf(made(at.log.publicKey))).toBe(1);
    expect(placeOf(made(at.bank.publicKey))).toBe(2);
  });

  // Kills: the log's signature asked of a bank that does not know its key.
  test('by the bank, which opens it, and not where it has nothing of it', async () => {
    const reading = { ...readings.published, A22: 'commitment', A20: 'signed' } as const;
    await paid(reading);
    const { algebra, bindings, placeOf } = among(reading);
    const file = shown();
    const shapes = messagesOf(reading);
    const record = algebra.decode(shapes.evidence, file.message)?.record ?? expect.fail('none');
    const content = algebra.decode(shapes.record, record)?.content ?? expect.fail('none');
    const opening = at.bank.store.opening(content)?.content;
    const by = { bindings, name: textToBytes(at.bank.name) };
    expect(placeOf(openedEvidence(algebra, file, { ...by, opening: () => opening }))).toBe(1);
    expect(openedEvidence(algebra, file, { ...by, opening: () => undefined })).toBeUndefined();
  });
});

// A40. Kills: the time that the log puts on a record left out of what a judge is shown.
test('a record that the operator dates is shown with its time, and for a key that nobody has, nothing', async () => {
  const reading = {
    ...readings.published,
    A40: 'operator',
    A20: 'signed',
    A22: 'signed',
    A22b: 'depository',
  } as const;
  await paid(reading);
  const { algebra } = at.bank.world;
  const shape = messagesOf(reading).evidence;
  const { entry, signature } = at.log.store.entry(0) ?? expect.fail('no record');
  const logPublicKey = at.log.publicKey;
  const record = { entry, signature, logPublicKey, tree: undefined, testimony: undefined };
  const file = evidenceOf(algebra, reading, record) ?? expect.fail('no evidence');
  const kept = algebra.decode(messagesOf(reading).entry, entry) ?? expect.fail('no entry');
  expect(algebra.decode(shape, file.message)).toMatchObject({
    ...{ record: kept.record, time: kept.time, binding: '' },
  });
  expect(kept.time).toBeDefined();
});
