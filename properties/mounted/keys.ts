/**
 * Live attacks with keys made for signatures: a customer who makes a key and one signature that is on two
 * orders, and one who finds a key under which the signature of somebody else is on an order of their own.
 * Both register what they made and have the bank execute an order; the judge then decides.
 */
import { jointKey, jointSignature } from '../../model/core/crafted.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { blamedBy, exchanged, honest } from './court.ts';
import { gains, overheard, toBank } from './means.ts';
import type { Mounted } from './mounted.ts';
import { type LiveElsewhere, opened, weak } from './orders.ts';

/** Records that hold the signature, and a judge who believes the depository. */
const shown = { A22: 'signed', A22b: 'depository' } as const;

/** An order of somebody's for bob: what is sealed, and what is signed of it. */
function orderOf(at: Mounted, account: string, amount: string) {
  const { algebra, messages, ownPackage } = at;
  const text = textToBytes;
  const order = { type: text('pay'), payee: text('bob-02'), amount: text(amount) };
  const customer = at.identityOf(account);
  const clientId = algebra.encode(messages.clientId, customer);
  const token = text('no session');
  const encoded = algebra.encode(messages.order, { ...order, token });
  const { bank: recipient } = ownPackage;
  const isPlain = at.reading["A3'"] === 'plain';
  const signed = isPlain
    ? algebra.encode(messages.plainText, { ...order, ...customer, token, recipient, signer: token })
    : algebra.encode(messages.signedText, { order: encoded, clientId, recipient });
  return {
    signed,
    text: algebra.encode(messages.signedText, { order: encoded, clientId, recipient }),
  };
}

/** Registers a public key for an account of one's own and posts an order under a signature. */
async function pays(
  at: Mounted,
  account: string,
  { publicKey, text, signature }: Readonly<Record<'publicKey' | 'text' | 'signature', Bytes>>,
): Promise<boolean> {
  const { algebra, messages, knownKey } = at;
  const clientId = algebra.encode(messages.clientId, at.identityOf(account));
  const binding = algebra.encode(messages.keyBinding, { clientId, publicKey });
  const proofs = { proof: signature, endorsement: signature };
  const registration = algebra.encode(messages.registration, { binding, ...proofs });
  await at.tap.posts(toBank(registration, account));
  const whole = algebra.encode(messages.signedOrder, { text, signature });
  const body = algebra.seal(knownKey, textToBytes(account), whole);
  const frame = algebra.encode(messages.orderFrame, { body });
  return gains(at, 'bob-02', () => at.tap.posts(toBank(frame, account)));
}

/** Attacks with keys made for signatures. */
export const onKeys: readonly LiveElsewhere[] = [
  {
    id: 'w09-joint-signature',
    on: shown,
    says: 'a customer shows the judge the record of a small order as one of a large order, under the same signature',
    mount: async (at) => {
      const account = 'henry-08';
      await at.phone(account);
      const [small, large] = [orderOf(at, account, '310 CAD'), orderOf(at, account, '910 CAD')];
      const of = [at.ownKey, small.signed, large.signed];
      const key = weak(at, ['joint-signature', jointKey], of) ?? at.ownKey;
      const signature = weak(at, ['joint-signature', jointSignature], of) ?? at.ownKey;
      const publicKey = at.algebra.publicKey(key);
      if (!(await pays(at, account, { publicKey, text: small.text, signature }))) return false;
      const record = honest(at, account);
      const other = exchanged(record, '310 CAD', '910 CAD');
      return blamedBy(at, record, '310 CAD') && blamedBy(at, other, '910 CAD');
    },
  },
  {
    id: 'w10-substituted-key',
    on: shown,
    says: 'the signature of one customer convinces the judge of an order of another’s',
    mount: async (at) => {
      const account = 'ivan-09';
      await at.phone(account);
      const theirs = opened(at, await overheard(at, '320 CAD'));
      await at.fetch();
      const isHers = blamedBy(at, honest(at), '320 CAD');
      const { signed, text } = orderOf(at, account, '920 CAD');
      const signature = theirs?.signature ?? at.ownKey;
      const publicKey =
        weak(at, ['key-substitution'], [signature, signed]) ?? at.algebra.publicKey(at.ownKey);
      if (!(await pays(at, account, { publicKey, text, signature }))) return false;
      return isHers && blamedBy(at, honest(at, account), '920 CAD');
    },
  },
];
