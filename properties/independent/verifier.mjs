/**
 * The steps of bank and judge in docs/protocol.md, from that page alone: what refuses the negative
 * vectors, and by which requirement. Imports nothing of this project but the two files beside it.
 */
import { hpkeOpen, mustVerify, nextToken, passwordProof, sha256 } from './crypto.mjs';
import { decode, encode, must, utf8 } from './octets.mjs';

const MOVES_MONEY = ['pay', 'bill'];
const OFFERED = [...MOVES_MONEY, 'balance', 'statement'];

/** S(msg, ID_C) taken apart, with what the signature is on under a key. */
function signedOrder(whole, client, recipient) {
  const [text, signature] = decode({ tag: 4, count: 2 }, whole);
  const [order] = decode({ tag: 3, count: 1 }, text);
  const [type, payee, amount, token] = decode({ tag: 2, count: 4 }, order);
  const input = (signer) => encode({ tag: 23 }, order, client, recipient, signer);
  return { signature, order, type, payee, amount, token, input };
}

const accountIn = (client) => decode({ tag: 1, count: 3 }, client)[2];

/** P-ORD-1 to P-ORD-6. `file`: what the bank has of the account, its ID_C too. */
export function checkOrder({ boxScalar, bank, client, publicKey, token }, frame) {
  const [body] = decode({ tag: 5, count: 1, travels: true }, frame);
  const { message: whole, replyKey } = hpkeOpen(boxScalar, body);
  // P-ORD-4, P-ORD-5
  const said = signedOrder(whole, client, utf8(bank));
  must(OFFERED.includes(said.type.toString('utf8')), 'P-ORD-2');
  mustVerify('P-ORD-3', publicKey, [said.input(publicKey), said.signature]);
  must(token !== undefined && said.token.equals(token), 'P-ORD-6');
  return { ...said, whole, replyKey, commitment: sha256(whole), next: nextToken(replyKey, token) };
}

/** P-LGN-3 to P-LGN-5. */
export function checkLogOn({ boxScalar, userid, publicKey, verifier, taken = [] }, frame) {
  const [, body] = decode({ tag: 11, count: 2, travels: true }, frame);
  const { message: content, replyKey } = hpkeOpen(boxScalar, body);
  const [text, signature] = decode({ tag: 10, count: 2 }, content);
  mustVerify('P-LGN-3', publicKey, [text, signature]);
  const [named, proof, nonce] = decode({ tag: 9, count: 3 }, text);
  must(named.equals(utf8(userid)), 'P-LGN-4');
  must(proof.equals(passwordProof(verifier, nonce)), 'P-LGN-4');
  must(!taken.some((before) => before.equals(proof)), 'P-LGN-5');
  return { proof, replyKey };
}

/** P-REG-1 to P-REG-4. `publicKey`: the key in force, if there is one. */
export function checkRegistration({ account, publicKey }, message) {
  const [binding, proof, endorsement] = decode({ tag: 7, count: 3 }, message);
  const [client, key] = decode({ tag: 6, count: 2 }, binding);
  must(accountIn(client).equals(utf8(account)), 'P-REG-1');
  mustVerify('P-REG-3', key, [binding, proof]);
  mustVerify('P-REG-4', publicKey ?? key, [binding, endorsement]);
  return { binding, key };
}

/** P-REC-1: a record that the log takes; its commitment. */
export function checkRecord(bankKey, record) {
  const [content, result, time, signature] = decode({ tag: 18, count: 4, travels: true }, record);
  mustVerify('P-REC-1', bankKey, [encode({ tag: 30 }, content, result, time), signature]);
  return { content, result, time };
}

/** P-EVI-1 to P-EVI-6 and P-EVI-11: whose order the evidence shows. */
export function checkEvidence({ bank, bankKey, logKey, attested }, message) {
  const [record, binding, signature, ...rest] = decode({ tag: 20, count: 6 }, message);
  const [previous, opening, recipient] = rest;
  const [content, result, time, byBank] = decode({ tag: 18, count: 4, travels: true }, record);
  mustVerify('P-EVI-1', logKey, [encode({ tag: 19 }, record, previous), signature]);
  mustVerify('P-EVI-2', bankKey, [encode({ tag: 30 }, content, result, time), byBank]);
  must(content.equals(sha256(opening)), 'P-EVI-3');
  must(
    attested.some((one) => one.equals(binding)),
    'P-EVI-4',
  );
  const [client, key] = decode({ tag: 6, count: 2 }, binding);
  const said = signedOrder(opening, client, recipient);
  mustVerify('P-EVI-5', key, [said.input(key), said.signature]);
  const type = said.type.toString('utf8');
  must(MOVES_MONEY.includes(type), 'P-EVI-6');
  must(recipient.equals(utf8(bank)), 'P-EVI-11');
  const [payee, amount] = [said.payee, said.amount].map((field) => field.toString('utf8'));
  return { account: accountIn(client).toString('utf8'), type, payee, amount };
}
