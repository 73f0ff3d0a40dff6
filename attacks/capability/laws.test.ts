/**
 * Laws that hold for each attacker there is, generated from its data: every part of it adds
 * something, and what it adds is had only with it.
 */
import { describe, expect, test } from 'vitest';
import { channels } from '../../model/core/effect.ts';
import { isObserved, isStopped } from '../../model/core/system.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { buildSystem } from '../../model/sa2pmp/scenario/scenario.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { prepare } from '../search/state.ts';
import { setStage, type Stage } from '../search/stage.ts';
import type { Capability } from './capability.ts';
import { capabilities } from './index.ts';

/** A reading under which every party has what it may have: the log server holds K (A39). */
const reading = { ...readings.published, A39: 'yes' } as const;

function stageFor(capability: Capability): Stage {
  const { insider, corrupts: corrupt, needs } = capability;
  const secondBank = needs?.secondBank === true;
  const bounds = { sessions: 1, customers: 1, renewals: needs?.renewals ?? 0 };
  const scenario = { reading, bounds, insider, corrupt, court: true, secondBank };
  const build: Parameters<typeof setStage>[0]['build'] = (algebra) =>
    buildSystem(algebra, scenario);
  return setStage({ suite: suiteOf(reading), ownValues: {}, inert: [], build }, capability);
}

/** Everything that an attacker can do before a run begins, each as a name. */
function powersOf(capability: Capability): ReadonlySet<string> {
  const stage = stageFor(capability);
  const { system, holds, given, thefts } = stage;
  const { doors } = prepare(stage, { claims: [], symmetric: false });
  const hops = [...system.parties.map(({ name }) => name), ...system.attackerAt];
  return new Set([
    ...Object.keys(given).map((name) => `has ${name}`),
    ...doors.map(({ channel, hop, desk = '' }) => `writes ${channel} ${hop} ${desk}`),
    ...channels.flatMap((channel) => [
      ...hops
        .filter((hop) => isObserved(stage, { channel, hop }))
        .map((hop) => `reads ${channel} ${hop}`),
      ...(isStopped(holds[channel]) ? [`stops ${channel}`] : []),
      ...(holds[channel] === 'connect' ? [`delays ${channel}`] : []),
    ]),
    ...thefts.map((theft) => `steals ${JSON.stringify(theft)}`),
    ...capability.corrupts.map((kind) => `plays ${kind}`),
  ]);
}

/** An attacker without one of its parts, for each. */
function partsOf(capability: Capability): readonly (readonly [string, Capability])[] {
  const { holds, reveals, corrupts, thefts = [], desks = [], needs } = capability;
  const without = <T>(list: readonly T[], item: T): readonly T[] =>
    list.filter((it) => it !== item);
  return [
    ...Object.entries(holds).map(([channel, hold]): readonly [string, Capability] => {
      const rest = Object.entries(holds).filter(([other]) => other !== channel);
      return [`${hold} of ${channel}`, { ...capability, holds: Object.fromEntries(rest) }];
    }),
    ...reveals.map(
      (it) => [`${it.kind} of ${it.of}`, { ...capability, reveals: without(reveals, it) }] as const,
    ),
    ...corrupts.map(
      (it) => [`plays ${it}`, { ...capability, corrupts: without(corrupts, it) }] as const,
    ),
    ...thefts.map(
      (it) => [`steals ${it.what}`, { ...capability, thefts: without(thefts, it) }] as const,
    ),
    ...desks.map((it) => [`desk ${it}`, { ...capability, desks: without(desks, it) }] as const),
    ...(capability.insider ? [['its account', { ...capability, insider: false }] as const] : []),
    ...(needs === undefined ? [] : [['its needs', { ...capability, needs: {} }] as const]),
  ];
}

const all = capabilities.flatMap((capability) =>
  partsOf(capability).map(([part, rest]) => ({ id: capability.id, part, capability, rest })),
);

describe('a part of an attacker', () => {
  // Locality. Kills: a hold that opens no door and shows nothing, a reveal of no secret, a desk that
  // stands nowhere, a part that takes something away.
  test.each(all)('of $id, $part, adds something and takes nothing away', ({ capability, rest }) => {
    const [more, less] = [powersOf(capability), powersOf(rest)];
    const lost = [...less].filter((power) => !more.has(power));
    const gained = [...more].filter((power) => !less.has(power));
    // Who plays a party puts nothing in at its door, and who holds a channel need not wait for it.
    const plays =
      capability.corrupts.length > rest.corrupts.length || rest.insider !== capability.insider;
    const full = lost.every((power) => power.startsWith('delays'));
    expect(plays || full ? [] : lost).toEqual([]);
    expect(gained).not.toEqual([]);
  });
});
