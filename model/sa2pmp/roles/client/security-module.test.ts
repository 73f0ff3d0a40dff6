import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../core/effect.ts';
import type { Term } from '../../../core/term.ts';
import { readings, type Reading } from '../../reading.ts';
import type { CheckId } from '../../setting.ts';
import { setting } from '../../setting.ts';
import { opened, pay, type Play, play } from '../../testing/play.ts';
import { type ClientReading, readAtClient } from './security-module.ts';

interface Case {
  readonly changes?: Partial<Reading>;
  readonly omitted?: readonly CheckId[];
  /** Before the package is installed. */
  readonly isBare?: boolean;
}

/** Alice's phone, which waits for a result, and what frames are to it. */
function phone({ changes = {}, omitted = [], isBare = false }: Case = {}) {
  const p: Play = isBare ? play(changes) : opened(changes, { unanswered: true });
  if (!isBare) pay(p);
  const { algebra, messages: m } = p;
  const world = setting(algebra, { ...readings.published, ...changes }, { omitted });
  const is = (message: Term, channel: Channel = 'wireless'): ClientReading<Term> =>
    readAtClient(world, p.client(), {
      ...{ type: 'frame', channel, from: 'bank:alice', to: 'alice', message, at: 0 },
      fresh: algebra.name('seed', 'step'),
    });
  const other = algebra.derive(algebra.name('seed', 'x'), 'signing-key');
  const pending = (): Term => p.client().pending?.request ?? expect.fail('no order');
  const result = (more: Readonly<Record<string, Term>> = {}): Term =>
    algebra.encode(m.result, {
      status: algebra.constant('executed'),
      reference: algebra.name('reference', '1'),
      request: isBare ? other : algebra.hash(pending()),
      ...more,
    });
  const answered = (of: Term, key = p.bank().packageKey, signer = p.bank().signingKey): Term =>
    algebra.encode(m.answerFrame, {
      body: algebra.seal(key, other, of),
      signature: algebra.sign(signer, other, of),
    });
  return { p, algebra, m, is, other, result, answered };
}

const refused = (why: string) => ({ kind: 'refused', why });

describe('an answer to an order', () => {
  test('is a result, or is refused for what it lacks', () => {
    const { algebra, is, other, result, answered } = phone();
    expect(is(answered(result()))).toEqual({ kind: 'result', result: result(), next: undefined });
    expect(is(other)).toEqual(refused('no result'));
    expect(is(answered(result(), other))).toEqual(refused('no result'));
    const perhaps = result({ status: algebra.constant('perhaps') });
    expect(is(answered(perhaps))).toEqual(refused('unknown status'));
    const declined = result({ status: algebra.constant('declined') });
    expect(is(answered(declined)).kind).toBe('result');
    expect(is(answered(result()), 'https')).toEqual(refused('unexpected channel'));
  });

  test('is refused of another order, and where the bank did not sign it (A17)', () => {
    const bound = phone({ changes: { A17: 'under-key-bound' } });
    const elsewhere = bound.result({ request: bound.other });
    expect(bound.is(bound.answered(elsewhere))).toEqual(refused('result of another order'));
    const signed = phone({ changes: { A17: 'signed' } });
    const { algebra, m, other, result, is, p } = signed;
    const by = (signer: Term): Term =>
      algebra.encode(m.answerFrame, {
        body: algebra.seal(p.bank().packageKey, other, result()),
        signature: algebra.sign(signer, other, result()),
      });
    expect(is(by(other))).toEqual(refused('bank did not sign'));
    expect(is(by(p.bank().signingKey)).kind).toBe('result');
  });

  test('is none where no order is pending', () => {
    const { p, is, result, answered } = phone();
    const message = answered(result());
    p.want('alice', 'timeout');
    expect(is(message)).toEqual(refused('no order is pending'));
  });
});

describe('a challenge', () => {
  test('is one where orders have one (A7), and no result elsewhere', () => {
    const challenge = ({ algebra, m }: ReturnType<typeof phone>): Term =>
      algebra.encode(m.challenge, { challenge: algebra.name('challenge', '1') });
    const asked = phone({ changes: { A7: 'challenge' } });
    expect(asked.is(challenge(asked))).toEqual({
      kind: 'challenge',
      challenge: asked.algebra.name('challenge', '1'),
    });
    const plain = phone();
    expect(plain.is(challenge(plain)).kind).toBe('refused');
  });
});

describe('a notice', () => {
  const notice = ({ algebra, m }: ReturnType<typeof phone>, accid: Term): Term =>
    algebra.encode(m.notice, { accid });

  test('is one for the account of the phone by SMS, and refused for what it is else', () => {
    const own = phone();
    const { p, algebra, is, other } = own;
    const { accid } = p.client().customer;
    expect(is(notice(own, accid), 'sms')).toEqual({ kind: 'notice' });
    expect(is(notice(own, accid)).kind).toBe('refused');
    expect(is(other, 'sms')).toEqual(refused('no notice'));
    const another = notice(own, algebra.name('account', 'bob-04712'));
    expect(is(another, 'sms')).toEqual(refused('notice for another account'));
    const signed = phone({ changes: { A18: 'exists' } });
    const bare = notice(signed, signed.p.client().customer.accid);
    expect(signed.is(bare, 'sms')).toEqual(refused('no notice'));
  });
});

describe('a package', () => {
  /** What is in it, and the package. */
  const packageOf = ({ p, algebra, m }: ReturnType<typeof phone>) => {
    const { name, signingKey, packageKey } = p.bank();
    const bankPublicKey = algebra.publicKey(signingKey);
    const fields = { bank: name, bankPublicKey, key: packageKey };
    return { fields, content: algebra.encode(m.appPackage, fields) };
  };

  test('is installed once, the way that it comes, and refused for what it is else', () => {
    const bare = phone({ isBare: true });
    const { fields, content } = packageOf(bare);
    expect(bare.is(content, 'package')).toEqual({ kind: 'package', appPackage: fields });
    expect(bare.is(bare.other, 'package')).toEqual(refused('no application package'));
    const unwanted = refused('not installed, or installed already');
    expect(bare.is(content, 'https')).toEqual(unwanted);
    const once = phone();
    expect(once.is(packageOf(once).content, 'package')).toEqual(unwanted);
    const anew = phone({ changes: { A11: 'each-release' } });
    expect(anew.is(packageOf(anew).content, 'package').kind).toBe('package');
    const secure = phone({ changes: { A11: 'each-release', A10: 'https' } });
    expect(secure.is(packageOf(secure).content, 'https').kind).toBe('package');
    expect(secure.is(packageOf(secure).content, 'package').kind).toBe('refused');
    expect(secure.is(secure.other, 'https').kind).toBe('refused');
  });

  test('that is to be signed is none without a signature (A10b)', () => {
    const bare = phone({ isBare: true, changes: { A10b: 'signed' } });
    const { content } = packageOf(bare);
    expect(bare.is(content, 'package')).toEqual(refused('no application package'));
  });
});

describe('an answer to a log-on', () => {
  test('brings the token, by the link that log-on went (A13, A16)', () => {
    const token = (of: ReturnType<typeof phone>): Term => of.algebra.name('token', '1');
    const welcome = (of: ReturnType<typeof phone>): Term =>
      of.algebra.encode(of.m.welcome, { token: token(of), renew: of.algebra.constant('renew') });
    const clear = phone({ changes: { A13: 'clear' } });
    const is = (of: ReturnType<typeof phone>, renews: boolean) => ({
      ...{ kind: 'welcome', token: token(of), renews },
    });
    expect(clear.is(welcome(clear))).toEqual(is(clear, false));
    expect(clear.is(welcome(clear), 'https')).toEqual(refused('unexpected channel'));
    const https = phone({ changes: { A13: 'https' } });
    expect(https.is(welcome(https), 'https')).toEqual(is(https, false));
    expect(https.is(welcome(https)).kind).toBe('refused');
    const checked = phone({ changes: { A13: 'clear', A27: 'notice-checked' } });
    expect(checked.is(welcome(checked))).toEqual(is(checked, true));
    const silent = checked.algebra.encode(checked.m.welcome, {
      ...{ token: token(checked), renew: checked.algebra.constant('go on') },
    });
    expect(checked.is(silent)).toEqual(is(checked, false));
  });

  test('is opened under the key of the package where it is sealed (A13)', () => {
    const { p, algebra, m, is, other } = phone({ changes: { A13: 'under-key' } });
    const welcome = algebra.encode(m.welcome, { token: other });
    const under = (key: Term): Term => algebra.seal(key, other, welcome);
    expect(is(under(p.bank().packageKey))).toEqual({
      kind: 'welcome',
      token: other,
      renews: false,
    });
    expect(is(under(other)).kind).toBe('refused');
    expect(is(welcome).kind).toBe('refused');
  });
});
