import { describe, expect, test } from 'vitest';
import type { Channel } from '../../core/effect.ts';
import type { Term } from '../../core/term.ts';
import type { JudgeContext } from '../court/context.ts';
import { messages } from '../messages.ts';
import { type Reading, readings } from '../reading.ts';
import type { CheckId } from '../setting.ts';
import { bankName, play, type Play, statements } from '../testing/play.ts';

/** The ways of a registration, each with the channel on which it comes to the bank. */
const ways: readonly (readonly [Partial<Reading>, Channel])[] = [
  [{ A2: 'bare' }, 'wired'],
  [{ A2: 'under-key' }, 'wired'],
  [{ A2: 'in-session' }, 'wired'],
  [{ A2: 'in-branch' }, 'branch'],
];

const own = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'own'), 'signing-key');
const other = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'x'), 'signing-key');

/** A customer with a package and a session, but no key. */
function keyless(changes: Partial<Reading>, omitted: readonly CheckId[] = []): Play {
  const p = play({ R2: 'proved', ...changes }, { omitted, court: true });
  p.want(bankName, 'issue');
  p.want('alice', 'logOn');
  return p;
}

/** A registration of `own` for alice: with a proof made with a key, or, of another reading, with none. */
function registration(p: Play, prover?: Term, { A2 }: Partial<Reading> = {}): Term {
  const { algebra } = p;
  const { customer, token, packageKey } = p.bank();
  const seed = algebra.name('seed', 'f');
  const lax: Reading = { ...p.setting.reading, R2: 'none' };
  const m = prover === undefined ? messages(lax) : p.messages;
  const binding = algebra.encode(m.keyBinding, {
    clientId: algebra.encode(m.clientId, customer),
    publicKey: algebra.publicKey(own(p)),
    token: token ?? seed,
  });
  const proof = algebra.sign(prover ?? seed, seed, binding);
  const message = algebra.encode(m.registration, { binding, proof });
  const isBoxed = A2 === 'under-key' || A2 === 'in-session';
  const body = (): Term => algebra.seal(packageKey, seed, message);
  const box = () => algebra.encode(m.registrationBox, { accid: customer.accid, body: body() });
  return isBoxed ? box() : message;
}

describe.each(ways)('a key that is registered by %o with R2', (changes, channel) => {
  const registers = (prover: ((p: Play) => Term) | undefined, omitted: readonly CheckId[] = []) => {
    const p = keyless(changes, omitted);
    const message = registration(p, prover?.(p), changes);
    return statements(p.put(channel, bankName, message)).includes('did registered');
  };

  // W7, W10. Kills: a proof not asked for, or one by whatever key.
  test('is taken by the bank from who has it, and from nobody else', () => {
    expect(registers(own)).toBe(true);
    expect(registers(undefined)).toBe(false);
    expect([registers(other), registers(other, ['registration-proof'])]).toEqual([false, true]);
  });
});

describe('a key that is shown to the notary (A2 in-branch, R2)', () => {
  const attests = (prover?: (p: Play) => Term, omitted: readonly CheckId[] = []): boolean => {
    const p = keyless({ A2: 'in-branch' }, omitted);
    p.put('branch', 'judge', registration(p, prover?.(p)));
    const index = p.system.parties.findIndex(({ name }) => name === 'judge');
    const context = p.locals()[index]?.snapshot.context as JudgeContext<Term>;
    return context.attested.length > 0;
  };

  // W10. Kills: a notary who attests whatever is handed over.
  test('is attested for who has it, and for nobody else', () => {
    expect(attests(own)).toBe(true);
    expect(attests()).toBe(false);
    expect([attests(other), attests(other, ['attestation-proof'])]).toEqual([false, true]);
  });

  test('is attested without a proof where none is asked for', () => {
    expect(readings.published.R2).toBe('none');
    const p = play({ A2: 'in-branch' }, { court: true });
    p.want(bankName, 'issue');
    p.want('alice', 'start');
    const index = p.system.parties.findIndex(({ name }) => name === 'judge');
    const { attested } = p.locals()[index]?.snapshot.context as JudgeContext<Term>;
    expect(attested).toHaveLength(1);
  });
});
