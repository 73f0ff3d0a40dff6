import { expect, test } from 'vitest';
import { secrecy } from '../../model/core/claim.ts';
import { echoing } from '../../model/core/testing/echo.ts';
import type { Capability } from '../capability/capability.ts';
import type { Rule } from '../rule/rule.ts';
import { explore } from './explicit.ts';
import { comesToTheSame } from './same-search.ts';
import { setStage, type Stage } from './stage.ts';
import { theatre } from './theatre.ts';

const outsider: Capability = {
  id: 'outsider',
  title: '',
  says: '',
  source: '',
  holds: { wireless: 'full' },
  insider: false,
  reveals: [],
  corrupts: [],
};
const build = echoing(['ann'], 1);
const problem = { suite: { cipher: 'aes-128-cbc' }, ownValues: {}, inert: [], build } as const;
const house = theatre(problem);
const secret = {
  id: 'secret',
  title: '',
  says: '',
  source: '',
  corrupts: [],
  court: false,
  secretOf: 'echo',
  ...secrecy('echo'),
} as const;

/** A stage on which an attacker's search has been made. */
function searched(attacker: Capability): Stage {
  const stage = setStage(problem, attacker, house);
  explore(stage, { claims: [secret], statesMax: 1000 });
  return stage;
}

/** Whether a search of the one, having been made, does for the other. */
const isSame = (one: Capability, other: Capability): boolean =>
  comesToTheSame(searched(one), setStage(problem, other, house));

/** A rule that gives the content of every box. */
const opens: Rule = {
  id: 'opens',
  title: '',
  says: '',
  source: '',
  gives: ({ store }, item) => {
    const content = store.kind(item) === 'box' ? store.args(item)[1] : undefined;
    return content === undefined ? [] : [{ term: content, of: [item], labels: [] }];
  },
  onTerms: () => () => undefined,
};
const givesNothing: Rule = { ...opens, id: 'nothing', gives: () => [] };
const bystander: Capability = { ...outsider, holds: {} };

// Kills: searches taken for the same whatever of their attackers' holds was of consequence.
test('a channel held differently makes another search where something goes over it', () => {
  const reader: Capability = { ...outsider, holds: { wireless: 'read' } };
  expect(isSame(bystander, reader)).toBe(false);
  expect(isSame(reader, bystander)).toBe(false);
  expect(isSame(outsider, { ...outsider, holds: { wireless: 'full', sms: 'full' } })).toBe(true);
});

// Kills: rules that are compared by name, or not at all.
test('a rule makes another search where it gives something', () => {
  expect(isSame(outsider, { ...outsider, rules: [opens] })).toBe(false);
  expect(isSame({ ...outsider, rules: [opens] }, outsider)).toBe(false);
  expect(isSame(outsider, { ...outsider, rules: [givesNothing] })).toBe(true);
  expect(isSame({ ...outsider, rules: [givesNothing] }, outsider)).toBe(true);
});

// Kills: rules that make terms of their own, of which forms have to be asked again, let pass.
test('a rule that crafts terms makes another search', () => {
  const crafting: Rule = { ...givesNothing, crafts: ['substituted-key'] };
  expect(isSame(outsider, { ...outsider, rules: [crafting] })).toBe(false);
});

// Kills: attackers of two theatres compared, attackers who are given other values.
test('another theatre, or another value from the start, makes another search', () => {
  expect(comesToTheSame(searched(outsider), setStage(problem, outsider))).toBe(false);
  expect(isSame(outsider, { ...outsider, reveals: [{ kind: 'key', of: 'honest' }] })).toBe(false);
});
