import { describe, expect, test } from 'vitest';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { withRepairs } from '../../model/sa2pmp/repair.ts';
import { audit, type Audited, exitCode } from './audit.ts';
import { accepted, day, running } from './system.ts';

type Changes = Partial<Reading>;

const published: readonly Changes[] = [
  {},
  { A1: 'first-use' },
  { A1: 'in-message', A8: 'aes-128-ecb' },
  { A2: 'in-session', A13: 'https' },
  { A2: 'under-key', A17: 'clear' },
  { A2: 'in-branch', A22: 'ciphertext' },
  { A7: 'challenge', A13b: 'token' },
  { A7: 'transactions', A13b: 'password' },
  { A7: 'ciphertexts', A8: 'aes-128-cbc-zero-iv' },
  { A7: 'counter', A23: 'before' },
  { A7: 'clock-window', A13: 'signed' },
  { A19: 'gateway' },
  { A19: 'both', A20: 'hash-chain' },
  { A19: 'bank', A22: 'signed' },
  { A20: 'merkle' },
  { A31: 'encrypt-then-sign', A8: 'aes-128-ctr' },
  { A17: 'signed', A27: 'signed-by-old' },
  { A3: 'identifier-looked-up', "A3'": 'injective', A22: 'signed' },
  { A4: 'none', A6: 'payee-amount-memo', A8: 'aes-128-cbc-fixed-iv' },
  { A6: 'payee-amount-dated', A8b: '256', A30d: 'rfc6979' },
  { A10: 'in-branch', A10b: 'signed', A24: 'weak-nonce' },
  { A16: 'https', A22: 'ciphertext-result' },
  { A18: 'exists', A26: 'archive-late', A30c: 'low' },
  { A27: 'notice-checked', A40: 'operator', A20: 'signed' },
  { A1: 'in-message-checked', A32: 'inside', A30: 'secp192k1' },
  { A38: 'message', A30b: 'der', A30e: 'validated', A22: 'plaintext-result' },
];

/** Repairs that the host has a part in, each without the others. */
const alone = ['encapsulation', 'password', 'presence', 'commitments', 'resolution'] as const;

const cases: readonly (readonly [string, Reading])[] = [
  ...published.map(
    (changes) =>
      [
        ['published', ...Object.entries(changes).map(([id, choice]) => `${id}=${choice}`)].join(
          ' ',
        ),
        { ...readings.published, ...changes },
      ] as const,
  ),
  ['charitable', readings.charitable],
  ['repaired', readings.repaired],
  ...alone.map((id) => [`published with ${id}`, withRepairs(readings.published, [id])] as const),
  ['charitable A31=encrypt-then-sign', { ...readings.charitable, A31: 'encrypt-then-sign' }],
];

async function auditedDay(reading: Reading): Promise<Audited> {
  const system = await running(reading);
  try {
    const news = await day(system);
    // Six orders were answered, of which one was declined: the run is no run of refusals.
    const results = news.flatMap((one) => (one.kind === 'result' ? [one.status] : []));
    expect(results.filter((status) => status === 'executed')).toHaveLength(6);
    expect(results.filter((status) => status === 'declined')).toHaveLength(1);
    // Nobody is handed what is for somebody else (the log's records, A16).
    expect(news.filter(({ kind }) => kind === 'refused-here')).toEqual([]);
    const found = accepted(audit(await system.close()));
    expect(exitCode(found)).toBe(0);
    return found;
  } finally {
    system.remove();
  }
}

describe('a live run', () => {
  // Design section 2 "everything ends in one Trace". Kills: a host that steps otherwise than the
  // model, a message that the merge does not match, a claim that the live run breaks.
  test.each(cases)('%s: the model takes every step and every claim holds', async (_, reading) => {
    const { injected, repeated, missing, claims, steps } = await auditedDay(reading);
    expect({ injected, repeated, missing }).toEqual({ injected: [], repeated: [], missing: [] });
    expect(steps).toBeGreaterThan(40);
    const verdicts = Object.fromEntries(claims.map((one) => [one.claim, one]));
    expect(claims.filter(({ verdict }) => verdict === 'broken')).toEqual([]);
    expect(verdicts['injective-agreement-order']).toMatchObject({ verdict: 'holds', occasions: 7 });
    expect(verdicts['agreement-result']).toMatchObject({ verdict: 'holds', occasions: 7 });
    expect(verdicts['at-most-once']).toMatchObject({ verdict: 'holds', occasions: 4 });
    // Without anything of the bank's to answer no order can be recent, whoever does what (W5).
    const answersSomething =
      reading.A7 === 'challenge' || ['token', 'logged-on'].includes(reading.A13b);
    expect(verdicts['recent-aliveness-client']).toMatchObject(
      answersSomething
        ? { verdict: 'holds', occasions: 7 }
        : { verdict: 'not judged', why: 'the intended run breaks it too' },
    );
    expect(verdicts['secrecy-order']?.verdict).toBe('not judged');
    expect(verdicts['secrecy-signing-key']?.verdict).toBe('not judged');
    expect(verdicts['multi-factor-device']?.verdict).toBe('not judged');
    expect(verdicts['nro-soundness']?.verdict).toBe('not judged');
  });
});
