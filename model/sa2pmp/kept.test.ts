import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../core/effect.ts';
import { keep, type Kept, restore, type Snapshot, step } from '../core/step.ts';
import {
  directStepper,
  type Hold,
  initialLocals,
  type InFlight,
  type Local,
  settle,
  type Stepper,
  type Stimulus,
} from '../core/system.ts';
import type { Term } from '../core/term.ts';
import { type Business, businesses } from './business.ts';
import { type Reading, readings } from './reading.ts';
import { bankName, play, type Play } from './testing/play.ts';

const offers = Object.keys(businesses) as readonly Business[];

/** What is done: a wish, or a message once sent is put in somewhere. */
type Action = { readonly want: number } | { readonly put: number; readonly door: number };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ want: fc.nat(19) }) },
  { weight: 2, arbitrary: fc.record({ put: fc.nat(40), door: fc.nat(40) }) },
);

/** Everything that anybody may want, most of it in season often enough. */
function wishesOf({
  algebra,
}: Play): readonly (readonly [string, string, Readonly<Record<string, Term>>])[] {
  const { constant, name } = algebra;
  const payee = name('payee', 'shop-0815');
  const pays = (amount: string) => ({ payee, amount: name('amount', amount) });
  return [
    [bankName, 'issue', {}],
    ['alice', 'start', {}],
    ['alice', 'logOn', {}],
    ['alice', 'pay', pays('10 CAD')],
    ['alice', 'pay', { ...pays('20 CAD'), password: name('password', "alice's password") }],
    ['alice', 'pay', { ...pays('30 CAD'), type: constant('bill') }],
    ['alice', 'enquire', { type: constant('balance') }],
    ['alice', 'timeout', {}],
    [bankName, 'executed', { information: name('reference', '99 CAD') }],
    [bankName, 'executed', {}],
    [bankName, 'declined', {}],
    [bankName, 'expire', {}],
  ];
}

const asStored = (snapshot: Snapshot): Kept => JSON.parse(JSON.stringify(keep(snapshot))) as Kept;

/** A schedule, and whether the wireless link passes nothing on by itself. */
interface Run {
  readonly schedule: readonly Action[];
  readonly held: boolean;
}

const run: fc.Arbitrary<Run> = fc.record({
  schedule: fc.array(action, { minLength: 10, maxLength: 30, size: 'max' }),
  held: fc.boolean(),
});

/** How much a run has shown: what no run shows proves nothing. */
type Shown = Set<string>;

/**
 * Runs a schedule in which every chart goes on unstopped, and beside each one that is stored and
 * loaded again before every step.
 */
function compare(reading: Reading, { schedule, held }: Run, shown: Shown): void {
  const p = play(reading, { court: true, offers });
  const { algebra, system } = p;
  const wireless: { wireless?: Hold } = held ? { wireless: 'full' } : {};
  const direct = directStepper(system, algebra.derive);
  const stopped = initialLocals(system).map(({ snapshot }) => asStored(snapshot));
  const stepper: Stepper<Local, Term> = (index, local, event) => {
    const stepped = direct(index, local, event);
    const { machine, name, kind } = system.parties[index] ?? expect.fail();
    const fresh = algebra.derive(system.root, `${name} step ${local.steps}`);
    const loaded = restore(machine, stopped[index] ?? expect.fail());
    const again = step<Term>(machine, loaded, { ...event, fresh });
    expect(again.effects).toEqual(stepped.effects);
    expect(asStored(again.snapshot)).toEqual(asStored(stepped.local.snapshot));
    stopped[index] = asStored(again.snapshot);
    for (const done of stepped.effects) {
      shown.add(`${kind} ${done.effect}${'about' in done ? ` ${done.claim} ${done.about}` : ''}`);
    }
    return stepped;
  };

  let locals = initialLocals(system);
  const sent: InFlight<Term>[] = [];
  const take = (stimulus: Stimulus<Term>): void => {
    const scene = settle(
      { system: { ...system, answer: () => undefined }, holds: wireless, stepper },
      locals,
      { ...stimulus, at: 0 },
    );
    locals = scene.locals;
    for (const event of scene.events) {
      if (event.kind === 'sent') sent.push({ ...event, from: event.party });
    }
  };
  const wishes = wishesOf(p);
  const opening: readonly Action[] = held ? [] : [{ want: 0 }, { want: 1 }, { want: 2 }];
  for (const done of [...opening, ...schedule]) {
    if ('want' in done) {
      const [party, type, values] = wishes[done.want % wishes.length] ?? expect.fail();
      take({ party, intent: { type, values } });
      continue;
    }
    const frame = sent[done.put % Math.max(sent.length, 1)];
    const door = system.doors[done.door % system.doors.length] ?? expect.fail();
    if (frame === undefined) continue;
    const { channel, hop, to }: { channel: Channel; hop: string; to: string } =
      done.door % 3 === 0 ? door : frame;
    take({ frame: { channel, hop, to, from: frame.from, message: frame.message } });
  }
}

const { published, charitable } = readings;
const some: readonly (readonly [string, Reading])[] = [
  ['published', published],
  ['charitable', charitable],
  [
    'a challenge and the password in the order',
    { ...published, A7: 'challenge', A13b: 'password' },
  ],
  ['a counter and the token in the order', { ...published, A7: 'counter', A13b: 'token' }],
  ['trust on first use', { ...published, A1: 'first-use', A7: 'ciphertexts' }],
  ['keys handed over in a branch', { ...charitable, A2: 'in-branch', A20: 'merkle' }],
  [
    'a signed log-on, renewal under the old key',
    { ...published, A13: 'signed', A27: 'signed-by-old', A20: 'hash-chain' },
  ],
  [
    'a signature outside, signed results',
    { ...published, A31: 'encrypt-then-sign', A17: 'signed', A19: 'both' },
  ],
];

describe('a chart that is stored and loaded (design §5)', () => {
  // Kills: states or memory left out of what is kept, entry actions done again on loading, a role
  // that tells an undefined field from one that is not there.
  test.each(some)('goes on like one that was never stopped, under %s', (_, reading) => {
    const shown: Shown = new Set();
    fc.assert(
      fc.property(run, (one) => {
        compare(reading, one, shown);
      }),
      { numRuns: 60 },
    );
    for (const done of ['bank ask', 'client claim commit result', 'bank claim did expired']) {
      expect([...shown]).toContain(done);
    }
  });
});
