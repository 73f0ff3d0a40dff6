import { describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../bytes.ts';
import { missingAtBank, missingAtLog, missingOnPhone } from './anchors.ts';

const bankPublicKey = '02aa' as Bytes;
const logPublicKey = '02bb' as Bytes;
const both = { bankPublicKey, logPublicKey };
const { published, repaired } = readings;

// The log decides (R7), the bank signs records (R5), packages are for the bank's key (R3).
describe('as repaired', () => {
  test('the bank has to know the log, and nobody else', () => {
    expect(missingAtBank(repaired, { bankPublicKey })).toBe('the log');
    expect(missingAtBank(repaired, { logPublicKey })).toBeUndefined();
  });

  test('the log has to know the bank, and nobody else', () => {
    expect(missingAtLog(repaired, { logPublicKey })).toBe('the bank');
    expect(missingAtLog(repaired, { bankPublicKey })).toBeUndefined();
  });

  test('the phone has to know both, the bank first', () => {
    expect(missingOnPhone(repaired, {})).toBe('the bank');
    expect(missingOnPhone(repaired, { logPublicKey })).toBe('the bank');
    expect(missingOnPhone(repaired, { bankPublicKey })).toBe('the log');
    expect(missingOnPhone(repaired, both)).toBeUndefined();
  });
});

test.each([{}, both])('as published nobody has to know anybody: %o', (anchors) => {
  for (const missing of [missingAtBank, missingAtLog, missingOnPhone]) {
    expect(missing(published, anchors)).toBeUndefined();
  }
});
