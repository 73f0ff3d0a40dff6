/** The key pair of a phone: whose it is, and what is sent of it (§4.3, A2, A27). */
import { describe, expect, test } from 'vitest';
import type { Term } from '../../../core/term.ts';
import { type Reading, readings } from '../../reading.ts';
import { setting } from '../../setting.ts';
import { opened } from '../../testing/play.ts';
import { toBank, toLog } from './communication-module.ts';
import { newKey, register } from './key-management-module.ts';

/** Alice's phone, and a key that it registers in the place of another. */
function phone(changes: Partial<Reading> = {}) {
  const p = opened(changes);
  const { algebra, messages: m } = p;
  const world = setting(algebra, { ...readings.published, ...changes });
  const key = (text: string): Term => algebra.name('signing-key', text);
  const fresh = algebra.name('seed', 'step');
  const token = algebra.name('token', 'own');
  const registers = (previousKey?: Term) =>
    register(world, p.client(), { signingKey: key('new'), previousKey, token, fresh });
  const binding = algebra.encode(m.keyBinding, {
    ...{ clientId: algebra.encode(m.clientId, p.client().customer), token },
    publicKey: algebra.publicKey(key('new')),
  });
  return { p, algebra, m, world, key, fresh, registers, binding };
}

const way = (channel: string, hop: string, to = 'bank:alice') => ({
  ...{ effect: 'send', channel, hop, from: 'alice', to },
});

describe('a registration', () => {
  // A2, A27. Kills: signatures of one step with one nonce, an endorsement with the new key.
  test('is of the key, with the proofs that the reading asks for, each with a nonce of its own', () => {
    const bare = phone();
    const message = bare.algebra.encode(bare.m.registration, { binding: bare.binding });
    const first = { message, note: 'registration of the public key' };
    expect(bare.registers()).toEqual([{ ...way('wireless', 'log'), ...first }]);
    const renewed = { message, note: 'renewed public key' };
    expect(bare.registers(bare.key('old'))).toEqual([{ ...way('wireless', 'log'), ...renewed }]);
    const proven = phone({ A2: 'self-signed', A27: 'signed-by-old' });
    const { algebra, key, fresh, binding, m } = proven;
    const proof = algebra.sign(key('new'), algebra.derive(fresh, 'randomness'), binding);
    const by = (signer: Term) =>
      algebra.sign(signer, algebra.derive(fresh, 'randomness-2'), binding);
    for (const old of ['old', 'new']) {
      const endorsement = by(key(old));
      const whole = algebra.encode(m.registration, { binding, proof, endorsement });
      const [sent] = proven.registers(old === 'old' ? key('old') : undefined);
      expect(sent).toMatchObject({ message: whole });
    }
  });

  test('goes the way of the reading (A1, A2, A16)', () => {
    const branch = phone({ A2: 'in-branch' });
    const message = branch.algebra.encode(branch.m.registration, { binding: branch.binding });
    const handed = { message, note: 'public key, handed over in the branch' };
    expect(branch.registers()).toEqual([
      { ...way('branch', 'bank:alice'), ...handed },
      { ...way('branch', 'judge', 'judge'), ...handed },
    ]);
    expect(phone({ A1: 'first-use' }).registers()).toEqual([]);
    const secure = phone({ A2: 'in-session', A13: 'https' });
    expect(secure.registers()).toMatchObject([way('https', 'bank:alice')]);
    const boxed = phone({ A2: 'under-key' });
    const [sent] = boxed.registers();
    const box =
      sent?.effect === 'send' && boxed.algebra.decode(boxed.m.registrationBox, sent.message);
    const { packageKey, customer } = boxed.p.bank();
    expect(box && box.accid).toBe(customer.accid);
    const inside = box && boxed.algebra.open(packageKey, boxed.m.registration, box.body);
    expect(inside && inside.binding).toBe(boxed.binding);
  });
});

describe('the key of a phone', () => {
  // W12, A25. Kills: a shared key that comes back, a key of the JAR left out.
  test('is its own, another app’s the first time, or the one in the JAR', () => {
    const { p, algebra, world, key, fresh } = phone();
    const { appPackage = expect.fail('no package') } = p.client();
    const own = algebra.derive(fresh, 'signing-key');
    const made = (context: Parameters<typeof newKey<Term>>[1]) => newKey(world, context, fresh);
    expect(made({ appPackage, signingKey: undefined })).toBe(own);
    const [sharedKey, signingKey] = [key('shared'), key('old')];
    expect(made({ appPackage, signingKey: undefined, sharedKey })).toBe(sharedKey);
    expect(made({ appPackage, signingKey, sharedKey })).toBe(own);
    const jar = { ...appPackage, signingKey: key('jar') };
    expect(made({ appPackage: jar, signingKey, sharedKey })).toBe(key('jar'));
  });
});

describe('what the phone sends', () => {
  const addresses = opened().client().addresses;
  const parts = { message: 'm', note: 'n' };
  const of = (changes: Partial<Reading>) => ({ reading: { ...readings.published, ...changes } });

  test('goes by the gateway, or over HTTPS to the bank (A13, A16)', () => {
    const sent = (changes: Partial<Reading>, https?: boolean) =>
      toBank(of(changes), { addresses }, https === undefined ? parts : { ...parts, https });
    expect(sent({})).toEqual({ ...way('wireless', 'log'), ...parts });
    expect(sent({}, true)).toEqual({ ...way('https', 'bank:alice'), ...parts });
    expect(sent({ A16: 'https' })).toEqual({ ...way('https', 'bank:alice'), ...parts });
    expect(sent({ A16: 'https-to-gateway' })).toEqual({ ...way('https', 'log'), ...parts });
  });

  test('is for the log server itself where the log is asked (R7)', () => {
    for (const [A16, channel] of [
      ['http', 'wireless'],
      ['https-to-gateway', 'https'],
    ] as const) {
      const sent = toLog(of({ A16 }), { addresses, ...parts });
      expect(sent).toEqual({ ...way(channel, 'log', 'log'), ...parts });
    }
  });
});
