/**
 * An independent check of the search: what it says holds, nothing else breaks.
 *
 * Random schedules of forged, spliced and replayed messages, and a slow plain search; neither
 * narrows, matches patterns or merges states as the search does. `FC_RUNS` sets the number of
 * schedules, `FC_SEED` and `FC_PATH` have one again.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saidOf, type Topic, topicName, worldOf } from './random/cases.ts';
import { everyMessage } from './random/every-message.ts';
import { searchedPlainly } from './random/naive.ts';
import { checkSearch } from './random/check.ts';
import { changedTopics, namedTopics, tinyTopics } from './random/topics.ts';

const runsAsked = fc.readConfigureGlobal().numRuns;
const path = process.env['FC_PATH'];

/** What each attacker is to have broken in the published protocol by chance, at the very least. */
const rediscovered: Readonly<Record<string, readonly string[]>> = {
  // A replay: two acceptances of one order, money moved twice, the answer to another order.
  'published network 2/1/0': ['injective-agreement-order', 'at-most-once', 'agreement-result'],
  // The password out of a log-on, an order under a substituted key, a result under K.
  'published insider 2/1/0': [
    'secrecy-order',
    'secrecy-password',
    'secrecy-key',
    'agreement-order',
    'injective-agreement-order',
    'agreement-result',
    'at-most-once',
  ],
  'published package-extraction 2/1/0': [
    'secrecy-order',
    'secrecy-password',
    'secrecy-key',
    'agreement-order',
    'injective-agreement-order',
    'agreement-result',
    'at-most-once',
  ],
  // Framing before the judge, with a record of the attacker's own making.
  'published network court 2/1/0': ['nro-soundness'],
  'charitable insider court 2/1/0': ['nro-soundness'],
};

/** Schedules below which chance need not have found everything. */
const runsForAll = 700;

const laws = [
  { title: 'on the named readings', topics: namedTopics, runs: 900, all: true },
  { title: 'on readings near them', topics: changedTopics, runs: 400, all: false },
];

/** Schedules for each topic; there are more topics the more schedules there are. */
const runsPerTopic = 8;

/** As many of the topics as the runs suffice for, which of them by the seed. */
function sampled(topics: readonly Topic[], runs: number): readonly Topic[] {
  const stride = Math.max(1, Math.ceil((topics.length * runsPerTopic) / runs));
  const offset = Math.abs(fc.readConfigureGlobal().seed ?? 0) % stride;
  return topics.filter((_, index) => index % stride === offset);
}

/** Time for one schedule on a slow machine, shrinking included. */
const scheduleMsMax = 100;

// Soundness of the search's reductions (design section 3: two searches must agree). The claims
// are the project's own (`spec/definitions.md`). Kills: relays dropped, known parts not matched,
// nothing composed, releases skipped, no keys of its own, a memo that forgets the message, orders
// filtered out by their statements, the first form only, one known value of each sort.
describe('what the search says holds, no random schedule breaks, nor in fewer moves than it says', () => {
  test.each(laws)(
    '$title',
    ({ title, topics, runs, all }) => {
      const asked = runsAsked ?? runs;
      const effort = { topics: sampled(topics, asked), runs: asked };
      const {
        hole,
        broken,
        runs: made,
      } = checkSearch(path === undefined ? effort : { ...effort, path });
      if (hole !== undefined) {
        const { seed, path: at, says } = hole;
        const same = `FC_SEED=${seed} FC_RUNS=${asked} FC_PATH=${at}`;
        const command = `${same} npx vitest run properties/random-attack.property.ts -t '${title}'`;
        expect.fail(`replay: ${command}\n${says}`);
      }
      if (!all || path !== undefined || made < runsForAll) return;
      for (const [topic, ids] of Object.entries(rediscovered)) {
        expect([...(broken.get(topic) ?? [])], topic).toEqual(expect.arrayContaining([...ids]));
      }
    },
    60_000 + scheduleMsMax * (runsAsked ?? 0),
  );
});

// Kills: a form of message that narrowing loses, a value that instances leave out, a release or
// a relay that the search skips, states taken for equal that are not.
describe('the search and a plain one find the same claims broken, in as many moves', () => {
  test.each(tinyTopics.map(({ topic, depthMax }) => ({ name: topicName(topic), topic, depthMax })))(
    '$name, up to $depthMax moves',
    ({ topic, depthMax }) => {
      const said = saidOf(topic);
      const { claims } = said.inquiry;
      const world = worldOf(topic);
      const plain = searchedPlainly({ ...world, messages: everyMessage(world) }, claims, depthMax);
      const within = [...said.falling].filter(([, moves]) => moves <= plain.depth);
      expect(Object.fromEntries(plain.falling)).toEqual(Object.fromEntries(within));
    },
  );
});
