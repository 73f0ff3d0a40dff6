import { describe, expect, test } from 'vitest';
import { role } from '../classics/classic.ts';
import type { Term } from '../core/term.ts';
import { passesOnUnopened, scriptComposites } from './composites.ts';
import {
  atom,
  atoms,
  encryptedTo,
  hashOf,
  joined,
  type Message,
  signedBy,
  text,
  underKey,
  underShared,
} from './message.ts';
import type { Protocol, Step } from './script.ts';
import { match, receive, send, state } from './steps.ts';
import { agentKeys, type Scenario } from './system.ts';
import { onceEach, world } from './testing/played.ts';

const protocolOf = (steps: readonly Step[], sort = 'box'): Protocol => ({
  id: 'passing',
  title: 'passing on',
  source: 'nowhere',
  sorts: { N: 'nonce', K: 'key', X: sort },
  trusted: ['S'],
  beliefs: [],
  roles: [
    role('A', { knows: ['B', 'S'], makes: ['N', 'K'] }, steps),
    role('B', {}, []),
    role('S', {}, []),
  ],
});
const honest = ['a', 'b', 's'];
const learnt = receive(joined(text('take'), atom('X')));
/** X inside of something closed that is of another sort than it. */
const within = (sort: string): Message =>
  sort === 'digest' ? underKey('K', atom('X')) : hashOf(atom('X'));
/** A role that passes X on inside of something closed, and a form that the insider may put there. */
const passing = (form: Message, sort = 'box') =>
  protocolOf([learnt, send('B', form), send('B', within(sort))], sort);

/** The forms that an insider can make, with the sorts of what was left open, in the order it was asked for. */
function made(protocol: Protocol, change: Partial<Scenario> = {}) {
  const { store, algebra } = world();
  const open: string[] = [];
  const scenario = { honest, insider: 'i', seats: onceEach(protocol), typed: true, ...change };
  const forms = scriptComposites(protocol, scenario)(algebra, (sort): Term => {
    open.push(sort);
    return store.variable(open.length, sort);
  });
  const agents = [...honest, 'i'];
  const { shared, published, own } = agentKeys(algebra, { agents, agent: 'i', protocol });
  const at = (entries: typeof shared, agent: string) =>
    entries.find((entry) => entry.of === algebra.name('agent', agent))?.key;
  return {
    forms,
    open,
    store,
    own,
    keyWith: (agent: string) => at(shared, agent),
    publicKeyOf: (agent: string) => at(published, agent),
    /** What is in a form: the fields of its contents. */
    inside: (form: Term | undefined) => {
      const content = form === undefined ? undefined : store.args(form)[1];
      return content === undefined ? [] : store.args(content);
    },
    keyOf: (form: Term) => store.args(form)[0],
  };
}

describe('what is passed on unopened', () => {
  const box = underShared(['A', 'B'], atom('N'));

  // Kills: no forms made for what needs them.
  test('is what is taken and closed in, or opened later, and is of a closed sort', () => {
    const inBox = underShared(['A', 'B'], joined(atom('N'), atom('X')));
    for (const steps of [
      [learnt, send('B', inBox)],
      [learnt, match('Y', hashOf(atom('X'))), send('B', box)],
      [learnt, send('B', joined(text('x'), hashOf(atom('X')))), send('B', box)],
      [learnt, receive(atom('N')), match('X', box)],
    ]) {
      const protocol = protocolOf(steps);
      const sorts = { ...protocol.sorts, Y: 'digest' };
      expect(passesOnUnopened({ ...protocol, sorts })).toBe(true);
    }
  });

  // Kills: forms made for what needs none.
  test('is not what is received alone, stated, put together by the role, or goes on in the clear, or is of another sort', () => {
    for (const steps of [
      [learnt, state('commit', 'x', ['B', 'X']), send('B', box)],
      [match('X', box), send('B', underKey('K', atom('X')))],
      [receive(underShared(['A', 'B'], joined(atom('N'), atom('X'))))],
      [learnt, send('B', joined(atom('X'), box))],
      [send('B', box), state('secret', 'x', ['B', 'N'])],
      [],
    ]) {
      expect(passesOnUnopened(protocolOf(steps))).toBe(false);
    }
    expect(passesOnUnopened(passing(box, 'nonce'))).toBe(false);
    // A box is passed on, and the script has none.
    expect(passesOnUnopened(passing(atom('X')))).toBe(false);
  });

  test.each([
    ['box', box],
    ['encryption', encryptedTo('B', atom('N'))],
    ['signature', signedBy('A', atom('N'))],
    ['digest', hashOf(atom('N'))],
  ])('may be a %s', (sort, form) => {
    expect(passesOnUnopened(passing(form, sort))).toBe(true);
  });
});

describe('an insider', () => {
  test('makes boxes under the keys that it shares, in each of the two places', () => {
    const { forms, open, inside, keyOf, keyWith, store } = made(
      passing(underShared(['A', 'B'], atom('N'))),
    );
    expect(forms).toHaveLength(6);
    const keys = ['a', 'b', 's'].map(keyWith);
    for (const key of keys) expect(forms.filter((form) => keyOf(form) === key)).toHaveLength(2);
    expect(open).toEqual(forms.map(() => 'nonce'));
    const variables = forms.flatMap(inside);
    expect(variables.map((m) => store.kind(m))).toEqual(forms.map(() => 'variable'));
    expect(new Set(variables).size).toBe(6);
  });

  test('makes them with whom all trust only where that role is trusted', () => {
    const { forms, open, keyOf, keyWith } = made(passing(underShared(['A', 'S'], atom('N'))));
    expect(forms.map(keyOf)).toEqual([keyWith('s')]);
    // And chooses nothing for a form that it cannot make.
    expect(open).toEqual(['nonce']);
    const protocol = passing(underShared(['A', 'S'], atom('N')));
    const twice = made(protocol, { seats: [...onceEach(protocol), ...onceEach(protocol)] });
    expect(twice.forms).toHaveLength(1);
  });

  test('makes encryptions for everybody, and puts in the name of whom they are for', () => {
    const form = encryptedTo('B', atoms('N', 'B'));
    const { forms, keyOf, publicKeyOf, open } = made(passing(form, 'encryption'));
    expect(forms.map(keyOf)).toEqual(['a', 'b', 's', 'i'].map(publicKeyOf));
    expect(open).toEqual(['nonce', 'nonce', 'nonce', 'nonce']);
  });

  test('signs as itself, and takes digests of anything', () => {
    const signed = made(passing(signedBy('A', atom('N')), 'signature'));
    expect(signed.forms.map(signed.keyOf)).toEqual([signed.own]);
    // And names itself where the form names whoever signs.
    expect(made(passing(signedBy('A', atoms('N', 'A')), 'signature')).open).toEqual(['nonce']);
    const hashed = made(passing(hashOf(atoms('N', 'B')), 'digest'));
    expect(hashed.forms.map((form) => hashed.store.kind(form))).toEqual(['digest']);
    expect(hashed.open).toEqual(['nonce', 'agent']);
  });

  test('makes boxes under a session key of its choice, each name that is open chosen once', () => {
    const { forms, open, keyOf, store } = made(passing(underKey('K', atoms('N', 'K', 'N'))));
    expect(forms).toHaveLength(1);
    expect([...open].sort()).toEqual(['key', 'nonce']);
    const [form] = forms;
    expect(form && store.sort(keyOf(form) ?? form)).toBe('key');
  });

  test('leaves open what is closed inside, of its sort, each by itself', () => {
    const nested = joined(hashOf(atom('N')), signedBy('A', atom('N')), text('end'));
    const { open } = made(passing(underKey('K', nested)));
    // The box, and what is closed in it besides: no box.
    expect(open).toEqual(['key', 'digest', 'signature']);
    const long = joined(text('x'), hashOf(atom('N')), hashOf(atom('K')), signedBy('A', atom('N')));
    expect(made(passing(underKey('K', long))).open).toEqual([
      ...['key', 'digest', 'digest', 'signature'],
    ]);
  });

  test('makes each form that the script has, however deep, and each once', () => {
    const inner = underKey('K', atom('N'));
    const outer = underKey('K', joined(atom('N'), inner));
    const steps = [learnt, send('B', joined(inner, outer)), receive(outer)];
    const { forms } = made(protocolOf([...steps, send('B', hashOf(atom('X')))]));
    expect(forms).toHaveLength(2);
  });

  test('makes nothing where there is none, or where nothing is passed on', () => {
    const form = underShared(['A', 'B'], atom('N'));
    expect(made(passing(form), { insider: undefined }).forms).toEqual([]);
    expect(made(passing(form, 'nonce')).forms).toEqual([]);
  });
});
