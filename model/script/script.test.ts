import { describe, expect, test } from 'vitest';
import { classics as published } from '../classics/index.ts';
import { needhamSchroeder } from '../classics/public-key.ts';
import type { Snapshot } from '../core/step.ts';
import { symbolic } from '../core/symbolic.ts';
import { directStepper, initialLocals, settle, type System } from '../core/system.ts';
import { type Term, termStore } from '../core/term.ts';
import type { TraceEvent } from '../core/trace.ts';
import { remainingOf } from './chart.ts';
import { mistakesIn } from './executable.ts';
import { layoutOf } from './layout.ts';
import {
  atom,
  atoms,
  encryptedTo,
  hashOf,
  joined,
  secretOf,
  signedBy,
  underShared,
} from './message.ts';
import type { Protocol, Step } from './script.ts';
import { receive, send, state, unlike } from './steps.ts';
import { scriptSystem } from './system.ts';

const classics = published.map(({ protocol }) => protocol);

const honest = ['a', 'b', 's'];
const peers = { A: 'a', B: 'b', S: 's' };

/** Plays the roles once with each other: what is sent goes to the role that it is for. */
function played(protocol: Protocol, typed: boolean): readonly TraceEvent<Term>[] {
  const store = termStore();
  const algebra = symbolic(store, { cipher: 'aes-128-cbc' });
  const seats = protocol.roles.map(({ name }) => ({
    role: name,
    agent: name.toLowerCase(),
    peers,
  }));
  const system: System<Term> = scriptSystem(protocol, { honest, insider: 'i', seats, typed })(
    algebra,
  );
  const stepper = directStepper(system, algebra.derive);
  const wiring = { system, holds: { wireless: 'full' }, stepper } as const;
  let locals = initialLocals(system);
  const events: TraceEvent<Term>[] = [];
  const waiting: Extract<TraceEvent<Term>, { kind: 'sent' }>[] = [];
  const make = (stimulus: Parameters<typeof settle<(typeof locals)[number], Term>>[2]): void => {
    const outcome = settle(wiring, locals, stimulus);
    locals = outcome.locals;
    events.push(...outcome.events);
    waiting.push(...outcome.events.filter((event) => event.kind === 'sent'));
  };
  for (const [party, [intent]] of Object.entries(system.agenda)) {
    if (intent !== undefined) make({ party, intent, at: 0 });
  }
  for (let sent = waiting.shift(); sent !== undefined; sent = waiting.shift()) {
    const { to, message } = sent;
    const door = system.doors.find(({ hop }) => hop.includes(` as ${to},`)) ?? expect.fail(to);
    make({ frame: { ...door, message }, at: 0 });
  }
  return events;
}

describe('a script', () => {
  // A protocol whose intended run is not possible holds everything. Kills: names not learnt, keys
  // not found, messages made otherwise than taken apart.
  test.each(classics)('$id runs to its end, typed and untyped', (protocol) => {
    for (const typed of [true, false]) {
      const events = played(protocol, typed);
      const stated = events.flatMap((event) => (event.kind === 'claimed' ? [event] : []));
      const expected = protocol.roles.flatMap(({ steps }) =>
        steps.filter((step) => step.do === 'state').map((step) => `${step.claim} ${step.about}`),
      );
      const said = stated.map(({ claim, about }) => `${claim} ${about}`);
      expect([...said].sort()).toEqual([...expected].sort());
      for (const { claim, about, account, values } of stated) {
        if (claim !== 'commit') continue;
        const running = stated.find((one) => one.claim === 'running' && one.about === about);
        expect([running?.account, running?.values]).toEqual([account, values]);
      }
    }
  });

  test.each(classics)('$id says nothing that its roles cannot do', (protocol) => {
    expect(mistakesIn(protocol)).toEqual([]);
  });

  const withSteps = (steps: readonly Step[]): Protocol => ({
    ...needhamSchroeder,
    trusted: [],
    roles: needhamSchroeder.roles.map((role) => (role.name === 'A' ? { ...role, steps } : role)),
  });

  // Kills: each of the checks left out.
  test.each([
    [[send('B', atom('Nb'))], 'sends Nb without knowing it'],
    [[send('B', signedBy('B', atom('Na')))], 'signs as B'],
    [[send('B', hashOf(atom('Nb')))], 'sends Nb without knowing it'],
    [[receive(encryptedTo('B', atom('Nb')))], 'decrypts what is for B'],
    [[receive(hashOf(atom('Nb')))], 'checks what holds Nb without knowing it'],
    [[receive(hashOf(underShared(['A', 'B'], atom('Na'))))], 'checks what it cannot make again'],
    [[send('B', secretOf(['B', 'Na'], 'pin'))], 'uses the key of B and Na'],
    [[receive(secretOf(['B', 'S'], 'pin'))], 'checks what holds S without knowing it'],
    [[unlike('Nb', 'Na')], 'compares Nb without knowing it'],
    [[state('secret', 'Nb', ['B', 'Nb'])], 'states something of Nb without knowing it'],
  ] as const)('that cannot be carried out is refused, with the reason', (steps, reason) => {
    const [mistake] = mistakesIn(withSteps(steps));
    expect(mistake).toContain(reason);
    const scenario = { honest, insider: 'i', seats: [], typed: true };
    expect(() => scriptSystem(withSteps(steps), scenario)).toThrow(reason);
  });
});

// Kills: a name forgotten that a later step mentions, and one kept that none does.
test('what a role may still use is what its later steps mention', () => {
  const steps = [
    receive(atoms('Na', 'Nb')),
    send('B', atom('Na')),
    receive(hashOf(atom('Nb'))),
    state('commit', 'Nb', ['B']),
  ];
  const role = { name: 'A', knows: ['B'], makes: [], steps };
  const remaining = remainingOf(role);
  const names = { A: 1, B: 2, Na: 3, Nb: 4 };
  const left = (value: string): unknown =>
    remaining({ value, context: { party: 'a', names } } as unknown as Snapshot);
  expect(['step 1', 'step 2', 'done'].map(left)).toEqual([[2, 3, 4], [2, 4], []]);
});

describe('a layout', () => {
  const { sorts, roles } = needhamSchroeder;

  // Kills: type flaws in the typed world, none in the untyped one.
  test('typed tells messages of other sorts apart, and untyped does not', () => {
    const [nonces, mixed] = [atoms('Na', 'Nb'), joined(atom('A'), atom('Na'))];
    for (const typed of [true, false]) {
      const { pair, wrapping } = layoutOf({ sorts, roles }, typed);
      const names = [pair(atom('Na'), atom('Nb')).name, pair(atom('A'), atom('Na')).name];
      expect(new Set(names).size).toBe(typed ? 2 : 1);
      const wraps = [wrapping('content', nonces).name, wrapping('content', mixed).name];
      expect(new Set(wraps).size).toBe(typed ? 2 : 1);
    }
  });

  test('numbers its shapes the same whenever it is made', () => {
    const tags = [1, 2].map((_, time) => {
      const { pair, wrapping } = layoutOf({ sorts, roles }, true);
      const forms = [wrapping('content', atoms('Na', 'A')), pair(atom('Na'), atom('A'))];
      return (time === 0 ? forms : forms.toReversed()).map(({ name, tag }) => [name, tag]);
    });
    expect(new Map(tags[0] as [string, number][])).toEqual(new Map(tags[1] as [string, number][]));
  });
});
