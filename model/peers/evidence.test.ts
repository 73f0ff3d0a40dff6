import { describe, expect, test } from 'vitest';
import { judgedOf } from '../script/testing/evidence.ts';
import { peers } from './index.ts';

/**
 * What a judge who is shown that the payer ordered (J) does not notice of what it is shown, where that is
 * anything: SET names no gateway in what is signed, and without a signature nothing holds the card number to a
 * payment; who checks the cardholder (CTQ) is outside of Visa's cryptogram.
 */
const loose: Readonly<Record<string, readonly string[]>> = {
  'set-unsigned': ['P', 'HOI', 'LID', 'XID', 'HOD', 'Amt', 'M'],
  'set-signed': ['P'],
  'set-signed-request': ['P'],
  'visa-emv': ['CTQ'],
  'visa-dda': ['CTQ'],
  'visa-dda-repaired': ['CTQ'],
};

const judges = peers.flatMap(({ protocol }) =>
  protocol.roles
    .filter(({ name }) => ['J', 'Q'].includes(name))
    .map(({ name }) => [protocol.id, name, protocol] as const),
);

describe.each(judges)('%s: the judge %s', (id, name, protocol) => {
  // Kills: evidence that nobody can show; a field of it that is not in what is signed.
  test('is convinced by what is so, and refuses it with another value in it', () => {
    const expected = name === 'J' ? (loose[id] ?? []) : [];
    expect(judgedOf(protocol, name)).toEqual({ isConvinced: true, loose: expected });
  });
});

test('whoever promises evidence has a judge who is shown it', () => {
  const promising = peers.filter(({ promises: { origin, receipt } }) => origin ?? receipt);
  const judged = new Set(judges.map(([id]) => id));
  expect(promising.map(({ protocol: { id } }) => id).filter((id) => !judged.has(id))).toEqual([]);
  expect(promising.length).toBeGreaterThan(20);
});
