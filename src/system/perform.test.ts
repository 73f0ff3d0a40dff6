import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, assign, setup } from 'xstate';
import type { Effect, IntentEvent, RoleEvent } from '../../model/core/effect.ts';
import { openDatabase } from '../adapters/sqlite/database.ts';
import { journal } from '../adapters/sqlite/journal.ts';
import { phoneSchema } from '../adapters/sqlite/phone.ts';
import { type Bytes, textToBytes } from '../bytes.ts';
import type { Journal } from '../host/journal.ts';
import { type Chart, perform, type Performed, type Performer } from '../host/perform.ts';
import { lineDigest, TRACE_START } from '../host/tracing.ts';

interface Memory {
  readonly secret: Bytes;
  readonly seen: readonly Bytes[];
  readonly count: number;
}

const messageIn = (event: RoleEvent<Bytes>): Bytes =>
  'message' in event ? event.message : textToBytes('');
const send = (message: Bytes): Effect<Bytes> => ({
  ...{ effect: 'send', channel: 'wired', hop: 'b', from: 'a', to: 'b', message, note: 'n' },
});

/** A gate that lets a message pass once, asks `execute` when told to, and can ask for ever, or forget itself. */
const machine: AnyStateMachine = setup({
  types: {
    context: {} as Memory,
    events: {} as RoleEvent<Bytes>,
    input: {} as Pick<Memory, 'secret'>,
  },
  actions: {
    effects: (_, _effects: readonly Effect<Bytes>[]) => undefined,
    refuse: (_, _cause: { readonly why: string }) => undefined,
    ask: (_, _ask: { readonly what: string; readonly values: object }) => undefined,
    remember: assign(({ context, event }) => ({
      seen: [...context.seen, messageIn(event)],
      count: context.count + 1,
    })),
  },
  guards: { isNew: ({ context, event }) => !context.seen.includes(messageIn(event)) },
}).createMachine({
  id: 'gate',
  context: ({ input }) => ({ ...input, seen: [], count: 0 }),
  initial: 'open',
  states: {
    open: {
      on: {
        frame: [
          {
            guard: 'isNew',
            actions: [
              'remember',
              { type: 'effects', params: ({ event }) => [send(messageIn(event))] },
            ],
          },
          { actions: { type: 'refuse', params: { why: 'seen before' } } },
        ],
        order: { actions: { type: 'ask', params: { what: 'execute', values: {} } } },
        carelessly: { actions: 'remember' },
        again: { actions: { type: 'ask', params: { what: 'again', values: {} } } },
        executed: {
          actions: { type: 'effects', params: ({ context }) => [send(context.secret)] },
        },
      },
    },
  },
});

const input = { secret: textToBytes('the key') };
const intent = (type: string): IntentEvent<Bytes> => ({ type, values: {} });

interface Stage {
  readonly kept: Journal;
  readonly chart: Chart;
  readonly list: Bytes[];
  readonly perform: (event: IntentEvent<Bytes> | Bytes) => Performed;
}

function stage(changes: Partial<Performer> = {}, isIndexed = true): Stage {
  const db = openDatabase({ path: ':memory:', schema: phoneSchema });
  if ('refusal' in db) return expect.fail(db.refusal);
  const kept = journal(db);
  const list: Bytes[] = [];
  const known = (value: unknown) => (list.includes(value as Bytes) ? value : undefined);
  const add = (value: unknown) => void list.push(value as Bytes);
  const chart: Chart = {
    ...{ name: 'a', kind: 'bank', machine, input },
    ...(isIndexed ? { indexed: { field: 'seen', known, add } } : {}),
  };
  const performer: Performer = {
    ...{ journal: kept, fresh: () => textToBytes('fresh'), tracing: false },
    ...changes,
  };
  return {
    ...{ kept, chart, list },
    perform: (event) => {
      const frame = { type: 'frame', channel: 'wired', from: 'b', to: 'a' } as const;
      const full = typeof event === 'string' ? { ...frame, message: event } : event;
      return kept.transaction(() => perform(performer, chart, { ...full, at: 7 }));
    },
  };
}

describe('a chart with a long list kept elsewhere', () => {
  // The law of `stepIndexed`. Kills: a second step without the value, a value added twice or not.
  test('does what it does with the whole list in its memory', () => {
    const message = fc.constantFrom('a', 'b', 'c', 'd').map(textToBytes);
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), (messages) => {
        const [indexed, whole] = [stage(), stage({}, false)];
        for (const one of messages) expect(indexed.perform(one)).toEqual(whole.perform(one));
        const seen = [...new Set(messages)];
        expect(indexed.list).toEqual(seen);
        const memory = ({ kept }: Stage) =>
          JSON.parse(kept.chart('a') ?? '{"context":{}}') as { context: Partial<Memory> };
        expect(memory(indexed).context.count).toBe(memory(whole).context.count);
        expect(memory(whole).context.seen ?? []).toEqual(seen);
        expect(memory(indexed).context.seen ?? []).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  // The model's law is what the short way rests on. Kills: a list that is not the chart's any more.
  test('is an error where it takes what it has seen, and nothing of that is kept', () => {
    const { perform: does, kept, list } = stage();
    does(intent('carelessly'));
    const saved = kept.chart('a');
    expect(() => does(intent('carelessly'))).toThrow('a took what it has seen');
    expect([kept.chart('a'), list]).toEqual([saved, [textToBytes('')]]);
  });
});

describe('an event', () => {
  test('that changes nothing writes nothing, and says why it was refused', () => {
    const { perform: does, kept } = stage();
    does(textToBytes('a'));
    const saved = kept.chart('a');
    kept.saveChart('a', `${saved ?? ''} `);
    const performed = does(textToBytes('a'));
    expect(performed).toEqual({
      ...{ sends: [], stores: [], claims: [], refusals: ['seen before'], idle: true },
    });
    expect(kept.chart('a')).toBe(`${saved ?? ''} `);
  });

  test('unknown to a new chart leaves no state behind', () => {
    const { perform: does, kept } = stage();
    expect(does(intent('nonsense')).idle).toBe(true);
    expect(kept.chart('a')).toBeUndefined();
  });

  // Kills: keys and lists that are kept elsewhere written with every step.
  test('leaves a state without what the chart is set up with', () => {
    const { perform: does, kept } = stage();
    does(textToBytes('a'));
    const saved = kept.chart('a') ?? '';
    expect(JSON.parse(saved)).toEqual({ value: 'open', context: { seen: [], count: 1 } });
    expect(saved).not.toContain(input.secret);
  });

  test('is taken with what the chart is set up with now', () => {
    const { perform: does, kept, chart } = stage({}, false);
    does(textToBytes('a'));
    const changed = { ...chart, input: { secret: textToBytes('another key') } };
    const performer = { journal: kept, fresh: () => textToBytes(''), tracing: false };
    const { sends } = perform(performer, changed, { ...intent('executed'), at: 1 });
    expect(sends).toMatchObject([{ message: textToBytes('another key') }]);
  });
});

describe('what a chart asks', () => {
  test('is answered in the same go, and the answer stepped', () => {
    const asked: string[] = [];
    const answer: Performer['answer'] = ({ what }) => {
      asked.push(what);
      return intent('executed');
    };
    const { sends, idle } = stage({ answer }).perform(intent('order'));
    expect(asked).toEqual(['execute']);
    expect(sends).toEqual([
      { channel: 'wired', hop: 'b', from: 'a', to: 'b', message: input.secret, note: 'n' },
    ]);
    expect(idle).toBe(false);
  });

  test('for ever is an error, and nothing of it is kept', () => {
    const at = stage({ answer: () => intent('again'), tracing: true });
    expect(() => at.perform(intent('again'))).toThrow('a asks for ever');
    expect([at.kept.chart('a'), at.kept.traceHead()]).toEqual([undefined, undefined]);
  });

  test('is dropped where nobody answers', () => {
    expect(stage().perform(intent('order'))).toMatchObject({ sends: [], refusals: [] });
  });
});

describe('a trace', () => {
  test('tells what a chart is set up with and each step, every line bound to the one before', () => {
    const { perform: does, kept } = stage({ tracing: true, answer: () => intent('executed') });
    does(textToBytes('a'));
    does(textToBytes('a'));
    does(intent('order'));
    const lines = kept.traced();
    const told = lines.map(({ line }) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(told.map((one) => Object.keys(one)[0])).toEqual(['opens', ...Array(4).fill('step')]);
    expect(told[0]).toEqual({ opens: 'a', kind: 'bank', input });
    expect(told[1]).toMatchObject({ event: { type: 'frame', at: 7, fresh: textToBytes('fresh') } });
    expect(told[2]).toMatchObject({ effects: [{ effect: 'refuse', why: 'seen before' }] });
    let before = TRACE_START;
    for (const { line, digest } of lines) {
      expect(digest).toBe(lineDigest(before, line));
      before = digest;
    }
  });

  test('is kept on request only', () => {
    const { perform: does, kept } = stage();
    does(textToBytes('a'));
    expect(kept.traced()).toEqual([]);
  });
});
