import { describe, expect, test } from 'vitest';
import { exchanged, playing, runsOf } from '../script/testing/runs.ts';
import { classics } from './index.ts';

/**
 * Who sends whom what when nobody attacks, in the second of two runs. With a star what whom it is for would take
 * from the first run as well; with a tilde what it would take from another, who knows the values and has keys of
 * its own.
 *
 * The star on the ticket of nssk is Denning & Sacco's finding, that on the last message of andrew Burrows, Abadi &
 * Needham's, on that of the frog's server Lowe's, on what the responder of tmn says Simmons's. A repair has no star
 * there (nssk-amended), or goes on with what has none (the frog's handshake). What the initiator of asw opens
 * anybody can open who has seen it; the repair has it signed.
 */
const published: Readonly<Record<string, string>> = {
  nspk: 'AB*~ BA~ AB~',
  nsl: 'AB*~ BA~ AB~',
  nssk: 'AS*~ SA AB*~ BA~ AB~',
  'nssk-amended': 'AB*~ BA*~ AS*~ SA AB~ BA~ AB~',
  'denning-sacco': 'AS*~ SA* AB*~',
  'denning-sacco-lowe': 'AS*~ SA* AB*~ BA~ AB~',
  kerberos: 'AS*~ SA* AB*~ BA~',
  'otway-rees': 'AB*~ BS* SB BA~',
  yahalom: 'AB*~ BS* SA AB~',
  'yahalom-ban': 'AB*~ BS* SA AB~',
  carlsen: 'AB*~ BS*~ SB BA~ AB~',
  'woo-lam': 'AB*~ BA*~ AB*~ BS* SB',
  'woo-lam-1': 'AB*~ BA*~ AB*~ BS* SB',
  'woo-lam-2': 'AB*~ BA*~ AB*~ BS* SB',
  'woo-lam-3': 'AB*~ BA*~ AB*~ BS* SB',
  'woo-lam-f': 'AB*~ BA*~ AB*~ BS* SB',
  andrew: 'AB* BA AB BA*',
  'andrew-ban': 'AB*~ BA AB~ BA*~',
  'andrew-lowe': 'AB*~ BA AB~ BA*~',
  'wide-mouthed-frog': 'AS* SB*',
  'wide-mouthed-frog-lowe': 'AS* SB* BA~ AB~',
  'neuman-stubblebine': 'AB*~ BS* SA AB~',
  'neuman-stubblebine-hwang': 'AB*~ BS* SA AB~',
  'kao-chow-1': 'AS*~ SB* BA~ AB~',
  'kao-chow-2': 'AS*~ SB* BA~ AB~',
  tmn: 'AS*~ SB*~ BS*~ SA~',
  'x509-3': 'AB* BA AB',
  'x509-3-ban': 'AB* BA AB',
  splice: 'AB* BA~',
  'splice-named': 'AB* BA~',
  'iso-9798-2-two': 'BA*~ AB',
  'iso-9798-2-three': 'BA*~ AB BA',
  'iso-9798-3-draft': 'BA*~ AB BA',
  'iso-9798-3': 'BA*~ AB BA',
  'zhou-gollmann': 'AB* BA AS* SA SB',
  asw: 'AB* BA AB~ BA~',
  'asw-bound': 'AB* BA AB BA~',
};

describe.each(classics)('$protocol.id', ({ protocol }) => {
  // Kills: a message that one role sends and another does not expect; an answer that is tied to nothing fresh,
  // or that anybody can give.
  test('goes to its end; what is fresh, and who must have said it, is as published and no more', () => {
    const run = runsOf(protocol);
    expect(exchanged(run)).toBe(published[protocol.id]);
    expect(run.messages.filter(({ isTaken }) => !isTaken)).toEqual([]);
    expect(run.waiting).toEqual([]);
  });

  // Kills: a belief that is borne out by a statement on other values, or by none.
  test('believes nothing that is not so', () => {
    const { broken, stated: counts } = runsOf(protocol);
    expect(broken).toEqual([]);
    const played = playing(protocol);
    const steps = protocol.roles
      .filter(({ name }) => played.includes(name))
      .flatMap((role) => role.steps);
    for (const claim of ['running', 'commit', 'secret'] as const) {
      const stated = steps.filter((step) => step.do === 'state' && step.claim === claim);
      expect([claim, counts[claim]]).toEqual([claim, 2 * stated.length]);
    }
  });
});
