import { expect, test } from 'vitest';
import { agreement, atMostOnce } from '../claim.ts';
import { wording } from '../testing/statements.ts';
import { postCompromise } from './compromise.ts';
import { accountability, borneOut, completeness, timeliness, weakFairness } from './dispute.ts';
import { presence } from './presence.ts';
import { type Passage, synchronisation } from './synchronisation.ts';

const [commit, running, sued, judged] = [
  'commit order',
  'running order',
  'did sue',
  'judged order',
].map(wording) as [Wording, Wording, Wording, Wording];
type Wording = ReturnType<typeof wording>;
const outcome = { gaveUp: wording('did give-up'), posted: wording('did post') };
const passage: Passage = { sent: running, received: commit, by: 'owner' };
const form = { done: wording('did post'), borneOutBy: running, by: 'owner', called: sued } as const;

// `Predicate.decidedBy`: where nothing of it comes any more, a search ends. Kills: a claim that is said to be
// decided from the start, or by something else (random traces: properties/verdict/decided.test.ts).
test.each([
  ['agreement', agreement({ commit, running, injective: false, by: 'anyone' }), ['commit order']],
  ['once', atMostOnce('post', 'order'), ['did post']],
  ['borne out', borneOut({ verdict: judged, borneOutBy: running }), ['judged order']],
  ['completeness', completeness({ sued, verdict: judged, given: running }), ['did sue']],
  ['weak fairness', weakFairness(outcome, { sued, verdict: judged }), ['did sue']],
  ['timeliness', timeliness(outcome), ['did post']],
  [
    'presence',
    presence({ commit, signs: [running], by: 'owner', on: 'nothing' }),
    ['commit order'],
  ],
  ['synchrony', synchronisation({ passages: [passage], injective: false }), ['commit order']],
  [
    'healing',
    postCompromise({ commit, running, renewal: [sued], injective: false }),
    ['commit order'],
  ],
  ['answering', accountability(form), ['did sue']],
  [
    'answering for a blame',
    accountability({ ...form, innocent: judged }),
    ['did sue', 'judged order', 'did post'],
  ],
  [
    'answering for one too many',
    accountability({ ...form, counted: true }),
    ['did sue', 'running order'],
  ],
])('%s is decided by what alone can break it', (_, { decidedBy }, by) => {
  expect(decidedBy).toEqual(by);
});
