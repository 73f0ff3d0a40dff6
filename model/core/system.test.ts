import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import type { Effect, IntentEvent, RoleEvent } from './effect.ts';
import {
  attackerAddress,
  directStepper,
  type Holds,
  initialLocals,
  isStopped,
  type Local,
  nowInFlight,
  type Outcome,
  type Party,
  seeded,
  settle,
  type Stimulus,
  type System,
  taken,
} from './system.ts';

interface Peer {
  readonly name: string;
  readonly to: string;
  /** How many more messages it answers. */
  readonly left: number;
  readonly seeds: readonly string[];
}

const send = (from: string, to: string, message: string): Effect<string> => ({
  effect: 'send',
  channel: 'wireless',
  hop: to,
  from,
  to,
  message,
  note: message,
});

/** Starts talking when told to, answers while it has answers left, and remembers its seeds. */
const peer = setup({
  types: { context: {} as Peer, events: {} as RoleEvent<string>, input: {} as Peer },
  actions: {
    effects: (_, _effects: readonly Effect<string>[]) => undefined,
    refuse: (_, _cause: { readonly why: string }) => undefined,
    remember: assign({ seeds: ({ context, event }) => [...context.seeds, event.fresh] }),
    spend: assign({ left: ({ context }) => context.left - 1 }),
  },
  guards: { answers: ({ context }) => context.left > 0 },
}).createMachine({
  context: ({ input }) => input,
  on: {
    talk: {
      actions: [
        'remember',
        {
          type: 'effects',
          params: ({ context }) => [
            send(context.name, context.to, 'one'),
            send(context.name, context.to, 'two'),
          ],
        },
      ],
    },
    wonder: {
      actions: { type: 'effects', params: [{ effect: 'ask', what: 'truth', values: { it: 'x' } }] },
    },
    told: {
      actions: [
        'remember',
        { type: 'effects', params: [{ effect: 'store', what: 'truth', values: ['y'] }] },
      ],
    },
    frame: [
      {
        guard: 'answers',
        actions: [
          'remember',
          'spend',
          {
            type: 'effects',
            params: ({ context, event }) => [
              send(context.name, context.to, `re ${(event as { message: string }).message}`),
            ],
          },
        ],
      },
      { actions: { type: 'refuse', params: { why: 'enough' } } },
    ],
  },
});

const party = (name: string, to: string, left: number): Party => ({
  name,
  kind: 'client',
  machine: peer,
  input: { name, to, left, seeds: [] },
});

function systemOf(parties: readonly Party[]): System<string> {
  return {
    parties,
    principals: [],
    opening: [],
    attackerAt: ['attacker'],
    agenda: {},
    anytime: {},
    doors: [],
    publicValues: {},
    secrets: [],
    root: 'root',
    answer: ({ what }) => (what === 'truth' ? { type: 'told', values: {} } : undefined),
    budget: {},
  };
}

const talking = systemOf([party('ann', 'ben', 0), party('ben', 'ann', 1)]);
const derive = (seed: string, label: string): string => `${seed}/${label}`;

type Settled = Outcome<Local, string>;

function take(
  system: System<string>,
  holds: Holds,
  [locals, stimulus]: readonly [readonly Local[], Stimulus<string>],
): Settled {
  const stepper = directStepper(system, derive);
  return settle({ system, holds, stepper }, locals, { ...stimulus, at: 7 });
}

const want = (who: string, type: string): Stimulus<string> => ({
  party: who,
  intent: { type, values: {} } satisfies IntentEvent<string>,
});

/** A trace in few words. */
const told = ({ events }: Settled): readonly string[] =>
  events.map((event) => {
    const who = 'party' in event ? event.party : '';
    return `${who} ${event.kind} ${'message' in event ? event.message : ''}`.trim();
  });

const contexts = ({ locals }: Settled): readonly Peer[] =>
  locals.map(({ snapshot }) => snapshot.context as Peer);

describe('a step of the system', () => {
  // Step compression. Kills: last in, first out; sends carried before the step is done.
  test('carries on over channels that nobody holds until all is quiet', () => {
    const outcome = take(talking, {}, [initialLocals(talking), want('ann', 'talk')]);
    expect(told(outcome)).toEqual([
      'ann intended',
      'ann sent one',
      'ann sent two',
      'ben delivered one',
      'ben sent re one',
      'ben delivered two',
      'ben refused',
      'ann delivered re one',
      'ann refused',
    ]);
    expect([outcome.observed, outcome.inFlight, outcome.idle]).toEqual([[], [], false]);
  });

  // Kills: a held channel delivered as well.
  test('shows the attacker what goes over a channel that it holds, and delivers nothing', () => {
    const outcome = take(talking, { wireless: 'full' }, [
      initialLocals(talking),
      want('ann', 'talk'),
    ]);
    expect(outcome.observed).toEqual(['one', 'two']);
    expect(outcome.inFlight).toEqual([]);
    expect(told(outcome)).toEqual(['ann intended', 'ann sent one', 'ann sent two']);
  });

  test('leaves in flight, unseen, what goes over a channel that the attacker can delay', () => {
    const holds: Holds = { wireless: 'connect' };
    const outcome = take(talking, holds, [initialLocals(talking), want('ann', 'talk')]);
    expect(outcome.observed).toEqual([]);
    expect(outcome.inFlight.map(({ hop, message }) => [hop, message])).toEqual([
      ['ben', 'one'],
      ['ben', 'two'],
    ]);
    const [frame] = outcome.inFlight;
    if (frame === undefined) return expect.fail('nothing in flight');
    const later = take(talking, holds, [outcome.locals, { frame }]);
    expect(told(later)).toEqual(['ben delivered one', 'ben sent re one']);
    expect(later.inFlight.map(({ message }) => message)).toEqual(['re one']);
  });

  test('shows the attacker what goes over a channel that it reads, and delivers it as well', () => {
    const outcome = take(talking, { wireless: 'read' }, [
      initialLocals(talking),
      want('ann', 'talk'),
    ]);
    const unheld = take(talking, {}, [initialLocals(talking), want('ann', 'talk')]);
    expect(outcome.observed).toEqual(['one', 'two', 're one']);
    expect([told(outcome), outcome.inFlight]).toEqual([told(unheld), []]);
  });

  test('holds one channel and no other', () => {
    const outcome = take(talking, { wired: 'full', https: 'connect' }, [
      initialLocals(talking),
      want('ann', 'talk'),
    ]);
    expect([outcome.observed, outcome.inFlight]).toEqual([[], []]);
    expect(told(outcome)).toContain('ben delivered one');
  });

  test('gives the attacker what is sent to where it is, and nobody what is sent to nobody', () => {
    const alone = systemOf([party('ann', 'ben', 0)]);
    const posing = { ...alone, attackerAt: ['ben'] };
    const start = [initialLocals(alone), want('ann', 'talk')] as const;
    expect(take(posing, {}, start).observed).toEqual(['one', 'two']);
    const held = take(posing, { wireless: 'connect' }, start);
    expect([held.observed, held.inFlight]).toEqual([['one', 'two'], []]);
    const lost = take(alone, { wireless: 'connect' }, start);
    expect([lost.observed, lost.inFlight]).toEqual([[], []]);
  });

  test('answers what a party asks of the world, within the step', () => {
    const outcome = take(talking, {}, [initialLocals(talking), want('ann', 'wonder')]);
    expect(told(outcome)).toEqual(['ann intended', 'ann intended', 'ann stored']);
  });

  test('is idle when all that anybody does is refuse', () => {
    const frame = { channel: 'wireless', hop: 'ann', from: 'x', to: 'ann', message: 'm' } as const;
    const outcome = take(talking, {}, [initialLocals(talking), { frame }]);
    expect(told(outcome)).toEqual(['ann delivered m', 'ann refused']);
    expect(outcome.idle).toBe(true);
    const answered = take(talking, {}, [
      initialLocals(talking),
      { frame: { ...frame, hop: 'ben' } },
    ]);
    expect(answered.idle).toBe(false);
  });

  test('in which parties answer each other for ever is an error, not a hang', () => {
    const endless = systemOf([party('ann', 'ben', 1e9), party('ben', 'ann', 1e9)]);
    const run = (): unknown => take(endless, {}, [initialLocals(endless), want('ann', 'talk')]);
    expect(run).toThrow('for ever');
    // Two messages to begin with, and one for each answer.
    const answering = (answers: number): unknown => {
      const both = systemOf([party('ann', 'ben', 499), party('ben', 'ann', answers - 499)]);
      return take(both, {}, [initialLocals(both), want('ann', 'talk')]);
    };
    expect(() => answering(998)).not.toThrow();
    expect(() => answering(999)).toThrow('for ever');
  });

  // Kills: locals written in place.
  test('leaves the states before it as they were, so that it can be taken again', () => {
    const before = initialLocals(talking);
    const kept = [...before];
    const written = (): string =>
      JSON.stringify(before.map(({ snapshot, steps }) => [snapshot.context as Peer, steps]));
    const copy = written();
    const first = take(talking, {}, [before, want('ann', 'talk')]);
    const second = take(talking, {}, [before, want('ann', 'talk')]);
    expect(second.events).toEqual(first.events);
    expect(contexts(second)).toEqual(contexts(first));
    expect(before.map((local, index) => local === kept[index])).toEqual([true, true]);
    expect(written()).toBe(copy);
  });
});

describe('what is in flight', () => {
  const frame = { channel: 'wireless', hop: 'ben', from: 'ann', to: 'ben', message: 'm' } as const;
  const same = (a: string, b: string): boolean => a === b;

  test('is there once, and beside it whatever differs from it in anything', () => {
    const before = [frame];
    expect(nowInFlight(before, [], same)).toBe(before);
    expect(nowInFlight(before, [{ ...frame }], same)).toBe(before);
    for (const other of [
      { ...frame, channel: 'wired' } as const,
      { ...frame, hop: 'eve' },
      { ...frame, from: 'eve' },
      { ...frame, to: 'eve' },
      { ...frame, message: 'n' },
    ]) {
      expect(nowInFlight(before, [other], same)).toEqual([frame, other]);
      expect(nowInFlight(before, [frame, other], same)).toEqual([frame, other]);
      expect(nowInFlight([frame, other], [other], same)).toEqual([frame, other]);
    }
  });
});

describe('a party', () => {
  test('that is silent does all that it does, and states nothing', () => {
    const stating = (silent: boolean): System<string> => {
      const machine = setup({
        types: { context: {} as Peer, events: {} as RoleEvent<string>, input: {} as Peer },
        actions: { effects: (_, _effects: readonly Effect<string>[]) => undefined },
      }).createMachine({
        context: ({ input }) => input,
        on: {
          talk: {
            actions: {
              type: 'effects',
              params: [
                { effect: 'claim', claim: 'did', about: 'talk', account: 'a', values: [] },
                send('ann', 'ben', 'one'),
              ],
            },
          },
        },
      });
      const ann = { ...party('ann', 'ben', 0), machine };
      return systemOf([silent ? { ...ann, silent } : ann]);
    };
    const happens = (silent: boolean): readonly string[] => {
      const system = stating(silent);
      return told(take(system, {}, [initialLocals(system), want('ann', 'talk')]));
    };
    expect(happens(false)).toEqual(['ann intended', 'ann claimed', 'ann sent one']);
    expect(happens(true)).toEqual(['ann intended', 'ann sent one']);
  });

  test('is one that there is, or the mistake is named; a frame for nobody is lost', () => {
    const nobody = (): unknown => take(talking, {}, [initialLocals(talking), want('eve', 'talk')]);
    expect(nobody).toThrow('settle: no party -1');
    const frame = { channel: 'wireless', hop: 'eve', from: 'x', to: 'eve', message: 'm' } as const;
    const lost = take(talking, {}, [initialLocals(talking), { frame }]);
    expect([told(lost), lost.idle]).toEqual([[], true]);
    const [local] = initialLocals(talking);
    const stepper = directStepper(talking, derive);
    const event = { type: 'talk', values: {}, at: 0 } as const;
    expect(() => stepper(9, local ?? expect.fail('no party'), event)).toThrow(
      'stepper: no party 9',
    );
  });

  test('has an address, and the attacker one of its own', () => {
    expect(attackerAddress).not.toBe('');
    expect(talking.parties.map(({ name }) => name)).not.toContain(attackerAddress);
  });

  test('that diverts what is sent to it stops it, as one who holds the channel does', () => {
    expect([isStopped('full'), isStopped('divert')]).toEqual([true, true]);
    expect([isStopped('read'), isStopped('connect'), isStopped(undefined)]).toEqual([
      ...[false, false, false],
    ]);
  });
});

describe('a seed', () => {
  // Design §2: one unguessable seed for each step. Kills: seeds by party alone, by step alone.
  test('is never given to two steps of a run', () => {
    const both = systemOf([party('ann', 'ben', 3), party('ben', 'ann', 3)]);
    const first = take(both, {}, [initialLocals(both), want('ann', 'talk')]);
    const second = take(both, {}, [first.locals, want('ben', 'talk')]);
    const seeds = contexts(second).flatMap((context) => context.seeds);
    expect(seeds.length).toBeGreaterThan(6);
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  test('is given to an event first, and the event then taken: a stepper does both', () => {
    const [local] = initialLocals(talking);
    if (local === undefined) return expect.fail('no party');
    const talk = { type: 'talk', values: {}, at: 0 } as const;
    const event = seeded(talking, derive)(0, local, talk);
    expect(event).toEqual({ ...talk, fresh: derive(talking.root, 'ann step 0') });
    const stepped = taken(talking, 0, { local, event });
    const { effects, idle } = directStepper(talking, derive)(0, local, talk);
    expect({ effects: stepped.effects, idle: stepped.idle }).toEqual({ effects, idle });
    expect(() => taken(talking, 9, { local, event })).toThrow('stepper: no party 9');
  });

  test('is not spent on a step that changes nothing', () => {
    const [local] = initialLocals(talking);
    if (local === undefined) return expect.fail('no party');
    const stepper = directStepper(talking, derive);
    const frame = {
      type: 'frame',
      channel: 'wireless',
      from: 'x',
      to: 'ann',
      message: 'm',
    } as const;
    const refused = stepper(0, local, { ...frame, at: 0 });
    expect(refused.local).toBe(local);
    expect(stepper(0, local, { type: 'talk', values: {}, at: 0 }).local.steps).toBe(1);
  });
});
