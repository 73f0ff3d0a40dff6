/**
 * What schedules must have come to, or they have tried too little: each operation, change of octets,
 * fault, reading and attacker, each cause of refusal, each state and transition of the charts; and of
 * what does not come up, why.
 */
import { capabilities, usualCapabilities } from '../../attacks/capability/index.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { namedTransitions, stateName, statesWithin } from '../verdict/coverage.ts';
import type { Figures } from './figures.ts';
import { garblings } from './garbling.ts';
import { houseOf, onTerms } from './matter.ts';
import { crashes } from './operation.ts';
import { courts, type World } from './world.ts';

/** What comes up with every change, as often as this. */
const always: Readonly<Record<string, number>> = {
  ...each(20, [
    'operation: progress',
    'operation: wishes (intend)',
    'operation: wishes (happen)',
    'operation: reveal (steal)',
    'operation: delay (release)',
    'operation: delay (delay)',
    'operation: delay (reorder)',
    'operation: drop (drop)',
    'operation: clock (wait)',
    'operation: clock (skew)',
    'operation: crash (crash)',
    'operation: duplicate (duplicate)',
    'operation: cross (cross)',
    'operation: splice (forge)',
    'operation: sms (sms)',
    'operation: garble (garble)',
    'operation: compare (compare)',
    'fault: clock jumps back',
    'fault: skewed clock',
    ...garblings.map((how) => `garbling: ${how}`),
    ...crashes.map((how) => `fault: ${how}`),
    ...courts.map((court) => `court: ${court}`),
    ...Object.keys(readings).map((base) => `reading: ${base}`),
    ...Object.keys(readings).map((base) => `reading: ${base} and near`),
    ...usualCapabilities.map(({ id }) => `capability: ${id}`),
    'claim: commit order',
    'claim: commit result',
    'claim: did registered',
  ]),
  ...each(3, [
    'refusal: malformed order',
    'refusal: malformed log-on',
    'refusal: no session',
    'refusal: not a record',
    'refusal: not awaited or not understood',
    'refusal: not convinced',
    'refusal: not fresh',
    'refusal: signature does not verify',
    'refusal: unexpected channel',
    'refusal: wrong userid or password',
  ]),
};

/** What comes up before a merge besides, as often as this. */
function atLength(): Readonly<Record<string, number>> {
  return {
    ...each(20, ['claim: judged order', 'claim: judged signature']),
    ...each(
      3,
      Object.keys(readings).map((base) => `over HTTP: a result under ${base}`),
    ),
    ...each(
      10,
      capabilities.map(({ id }) => `capability: ${id}`),
    ),
    ...each(2, [
      'refusal: a session is open',
      'refusal: account blocked',
      "refusal: another customer's account",
      'refusal: malformed registration',
      'refusal: no business that the bank offers',
      'refusal: no entry of a desk',
      "refusal: no key, or not the depository's",
      'refusal: not awaited',
      'refusal: order cannot be decrypted',
      'refusal: proof taken before',
      'refusal: registration does not check',
      'reveal: package-key',
      'reveal: reply-key',
      'reveal: signing-key',
      'reveal: token',
    ]),
    ...each(
      1,
      chartNames().filter((name) => excused[name] === undefined),
    ),
  };
}

/** What does not come up on terms or in lockstep, and why. */
const excused: Readonly<Record<string, string>> = {
  'transition: client on frame':
    'the log shows a record to a plaintiff, on a summons that is rarely drawn',
  'transition: bank on frame': 'the bank pleads in court, on a summons that is rarely drawn',
  'transition: log.TLS on frame (4)':
    'a party asks for its record, by a message that only such a suit makes',
  'transition: client.business.ready on enquire':
    'the agenda: nobody wishes to enquire (over HTTP people do)',
  'transition: client.business.ready on enquire (2)': 'the agenda: nobody wishes to enquire',
  'transition: bank.BLS on report': 'A23 asynchronous, and a wish that is rarely drawn with it',
  'transition: bank.BLS.executing on declined':
    'the regular bank of the model executes all that it is asked to',
};

function each(least: number, names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name) => [name, least]));
}

/** The names of all states and transitions of the charts; a witness is in a court of A20 merkle alone. */
function chartNames(): readonly string[] {
  const world: World = {
    ...{ base: 'repaired', changes: [], attacker: 'network', court: 'disputes', reach: 'own' },
    ...{ bounds: { sessions: 1, customers: 1, renewals: 1 }, classes: [] },
  };
  const { parties } = houseOf(onTerms, world, false).house.arena.system;
  const names = parties
    .filter(({ kind }) => kind !== 'witness')
    .flatMap(({ kind, machine }) =>
      statesWithin(machine.root).flatMap((node) => [
        `state: ${stateName(kind, node)}`,
        ...namedTransitions(kind, node).map(([name]) => `transition: ${name}`),
      ]),
    );
  return [...new Set(names)];
}

/** What came up less often than it must, in words. */
export function shortfalls(figures: Figures, budget: 'quick' | 'full'): readonly string[] {
  const least = budget === 'quick' ? always : { ...always, ...atLength() };
  return Object.entries(least).flatMap(([name, times]) => {
    const seen = figures.get(name) ?? 0;
    return seen >= times ? [] : [`${name}: ${seen}, at least ${times}`];
  });
}
