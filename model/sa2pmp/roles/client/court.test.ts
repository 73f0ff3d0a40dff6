/** The customer in court: what the phone has to show, and what comes of it. */
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../core/effect.ts';
import { plainProceedings, proceedingsOf } from '../../proceedings.ts';
import { type Reading, readings } from '../../reading.ts';
import { claimsIn, opened, pay, type Play, type Scene, sentBy } from '../../testing/play.ts';

const proceedings = proceedingsOf({ disputes: true, court: true });
const litigious = (changes: Partial<Reading> = {}): Play =>
  opened(changes, { court: true, proceedings });
const stated = ({ events }: Scene): readonly string[] =>
  claimsIn(events).flatMap(({ party, claim, about, values }) =>
    party === 'alice' || party === 'judge' ? [`${claim} ${about} ${values.length}`] : [],
  );
const sent = ({ events }: Scene): readonly string[] =>
  events.flatMap((event) =>
    event.kind === 'sent' && event.party === 'alice' ? [`${event.to}: ${event.note}`] : [],
  );

describe('a customer who holds the bank to a result', () => {
  // W24. Kills: another result or order shown than the one that was answered.
  test('states which, and proves it where the bank signs results (A17)', () => {
    const proven = ['did sued-result 2', 'did sued-delivery 1'];
    for (const A17 of ['signed', 'under-key'] as const) {
      const p = litigious({ A17 });
      expect(p.want('alice', 'proveResult').idle).toBe(true);
      pay(p);
      const scene = p.want('alice', 'proveResult');
      const held = A17 === 'signed' ? ['judged result 2', 'judged delivery 1'] : [];
      expect(stated(scene)).toEqual([...proven, ...held]);
      expect(sent(scene)).toEqual(A17 === 'signed' ? ['judge: result signed by the bank'] : []);
    }
  });

  test('keeps the result for it where there are disputes, and nowhere else', () => {
    const p = litigious({ A17: 'signed' });
    const scene = pay(p);
    const result = claimsIn(scene.events).find(
      ({ claim, about }) => `${claim} ${about}` === 'commit result',
    );
    const { receipt, submitted } = p.client();
    expect([receipt?.order, receipt?.result]).toEqual(result?.values);
    expect(receipt?.signature).toBeDefined();
    expect(submitted?.frame).toBe(sentBy(scene, 'alice'));
    const quiet = opened({ A17: 'signed' });
    pay(quiet);
    expect(quiet.client()).toMatchObject({ receipt: undefined, submitted: undefined });
    expect(quiet.want('alice', 'proveResult').idle).toBe(true);
  });
});

describe('a customer who proves that the gateway took an order', () => {
  const proves = (changes: Partial<Reading>) => {
    const p = litigious(changes);
    expect(p.want('alice', 'proveSubmission').idle).toBe(true);
    pay(p);
    const scene = p.want('alice', 'proveSubmission');
    return [stated(scene), sent(scene)];
  };

  // W25, A19, A20.
  test('asks for the record or for a receipt, where there is one, and shows it', () => {
    const sued = 'did sued-submission 1';
    expect(proves({})).toEqual([[sued], []]);
    expect(proves({ A19: 'gateway', A20: 'signed', A22: 'ciphertext' })).toEqual([
      [sued, 'judged submission 1'],
      ['log: request for the record', "judge: the gateway's record of the order"],
    ]);
    expect(proves({ A19: 'both', A20: 'signed' })).toEqual([
      [sued, 'judged submission 1'],
      ['log: request for a receipt', "judge: the gateway's receipt for the order"],
    ]);
  });

  test('shows in court what is shown there, and nothing where nothing was sent', () => {
    const shows = (channel: Channel, isPaid = true): boolean => {
      const p = litigious();
      if (isPaid) pay(p);
      const { algebra, messages: m } = p;
      const record = algebra.name('record', 'one');
      const scene = p.put(channel, 'alice', algebra.encode(m.testimony, { record }));
      return sent(scene).length > 0;
    };
    expect([shows('court'), shows('wireless'), shows('court', false)]).toEqual([
      true,
      false,
      false,
    ]);
    const quiet = opened({}, { court: true, proceedings: plainProceedings });
    pay(quiet);
    const record = quiet.algebra.name('record', 'one');
    const testimony = quiet.algebra.encode(quiet.messages.testimony, { record });
    expect(quiet.put('court', 'alice', testimony).idle).toBe(true);
  });
});

describe('a customer who disputes what was posted', () => {
  test('complains of the account, or asks for the statement where postings are named (R5b)', () => {
    const disputes = (changes: Partial<Reading>) => {
      const scene = litigious(changes).want('alice', 'dispute');
      return [stated(scene)[0], sent(scene)];
    };
    const stating = 'did disputed 0';
    expect(disputes({})).toEqual([stating, ['judge: complaint about what was posted']]);
    expect(disputes({ R5b: 'names-posting' })).toEqual([
      stating,
      ['bank:alice: request for the statement of account'],
    ]);
    expect(readings.published.R5b).toBe('none');
  });
});
