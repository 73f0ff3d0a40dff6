import { describe, expect, test } from 'vitest';
import type { Algebra } from '../core/algebra.ts';
import type { FrameStep } from '../core/effect.ts';
import { start, step } from '../core/step.ts';
import type { Hold } from '../core/system.ts';
import type { Term } from '../core/term.ts';
import { type Reading, readings } from './reading.ts';
import { bank } from './roles/bank/chart.ts';
import type { BankInput } from './roles/bank/context.ts';
import { type Setting, setting } from './setting.ts';
import {
  accepts,
  bankName,
  claimsIn,
  opened,
  pay,
  type Play,
  play,
  type Scene,
  statements,
} from './testing/play.ts';

/** Alice's honest session, and what arrived at the bank in it. */
function session(reading: Partial<Reading>): {
  readonly p: Play;
  readonly frames: FrameStep<Term>[];
} {
  const p = play(reading);
  const scenes = [
    p.want(bankName, 'issue'),
    p.want('alice', 'start'),
    p.want('alice', 'logOn'),
    pay(p),
  ];
  const frames = scenes
    .flatMap(({ events }) => events)
    .flatMap((event, index): FrameStep<Term>[] => {
      if (event.kind !== 'delivered' || event.party !== bankName) return [];
      const { channel, from, message } = event;
      const fresh = p.algebra.name('seed', `${index}`);
      return [{ type: 'frame', channel, from, to: bankName, message, at: 0, fresh }];
    });
  return { p, frames };
}

describe('a password on file', () => {
  /** What a bank makes of alice's session when it has something else on file. */
  const makes = (
    onFile: 'password' | 'verifier',
    isPassword?: (algebra: Algebra<Term>) => Setting<Term>['isPassword'],
  ): readonly boolean[] => {
    const { p, frames } = session({ A13b: 'password' });
    const { algebra, system } = p;
    const options = isPassword === undefined ? {} : { isPassword: isPassword(algebra) };
    const machine = bank(setting(algebra, { ...readings.published, A13b: 'password' }, options));
    const input = system.parties.find(({ name }) => name === bankName)?.input as BankInput<Term>;
    const { customer } = input;
    const password = onFile === 'password' ? customer.password : algebra.hash(customer.password);
    let { snapshot } = start<Term>(machine, { ...input, customer: { ...customer, password } });
    const said: string[] = [];
    for (const frame of frames) {
      const stepped = step<Term>(machine, snapshot, frame);
      snapshot = stepped.snapshot;
      const stated = stepped.effects.filter(({ effect }) => effect === 'claim');
      for (const claim of stated) if ('about' in claim) said.push(`${claim.claim} ${claim.about}`);
    }
    return ['did registered', 'did logged-on', 'commit order'].map((what) => said.includes(what));
  };
  const verifies =
    (algebra: Algebra<Term>) =>
    (given: Term, onFile: Term): boolean =>
      algebra.equal(algebra.hash(given), onFile);

  test('is the password itself unless the setting says otherwise', () => {
    expect(makes('password')).toEqual([true, true, true]);
    expect(makes('verifier')).toEqual([true, false, false]);
  });

  // Kills: the log-on, or the order (A13b), compared by equality whatever the setting says.
  test('is what the setting compares with', () => {
    expect(makes('verifier', verifies)).toEqual([true, true, true]);
    expect(makes('password', verifies)).toEqual([true, false, false]);
  });
});

const secrets = (scene: Scene): readonly Term[] =>
  claimsIn(scene.events)
    .filter(({ claim, about }) => claim === 'secret' && about === 'password')
    .flatMap(({ values }) => values);

describe('a log-on as typed', () => {
  const logsOn = (typed: 'userid' | 'password', right: boolean): Scene => {
    const p = play();
    p.want(bankName, 'issue');
    p.want('alice', 'start');
    const value = right ? p.client().customer[typed] : p.algebra.name(typed, 'mistyped');
    const scene = p.want('alice', 'logOn', { values: { [typed]: value } });
    const sent = typed === 'password' ? value : p.client().customer.password;
    expect(secrets(scene)).toEqual([sent]);
    return scene;
  };

  // Kills: what is typed left out, or the secret claimed being the one on file.
  test.each(['userid', 'password'] as const)('is sent in place of the %s on file', (typed) => {
    expect(statements(logsOn(typed, true))).toContain('did logged-on');
    expect(statements(logsOn(typed, false))).not.toContain('did logged-on');
  });
});

describe('an order with the password as typed (A13b)', () => {
  const order = (reading: Partial<Reading>, text?: string): Scene => {
    const p = opened(reading);
    const { algebra } = p;
    const typed = text === undefined ? {} : { password: algebra.name('password', text) };
    const payee = algebra.name('payee', 'shop-0815');
    const amount = algebra.name('amount', '10 CAD');
    return p.want('alice', 'pay', { values: { payee, amount, ...typed } });
  };

  // Kills: the password typed left out, or forgotten while the order waits for a challenge.
  test.each(['none', 'challenge'] as const)('is taken when it is right, A7 %s', (A7) => {
    expect(accepts(order({ A7, A13b: 'password' }))).toBe(true);
    expect(accepts(order({ A7, A13b: 'password' }, "alice's password"))).toBe(true);
    expect(accepts(order({ A7, A13b: 'password' }, 'mistyped'))).toBe(false);
    expect(accepts(order({ A7 }, 'mistyped'))).toBe(true);
  });

  // Kills: the password kept where no order carries it, or after the wish has come to its end.
  test('is in the memory of the phone only while it must be', () => {
    for (const A13b of ['none', 'password'] as const) {
      const holds: { wireless?: Hold } = {};
      const p = opened({ A7: 'challenge', A13b }, { holds });
      const { algebra } = p;
      const password = algebra.name('password', 'mistyped');
      const payee = algebra.name('payee', 'shop-0815');
      const values = { payee, amount: algebra.name('amount', '10 CAD'), password };
      holds.wireless = 'full';
      p.want('alice', 'pay', { values });
      expect(p.client().wish?.payee).toBe(payee);
      expect(p.client().wish?.password).toBe(A13b === 'password' ? password : undefined);
      p.want('alice', 'timeout');
      expect(p.client().wish).toBeUndefined();
      expect(Object.values(p.client().customer)).not.toContain(password);
    }
  });
});
