/**
 * A phone of the repaired protocol, written from docs/protocol.md alone: it imports nothing of this
 * project but the two files beside it, and no package. Held against the vectors and the running bank.
 */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import {
  hpkeSeal,
  mustVerify,
  newScalar,
  nextToken,
  open,
  passwordProof,
  passwordVerifier,
  publicKeyOf,
  sha256,
  sign,
} from './crypto.mjs';
import { decode, encode, must, octets, refused, utf8 } from './octets.mjs';

/** The cost of a password's verifier in the running system (P-LGN-2). */
const COST = { N: 32_768, r: 8, p: 3 };

/** The package, once the bank's signature on it verifies (P-PKG-1). */
export function readPackage(bankKey, message) {
  const [content, signature] = decode({ tag: 25, count: 2, travels: true }, message);
  mustVerify('P-PKG-1', bankKey, [content, signature]);
  const [bank, bankPublicKey, boxKey] = decode({ tag: 0, count: 3 }, content);
  return { bank, bankPublicKey, boxKey };
}

const clientId = ({ sim, phone, account }) =>
  encode({ tag: 1 }, utf8(sim), utf8(phone), utf8(account));

/** A registration: `previous` is the key that it replaces. */
export function registration(owner, scalar, previous = scalar) {
  const binding = encode({ tag: 6 }, clientId(owner), publicKeyOf(scalar));
  return encode({ tag: 7 }, binding, sign(scalar, binding), sign(previous, binding));
}

/** A log-on, and the key for the answer. */
export function logOnFrame(owner, { scalar, verifier, nonce }, { boxKey, ephemeral }) {
  const text = encode({ tag: 9 }, utf8(owner.userid), passwordProof(verifier, nonce), nonce);
  const content = encode({ tag: 10 }, text, sign(scalar, text));
  const { body, replyKey } = hpkeSeal(boxKey, content, ephemeral);
  return { frame: encode({ tag: 11, travels: true }, utf8(owner.account), body), replyKey };
}

/** What the answer to a log-on says. */
export function readWelcome(replyKey, message) {
  const [token, renew] = decode({ tag: 12, count: 2 }, open(replyKey, message));
  return { token, renews: renew.equals(utf8('renew')) };
}

/** S(msg, ID_C), the frame that it travels in, and the key for the answer. */
export function orderFrame(
  owner,
  { scalar, bank, token, type, payee, amount },
  { boxKey, ephemeral },
) {
  const order = encode({ tag: 2 }, utf8(type), utf8(payee), utf8(amount), token);
  const input = encode({ tag: 23 }, order, clientId(owner), bank, publicKeyOf(scalar));
  const whole = encode({ tag: 4 }, encode({ tag: 3 }, order), sign(scalar, input));
  const { body, replyKey } = hpkeSeal(boxKey, whole, ephemeral);
  return { whole, frame: encode({ tag: 5, travels: true }, body), replyKey };
}

/** The result of an order, and the next token (P-RES-1 to P-RES-4). */
export function readResult({ bankKey, replyKey, whole, token, account }, message) {
  const [body, signature] = decode({ tag: 13, count: 2, travels: true }, message);
  const [status, reference] = decode({ tag: 63, count: 2 }, open(replyKey, body));
  // P-RES-2
  const request = sha256(encode({ tag: 65 }, sha256(whole), utf8(account)));
  const result = encode({ tag: 14 }, status, reference, request);
  mustVerify('P-RES-3', bankKey, [result, signature]);
  const said = status.toString('utf8');
  must(['executed', 'declined'].includes(said), 'P-RES-4');
  return { status: said, reference, next: nextToken(replyKey, token) };
}

/** Asks the log what becomes of an order. */
export const abortRequest = (whole) => encode({ tag: 31, travels: true }, sha256(whole));

/** What the log says of an order (P-ABT-2, P-ABT-3). */
export function readResolution({ logKey, whole }, message) {
  const [resolution, signature] = decode({ tag: 33, count: 2, travels: true }, message);
  const [commitment, outcome] = decode({ tag: 32, count: 2 }, resolution);
  mustVerify('P-ABT-2', logKey, [resolution, signature]);
  must(commitment.equals(sha256(whole)), 'P-ABT-3');
  const said = outcome.toString('utf8');
  must(['recorded', 'aborted'].includes(said), 'P-ABT-2');
  return said;
}

/** Refuses a notice that is not the bank's, or for another account (P-RNW-1, P-RNW-2). */
export function readNotice({ bankKey, account }, message) {
  const [notice, signature] = decode({ tag: 26, count: 2, travels: true }, message);
  const [named] = decode({ tag: 17, count: 1 }, notice);
  mustVerify('P-RNW-1', bankKey, [notice, signature]);
  must(named.equals(utf8(account)), 'P-RNW-2');
}

/** Posts JSON; the answer, or an error that says that there is none. */
function post(base, path, body) {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, base), { method: 'POST', headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        else reject(new Error(`status ${answer.statusCode}`));
      });
    });
    asked.once('error', reject);
    asked.end(text);
  });
}

/** A frame for another party, in its envelope (P-NET-1). */
const envelope = (account, to, message) => ({
  id: randomBytes(16).toString('hex'),
  from: `phone:${account}`,
  to,
  message: message.toString('hex'),
});

/** Sends a frame; the messages that came back. */
export async function exchange(gateway, sent) {
  const { deliveries } = await post(gateway, '/frames', sent);
  return deliveries.map(({ message }) => octets(message));
}

/** What of several messages is readable; the last refusal when none is. */
function first(messages, read) {
  let cause = refused('no answer');
  for (const message of messages) {
    try {
      return read(message);
    } catch (error) {
      cause = error;
    }
  }
  throw cause;
}

/**
 * A phone with a package installed.
 *
 * `owner`: account, userid, sim, phone; `anchors`: the keys of bank and log, told at set-up.
 */
export function phone({ owner, anchors, gateway, message }) {
  const { bankKey, logKey } = anchors;
  const { bank, boxKey } = readPackage(bankKey, message);
  const { account } = owner;
  const toBank = `bank:${account}`;
  let [scalar, token, pending] = [newScalar(), undefined, undefined];
  // P-CRY-7
  const sealing = () => ({ boxKey, ephemeral: newScalar() });

  /** What is handed over in the branch, to the bank and to the notary. */
  const inBranch = (said) => ({
    format: 'sa2pmp-branch',
    version: 1,
    messages: [toBank, 'judge'].map((to) => envelope(account, to, said)),
  });

  async function logOn(password, cost = COST) {
    const verifier = passwordVerifier({ bank: bank.toString('utf8'), ...owner, password }, cost);
    const by = { scalar, verifier, nonce: randomBytes(16) };
    const { frame, replyKey } = logOnFrame(owner, by, sealing());
    const answers = await exchange(gateway, envelope(account, toBank, frame));
    const welcome = first(answers, (answer) => readWelcome(replyKey, answer));
    ({ token } = welcome);
    return welcome;
  }

  /** Makes an order and keeps it until its fate is known; sends nothing yet. */
  function order(what) {
    const by = { scalar, bank, token, ...what };
    const { whole, frame, replyKey } = orderFrame(owner, by, sealing());
    pending = { whole, replyKey, token, account, sent: envelope(account, toBank, frame) };
    token = undefined;
    return pending.sent;
  }

  /** Sends the pending order, the very same each time (P-NET-2). */
  async function send() {
    const { sent, ...awaited } = pending;
    const answers = await exchange(gateway, sent);
    const result = first(answers, (one) => readResult({ bankKey, ...awaited }, one));
    token = result.next;
    pending = undefined;
    return result;
  }

  return {
    register: () => inBranch(registration(owner, scalar)),
    renew: () => {
      const previous = scalar;
      scalar = newScalar();
      return inBranch(registration(owner, scalar, previous));
    },
    logOn,
    order,
    send,
    pay: (what) => {
      order({ type: 'pay', ...what });
      return send();
    },
    /** Has the log say what becomes of the pending order. */
    resolve: async () => {
      const { whole } = pending;
      const asked = envelope(account, 'log', abortRequest(whole));
      const outcome = first(await exchange(gateway, asked), (one) =>
        readResolution({ logKey, whole }, one),
      );
      pending = undefined;
      return outcome;
    },
    notices: async () => {
      const { deliveries } = await post(gateway, '/notices', { phone: `phone:${account}` });
      return deliveries.map(({ message: said }) => readNotice({ bankKey, account }, octets(said)));
    },
  };
}
