/**
 * Attacks of the catalogue as they are mounted on the running system over HTTP: by somebody on the
 * air with a package of their own, by the operator who keeps the log, and before the judge.
 *
 * An attack does what it can with what the protocol leaves it: where there is no key to be had, it
 * tries with one of its own. Refuses to call anything a success that has no effect: money moved, a
 * user deceived, a text read, somebody blamed.
 */
import { chainsTokens, impliesRequest, rotatesTokens } from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { isExecuted } from '../../src/host/phone/news.ts';
import { pay } from '../audit/system.ts';
import type { Mounted } from './mounted.ts';
import type { Vantage } from './vantage.ts';
import { altered, blamedBy, framed } from './court.ts';
import { flipped, forgedOrder, gains, type LiveAttack, overheard, toBank } from './means.ts';
import { onPhones } from './phones.ts';
import { inRecords } from './records.ts';

/** The registration of the attacker's key for somebody's account. */
function forgedRegistration(at: Vantage, account: string): Bytes {
  const { algebra, messages } = at;
  const clientId = algebra.encode(messages.clientId, at.identityOf(account));
  const publicKey = algebra.publicKey(at.ownKey);
  // Of a session that nobody opened, where one is asked for (A2).
  const token = algebra.derive(textToBytes('no session'), 'token');
  const binding = algebra.encode(messages.keyBinding, { clientId, publicKey, token });
  const proof = algebra.sign(at.ownKey, textToBytes('r'), binding);
  return algebra.encode(messages.registration, { binding, proof, endorsement: proof });
}

/** A result that the bank never gave. */
function forgedResult(at: Vantage): Bytes {
  const { algebra, messages } = at;
  const parts = {
    status: algebra.constant('executed'),
    reference: textToBytes('a reference of mine'),
    request: algebra.hash(textToBytes('whatever')),
  };
  const result = algebra.encode(messages.result, parts);
  const next = algebra.derive(textToBytes('next'), 'token');
  const hasNext = rotatesTokens(at.reading) && !chainsTokens(at.reading);
  const told = impliesRequest(at.reading) ? algebra.encode(messages.toldResult, parts) : result;
  const said = hasNext ? algebra.encode(messages.answer, { result: told, next }) : told;
  const body = algebra.seal(at.knownKey, textToBytes('iv'), said);
  const signature = algebra.sign(at.ownKey, textToBytes('r'), result);
  return algebra.encode(messages.answerFrame, { body, signature });
}

/** Attacks by who is on the air and has a package of their own. */
export const onTheAir: readonly LiveAttack[] = [
  {
    id: 'w04-replayed-order',
    says: 'an order heard on the air is sent once more: the money moves twice',
    mount: async (at) => {
      const order = await overheard(at, '100 CAD');
      return gains(at, 'bob-02', () => at.tap.posts(toBank(order)));
    },
  },
  {
    id: 'w05-delayed-order',
    says: 'an order is kept back until its user has given it up, and delivered then',
    mount: async (at) => {
      await at.ready();
      at.tap.conducts({ kind: 'holds' });
      await pay(at.alice, 'bob-02', '200 CAD');
      const order = at.tap.heard.at(-1);
      at.tap.conducts({ kind: 'passes' });
      await at.alice.phone.giveUp();
      if (order === undefined) return false;
      return gains(at, 'bob-02', () => at.tap.posts(toBank(order.message)));
    },
  },
  {
    id: 'w01b-mass-decryption',
    says: 'an order heard on the air is read with the key in a package of one’s own',
    mount: async (at) => {
      const order = await overheard(at, '300 CAD');
      const body = at.algebra.decode(at.messages.orderFrame, order)?.body;
      const opened = body && at.algebra.open(at.knownKey, at.messages.signedOrder, body);
      return opened !== undefined;
    },
  },
  {
    id: 'w17-password-disclosure',
    says: 'the password is read out of a log-on with the key in a package of one’s own',
    mount: async (at) => {
      const from = at.tap.heard.length;
      const { accid: account } = await at.newcomer('dave-04');
      return at.tap.heard.slice(from).some(({ message }) => {
        const body = at.algebra.decode(at.messages.logOnFrame, message)?.body;
        const said = body && at.algebra.open(at.knownKey, at.messages.logOn, body);
        return said?.password === textToBytes(`pw ${account}`);
      });
    },
  },
  {
    id: 'w02-forged-reply',
    says: 'an order is kept back, and its user told that the bank has paid',
    mount: async (at) => {
      await at.ready();
      at.tap.conducts({ kind: 'answers', with: () => forgedResult(at) });
      const news = await pay(at.alice, 'bob-02', '400 CAD');
      at.tap.conducts({ kind: 'passes' });
      await at.settle();
      return isExecuted(news);
    },
  },
  {
    id: 'w07-key-substitution',
    says: 'a key is registered for somebody who has none yet, and orders are given in their name',
    mount: async (at) => {
      await at.tap.posts(toBank(forgedRegistration(at, 'carol-03'), 'carol-03'));
      return gains(at, 'bob-02', () =>
        at.tap.posts(toBank(forgedOrder(at, { account: 'carol-03' }), 'carol-03')),
      );
    },
  },
  {
    id: 'w13b-padding-oracle',
    says: 'boxes changed here and there are refused for reasons that tell of what is inside',
    mount: async (at) => {
      const order = await overheard(at, '600 CAD');
      const causes = new Set<string>();
      for (let back = 17; back <= 32; back += 1) {
        const changed = flipped(order, 4 * (order.length - 2 * back + 1));
        causes.add((await at.tap.posts(toBank(changed))).refusal ?? 'silence');
      }
      return causes.size > 1;
    },
  },
];

const atTheLog: readonly LiveAttack<Mounted>[] = [
  {
    id: 'w26b-operator-reads-records',
    says: 'the operator reads payee and amount in the log that it keeps',
    mount: async (at) => {
      await overheard(at, '700 CAD');
      await at.fetch();
      const { store } = at.system.log;
      return store.entries(0, 100).some(({ entry }) => entry.includes(textToBytes('700 CAD')));
    },
  },
  {
    id: 'w27c-log-alters',
    says: 'the operator changes the amount of a record, and the judge blames the user for it',
    mount: async (at) => {
      await overheard(at, '800 CAD');
      await at.fetch();
      return blamedBy(at, altered(at, '800 CAD', '900 CAD'), '900 CAD');
    },
  },
  {
    id: 'w11b-framing-before-the-judge',
    says: 'somebody makes up a record of an order that nobody gave, and the judge believes it',
    mount: (at) => Promise.resolve(blamedBy(at, framed(at, '950 CAD'), '950 CAD')),
  },
];

/** The attacks that the demonstration plays. */
export const demonstrated: readonly LiveAttack<Mounted>[] = [...onTheAir, ...atTheLog];

/** All attacks on the published reading, in the order in which they are mounted. */
export const liveAttacks: readonly LiveAttack<Mounted>[] = [
  ...demonstrated,
  ...onPhones,
  ...inRecords,
];
