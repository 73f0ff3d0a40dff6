/**
 * Live attacks on what phones keep, believe and are told: keys read out of packages and files, sessions
 * opened by a copy, answers changed on the way or kept, notices that nobody sent.
 */
import { type Bytes, parseBytes, textToBytes } from '../../src/bytes.ts';
import { logOn, pay } from '../audit/system.ts';
import {
  forgedOrder,
  gains,
  type LiveAttack,
  octetsIn,
  opensWith,
  overheard,
  toBank,
} from './means.ts';
import { fileOf, type Vantage } from './vantage.ts';

/** An answer with its box changed so that `executed` becomes `declined`, the key unknown. */
function flipped({ algebra, messages }: Vantage, message: Bytes): Bytes {
  const frame = algebra.decode(messages.answerFrame, message);
  const body = frame?.body ?? message;
  const [was, is] = ['executed', 'declined'].map(textToBytes);
  const sample = algebra.encode(messages.result, {
    status: textToBytes('executed'),
    ...{ reference: textToBytes('0'), request: textToBytes('') },
  });
  const place = was === undefined ? -1 : sample.indexOf(was);
  const octets = Array.from({ length: body.length }, (_, at) => {
    const [from, to] = [was?.[at - place], is?.[at - place]];
    const digit = Number.parseInt(body[at] ?? '0', 16);
    if (from === undefined || to === undefined || at < place) return digit.toString(16);
    return (digit ^ Number.parseInt(from, 16) ^ Number.parseInt(to, 16)).toString(16);
  });
  const changed = octets.join('') as Bytes;
  return frame === undefined
    ? changed
    : algebra.encode(messages.answerFrame, { ...frame, body: changed });
}

/** A notice to renew that the bank never sent. */
function forgedNotice({ algebra, messages, reading, ownKey }: Vantage, account: string): Bytes {
  const notice = algebra.encode(messages.notice, { accid: textToBytes(account) });
  if (reading.A18 !== 'exists') return notice;
  const signature = algebra.sign(ownKey, textToBytes('r'), notice);
  return algebra.encode(messages.signedNotice, { notice, signature });
}

/** Whether a message takes a public key to the bank. */
function isRegistration({ algebra, messages }: Vantage, message: Bytes): boolean {
  return [messages.registration, messages.registrationBox].some(
    (shape) => algebra.decode(shape, message) !== undefined,
  );
}

/** Attacks on phones. */
export const onPhones: readonly LiveAttack[] = [
  {
    id: 'w01-key-extraction',
    says: 'the key in a package of one’s own turns out to be everybody’s',
    mount: async (at) => {
      await at.ready();
      const theirs = fileOf(at.alice).appPackage?.key;
      return theirs !== undefined && theirs === at.ownPackage.key;
    },
  },
  {
    id: 'w03-no-forward-secrecy',
    says: 'an order heard on the air is read with what is in its sender’s phone long after',
    mount: async (at) => {
      const order = await overheard(at, '110 CAD');
      await pay(at.alice, 'bob-02', '120 CAD');
      return opensWith(at, order, octetsIn(fileOf(at.alice)));
    },
  },
  {
    id: 'w06-replayed-log-on',
    says: 'a log-on heard on the air is sent once more: the bank opens a session for nobody',
    mount: async (at) => {
      const { accid } = await at.newcomer('erin-05');
      const heard = at.tap.heard.findLast(
        ({ to, message }) =>
          to === `bank:${accid}` &&
          at.algebra.decode(at.messages.logOnFrame, message) !== undefined,
      );
      if (heard === undefined) throw new Error('mounted: no log-on was heard');
      const { messages } = await at.tap.posts(toBank(heard.message, accid));
      return messages.length > 0;
    },
  },
  {
    id: 'w13-flipped-result',
    says: 'the answer is changed on the way: who has paid is told that the bank declined',
    mount: async (at) => {
      await at.ready();
      let told = false;
      at.tap.conducts({ kind: 'alters', by: (message) => flipped(at, message) });
      const moved = await gains(at, 'bob-02', async () => {
        const news = await pay(at.alice, 'bob-02', '130 CAD');
        told = news.some((one) => one.kind === 'result' && one.status === 'declined');
      });
      at.tap.conducts({ kind: 'passes' });
      await at.settle();
      return moved && told;
    },
  },
  {
    id: 'w18-lock-out-by-sms',
    says: 'a notice that the bank never sent has a phone replace its key, and no order passes any more',
    mount: async (at) => {
      const frank = await at.newcomer('frank-06');
      at.tap.conducts({
        kind: 'notifies',
        with: forgedNotice(at, frank.accid),
        keeps: (message) => isRegistration(at, message),
      });
      await frank.fetchNotices();
      await logOn(frank);
      const paid = await gains(at, 'bob-02', () => pay(frank, 'bob-02', '140 CAD'));
      at.tap.conducts({ kind: 'passes' });
      return !paid;
    },
  },
  {
    id: 'w20-stolen-phone',
    says: 'an order is signed with what lies open in a phone that was found',
    mount: async (at) => {
      await at.ready();
      const { signingKey, token } = fileOf(at.alice);
      const found = parseBytes(signingKey ?? '');
      const order = forgedOrder(at, { account: 'alice-01', signingKey: found, token });
      return gains(at, 'bob-02', () => at.tap.posts(toBank(order)));
    },
  },
  {
    id: 'w25-paid-or-not',
    says: 'the answer is kept: who has paid gives up and cannot find out whether they have',
    mount: async (at) => {
      await at.ready();
      at.tap.conducts({ kind: 'swallows' });
      const moved = await gains(at, 'bob-02', () => pay(at.alice, 'bob-02', '150 CAD'));
      at.tap.conducts({ kind: 'passes' });
      const news = await at.alice.phone.giveUp();
      await at.settle();
      return moved && !news.some(({ kind }) => kind === 'result' || kind === 'resolved');
    },
  },
  {
    id: 'w26-operator-reads-orders',
    says: 'the operator reads what passes with the key in the package that it carried',
    mount: async (at) => {
      const order = await overheard(at, '160 CAD');
      const { appPackage } = fileOf(at.alice);
      return opensWith(at, order, octetsIn(appPackage));
    },
  },
];
