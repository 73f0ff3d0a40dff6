import { afterEach, describe, expect, test } from 'vitest';
import {
  axes,
  type Reading,
  readings,
  recordForm,
  signsEntries,
} from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../bytes.ts';
import { type EvidenceFile, judge, type Trust } from '../host/evidence.ts';
import { bindingOf, evidenceOf, type ShownRecord } from '../host/evidence-made.ts';
import { inclusion, showHead, showWitnessedHead } from '../host/log/heads.ts';
import { shownEvidence } from '../host/log/shown.ts';
import { type Signer, verifierKey } from '../log/key.ts';
import { openWitness } from './witness.ts';
import { granted, type Held, type House, house } from './testing/house.ts';

let at: House;
let held: Held;
let reading: Reading;
afterEach(() => {
  at.close();
});

/** Alice has paid twice, and renewed her key after the first payment where told. */
async function paid(changes: Partial<Reading>, renews = false): Promise<void> {
  reading = { ...readings.published, ...changes };
  at = house(reading);
  held = at.phone('a');
  held.phone.install(at.enrolled('a'));
  await held.wants('start');
  await held.wants('logOn', { userid: 'a', password: 'pw of a' });
  const bill = { type: 'bill', payee: 'hydro', amount: '1250 CAD' };
  await held.wants('pay', bill);
  if (renews) {
    at.bank.bank.expire('a');
    await at.gateway.fetch();
    await held.phone.hears(at.gateway.notices('phone:a').deliveries);
  }
  await held.wants('pay', { ...bill, amount: '300 CAD' });
  expect(at.log.store.size()).toBe(2);
}

const trust = (more: Partial<Trust> = {}): Trust => ({
  ...{ reading: at.log.world.reading, logPublicKey: at.log.publicKey },
  ...{ witnesses: [], quorum: 0, attested: [] },
  log: verifierKey('log', at.log.signer),
  ...more,
});

function shown(index: number, tree?: ShownRecord['tree']): ShownRecord {
  const { algebra } = at.bank.world;
  const { entry, signature } = at.log.store.entry(index) ?? expect.fail('no record');
  const customer = at.bank.store.customer('a') ?? expect.fail('no customer');
  const bindings = at.bank.store
    .keysOf('a')
    .map((publicKey) => bindingOf(algebra, reading, { ...customer, publicKey }));
  const key = reading.A22b === 'package-key' ? customer.packageKey : undefined;
  const testimony = {
    format: 'sa2pmp-testimony',
    version: 1,
    account: 'a',
    bindings,
    key,
  } as const;
  const head = reading.A20 === 'merkle' ? showHead(at.log.store, at.log.signer) : '';
  const place = tree ?? (head === '' ? undefined : inclusion(at.log.store, index, head));
  return { entry, signature, logPublicKey: at.log.publicKey, testimony, tree: place };
}

/** Evidence of a record; where it is a commitment, with what it is to, which the bank adds. */
const file = (record: ShownRecord): EvidenceFile => {
  const made = evidenceOf(at.bank.world.algebra, reading, record) ?? expect.fail('no evidence');
  if (recordForm(reading) !== 'commitment') return made;
  return at.bank.disclose(made) ?? expect.fail('the bank has nothing of it');
};
const verdict = (evidence: EvidenceFile, by = trust()) =>
  judge(at.bank.world.algebra, evidence, by);
const blamed = { kind: 'blames', account: 'a', witnesses: [] } as const;
const first = { ...blamed, order: { type: 'bill', payee: 'hydro', amount: '1250 CAD' } };

/** The evidence with one octet of the record's content, entry and message, changed in the middle. */
function altered({ message, ...rest }: EvidenceFile, wanted: string, other: string): EvidenceFile {
  const hex = (text: string): string => textToBytes(text);
  const changed = message.replaceAll(hex(wanted), hex(other));
  expect(changed).not.toBe(message);
  return { ...rest, message: changed as Bytes };
}

const courts: readonly Partial<Reading>[] = (
  Object.keys(axes.A22.choices) as readonly Reading['A22'][]
).flatMap((A22) =>
  (Object.keys(axes.A22b.choices) as readonly Reading['A22b'][]).flatMap((A22b) =>
    (['mutable', 'signed', 'merkle'] as const).map((A20) => ({ A22, A22b, A20 })),
  ),
);

describe('the record of a payment', () => {
  // As `model/sa2pmp/judge.test.ts` has it on terms. Kills: a key or signature not handed on.
  test.for(courts)('convinces as the model says: %o', async (court) => {
    await paid(court);
    const isReadable = recordForm(reading) !== 'order-frame' || court.A22b === 'package-key';
    const honest = file(shown(0));
    expect(verdict(honest)).toEqual(
      isReadable ? first : { kind: 'blames-nobody', why: 'the evidence does not convince' },
    );
    if (recordForm(reading) === 'order-frame') return;
    const isGuarded = recordForm(reading) !== 'order' || signsEntries(reading);
    const { kind } = verdict(altered(honest, '1250 CAD', '9250 CAD'));
    expect(kind).toBe(isGuarded ? 'blames-nobody' : 'blames');
  });

  test('under a key since replaced is shown with that key', async () => {
    await paid({ A22: 'signed', A22b: 'depository' }, true);
    expect(at.bank.store.keysOf('a')).toHaveLength(2);
    const [before, after] = [shown(0), shown(1)];
    expect(verdict(file(before))).toEqual(first);
    expect(verdict(file(after))).toMatchObject({ ...blamed, order: { amount: '300 CAD' } });
    const bindings = before.testimony?.bindings.slice(1) ?? [];
    const latestOnly = { ...before, testimony: { ...shown(0).testimony, bindings } as never };
    expect(verdict(file(latestOnly)).kind).toBe('blames-nobody');
  });

  test('in a log that another keeps convinces nobody who trusts this one', async () => {
    await paid({ A20: 'signed' });
    const other = house(reading);
    const by = trust({ logPublicKey: other.log.publicKey });
    expect(verdict(file(shown(0)), by).kind).toBe('blames-nobody');
    expect(verdict(file(shown(0)), trust({ logPublicKey: undefined })).kind).toBe('blames-nobody');
    other.close();
  });

  // Kills: evidence judged by the rules that it brings with it.
  test('by other rules than the court’s convinces nobody, and the first that differs is named', async () => {
    await paid({ A20: 'signed' });
    const by = trust({ reading: { ...reading, A20: 'mutable', A22: 'signed' } });
    const why = "evidence by other rules than the court's: A20 is signed there and mutable here";
    expect(verdict(file(shown(0)), by)).toEqual({ kind: 'blames-nobody', why });
    expect(verdict(file(shown(0)))).toEqual(first);
  });

  test('is shown with its place and its witnesses where the log is a tree, else without', async () => {
    for (const A20 of ['signed', 'merkle'] as const) {
      await paid({ A20 });
      const { store, world, signer, publicKey } = at.log;
      const row = store.entry(0) ?? expect.fail('no record');
      const key = verifierKey('witness', { name: 'w', seed: new Uint8Array(32).fill(7) });
      const witnesses = [{ key, cosign: () => Promise.resolve({ refusal: 'not today' }) }];
      const { testimony } = shown(0);
      const by = { world, store, signer, publicKey };
      const made = await shownEvidence(by, row, { testimony, witnesses });
      expect(made.missing).toEqual(A20 === 'merkle' ? ['w: not today'] : []);
      expect(made.file?.tree === undefined).toBe(A20 === 'signed');
      expect(verdict(made.file ?? expect.fail('no file'))).toEqual(first);
      if (A20 === 'signed') at.close();
    }
  });

  test('that is no entry of the reading is no evidence', async () => {
    await paid({});
    const other = { ...shown(0), entry: textToBytes('nonsense') };
    expect(evidenceOf(at.bank.world.algebra, reading, other)).toBeUndefined();
    expect(verdict({ ...file(shown(0)), message: textToBytes('x') }).kind).toBe('blames-nobody');
  });
});

describe('a record of a log that is a tree', () => {
  const merkle = { A20: 'merkle' } as const;
  const whyNot = (evidence: EvidenceFile, by = trust()): string => {
    const judged = verdict(evidence, by);
    return judged.kind === 'blames' ? 'blamed' : judged.why;
  };

  test('P-EVI-8: is believed at its place only', async () => {
    await paid(merkle);
    const honest = file(shown(0));
    const tree = honest.tree ?? expect.fail('no tree');
    const at2 = (changes: Partial<typeof tree>) =>
      whyNot({ ...honest, tree: { ...tree, ...changes } });
    expect(whyNot(honest)).toBe('blamed');
    const { tree: _, ...treeless } = honest;
    expect(whyNot(treeless)).toBe('the log: not-included');
    expect([at2({ index: 1 }), at2({ index: 2 }), at2({ proof: [] })]).toEqual(
      Array(3).fill('the log: not-included'),
    );
    const flipped = tree.proof.map((hash) => `${hash.startsWith('0') ? '1' : '0'}${hash.slice(1)}`);
    expect(at2({ proof: flipped as unknown as readonly Bytes[] })).toBe('the log: not-included');
    expect(at2({ checkpoint: 'x' })).toBe('the log: malformed-checkpoint');
    expect(at2({ checkpoint: tree.checkpoint.replace('\n2\n', '\n3\n') })).toBe(
      'the log: bad-signature',
    );
  });

  // Kills: `isEntryOf` left out. Both records are in the tree; one is shown, the other proved.
  test('is the one that is shown', async () => {
    await paid(merkle);
    const [one, other] = [file(shown(0)), file(shown(1))];
    const tree = other.tree ?? expect.fail('no tree');
    expect(whyNot({ ...one, tree })).toBe('the log: the record shown is not the one in the tree');
  });

  test('is believed of the log that is trusted', async () => {
    await paid(merkle);
    const other: Signer = { name: at.log.signer.name, seed: new Uint8Array(32).fill(9) };
    const honest = file(shown(0));
    expect(whyNot(honest, trust({ log: verifierKey('log', other) }))).toBe('the log: unsigned');
    expect(whyNot(honest, trust({ log: undefined }))).toBe('the log: not-included');
    const named = verifierKey('log', { ...at.log.signer, name: 'another' });
    expect(whyNot(honest, trust({ log: named }))).toBe('the log: another-log');
  });

  test('is believed when enough witnesses cosigned, who are named', async () => {
    await paid(merkle);
    const logs = [verifierKey('log', at.log.signer)];
    const watching = ['w1', 'w2'].map((name) =>
      granted(openWitness({ path: ':memory:', name, logs, now: () => 1_000 })),
    );
    const lines = watching.map(({ key, cosign }) => ({
      key,
      cosign: ({ oldSize, checkpoint }: { oldSize: number; checkpoint: string }) => {
        const answer = cosign({ oldSize, checkpoint, proof: [] });
        return Promise.resolve(
          answer.kind === 'cosigned' ? { line: answer.line } : { refusal: answer.why },
        );
      },
    }));
    const { note, missing } = await showWitnessedHead(at.log.store, at.log.signer, lines.slice(1));
    expect(missing).toEqual([]);
    const evidence = file(shown(0, inclusion(at.log.store, 0, note)));
    const by = (quorum: number) => trust({ witnesses: watching.map(({ key }) => key), quorum });
    expect(verdict(evidence, by(1))).toEqual({ ...first, witnesses: ['w2'] });
    expect(whyNot(evidence, by(2))).toBe('the log: too-few-witnesses');
    expect(whyNot(evidence, by(3))).toBe('the log: unusable-policy');
    for (const { close } of watching) close();
  });
});
