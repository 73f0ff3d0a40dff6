/** The independent client's steps on the vectors: whoever takes a kind of message, by the page alone. */
import {
  readNotice,
  readPackage,
  readResolution,
  readResult,
  readWelcome,
} from '../independent/client.mjs';
import { octets, type Refused } from '../independent/octets.mjs';
import {
  checkEvidence,
  checkLogOn,
  checkOrder,
  checkRecord,
  checkRegistration,
} from '../independent/verifier.mjs';
import type { Kind } from './cases.ts';
import type { Vectors } from './vectors.ts';

/** The octets of a message of the vectors. */
export function messageIn({ messages }: Vectors, name: string): Buffer {
  const found = messages.find((message) => message.name === name);
  if (found === undefined) throw new Error(`no vector ${name}`);
  return octets(found.octets);
}

/** A field of a message of the vectors. */
export function fieldIn({ messages }: Vectors, name: string, field: string): Buffer {
  const found = messages.find((message) => message.name === name)?.fields[field];
  if (found === undefined) throw new Error(`no ${field} in vector ${name}`);
  return octets(found);
}

/** What takes each kind of message, in the state after the first log-on, the order sent. */
export function steps(file: Vectors): Readonly<Record<Kind, (message: Buffer) => unknown>> {
  const { keys, customer, password, sealing } = file;
  const key = (who: keyof typeof keys): Buffer => octets(keys[who].public);
  const { account, userid, bank } = customer;
  const client = messageIn(file, 'ID_C');
  const boxScalar = octets(keys.bankBox.private);
  const whole = messageIn(file, 'order: S(msg, ID_C)');
  const attested = [fieldIn(file, 'registration', 'binding')];
  const replyKey = octets(sealing.order.replyKey);
  const token = fieldIn(file, 'answer to the log-on', 'token');
  const taken = [fieldIn(file, 'log-on: text', 'proof')];
  const verifier = octets(password.verifier);
  return {
    package: (message) => readPackage(key('bank'), message),
    registration: (message) => checkRegistration({ account }, message),
    'log-on': (message) =>
      checkLogOn({ boxScalar, userid, publicKey: key('phone'), verifier, taken }, message),
    welcome: (message) => readWelcome(octets(sealing.logOn.replyKey), message),
    order: (message) =>
      checkOrder({ boxScalar, bank, client, publicKey: key('phone'), token }, message),
    record: (message) => checkRecord(key('bank'), message),
    answer: (message) =>
      readResult({ bankKey: key('bank'), replyKey, whole, token, account }, message),
    resolution: (message) => readResolution({ logKey: key('log'), whole }, message),
    notice: (message) => {
      readNotice({ bankKey: key('bank'), account }, message);
    },
    evidence: (message) =>
      checkEvidence({ bank, bankKey: key('bank'), logKey: key('log'), attested }, message),
  };
}

/** By which requirement something is refused; `undefined` when it is not. */
export function refusal(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const { requirement } = error as Partial<Refused>;
    if (requirement === undefined) throw error;
    return requirement;
  }
}
