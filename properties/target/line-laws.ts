/**
 * Laws between gateway and bank, where the bank has an address of its own (`--target-bank`): somebody
 * reaches its port, hears what the gateway says there, keeps it back or changes it.
 */
import { resolutionText } from '../../model/sa2pmp/resolution.ts';
import { textToBytes } from '../../src/bytes.ts';
import { addressesOf, logAddress } from '../../src/host/names.ts';
import { isExecuted } from '../../src/host/phone/news.ts';
import { pay } from '../audit/system.ts';
import { flipped, gained, toBank } from '../mounted/means.ts';
import type { Heard, Tap } from '../mounted/tap.ts';
import { fileOf } from '../mounted/vantage.ts';
import { movedIn, type TargetLaw, untold } from './laws.ts';
import { entriesOf, firstFlaw } from './log-laws.ts';
import type { Stand } from './stand.ts';

/** What is posted once more, under an envelope of one's own. */
const again = ({ from, to, message }: Heard): Omit<Heard, 'id'> => ({ from, to, message });

/** Has an order of alice's come to the bank, of which the log hears nothing while something is done. */
async function unrecorded(
  at: Stand,
  amount: string,
  what: (line: Tap) => Promise<unknown>,
): Promise<string | undefined> {
  const line = await at.line();
  await at.ready();
  at.tap.conducts({ kind: 'holds' });
  await pay(at.alice, 'bob-02', amount);
  const order = at.tap.heard.findLast(({ to }) => to === 'bank:alice-01');
  line.conducts({ kind: 'cuts' });
  try {
    if (order === undefined) throw new Error('no order was sent');
    return await movedIn(at, async () => {
      await line.posts(toBank(order.message));
      await what(line);
    });
  } finally {
    line.conducts({ kind: 'passes' });
    at.tap.conducts({ kind: 'passes' });
    await at.settle();
  }
}

/** The laws. */
export const lineLaws: readonly TargetLaw[] = [
  {
    id: 'line-at-most-once',
    law: 'what the gateway said to the bank moves nothing when it comes to the bank again',
    from: 'W4; R1, R7',
    of: ['repaired'],
    needs: 'bank',
    tried: async (at) => {
      const line = await at.line();
      await at.ready();
      const from = line.heard.length;
      const news = await pay(at.alice, 'bob-02', '310 CAD');
      if (!isExecuted(news)) return untold;
      const heard = line.heard.slice(from);
      if (heard.length === 0) throw new Error('the gateway does not go by /line');
      return movedIn(at, async () => {
        for (const one of heard) await line.posts(again(one));
      });
    },
  },
  {
    id: 'line-lost',
    law: 'where the bank’s answers are lost, an order moves its amount once or not at all, as its payer is told',
    from: 'P-NET-1, P-ABT-6',
    of: ['repaired'],
    needs: 'bank',
    tried: async (at) => {
      const line = await at.line();
      await at.ready();
      const told = { executed: false, aborted: false };
      const more = await gained(at, 'bob-02', async () => {
        line.conducts({ kind: 'swallows' });
        const lost = await pay(at.alice, 'bob-02', '320 CAD');
        line.conducts({ kind: 'passes' });
        const news = [
          ...lost,
          ...(await at.alice.phone.resume()),
          ...(at.alice.phone.state().business === 'awaitingResult'
            ? await at.alice.phone.giveUp()
            : []),
        ];
        told.executed = isExecuted(news);
        told.aborted = news.some((one) => one.kind === 'resolved' && one.outcome === 'aborted');
      });
      if (more !== 0 && more !== 320) return `${more} minor units for the payee`;
      if (told.executed && more === 0) return 'told as executed, and nothing moved';
      return told.aborted && more > 0 ? 'told as aborted, and the amount moved' : undefined;
    },
  },
  {
    id: 'line-no-word',
    law: 'an order of which the log has said nothing moves nothing',
    from: 'P-ORD-8',
    of: ['repaired'],
    needs: 'bank',
    tried: (at) => unrecorded(at, '330 CAD', () => Promise.resolve()),
  },
  {
    id: 'line-forged-word',
    law: 'a word in the log’s name that it did not sign moves nothing',
    from: 'P-ABT-2',
    of: ['repaired'],
    needs: 'bank',
    tried: (at) =>
      unrecorded(at, '340 CAD', async (line) => {
        const { algebra, messages, setting, ownKey } = at;
        const { pending } = fileOf(at.alice);
        if (pending === undefined) throw new Error('no order was sent');
        const commitment = algebra.hash(pending.request);
        const resolution = resolutionText(setting, { commitment, outcome: 'recorded' });
        const signature = algebra.sign(ownKey, textToBytes('r'), resolution);
        const message = algebra.encode(messages.signedResolution, { resolution, signature });
        await line.posts({ from: logAddress, to: addressesOf('alice-01').bank, message });
      }),
  },
  {
    id: 'line-records',
    law: 'a record that was changed on its way to the log is not taken',
    from: 'P-REC-1',
    of: ['repaired'],
    needs: 'both',
    tried: async (at) => {
      const line = await at.line();
      await at.ready();
      line.conducts({ kind: 'alters', by: (message) => flipped(message, 4 * 8) });
      await pay(at.alice, 'bob-02', '350 CAD');
      line.conducts({ kind: 'passes' });
      await at.settle();
      return firstFlaw(at, await entriesOf(at));
    },
  },
];
