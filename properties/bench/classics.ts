/**
 * The explicit search on a protocol of the literature: Needham-Schroeder-Lowe, three sessions of each
 * side, in which everything holds, so that the search sees all states there are.
 */
import { network } from '../../attacks/capability/network.ts';
import { type Exploration, explore } from '../../attacks/search/explicit.ts';
import { setStage } from '../../attacks/search/stage.ts';
import { needhamSchroederLowe } from '../../model/classics/public-key.ts';
import { scriptClaims, scriptSystem, type Seat } from '../../model/script/system.ts';
import { type Figure, medianOf, secondsOf } from './measure.ts';

const initiator: Seat = { role: 'A', agent: 'a', peers: { B: 'b' } };
const responder: Seat = { role: 'B', agent: 'b', peers: {} };
const sessions = [initiator, initiator, initiator, responder, responder, responder];

/** The search, its stage set anew. */
function searched(): Exploration {
  const scenario = { honest: ['a', 'b'], insider: 'i', seats: sessions, typed: true };
  const build = scriptSystem(needhamSchroederLowe, scenario);
  const problem = { suite: { cipher: 'aes-128-cbc' }, ownValues: {}, inert: [], build } as const;
  const claims = scriptClaims(needhamSchroederLowe);
  return explore(setStage(problem, network), { claims, statesMax: 100_000 });
}

/** Rounds until V8 has translated all that matters: a search takes a third of the first one's time by then. */
const warmingRounds = 25;

/** Needham-Schroeder-Lowe: states, and how long they take once the code is warm. */
export function classics(runs: number): readonly Figure[] {
  const { states, complete, found } = searched();
  if (!complete || found.length > 0) throw new Error('bench: Needham-Schroeder-Lowe does not hold');
  for (let round = 1; round < warmingRounds; round += 1) searched();
  return [
    {
      id: 'nsl-milliseconds',
      what: 'Needham-Schroeder-Lowe, 3 and 3 sessions, complete: time',
      value: medianOf(runs, () => 1000 * secondsOf(searched)),
      unit: 'ms',
      aim: { than: 'under', value: 40 },
    },
    {
      id: 'nsl-states',
      what: 'Needham-Schroeder-Lowe, 3 and 3 sessions, complete: states',
      value: states,
      unit: 'states',
    },
  ];
}
