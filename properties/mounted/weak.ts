/**
 * Live attacks on what is weak in primitives, encodings and compositions, each on a reading of its own
 * besides the repaired one: over HTTP, by somebody on the air with a package of their own.
 */
import { type Bytes, parseBytes, textToBytes } from '../../src/bytes.ts';
import { logOn, pay } from '../audit/system.ts';
import { blamedBy, honest } from './court.ts';
import { forgedOrder, gains, keptBack, overheard, toBank } from './means.ts';
import type { Mounted } from './mounted.ts';
import { fileOf } from './vantage.ts';
import { type LiveElsewhere, opened, resealed, signedPart, weak } from './orders.ts';

const inBranch = { A2: 'in-branch', A13: 'https' } as const;
/** The one reading for what is weak about signatures, so that one system serves all of it. */
const weakly = { ...inBranch, A7: 'signatures', A24: 'weak-nonce' } as const;

/** Attacks on what is weak. */
export const onWeakness: readonly LiveElsewhere[] = [
  {
    id: 'w08-malleable-signature',
    on: weakly,
    says: 'an order that was paid is sent again under the twin of its signature',
    mount: async (at) => {
      const frame = await overheard(at, '210 CAD');
      const known = opened(at, frame);
      const twin = known && weak(at, ['malleability'], [known.signature]);
      const again =
        known && twin && resealed(at, known, { order: known.parts.order, signature: twin });
      return gains(at, 'bob-02', () => at.tap.posts(toBank(again ?? frame)));
    },
  },
  {
    id: 'w16-ambiguous-concatenation',
    on: weakly,
    says: 'a character moves from the payee to the amount: the signature is the same, the money goes elsewhere',
    mount: async (at) => {
      await at.newcomer('bob-0');
      const frame = await keptBack(at, '20 CAD');
      const known = opened(at, frame);
      const [payee, amount] = ['bob-0', '220 CAD'].map(textToBytes);
      const order =
        known && payee && amount
          ? at.algebra.encode(at.messages.order, { ...known.order, payee, amount })
          : undefined;
      const moved = known && order && resealed(at, known, { order, signature: known.signature });
      return gains(at, 'bob-0', () => at.tap.posts(toBank(moved ?? frame)));
    },
  },
  {
    id: 'w21-repeated-nonce',
    on: weakly,
    says: 'two orders give their sender’s private key away, and the attacker signs a third',
    mount: async (at) => {
      const frames = [await overheard(at, '230 CAD'), await overheard(at, '240 CAD')];
      const [one, two] = frames.map((frame) => opened(at, frame));
      const key =
        one &&
        two &&
        weak(
          at,
          ['nonce-reuse'],
          [...[one.signature, signedPart(at, one)], ...[two.signature, signedPart(at, two)]],
        );
      const order = forgedOrder(at, { account: 'alice-01', signingKey: key });
      return gains(at, 'bob-02', () => at.tap.posts(toBank(order)));
    },
  },
  {
    id: 'w12-surreptitious-forwarding',
    on: weakly,
    says: 'what a customer signed for another bank with the same key is given to this one',
    mount: async (at) => {
      await at.ready();
      // The application of the other bank signs in the same phone, with the same key (§4.2).
      const { signingKey, token } = fileOf(at.alice);
      const order = forgedOrder(at, {
        ...{ account: 'alice-01', token, bank: textToBytes('Second Bank') },
        signingKey: parseBytes(signingKey ?? ''),
      });
      return gains(at, 'bob-02', () => at.tap.posts(toBank(order)));
    },
  },
  {
    id: 'w13c-spliced-result',
    on: { A8: 'aes-128-ecb' },
    says: 'an answer is put together from two: who has paid is told that the bank declined',
    mount: async (at) => {
      const declined: Bytes[] = [];
      at.tap.conducts({ kind: 'alters', by: (message) => (declined.push(message), message) });
      await at.ready();
      await pay(at.alice, 'bob-02', '999999 CAD');
      const [earlier] = declined.slice(-1);
      at.tap.conducts({
        kind: 'alters',
        by: (message) => spliced(at, earlier ?? message, message),
      });
      let told = false;
      const moved = await gains(at, 'bob-02', async () => {
        const news = await pay(at.alice, 'bob-02', '250 CAD');
        told = news.some((one) => one.kind === 'result' && one.status === 'declined');
      });
      at.tap.conducts({ kind: 'passes' });
      await at.settle();
      return moved && told;
    },
  },
  {
    id: 'w14-stripped-signature',
    on: { A31: 'encrypt-then-sign', A1: 'in-message', A7: 'signatures' },
    says: 'the signature on a ciphertext is replaced by the attacker’s own, and the bank pays again',
    mount: async (at) => {
      const { algebra, messages, ownKey } = at;
      const frame = await overheard(at, '260 CAD');
      const heard = algebra.decode(messages.orderFrame, frame);
      if (heard === undefined) throw new Error('mounted: an order is no order');
      const signature = algebra.sign(ownKey, textToBytes('r'), heard.body);
      const publicKey = algebra.publicKey(ownKey);
      const stripped = algebra.encode(messages.orderFrame, { ...heard, signature, publicKey });
      return gains(at, 'bob-02', () => at.tap.posts(toBank(stripped)));
    },
  },
  {
    id: 'w15-registration-as-welcome',
    on: { A3b: 'untagged', A2: 'under-key' },
    says: 'a phone is sent its own registration back and believes that it is logged on',
    mount: async (at) => {
      const greta = await at.phone('greta-07');
      const from = at.tap.heard.length;
      await greta.phone.wants('start');
      const [registration] = at.tap.heard.slice(from);
      at.tap.conducts({
        kind: 'answers',
        with: ({ message }) => bodyIn(at, registration?.message ?? message),
      });
      const news = await logOn(greta);
      at.tap.conducts({ kind: 'passes' });
      return news.some(({ kind }) => kind === 'logged-on');
    },
  },
  {
    id: 'w30-log-without-proof',
    on: { A4: 'all', A19: 'gateway', A22: 'ciphertext' },
    says: 'the bank goes to court with the record of an order that it executed, and is not believed',
    mount: async (at) => {
      await overheard(at, '270 CAD');
      await at.fetch();
      return !blamedBy(at, honest(at), '270 CAD');
    },
  },
];

/** The box in a frame; the frame itself where it has none. */
function bodyIn({ algebra, messages }: Mounted, frame: Bytes): Bytes {
  const decoded =
    algebra.decode(messages.registrationBox, frame) ?? algebra.decode(messages.logOnFrame, frame);
  return decoded?.body ?? frame;
}

/** The first block of one answer with the rest of another (ECB), or just the first where it is no box. */
function spliced({ algebra, messages }: Mounted, front: Bytes, back: Bytes): Bytes {
  const [one, two] = [front, back].map((m) => algebra.decode(messages.answerFrame, m));
  if (one === undefined || two === undefined) return front;
  const cut = 32;
  const body = (one.body.slice(0, cut) + two.body.slice(cut)) as Bytes;
  return algebra.encode(messages.answerFrame, { ...two, body });
}
