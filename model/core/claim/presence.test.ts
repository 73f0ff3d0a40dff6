import { describe, expect, test } from 'vitest';
import { brokenBy, says, wording } from '../testing/statements.ts';
import { inOrder } from './places.ts';
import { presence } from './presence.ts';

const accepted = says('bank', 'commit order', 'a o last');
const parts = {
  commit: wording('commit order'),
  signs: [wording('running order'), wording('did breathe')],
};

describe('a peer', () => {
  const alive = presence({ ...parts, by: 'owner', on: 'nothing' });

  test('is alive by any sign of its own, before the belief', () => {
    for (const sign of ['running order', 'did breathe']) {
      expect(brokenBy(alive, says('alice', sign, 'b x'), accepted)).toBeUndefined();
    }
    const why = 'bank: order accepted, and alice took no part';
    for (const events of [
      [accepted],
      [accepted, says('alice', 'did breathe', 'a')],
      [says('bob', 'did breathe', 'a'), accepted],
      [says('alice', 'did sleep', 'a'), accepted],
    ]) {
      expect(brokenBy(alive, ...events)).toBe(why);
    }
    expect(brokenBy(alive, says('bank', 'commit order', 'm o'))).toBeUndefined();
  });

  test('may be anybody where anybody will do', () => {
    const anyone = presence({ ...parts, by: 'anyone', on: 'nothing' });
    expect(brokenBy(anyone, says('bob', 'did breathe', 'b'), accepted)).toBeUndefined();
    expect(brokenBy(anyone, accepted)).toBe('bank: order accepted, and its peer took no part');
  });

  test('agrees on the account where it is to, and on the last value where it is to', () => {
    const [account, last] = (['account', 'last-value'] as const).map((on) =>
      presence({ ...parts, by: 'anyone', on }),
    );
    if (account === undefined || last === undefined) return expect.fail('no claims');
    const breathes = (said: string) => says('alice', 'did breathe', said);
    expect(brokenBy(account, breathes('a x'), accepted)).toBeUndefined();
    expect(brokenBy(account, breathes('b last'), accepted)).toBeDefined();
    expect(brokenBy(last, breathes('a x last'), accepted)).toBeUndefined();
    // Of however many there are.
    const longer = says('bank', 'commit order', 'a o p last');
    expect(brokenBy(last, breathes('a x y last'), longer)).toBeUndefined();
    expect(brokenBy(last, breathes('a p last y'), longer)).toBeDefined();
    for (const said of ['a x', 'a last x', 'b last', 'a']) {
      expect(brokenBy(last, breathes(said), accepted)).toBeDefined();
    }
    const empty = says('bank', 'commit order', 'a');
    expect(brokenBy(last, breathes('a'), empty)).toBeDefined();
  });

  // Lowe 1997, recentness.
  test('took part since the run began, where that is asked', () => {
    const since = [wording('did open'), wording('did reopen')];
    const recent = presence({ ...parts, by: 'owner', on: 'nothing', since });
    const opens = says('bank', 'did open', 'a');
    const sign = says('alice', 'did breathe', 'a');
    const why = 'bank: order accepted, and alice took no part since its run began';
    expect(brokenBy(recent, opens, sign, accepted)).toBeUndefined();
    expect(brokenBy(recent, sign, opens, accepted)).toBe(why);
    expect(brokenBy(recent, opens, sign, says('bank', 'did reopen', 'a'), accepted)).toBe(why);
    expect(brokenBy(recent, opens, sign, says('bank', 'did open', 'b'), accepted)).toBeUndefined();
    // Without a beginning there is nothing to judge, and what opens later is none.
    expect(brokenBy(recent, accepted, opens)).toBeUndefined();
    expect(brokenBy(recent, opens, accepted)).toBe(why);
    const reads = ['commit order', 'running order', 'did breathe', 'did open', 'did reopen'];
    expect(recent.reads).toEqual(reads);
  });

  test('is looked for in the signs and the belief, each named once', () => {
    const twice = { ...parts, signs: [...parts.signs, ...parts.signs] };
    expect(presence({ ...twice, by: 'owner', on: 'nothing' })).toMatchObject({
      reads: ['commit order', 'running order', 'did breathe'],
      occasion: 'commit order',
    });
  });
});

describe('records in a log', () => {
  const claim = inOrder({ placed: wording('did place'), made: wording('did make') });
  const made = (record: string) => says('bank', 'did make', `a ${record}`);
  const places = (record: string, digest: string, before: string) =>
    says('log', 'did place', `a ${record} ${digest} ${before}`);
  const why = 'a record stands in the log before one that was made before it';

  test('stand as they were made', () => {
    const both = [made('r'), made('s')];
    expect(brokenBy(claim, ...both, places('r', '1', '0'), places('s', '2', '1'))).toBeUndefined();
    expect(brokenBy(claim, ...both, places('s', '1', '0'), places('r', '2', '1'))).toBe(why);
    expect(brokenBy(claim, places('r', '2', '1'), places('s', '1', '0'), ...both)).toBe(why);
  });

  test('are compared where one follows the other, and both were made', () => {
    const both = [made('r'), made('s')];
    expect(brokenBy(claim, ...both, places('s', '1', '0'), places('r', '2', '9'))).toBeUndefined();
    expect(
      brokenBy(claim, made('s'), places('s', '1', '0'), places('r', '2', '1')),
    ).toBeUndefined();
    const after = [made('x'), made('s')];
    expect(brokenBy(claim, ...after, places('s', '1', '0'), places('r', '2', '1'))).toBeUndefined();
    expect(
      brokenBy(claim, made('r'), places('s', '1', '0'), places('r', '2', '1')),
    ).toBeUndefined();
    expect(
      brokenBy(claim, made('r'), places('r', '1', '0'), places('r', '2', '1')),
    ).toBeUndefined();
  });

  test('without a digest, or without anything, follow nothing', () => {
    const bare = says('log', 'did place', 'a s');
    const empty = says('log', 'did place', 'a');
    expect(
      brokenBy(claim, made('r'), made('s'), bare, empty, places('r', '2', 's')),
    ).toBeUndefined();
    expect(brokenBy(claim, says('bank', 'did make', 'a'), places('r', '1', '0'))).toBeUndefined();
  });

  test('are looked for in what is placed and what is made', () => {
    expect(claim).toMatchObject({ reads: ['did place', 'did make'], occasion: 'did place' });
  });
});
