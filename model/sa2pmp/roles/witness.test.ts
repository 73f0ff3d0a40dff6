import { describe, expect, test } from 'vitest';
import type { Channel } from '../../core/effect.ts';
import { start, step } from '../../core/step.ts';
import type { Term } from '../../core/term.ts';
import { readings } from '../reading.ts';
import { setting } from '../setting.ts';
import { play } from '../testing/play.ts';
import { witness } from './witness.ts';

/** A witness of a tree by itself, which is asked one thing after the other. */
function watching() {
  const { algebra } = play();
  const world = setting(algebra, { ...readings.published, A20: 'merkle' });
  const { messages: m } = world;
  const machine = witness(world);
  const key = algebra.name('signing-key', 'witness');
  const account = algebra.name('account', 'alice-04711');
  const fresh = algebra.name('seed', 'step');
  let snapshot = start<Term>(machine, { address: 'witness 1', signingKey: key, account }).snapshot;
  const takes = (message: Term, channel: Channel = 'branch') => {
    const frame = { type: 'frame', channel, from: 'judge', to: 'witness 1', message } as const;
    const stepped = step<Term>(machine, snapshot, { ...frame, at: 0, fresh });
    snapshot = stepped.snapshot;
    return stepped.effects;
  };
  const place = (text: string): Term => algebra.name('digest', text);
  const entry = (previous: Term, text = 'one'): Term =>
    algebra.encode(m.entry, { record: algebra.name('record', text), previous });
  const about = (of: Term) => ({ entry: of, shown: algebra.constant('shown'), before: of });
  const asks = (of: Term): Term => algebra.encode(m.headRequest, about(of));
  const asksWhether = (of: Term): Term => algebra.encode(m.headInquiry, about(of));
  const last = (): unknown => (snapshot.context as { readonly last?: Term }).last;
  return { algebra, m, key, account, fresh, takes, place, entry, asks, asksWhether, last };
}

const sent = (message: Term, note: string) => ({
  ...{ effect: 'send', channel: 'branch', hop: 'judge', from: 'witness 1', to: 'judge' },
  ...{ message, note },
});
const refused = [{ effect: 'refuse', why: 'does not follow the last head' }];

describe('a witness', () => {
  // Kills: a head cosigned that is another than what is stated, a head forgotten.
  test('signs the head that it is shown first, states it, and then the ones that follow', () => {
    const { algebra, m, key, account, fresh, takes, place, entry, asks, last } = watching();
    const first = entry(place('here'));
    const second = entry(algebra.hash(first), 'two');
    for (const [one, previous] of [
      [first, place('here')],
      [second, algebra.hash(first)],
    ] as const) {
      const digest = algebra.hash(one);
      const head = algebra.encode(m.head, { digest, previous });
      const signature = algebra.sign(key, algebra.derive(fresh, 'randomness'), head);
      const message = algebra.encode(m.cosigned, { request: asks(one), signature });
      const values = [digest, previous];
      expect(takes(asks(one))).toEqual([
        { effect: 'claim', claim: 'did', about: 'cosigned', account, values },
        sent(message, 'cosigned head'),
      ]);
      expect(last()).toBe(digest);
    }
    expect(takes(asks(first))).toEqual(refused);
    expect(last()).toBe(algebra.hash(second));
  });

  test('says whether it would, and is as it was before', () => {
    const { algebra, m, takes, place, entry, asks, asksWhether, last } = watching();
    const [first, other] = [entry(place('here')), entry(place('there'))];
    const says = (would: boolean, request: Term) =>
      would
        ? sent(algebra.encode(m.willing, { request }), 'would cosign')
        : sent(algebra.encode(m.unwilling, { request }), 'would not cosign');
    expect(takes(asksWhether(other))).toEqual([says(true, asksWhether(other))]);
    expect(last()).toBeUndefined();
    takes(asks(first));
    expect(takes(asksWhether(other))).toEqual([says(false, asksWhether(other))]);
    expect(last()).toBe(algebra.hash(first));
  });

  test('is asked in person: refuses what comes another way, and what asks nothing', () => {
    const { algebra, takes, place, entry, asks, asksWhether, last } = watching();
    const first = entry(place('here'));
    for (const message of [asks(first), asksWhether(first)]) {
      expect(takes(message, 'court')).toEqual(refused);
    }
    expect(takes(first)).toEqual(refused);
    expect(takes(asks(algebra.constant('no entry')))).toEqual(refused);
    expect(last()).toBeUndefined();
  });
});
