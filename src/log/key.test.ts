import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64 } from './base64.ts';
import { LOG, signer } from './fixture.ts';
import {
  claims,
  formatVerifierKey,
  isKeyName,
  keyId,
  parseVerifierKey,
  verifierKey,
} from './key.ts';
import { ARCHE, GO_NOTE } from './published.ts';

const KEY = verifierKey('log', LOG);

describe('a verifier key', () => {
  test('is what its text reads as, in its role and in no other', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter(isKeyName);
    fc.assert(
      fc.property(name, fc.nat(255), fc.boolean(), (given, octet, watches) => {
        const [role, other] = watches
          ? (['witness', 'log'] as const)
          : (['log', 'witness'] as const);
        const key = verifierKey(role, signer(given, octet));
        expect(parseVerifierKey(role, formatVerifierKey(key))).toEqual(key);
        expect(parseVerifierKey(other, formatVerifierKey(key))).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });

  test('as published by Go, by a public log and by a public witness is read and written', () => {
    for (const text of [GO_NOTE.key, ARCHE.log]) {
      const key = parseVerifierKey('log', text);
      expect(key && formatVerifierKey(key)).toBe(text);
    }
    const witness = parseVerifierKey('witness', ARCHE.witness);
    expect(witness && formatVerifierKey(witness)).toBe(ARCHE.witness);
  });

  test('cut at either end, or with one character changed, is none', () => {
    const text = formatVerifierKey(KEY);
    for (let at = 1; at < text.length; at += 1) {
      expect(parseVerifierKey('log', text.slice(0, at))).toBeUndefined();
      expect(parseVerifierKey('log', text.slice(at))).toBeUndefined();
    }
    for (let at = 0; at < text.length; at += 1) {
      const next = String.fromCharCode(text.charCodeAt(at) + 1);
      expect(
        parseVerifierKey('log', text.slice(0, at) + next + text.slice(at + 1)),
      ).toBeUndefined();
    }
    for (const odd of [text.toUpperCase(), `${text}\n`, ` ${text}`, `${text}+`, '']) {
      expect(parseVerifierKey('log', odd)).toBeUndefined();
    }
  });

  test('of a bad name, length or type, or that is no point, is none though its ID is right', () => {
    const { name, publicKey } = KEY;
    const made = (key: Uint8Array, octet = 1): string => {
      const id = Buffer.from(keyId({ role: 'log', name, publicKey: key })).toString('hex');
      return `${name}+${id}+${toBase64(Uint8Array.of(octet, ...key))}`;
    };
    expect(parseVerifierKey('log', made(publicKey))).toEqual(KEY);
    const neutral = Uint8Array.of(1, ...new Uint8Array(31));
    const odd = [publicKey.slice(1), Uint8Array.of(...publicKey, 0), new Uint8Array(), neutral];
    for (const key of odd) expect(parseVerifierKey('log', made(key))).toBeUndefined();
    expect(parseVerifierKey('log', made(publicKey, 2))).toBeUndefined();
    const spaced = formatVerifierKey({ ...KEY, name: 'log example' });
    expect(parseVerifierKey('log', spaced)).toBeUndefined();
    // Go's own two: a wrong length and an unknown type, each with the key ID adjusted.
    const long = 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==';
    const type = 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    for (const text of [long, type]) expect(parseVerifierKey('log', text)).toBeUndefined();
  });

  test('has an ID that its name, its role and its octets decide', () => {
    const ids = [
      KEY,
      verifierKey('witness', LOG),
      verifierKey('log', signer('other', 1)),
      verifierKey('log', signer(LOG.name, 2)),
    ].map((key) => Buffer.from(keyId(key)).toString('hex'));
    expect(new Set(ids).size).toBe(4);
  });

  test('is claimed by its name with its ID, never by one of them alone', () => {
    const id = keyId(KEY);
    expect(claims(KEY, { name: KEY.name, keyId: id })).toBe(true);
    expect(claims(KEY, { name: 'other', keyId: id })).toBe(false);
    expect(claims(KEY, { name: KEY.name, keyId: id.map((octet) => octet ^ 1) })).toBe(false);
  });
});

describe('a key name', () => {
  test('is not empty and has no space, no plus, no control character and no lone surrogate', () => {
    for (const name of ['a', 'example.com/log42', 'ärzte', '日本', '😀']) {
      expect(isKeyName(name)).toBe(true);
    }
    const odd = [
      '',
      ' ',
      'a b',
      'a+b',
      'a\nb',
      'a\u00a0b',
      'a\u2003',
      '\u3000a',
      'a\u0085',
      '\u2028',
    ];
    const worse = ['a\u0000', 'a\u001f', '\ud800', 'a\udc00b'];
    for (const name of [...odd, ...worse]) expect(isKeyName(name)).toBe(false);
  });
});
