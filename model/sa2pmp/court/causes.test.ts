import { describe, expect, test } from 'vitest';
import type { Term } from '../../core/term.ts';
import type { Reading } from '../reading.ts';
import { bankKey } from '../roles/client/context.ts';
import { claimsIn, opened, pay } from '../testing/play.ts';
import { judgeReceipt } from './causes.ts';
import type { JudgeContext } from './context.ts';

/** Readings under which the bank signs results: ID_C sent with the order, and signed without being sent. */
const readings: readonly Partial<Reading>[] = [
  { A17: 'signed' },
  { A17: 'signed', A3: 'identifier-looked-up', R1: 'key-signed', R1c: 'unsent' },
];

describe.each(readings)('a receipt under %o', (changes) => {
  /** Of what the judge is convinced by alice's receipt, shown with somebody's ID_C. */
  function convinces(accid: string): boolean {
    const p = opened(changes);
    const { events } = pay(p, '10 CAD');
    const { algebra, messages: m } = p;
    const { customer, appPackage } = p.client();
    const frames = events.flatMap((event) => (event.kind === 'sent' ? [event.message] : []));
    const [answer] = frames.flatMap((frame) => algebra.decode(m.answerFrame, frame) ?? []);
    const given = claimsIn(events).find(
      ({ about, claim }) => `${claim} ${about}` === 'running result',
    );
    const { signature } = answer ?? expect.fail('no answer');
    const result = given?.values[1] ?? expect.fail('no result');
    const request = p.taken().at(-1) ?? expect.fail('no order');
    const named = accid === 'own' ? customer.accid : algebra.name('account', accid);
    const clientId = algebra.encode(m.clientId, { ...customer, accid: named });
    const recipient = appPackage?.bank ?? expect.fail('no package');
    const shown = algebra.encode(m.receipt, {
      ...{ request, clientId, result, recipient },
      signature: signature ?? expect.fail('unsigned'),
    });
    const context = { bankPublicKey: bankKey(p.client()) } as JudgeContext<Term>;
    const said = judgeReceipt(p.setting, context, shown) ?? [];
    return said.some((one) => one.effect === 'claim' && one.account === named);
  }

  // nrr-soundness. Kills: a result that holds the bank to having answered somebody else, which an
  // order without ID_C in it lets anybody claim.
  test('holds the bank to a result for its customer, and for nobody else', () => {
    expect(convinces('own')).toBe(true);
    expect(convinces('mallory')).toBe(false);
  });
});
