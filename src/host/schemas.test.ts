import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { axisIds, readings } from '../../model/sa2pmp/reading.ts';
import { branchSchema, evidenceSchema, testimonySchema, trustSchema } from './evidence.ts';
import { MESSAGE_BYTES_MAX } from './limits.ts';
import { hexSchema, packageSchema } from './package.ts';
import { readingSchema } from './reading-schema.ts';

const is = (schema: v.GenericSchema, value: unknown): boolean => v.is(schema, value);
const { published, charitable } = readings;

describe('a reading', () => {
  test('is every axis with one of its choices', () => {
    expect([is(readingSchema, published), is(readingSchema, charitable)]).toEqual([true, true]);
    for (const id of axisIds) {
      const { [id]: _, ...less } = published;
      expect(is(readingSchema, less)).toBe(false);
      for (const wrong of ['', 'nonsense', 'toString', '__proto__', 1, null, ['none']]) {
        expect(is(readingSchema, { ...published, [id]: wrong })).toBe(false);
      }
    }
  });

  test('has no axis that is not known', () => {
    expect(is(readingSchema, { ...published, A99: 'none' })).toBe(false);
  });

  test('contradicts itself nowhere', () => {
    const contradicting = { ...published, A13: 'signed', A1: 'first-use' };
    expect(is(readingSchema, { ...published, A13: 'signed' })).toBe(true);
    expect(is(readingSchema, contradicting)).toBe(false);
  });

  test.for([null, undefined, 'published', 7, [], {}])('is not %o', (value) => {
    expect(is(readingSchema, value)).toBe(false);
  });
});

describe('hex', () => {
  const schema = hexSchema(2);
  test.for(['', '00', 'ff0a'])('may be %o', (text) => {
    expect(is(schema, text)).toBe(true);
  });
  test.for(['0', 'FF', '0g', '000000', ' 00', '00\n', '0x00', 7, null])('is not %o', (value) => {
    expect(is(schema, value)).toBe(false);
  });
});

interface Form {
  readonly name: string;
  readonly schema: v.GenericSchema;
  readonly whole: Readonly<Record<string, unknown>>;
  readonly optional: readonly string[];
  readonly wrong: readonly Readonly<Record<string, unknown>>[];
}

const long = '00'.repeat(MESSAGE_BYTES_MAX + 1);
const tree = { entry: '00', index: 0, proof: ['00'.repeat(32)], checkpoint: 'log\n' };
const message = { id: '0', from: 'a', to: 'b', message: '00' };

const forms: readonly Form[] = [
  {
    name: 'a package',
    schema: packageSchema,
    whole: {
      ...{ format: 'sa2pmp-package', version: 1, account: 'alice-01', currency: 'CAD' },
      ...{ reading: published, gateway: 'http://127.0.0.1:7000', message: '00' },
      https: { url: 'https://127.0.0.1:7002', certificate: 'PEM' },
    },
    optional: ['https'],
    wrong: [
      ...[{ account: 'a b' }, { account: '' }, { currency: 'cad' }, { currency: 'CADS' }],
      ...[{ gateway: 'nowhere' }, { gateway: `http://${'a'.repeat(256)}` }, { message: long }],
      ...[
        { message: 'zz' },
        { reading: { ...published, A7: 'x' } },
        { https: { url: 'https://a' } },
      ],
      { https: { url: 'https://a', certificate: 'PEM', password: 'x' } },
    ],
  },
  {
    name: 'evidence',
    schema: evidenceSchema,
    whole: { format: 'sa2pmp-evidence', version: 1, reading: charitable, message: '00', tree },
    optional: ['tree'],
    wrong: [
      ...[{ message: long }, { reading: {} }, { tree: { ...tree, index: -1 } }],
      ...[{ tree: { ...tree, index: 0.5 } }, { tree: { ...tree, index: 2 ** 53 } }],
      { tree: { ...tree, proof: Array(65).fill('00'.repeat(32)) } },
      { tree: { ...tree, proof: ['00'.repeat(33)] } },
      ...[{ tree: { ...tree, checkpoint: 'a'.repeat(16_385) } }, { tree: { ...tree, more: 1 } }],
    ],
  },
  {
    name: 'a testimony',
    schema: testimonySchema,
    whole: { format: 'sa2pmp-testimony', version: 1, account: 'a', bindings: ['00'], key: '00' },
    optional: ['key'],
    wrong: [{ bindings: '00' }, { bindings: [7] }, { bindings: Array(1025).fill('') }],
  },
  {
    name: 'a trust file',
    schema: trustSchema,
    whole: {
      ...{
        format: 'sa2pmp-trust',
        version: 1,
        reading: readings.published,
        logPublicKey: '00',
        log: 'l',
        witnesses: ['w'],
      },
      ...{ quorum: 1, attested: ['00'] },
    },
    optional: ['logPublicKey', 'log', 'witnesses', 'quorum', 'attested'],
    wrong: [{ quorum: -1 }, { quorum: 0.5 }, { witnesses: 'w' }, { attested: ['x'] }],
  },
  {
    name: 'a branch file',
    schema: branchSchema,
    whole: { format: 'sa2pmp-branch', version: 1, messages: [message] },
    optional: [],
    wrong: [
      { messages: Array(17).fill(message) },
      ...[{ messages: [{ ...message, channel: 'branch' }] }, { messages: [{ ...message, id: 1 }] }],
    ],
  },
];

// Kills: somebody who is trusted although nobody said so.
test('a trust file that names nobody trusts nobody', () => {
  const whole = { format: 'sa2pmp-trust', version: 1, reading: published };
  expect(v.parse(trustSchema, whole)).toEqual({ ...whole, witnesses: [], attested: [] });
});

describe('an address in a package', () => {
  const base = { format: 'sa2pmp-package', version: 1, account: 'a', currency: 'CAD' };
  const whole = { ...base, reading: published, gateway: 'http://a', message: '00' };
  const https = (url: string) => ({ https: { url, certificate: 'PEM' } });
  const fills = (changes: object): boolean => is(packageSchema, { ...whole, ...changes });

  test('of the gateway is one by HTTP or HTTPS', () => {
    for (const gateway of [
      'http://a',
      'https://a',
      'http://a:1/b c',
      `http://${'a'.repeat(249)}`,
    ]) {
      expect([gateway, fills({ gateway })]).toEqual([gateway, true]);
    }
    const wrong = [
      'xhttp://a',
      'ftp://a',
      'http:a',
      'http:///a',
      'http:// a',
      'http://',
      'httpss://a',
    ];
    for (const gateway of [...wrong, 'http://a:b', `http://${'a'.repeat(250)}`]) {
      expect([gateway, fills({ gateway })]).toEqual([gateway, false]);
    }
  });

  test('of the bank is one by HTTPS', () => {
    expect(['https://a', 'http://a', 'http://https:'].map((url) => fills(https(url)))).toEqual([
      ...[true, false, false],
    ]);
    const certificate = (length: number) => 'a'.repeat(length);
    expect(
      [8192, 8193].map((n) => fills({ https: { url: 'https://a', certificate: certificate(n) } })),
    ).toEqual([true, false]);
  });

  test('goes with an account and a currency in so many letters', () => {
    expect([64, 65].map((n) => fills({ account: 'n'.repeat(n) }))).toEqual([true, false]);
    expect(['CAD', 'CA', 'xCAD', 'CADx', 'C4D'].map((currency) => fills({ currency }))).toEqual([
      ...[true, false, false, false, false],
    ]);
  });
});

describe.each(forms)('the form of $name', ({ schema, whole, optional, wrong }) => {
  const others = ['client', 'package', 'evidence'].map((word) => `sa2pmp-${word}`);

  test('is met by one that is whole, and without what may be left out', () => {
    expect(is(schema, whole)).toBe(true);
    for (const field of Object.keys(whole)) {
      const less = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field));
      expect([field, is(schema, less)]).toEqual([field, optional.includes(field)]);
    }
  });

  // Kills: a form that lets through what it does not know.
  test('is not met with a field that is not known', () => {
    expect(is(schema, { ...whole, comment: 'x' })).toBe(false);
  });

  test('is that of one format and one version', () => {
    for (const format of others.filter((other) => other !== whole['format'])) {
      expect(is(schema, { ...whole, format })).toBe(false);
    }
    for (const version of [0, 2, '1']) expect(is(schema, { ...whole, version })).toBe(false);
    for (const value of [null, [], 'x', 7]) expect(is(schema, value)).toBe(false);
  });

  // A person reads it, behind the file's name and the field's.
  test('says in words what is wrong', () => {
    for (const change of wrong) {
      const { issues = [] } = v.safeParse(schema, { ...whole, ...change });
      expect([change, issues.length > 0]).toEqual([change, true]);
      for (const { message } of issues) expect(message).toMatch(/\w/u);
    }
  });

  test('is not met by what is out of its bounds', () => {
    for (const change of wrong) {
      expect([change, is(schema, { ...whole, ...change })]).toEqual([change, false]);
    }
  });
});
