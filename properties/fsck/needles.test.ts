import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NEEDLE_BYTES_MIN, seeker, seekInFile } from './needles.ts';

const octets = fc.uint8Array({ minLength: NEEDLE_BYTES_MIN, maxLength: 40 });
const around = fc.uint8Array({ maxLength: 40 });
const placed = fc.record({ before: around, secret: octets, after: around });
const spelling = fc.constantFrom('latin1', 'hex', 'HEX', 'base64', 'base64url');

function spelt(whole: Buffer, how: string): Buffer {
  if (how === 'latin1') return whole;
  if (how === 'HEX') return Buffer.from(whole.toString('hex').toUpperCase());
  return Buffer.from(whole.toString(how as 'hex'));
}

describe('needles', () => {
  test('octets are found wherever they stand, in every spelling', () => {
    fc.assert(
      fc.property(placed, spelling, ({ before, secret, after }, how) => {
        const { seek } = seeker([{ what: 'it', octets: secret }]);
        const haystack = spelt(Buffer.concat([before, secret, after]), how);
        expect([...seek(haystack)]).toEqual(['it']);
      }),
    );
  });

  test('octets that are not there are not found', () => {
    fc.assert(
      fc.property(placed, spelling, ({ before, secret, after }, how) => {
        const { seek } = seeker([{ what: 'it', octets: Buffer.from('nowhere to be found') }]);
        expect(seek(spelt(Buffer.concat([before, secret, after]), how)).size).toBe(0);
      }),
    );
  });

  test('a needle that straddles two pieces of a file is found', () => {
    const directory = mkdtempSync(join(tmpdir(), 'needles-'));
    const path = join(directory, 'haystack');
    const secret = Buffer.from('a needle of ours');
    const haystack = Buffer.alloc(9 * 1024 * 1024);
    haystack.set(secret, 4 * 1024 * 1024 - 5);
    writeFileSync(path, haystack);
    expect([...seekInFile(seeker([{ what: 'it', octets: secret }]), path)]).toEqual(['it']);
    expect(seekInFile(seeker([{ what: 'it', octets: Buffer.from('another') }]), path).size).toBe(0);
    rmSync(directory, { recursive: true });
  });
});
