import { describe, expect, test } from 'vitest';
import { exchanged, playing, runsOf } from '../script/testing/runs.ts';
import { peers } from './index.ts';

/**
 * Who sends whom what when nobody attacks, in the second of two runs. With a star what whom it is for would take
 * from the first run as well; with a tilde what it would take from another, who knows the values and has keys of
 * its own.
 *
 * What SET's gateway, LMPP's payee and JASA's server take again is what was found of them. A card that signs
 * (visa-dda), a customer that signs (3kp) and the challenge of a passkey are answered anew each time. The seller
 * proves who it is to the acquirer from 2kp on, and the handheld's token makes the gateway's word none (lsm-token).
 */
const published: Readonly<Record<string, string>> = {
  jasa: 'CS*~ CS* CS*~ SC~',
  'jasa-once': 'CS*~ CS* CS*~ SC~',
  'jasa-one-key': 'CS*~ CS* CS*~ SC~',
  'jasa-ecb': 'CS*~ CS* CS*~ SC~',
  'jasa-ctr': 'CS*~ CS* CS*~ SC~',
  'jasa-cbc': 'CS*~ CS* CS*~ SC~',
  lsm: 'HG*~ GH*~ HG GS* SG GH',
  'lsm-token': 'HG*~ GH*~ HG GS*~ SG GH',
  '1kp': 'CM*~ MC~ CM*~ MA*~ AM MC~',
  '2kp': 'CM*~ MC CM*~ MA* AM MC~',
  '3kp': 'CM*~ MC CM~ MA* AM MC~',
  '2kp-repaired': 'CM*~ MC CM*~ MA* AM MC~',
  '3kp-repaired': 'CM*~ MC CM~ MA* AM MC~',
  '3kp-again': 'CM*~ MC CM~ MA* AM MC~',
  'set-unsigned': 'CM*~ MC CM~ MP* PM MC',
  'set-signed': 'CM*~ MC CM~ MP* PM MC',
  'set-signed-request': 'CM*~ MC CM~ MP* PM MC',
  'set-named': 'CM*~ MC CM~ MP* PM MC',
  ksl: 'CM*~ MC* CM* MP* PB* BP PM~ MC~',
  'ksl-again': 'CM*~ MC* CM* MP* PB* BP PM~ MC~',
  lmpp: 'RN* NO* OE* EO ON NR',
  'visa-emv': 'TC*~ CT*~ TB* BT',
  'visa-dda': 'TC*~ CT TB* BT',
  'visa-dda-repaired': 'TC*~ CT TB* BT',
  passkey: 'CS*~ SC~ CS SC',
  'passkey-bare': 'CS*~ SC*~ CS SC',
};

describe.each(peers)('$protocol.id', ({ protocol }) => {
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
