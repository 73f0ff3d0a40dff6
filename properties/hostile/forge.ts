/**
 * Frames that no honest phone sends, made with what an insider has: the phone's own memory, K in
 * it (§4.3), and whatever else is said.
 */
import { signingInput, textSignedUnder } from '../../model/sa2pmp/composition.ts';
import { messages as messagesOf } from '../../model/sa2pmp/messages.ts';
import type { ClientContext } from '../../model/sa2pmp/roles/client/context.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { addressesOf } from '../../src/host/names.ts';
import { freshBytes } from '../../src/system/party.ts';
import type { OpenPhone } from '../../src/system/phone.ts';
import { passwordOf, type Town } from './town.ts';
import { liveSetting } from '../../src/host/world.ts';

/** What a forger knows of a customer. */
export interface Knowledge {
  readonly town: Town;
  readonly accid: string;
  readonly sim: string;
  readonly phid: string;
  /** K. */
  readonly key: Bytes;
  readonly signingKey: Bytes;
  readonly token: Bytes;
  readonly bankName: Bytes;
}

const nothing = textToBytes('');

/** All that a phone knows. */
export function knowledgeOf(town: Town, { store, accid, owner }: OpenPhone): Knowledge {
  const saved = store.journal.chart(addressesOf(accid).phone) ?? '{"context":{}}';
  const { context } = JSON.parse(saved) as {
    readonly context: Partial<Pick<ClientContext<Bytes>, 'appPackage' | 'signingKey' | 'token'>>;
  };
  const { appPackage, signingKey = nothing, token = nothing } = context;
  const { key = nothing, bank: bankName = nothing } = appPackage ?? {};
  return { town, accid, sim: owner.sim, phid: owner.phone, key, signingKey, token, bankName };
}

/** What an order says; anything not said is as an honest phone has it. */
export interface OrderWords {
  readonly type?: string;
  readonly payee?: string;
  readonly amount?: string;
  readonly sim?: string;
  readonly accid?: string;
  readonly token?: Bytes;
  readonly key?: Bytes;
  readonly signingKey?: Bytes;
}

/** msg, in the clear. */
export function orderText(by: Knowledge, words: OrderWords = {}): Bytes {
  const { algebra, reading } = by.town.bank.world;
  const { type = 'pay', payee = 'bob-02', amount = '1 CAD', token = by.token } = words;
  return algebra.encode(messagesOf(reading).order, {
    type: textToBytes(type),
    payee: textToBytes(payee),
    amount: textToBytes(amount),
    payer: textToBytes(by.accid),
    transaction: algebra.derive(freshBytes(), 'transaction'),
    time: textToBytes('slot 0'),
    counter: textToBytes('number 1'),
    challenge: nothing,
    token,
    password: textToBytes(passwordOf(by.accid)),
  });
}

/** E(S(msg, ID_C)), Equation (1), in its frame. */
export function orderFrame(by: Knowledge, words: OrderWords = {}): Bytes {
  const { algebra, reading } = by.town.bank.world;
  const shapes = messagesOf(reading);
  const { key = by.key, signingKey = by.signingKey, accid = by.accid, sim = by.sim } = words;
  const content = {
    order: orderText(by, words),
    clientId: algebra.encode(shapes.clientId, {
      sim: textToBytes(sim),
      phid: textToBytes(by.phid),
      accid: textToBytes(accid),
    }),
    recipient: by.bankName,
  };
  const text = algebra.encode(shapes.signedText, content);
  const input = signingInput(liveSetting(algebra, reading), content);
  const signable = input ? textSignedUnder(input, algebra.publicKey(signingKey)) : text;
  const signature = algebra.sign(signingKey, algebra.derive(freshBytes(), 'randomness'), signable);
  const signed = algebra.encode(shapes.signedOrder, { text, signature });
  return algebra.encode(shapes.orderFrame, {
    body: algebra.seal(key, algebra.derive(freshBytes(), 'iv'), signed),
    accid: textToBytes(by.accid),
    publicKey: algebra.publicKey(signingKey),
    recipient: by.bankName,
    signature,
  });
}

/** A log-on as the reading has it travel (A13 clear, under-key, https). */
export function logOnFrame(by: Knowledge, password: string, key = by.key): Bytes {
  const { algebra, reading } = by.town.bank.world;
  const shapes = messagesOf(reading);
  const accid = textToBytes(by.accid);
  const text = algebra.encode(shapes.logOn, { userid: accid, password: textToBytes(password) });
  const sealed = (): Bytes => algebra.seal(key, algebra.derive(freshBytes(), 'iv'), text);
  const body = reading.A13 === 'under-key' ? sealed() : text;
  return algebra.encode(shapes.logOnFrame, { accid, body });
}

/** A registration in the clear (A2 bare). */
export function registrationFrame(by: Knowledge, signingKey = by.signingKey): Bytes {
  const { algebra, reading } = by.town.bank.world;
  const shapes = messagesOf(reading);
  const clientId = algebra.encode(shapes.clientId, {
    sim: textToBytes(by.sim),
    phid: textToBytes(by.phid),
    accid: textToBytes(by.accid),
  });
  const publicKey = algebra.publicKey(signingKey);
  const binding = algebra.encode(shapes.keyBinding, { clientId, publicKey, token: by.token });
  return algebra.encode(shapes.registration, { binding, proof: nothing, endorsement: nothing });
}

/** The same octets but for one bit. */
export function flipped(frame: Bytes, octet: number, bit: number): Bytes {
  const octets = Buffer.from(frame, 'hex');
  octets[octet] = (octets[octet] ?? 0) ^ (1 << bit);
  return octets.toString('hex') as Bytes;
}
