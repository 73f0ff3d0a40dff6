/** What the search takes for a value of the attacker's own. */
import { describe, expect, test } from 'vitest';
import type { Algebra } from '../../model/core/algebra.ts';
import type { System } from '../../model/core/system.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { type ReadingName, readings } from '../../model/sa2pmp/reading.ts';
import { buildSystem } from '../../model/sa2pmp/scenario/scenario.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import type { Capability } from '../capability/capability.ts';
import { insider } from '../capability/insider.ts';
import { network } from '../capability/network.ts';
import { explore } from './explicit.ts';
import { setStage, type Stage } from './stage.ts';
import { sortsOfItsOwn } from './state.ts';

const stageOf = (name: ReadingName, attacker: Capability): Stage => {
  const reading = readings[name];
  const scenario = {
    reading,
    bounds: { sessions: 1, customers: 1, renewals: 0 },
    insider: attacker.insider,
    corrupt: [],
    court: false,
  };
  const build = <M>(algebra: Algebra<M>): System<M> => buildSystem(algebra, scenario);
  return setStage({ suite: suiteOf(reading), ownValues: {}, inert: [], build }, attacker);
};

describe('a value of the attacker’s own', () => {
  test('is one that no honest customer and nobody who serves one has or wants', () => {
    const [without, withAccount] = [network, insider].map((attacker) =>
      sortsOfItsOwn(stageOf('published', attacker)),
    );
    expect([...(without ?? [])]).toEqual(expect.arrayContaining(['payee', 'amount', 'seed']));
    for (const sort of ['account', 'sim', 'phid', 'userid', 'bank']) {
      expect(without?.has(sort), sort).toBe(false);
    }
    for (const sort of ['account', 'sim', 'phid', 'userid']) {
      expect(withAccount?.has(sort), sort).toBe(true);
    }
    expect(withAccount?.has('bank')).toBe(false);
  });

  // The account beside the box is under nothing (A9 per-user), and the bank does not look at it: to
  // name another is to have a frame taken that was never sent. Kills: of a sort of which honest
  // values are known none made up.
  test('is made up where all that is known of a sort belongs to the honest', () => {
    const order = claims.filter(({ id }) => id === 'synchronisation-order');
    const stage = stageOf('charitable', network);
    const { found, complete } = explore(stage, { claims: order, statesMax: 2000 });
    expect(complete).toBe(true);
    expect(found.map(({ claim }) => claim.id)).toEqual(['synchronisation-order']);
  });
});
