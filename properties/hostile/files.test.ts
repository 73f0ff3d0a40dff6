import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import {
  branchSchema,
  evidenceSchema,
  type EvidenceFile,
  judge,
  testimonySchema,
  trustSchema,
} from '../../src/host/evidence.ts';
import { packageSchema } from '../../src/host/package.ts';
import { HAVE_VECTORS } from '../../src/testing/vectors.ts';
import { fileIn } from '../cli/system/files.ts';
import { jsonCases, naughtyStrings } from './vectors.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-hostile-files-'));
const path = join(folder, 'handed-over.json');

afterAll(() => rmSync(folder, { recursive: true }));

type Values = Readonly<Record<string, unknown>>;
type AnySchema = v.GenericSchema<unknown, unknown>;

const reading = readings.published;
const proof = { entry: '00', index: 0, proof: [], checkpoint: '' };

/** Every file of ours that people hand over, with every field. */
const files: readonly (readonly [string, AnySchema, Values])[] = [
  [
    'package',
    packageSchema,
    {
      ...{ format: 'sa2pmp-package', version: 1, account: 'alice-01', currency: 'CAD', reading },
      ...{ gateway: 'http://127.0.0.1:1', message: '00' },
      https: { url: 'https://127.0.0.1:1', certificate: '' },
    },
  ],
  [
    'evidence',
    evidenceSchema,
    { format: 'sa2pmp-evidence', version: 1, reading, message: '00', tree: proof },
  ],
  [
    'testimony',
    testimonySchema,
    { format: 'sa2pmp-testimony', version: 1, account: 'a', bindings: ['00'], key: '00' },
  ],
  [
    'trust',
    trustSchema,
    {
      ...{ format: 'sa2pmp-trust', version: 1, logPublicKey: '00', log: 'x', witnesses: ['x'] },
      ...{ reading, quorum: 1, attested: ['00'] },
    },
  ],
  [
    'branch',
    branchSchema,
    {
      ...{ format: 'sa2pmp-branch', version: 1 },
      messages: [{ id: '', from: '', to: '', message: '00' }],
    },
  ],
];

/** What a file of these octets is told to be: taken, or refused with words that start with it. */
function told(schema: AnySchema, content: string | Buffer): string | undefined {
  writeFileSync(path, content);
  try {
    fileIn(schema, path);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const refusesIt = expect.stringMatching(
  new RegExp(`^${path}(?:: \\S| is not JSON(?: at position \\d+)?$| cannot be read: )`, 'u'),
);

/** The file with a value in one field after another. */
function withEach(values: Values, value: unknown): readonly string[] {
  return Object.keys(values).map((field) => JSON.stringify({ ...values, [field]: value }));
}

// Kills: a form that takes what it should not, an error without the file's name or the place.
describe.each(files)('a %s file', (_, schema, values) => {
  test('of the form is taken', () => {
    expect(told(schema, JSON.stringify(values))).toBeUndefined();
  });

  test('with another value in any field is refused by the name of file and field', () => {
    for (const value of [null, 7.5, true, {}, [[]], 'naught', '0'.repeat(100_001)]) {
      for (const [index, field] of Object.keys(values).entries()) {
        const said = told(schema, withEach(values, value)[index] ?? '');
        if (said !== undefined) expect(said).toContain(`${path}: ${field}`);
      }
    }
  });

  test('with a field too few, or too many, is refused', () => {
    const { format: _, ...formless } = values;
    expect(told(schema, JSON.stringify(formless))).toContain(`${path}: format`);
    expect(told(schema, JSON.stringify({ ...values, more: 1 }))).toContain(`${path}: more`);
  });

  test('with keys of Object.prototype or keys twice means what its last keys say', () => {
    const text = JSON.stringify(values).slice(0, -1);
    for (const key of ['__proto__', 'constructor', 'toString']) {
      expect(told(schema, `${text},"${key}":{"format":"x"}}`)).toContain(`${path}: ${key}`);
      expect(told(schema, `{"${key}":${text}}}`)).toEqual(refusesIt);
    }
    expect(told(schema, `${text},"format":"another"}`)).toContain(`${path}: format`);
    expect(({} as Values)['format']).toBeUndefined();
  });

  test.skipIf(!HAVE_VECTORS)('of JSONTestSuite is refused (../shared/vectors/hostile)', () => {
    for (const { name, bytes } of jsonCases) expect(told(schema, bytes), name).toEqual(refusesIt);
  });

  test.skipIf(!HAVE_VECTORS)('with naughty strings is taken or refused by its name', () => {
    const fields = Object.keys(values);
    const turn = files.findIndex(([, other]) => other === schema);
    for (const [index, naughty] of naughtyStrings.entries()) {
      if (index % files.length !== turn) continue;
      const field = fields[Math.floor(index / files.length) % fields.length] ?? '';
      const said = told(schema, JSON.stringify({ ...values, [field]: naughty }));
      if (said !== undefined) expect(said).toEqual(refusesIt);
      expect(told(schema, JSON.stringify({ ...values, [`x${naughty}`]: 1 }))).toEqual(refusesIt);
    }
  });

  test('of a megabyte and an octet, not UTF-8, or not there is refused', () => {
    const most = 1024 * 1024;
    const text = JSON.stringify(values);
    expect(told(schema, text.padEnd(most))).toBeUndefined();
    expect(told(schema, text.padEnd(most + 1))).toContain(`longer than ${most} octets`);
    expect(told(schema, Buffer.from([0x22, 0xff, 0x22]))).toEqual(refusesIt);
    truncateSync(path, 0);
    expect(told(schema, '')).toEqual(refusesIt);
    expect(() => fileIn(schema, join(folder, 'nowhere'))).toThrow('nowhere cannot be read');
    expect(() => fileIn(schema, folder)).toThrow(`${folder} cannot be read`);
  });
});

test('evidence of the form that says nothing convinces nobody, in every reading of the log', () => {
  for (const A20 of ['mutable', 'signed', 'merkle', 'hash-chain'] as const) {
    for (const message of ['', '00', '53320114', `53320114${'00000000'.repeat(4)}`]) {
      for (const tree of [undefined, { ...proof, index: Number.MAX_SAFE_INTEGER }]) {
        const evidence: EvidenceFile = {
          ...{ format: 'sa2pmp-evidence', version: 1, reading: { ...reading, A20 } },
          ...(tree && { tree: { ...tree, entry: textToBytes('') } }),
          message: message as Bytes,
        };
        const trust = { reading: evidence.reading, witnesses: [], quorum: 0, attested: [] };
        const { kind } = judge(concrete(suiteOf(reading)), evidence, trust);
        expect(kind).toBe('blames-nobody');
      }
    }
  }
});
