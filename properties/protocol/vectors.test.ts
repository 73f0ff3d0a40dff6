import { describe, expect, test } from 'vitest';
import {
  abortRequest,
  logOnFrame,
  orderFrame,
  registration,
  type Sealing,
} from '../independent/client.mjs';
import { passwordVerifier, publicKeyOf } from '../independent/crypto.mjs';
import { octets } from '../independent/octets.mjs';
import { textToBytes } from '../../src/bytes.ts';
import { textOf } from '../docs/pages.ts';
import type { Kind } from './cases.ts';
import { logsOn, opened, payment, records } from './honest.ts';
import { fieldIn, messageIn, refusal, steps } from './stranger.ts';
import { at, to, town } from './town.ts';
import { type Vectors, vectorsPath } from './vectors.ts';

const file = JSON.parse(await textOf(vectorsPath)) as Vectors;
const { customer, keys, password, sealing } = file;
const takes = steps(file);

const sealed = ({ ephemeral }: typeof sealing.order): Sealing => ({
  boxKey: octets(keys.bankBox.public),
  ephemeral: octets(ephemeral.private),
});
const scalar = octets(keys.phone.private);

// Kills: any disagreement between the page's client and the project's, in an octet.
describe('a stranger who has read the page', () => {
  test.each(Object.entries(keys))('makes the public key of %s', (_, pair) => {
    expect(publicKeyOf(octets(pair.private)).toString('hex')).toBe(pair.public);
  });

  test('P-LGN-2 makes the same verifier of the password', () => {
    expect(passwordVerifier(customer, password.cost).toString('hex')).toBe(password.verifier);
  });

  test('P-CRY-3 registers and renews with the same octets', () => {
    const renewed = octets(keys.phoneRenewed.private);
    expect(registration(customer, scalar)).toEqual(messageIn(file, 'registration'));
    expect(registration(customer, renewed, scalar)).toEqual(messageIn(file, 'renewal'));
  });

  test('P-CRY-5, P-CRY-8 logs on with the same octets, and awaits the answer under the same key', () => {
    const nonce = fieldIn(file, 'log-on: text', 'nonce');
    const by = { scalar, verifier: octets(password.verifier), nonce };
    const { frame, replyKey } = logOnFrame(customer, by, sealed(sealing.logOn));
    expect(frame).toEqual(messageIn(file, 'log-on'));
    expect(replyKey.toString('hex')).toBe(sealing.logOn.replyKey);
  });

  test('orders with the same octets, and gives up with the same octets', () => {
    const token = fieldIn(file, 'answer to the log-on', 'token');
    const bank = Buffer.from(customer.bank);
    const order = { scalar, bank, token, type: 'pay', ...payment };
    const { whole, frame, replyKey } = orderFrame(customer, order, sealed(sealing.order));
    expect(replyKey.toString('hex')).toBe(sealing.order.replyKey);
    expect(frame).toEqual(messageIn(file, 'order'));
    expect(whole).toEqual(messageIn(file, 'order: S(msg, ID_C)'));
    expect(abortRequest(octets(file.lostOrder))).toEqual(messageIn(file, 'abort'));
  });

  test('P-TOK-2: takes what is sent to the phone, and reads in it what was said', () => {
    expect(takes.package(messageIn(file, 'package'))).toMatchObject({
      boxKey: octets(keys.bankBox.public),
    });
    expect(takes.welcome(octets(file.boxes.welcome))).toMatchObject({ renews: false });
    expect(takes.answer(messageIn(file, 'answer'))).toMatchObject({
      status: 'executed',
      next: octets(file.nextToken),
    });
    expect(takes.resolution(messageIn(file, 'recorded'))).toBe('recorded');
    expect(refusal(() => takes.notice(messageIn(file, 'notice')))).toBeUndefined();
  });

  test('takes what bank, log and judge take', () => {
    expect(takes.order(messageIn(file, 'order'))).toMatchObject({
      commitment: fieldIn(file, 'record', 'content'),
      next: octets(file.nextToken),
    });
    expect(takes.registration(messageIn(file, 'registration'))).toMatchObject({
      key: octets(keys.phone.public),
    });
    expect(refusal(() => takes.record(messageIn(file, 'record')))).toBeUndefined();
    expect(takes.evidence(messageIn(file, 'evidence'))).toEqual({
      account: customer.account,
      type: 'pay',
      ...payment,
    });
  });
});

/** The town as it is when the cases are tried. */
function ready() {
  const all = opened();
  logsOn(all).heard();
  to(at.bank, all.phone.wants('pay', payment));
  return all;
}

const all = ready();
/** A fresh customer of the bank, whose key is not registered yet. */
const unregistered = town();
/** Each kind of message at the chart that takes it; nothing refused changes a chart. */
const hears: Readonly<Record<Kind, (message: string) => readonly string[]>> = {
  package: (message) => town().phone.hears('package', message as never).why,
  registration: (message) => unregistered.bank.hears('branch', message as never).why,
  'log-on': (message) => all.bank.hears('wired', message as never).why,
  welcome: (message) => all.phone.hears('wireless', message as never, at.bank).why,
  order: (message) => all.bank.hears('wired', message as never).why,
  record: (message) => all.log.hears('wired', message as never, at.bank, at.log).why,
  answer: (message) => all.phone.hears('wireless', message as never, at.bank).why,
  resolution: (message) => all.phone.hears('wireless', message as never, at.log).why,
  notice: (message) => all.phone.hears('sms', message as never, at.bank).why,
  evidence: (message) => all.judge.hears('court', message as never, at.bank, at.judge).why,
};

// Kills: each check left out, at the charts and at the stranger.
describe.each(file.refused)('$requirement: the $kind that $what', (one) => {
  test('is refused by the chart', () => {
    const why = hears[one.kind](one.octets);
    expect(why).toHaveLength(1);
    if (one.cause !== undefined) expect(why).toEqual([one.cause]);
  });

  test('is refused by the stranger, by that requirement', () => {
    expect(refusal(() => takes[one.kind](octets(one.octets)))).toBe(one.requirement);
  });
});

test('what the charts refuse is refused for its fault alone: the honest messages pass there', () => {
  const { bank, log, judge, phone } = opened();
  const run = logsOn({ bank, log, judge, phone, witness: all.witness });
  run.heard();
  const order = to(at.bank, phone.wants('pay', payment));
  expect(records({ bank, log, judge, phone, witness: all.witness }, order).recorded).toBeTruthy();
  const shown = textToBytes('').concat(messageIn(file, 'evidence').toString('hex'));
  expect(judge.hears('court', shown as never, at.bank, at.judge).why).toEqual([]);
});
