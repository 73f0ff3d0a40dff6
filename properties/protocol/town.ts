/**
 * The repaired protocol's charts on octets, with everything that is random made from a named seed:
 * what the test vectors are made of, and what the requirements of `docs/protocol.md` are tried on.
 *
 * Nothing is sent by itself: who plays says which message arrives where.
 */
import type { AnyStateMachine } from 'xstate';
import type { Channel, Effect, Send } from '../../model/core/effect.ts';
import { type Snapshot, start, step } from '../../model/core/step.ts';
import type { Business } from '../../model/sa2pmp/business.ts';
import { judge, type JudgeInput } from '../../model/sa2pmp/judge.ts';
import { messages } from '../../model/sa2pmp/messages.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { bank } from '../../model/sa2pmp/roles/bank/chart.ts';
import { client } from '../../model/sa2pmp/roles/client/chart.ts';
import { log } from '../../model/sa2pmp/roles/log.ts';
import { witness } from '../../model/sa2pmp/roles/witness.ts';
import { setting } from '../../model/sa2pmp/setting.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { addressesOf, judgeAddress, logAddress } from '../../src/host/names.ts';
import { provenVerifier } from '../../src/host/passwords.ts';
import { native } from '../../src/native.ts';

/** The reading that the page specifies. */
const reading = readings.repaired;

/** Its algebra on octets, and its messages. */
export const algebra = native(suiteOf(reading));
export const shapes = messages(reading);

/** What the verifier of a password costs in the vectors: little, so that they are soon checked. */
export const cost = { N: 1024, r: 8, p: 1 } as const;

/** The customer of the vectors. */
export const customer = {
  account: 'alice-01',
  userid: 'alice',
  password: 'correct horse',
  sim: '8930272000000001',
  phone: '356938000000001',
  bank: 'First Bank',
} as const;

const businesses: readonly Business[] = ['pay', 'bill', 'balance', 'statement'];
/** As in the running system: the phone stretches the password, the bank keeps what comes of it. */
const works = setting(algebra, reading, {
  offers: businesses,
  verifier: ({ password }) => password,
});

/** A seed by its name. */
export function seedOf(name: string): Bytes {
  return algebra.hash(textToBytes(`sa2pmp protocol vectors 1: ${name}`));
}

/** The private keys: seeds, as the project's parties keep them. */
export const keys = {
  bank: algebra.derive(seedOf('bank'), 'signing-key'),
  box: algebra.derive(seedOf('bank'), 'box-key'),
  log: algebra.derive(seedOf('log'), 'signing-key'),
  witness: algebra.derive(seedOf('witness'), 'signing-key'),
} as const;

const addresses = addressesOf(customer.account);
/** The bank's name. */
export const name = textToBytes(customer.bank);
const userid = textToBytes(customer.userid);

/** The password's verifier. */
export const verifier = provenVerifier(
  textToBytes(customer.password),
  { userid, bank: name },
  cost,
);

/** ID_C. */
export const person = {
  sim: textToBytes(customer.sim),
  phid: textToBytes(customer.phone),
  accid: textToBytes(customer.account),
};

/** What arrives; from the phone and for the bank, unless said. */
export type Arrival = readonly [channel: Channel, message: Bytes, from?: string, to?: string];

/** Somebody with a chart. */
export interface Party {
  /** Takes a message. */
  readonly hears: (...arrival: Arrival) => Said;
  /** Takes a wish or a fact. */
  readonly wants: (type: string, values?: Readonly<Record<string, string>>) => Said;
  /** What it remembers. */
  readonly context: () => Readonly<Record<string, unknown>>;
  /** In which states it is. */
  readonly state: () => unknown;
}

/** What a step led to. */
export interface Said {
  /** The seed of the step. */
  readonly fresh: Bytes;
  readonly effects: readonly Effect<Bytes>[];
  /** The messages sent, in order. */
  readonly sent: readonly Send<Bytes>[];
  /** Why it was refused; nothing when it was not. */
  readonly why: readonly string[];
}

function said(fresh: Bytes, effects: readonly Effect<Bytes>[]): Said {
  return {
    fresh,
    effects,
    sent: effects.filter((effect) => effect.effect === 'send'),
    why: effects.flatMap((effect) => (effect.effect === 'refuse' ? [effect.why] : [])),
  };
}

/** A party at work: each step's seed is named after the party and the number of the step. */
function party(who: string, machine: AnyStateMachine, input: object): Party {
  let snapshot: Snapshot = start<Bytes>(machine, input).snapshot;
  let taken = 0;
  const next = () => ({ at: 1_700_000_000_000 + taken * 1000, fresh: seedOf(`${who} ${++taken}`) });
  const takes = (event: Parameters<typeof step<Bytes>>[2]): Said => {
    const stepped = step(machine, snapshot, event);
    ({ snapshot } = stepped);
    return said(event.fresh, stepped.effects);
  };
  return {
    hears: (...[channel, message, from = addresses.phone, to = addresses.bank]) =>
      takes({ type: 'frame', channel, from, to, message, ...next() }),
    wants: (type, values = {}) => {
      const written = Object.entries(values).map(([field, text]) => [field, textToBytes(text)]);
      return takes({ type, values: Object.fromEntries(written) as never, ...next() });
    },
    context: () => snapshot.context as Readonly<Record<string, unknown>>,
    state: () => snapshot.value as unknown,
  };
}

/** Everybody. */
export interface Town {
  readonly phone: Party;
  readonly bank: Party;
  readonly log: Party;
  readonly judge: Party;
  readonly witness: Party;
}

/** A town in which nothing has happened yet. */
export function town(witnesses: JudgeInput<Bytes>['witnesses'] = []): Town {
  const logPublicKey = algebra.publicKey(keys.log);
  const bankPublicKey = algebra.publicKey(keys.bank);
  const known = [{ customer: person, phone: addresses.phone, bank: addresses.bank }];
  return {
    phone: party('phone', client(works), {
      customer: { ...person, userid, password: verifier },
      addresses,
      platformKey: bankPublicKey,
      bankPublicKey,
      logPublicKey,
    }),
    bank: party('bank', bank(works), {
      customer: { ...person, userid, password: verifier },
      addresses,
      name,
      packageKey: seedOf('unused'),
      signingKey: keys.bank,
      boxKey: keys.box,
      logPublicKey,
    }),
    log: party('log', log(works), { address: logAddress, signingKey: keys.log, bankPublicKey }),
    judge: party('judge', judge(works), {
      ...{ logPublicKey, bankPublicKey, bank: name, known, witnesses },
    }),
    witness: party('witness', witness(works), {
      address: 'witness',
      signingKey: keys.witness,
      account: person.accid,
    }),
  };
}

/** The one message of a step that is for somebody; an error when there is none. */
export function to(address: string, { sent, why }: Said): Bytes {
  const found = sent.find((send) => send.to === address);
  if (found === undefined) throw new Error(`nothing for ${address}: ${why.join('; ')}`);
  return found.message;
}

/** Where messages go. */
export const at = { ...addresses, log: logAddress, judge: judgeAddress } as const;
