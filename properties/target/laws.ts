/**
 * Laws of a payment system that can be judged from outside: by what accounts hold, by what phones of ours
 * are told, and by what comes back on the wire (docs/target.md). Each says how it was broken.
 */
import type { Bytes } from '../../src/bytes.ts';
import { isExecuted } from '../../src/host/phone/news.ts';
import { logOn, pay } from '../audit/system.ts';
import { flipped, forgedOrder, gained, overheard, toBank } from '../mounted/means.ts';
import { fileOf, type Vantage } from '../mounted/vantage.ts';
import { parseBytes } from '../../src/bytes.ts';
import { gatewayOf } from './contract.ts';
import type { Stand } from './stand.ts';

/** A law that is tried on a target. */
export interface TargetLaw {
  readonly id: string;
  /** The law, for people. */
  readonly law: string;
  /** Where it is written. */
  readonly from: string;
  /** Tries it; how it was broken, `undefined` when it was kept. */
  readonly tried: (at: Stand) => Promise<string | undefined>;
  /** For which protocols it is a law. */
  readonly of: readonly ('published' | 'repaired')[];
  /** Which of the parties need an address of their own. */
  readonly needs?: 'log' | 'bank' | 'both';
}

/** What all customers hold together. */
export async function total(at: Stand): Promise<number> {
  let sum = 0;
  for (const account of at.accounts()) sum += await at.balance(account);
  return sum;
}

/** What alice and bob hold. */
async function both(at: Stand): Promise<readonly [number, number]> {
  return [await at.balance('alice-01'), await at.balance('bob-02')];
}

/** What the payee gained by something that is to move nothing; `undefined` for nothing. */
export async function movedIn(
  at: Vantage,
  what: () => Promise<unknown>,
): Promise<string | undefined> {
  const more = await gained(at, 'bob-02', what);
  return more === 0 ? undefined : `${more} minor units for the payee`;
}

/** What comes back for a post, as whoever is outside reads it. */
async function answerTo(at: Stand, message: Bytes): Promise<string> {
  return JSON.stringify(await at.tap.posts(toBank(message)));
}

/** What is wrong where nobody says that an order was carried out. */
export const untold = 'the payer was not told that the order was carried out';

const everywhere = ['published', 'repaired'] as const;
/** Every so many bits one is flipped: all frames take some hundred posts. */
const STRIDE_BITS = 29;

/** The laws of whatever has a set-up and a gateway. */
export const targetLaws: readonly TargetLaw[] = [
  {
    id: 'pays',
    law: 'an order moves its amount from payer to payee, once, and the payer is told so',
    from: '§5.2 BLS; P-ORD',
    of: everywhere,
    tried: async (at) => {
      await at.ready();
      const [alice, bob] = await both(at);
      const news = await pay(at.alice, 'bob-02', '100 CAD');
      const [left, got] = await both(at);
      if (!isExecuted(news)) return untold;
      if (alice - left === 100 && got - bob === 100) return undefined;
      return `of 100 minor units ${alice - left} left the payer and ${got - bob} came to the payee`;
    },
  },
  {
    id: 'funds',
    law: 'an order for more than there is moves nothing, and the payer is told so',
    from: '§5.2 BLS',
    of: everywhere,
    tried: async (at) => {
      await at.ready();
      const before = await both(at);
      const news = await pay(at.alice, 'bob-02', '99999999 CAD');
      const after = await both(at);
      if (isExecuted(news)) return 'the payer was told that it was carried out';
      return before.join() === after.join()
        ? undefined
        : `from ${before.join()} to ${after.join()}`;
    },
  },
  {
    id: 'at-most-once',
    law: 'an order that comes again, under the same envelope or another, moves nothing',
    from: 'W4; R1',
    of: ['repaired'],
    tried: async (at) => {
      const order = await overheard(at, '110 CAD');
      return movedIn(at, async () => {
        for (let time = 0; time < 3; time += 1) await at.tap.posts(toBank(order));
      });
    },
  },
  {
    id: 'signature',
    law: 'an order under another key than the registered one moves nothing, within an open session too',
    from: '§5.2 AS item 2',
    of: everywhere,
    tried: async (at) => {
      await at.ready();
      const { token, appPackage } = fileOf(at.alice);
      const octets = parseBytes(token ?? '');
      const { bank } = appPackage ?? {};
      const order = forgedOrder(at, { account: 'alice-01', token: octets, bank });
      return movedIn(at, () => at.tap.posts(toBank(order)));
    },
  },
  {
    id: 'password',
    law: 'a wrong password opens no session',
    from: '§5.2 AS item 1',
    of: everywhere,
    tried: async (at) => {
      const judy = await at.phone('judy-10');
      await judy.phone.wants('start');
      await logOn(judy, 'not the password');
      return judy.phone.state().business === 'ready' ? 'a session was opened' : undefined;
    },
  },
  {
    id: 'integrity',
    law: 'an order with one bit otherwise moves nothing',
    from: '§4.2 integrity; R4',
    of: ['repaired'],
    tried: async (at) => {
      await at.ready();
      at.tap.conducts({ kind: 'holds' });
      const order = await overheard(at, '120 CAD');
      at.tap.conducts({ kind: 'passes' });
      return movedIn(at, async () => {
        for (let bit = 0; bit < 4 * order.length; bit += STRIDE_BITS) {
          await at.tap.posts(toBank(flipped(order, bit)));
        }
        await at.settle();
      });
    },
  },
  {
    id: 'uniform-refusals',
    law: 'whatever is refused is answered alike: the cause is not told',
    from: 'A36; P-ERR-1',
    of: ['repaired'],
    tried: async (at) => {
      const order = await overheard(at, '130 CAD');
      const frames = [
        order,
        flipped(order, 8),
        flipped(order, 2 * order.length),
        flipped(order, 4 * order.length - 3),
        order.slice(0, -2) as Bytes,
        `${order}00` as Bytes,
        forgedOrder(at, { account: 'alice-01' }),
        'ff05' as Bytes,
      ];
      const answers = new Set<string>();
      for (const frame of frames) answers.add(await answerTo(at, frame));
      return answers.size === 1 ? undefined : `${answers.size} different answers`;
    },
  },
  {
    id: 'durability',
    law: 'what the payer was told stands after the system was stopped and started again',
    from: 'docs/protocol.md, P-NET',
    of: everywhere,
    tried: async (at) => {
      await at.ready();
      const news = await pay(at.alice, 'bob-02', '140 CAD');
      const before = await both(at);
      await at.contract.ask('restart', {});
      at.tap.goesTo(gatewayOf(await at.contract.ask('about', {}), at.contract.places));
      const after = await both(at);
      if (!isExecuted(news)) return untold;
      return before.join() === after.join()
        ? undefined
        : `from ${before.join()} to ${after.join()}`;
    },
  },
  {
    id: 'records',
    law: 'each order that was carried out is in the log',
    from: '§4.2; P-LOG',
    of: ['repaired'],
    tried: async (at) => {
      const { records: before } = await at.contract.ask('records', {});
      await at.ready();
      const news = await pay(at.alice, 'bob-02', '150 CAD');
      const { records: after } = await at.contract.ask('records', {});
      if (!isExecuted(news)) return untold;
      return after.length > before.length
        ? undefined
        : `there are ${after.length} records as before`;
    },
  },
];
