/**
 * Attacks that a forger has put into a certificate, the digest made anew: whatever the attacker may not
 * do is refused.
 */
import { expect, test } from 'vitest';
import { checked } from './check/check.ts';
import { certificateIn } from './read.ts';
import { forged, text } from './testing/forger.ts';

/** A move as a forger edits it. */
interface EditableMove {
  does: { move: string; door?: Record<string, unknown>; message?: unknown; about?: string };
  events: unknown[];
}

/** A certificate as a forger edits it. */
interface Editable {
  verdicts: {
    claim: string;
    attacker: string;
    attacks?: { steps: number; moves: EditableMove[] }[];
  }[];
}

/** Edits the moves of the attack on a claim. */
function edited(
  certificate: Editable,
  claim: string,
  edit: (moves: EditableMove[]) => void,
): Editable {
  const found = certificate.verdicts.find(
    (one) => one.claim === claim && one.attacks !== undefined,
  );
  const [attack] = found?.attacks ?? [];
  if (attack === undefined) throw new Error(`no attack on ${claim}`);
  edit(attack.moves);
  // A forger gets the number of steps right.
  attack.steps = attack.moves.filter(({ does }) => does.move !== 'learn').length;
  return certificate;
}

const order = 'at-most-once';
const lastDelivery = (moves: readonly EditableMove[]): EditableMove => {
  const found = moves.findLast(({ does }) => does.move === 'deliver');
  if (found === undefined) throw new Error('no delivery');
  return found;
};
const wired = (one: Editable): Editable =>
  edited(one, order, (moves) => {
    const { does } = lastDelivery(moves);
    does.door = { ...does.door, channel: 'wired', hop: 'bank:alice', server: false };
  });
const nowhere = (one: Editable): Editable =>
  edited(one, order, (moves) => {
    const { does } = lastDelivery(moves);
    does.door = { ...does.door, hop: 'nobody' };
  });
const unseen = (one: Editable): Editable =>
  edited(one, order, (moves) => {
    lastDelivery(moves).does.message = { make: 'observed', index: 99 };
  });
const theft = (one: Editable): Editable =>
  edited(one, order, (moves) => {
    const does = { move: 'compromise', party: 'alice', what: 'signing-key' };
    moves.splice(-1, 0, { does, events: [] });
  });
const idle = (one: Editable): Editable =>
  edited(one, order, (moves) => {
    const to = { hop: 'alice', to: 'alice', from: 'bank:alice' };
    const door = { ...lastDelivery(moves).does.door, ...to, server: false };
    const does = { move: 'deliver', door, message: { make: 'constant', text: 'x' } };
    moves.splice(-1, 0, { does, events: [] });
  });
const otherSecret = (one: Editable): Editable =>
  edited(one, 'secrecy-password', (moves) => {
    const shown = moves.find(({ does }) => does.move === 'learn');
    if (shown !== undefined) shown.does.about = 'order';
  });

// Kills: a checker that lets the attacker write where it cannot, steal what it may not, or show
// another secret than the claim's.
test.each([
  ['a message put in where the attacker cannot write', wired, /cannot write on wired/u],
  ['a message put in where there is no door', nowhere, /no such door/u],
  ['a theft that the capability has not', theft, /may not take a signing-key/u],
  ['a message that was never seen', unseen, /no message 100 has been seen/u],
  ['a claim that is about something else', otherSecret, /not about that/u],
  ['a move that comes to nothing', idle, /nothing comes of it/u],
])('%s is refused', (...[, change, why]) => {
  const read = certificateIn(forged(change(JSON.parse(text) as Editable)));
  if (!read.isOne) throw new Error(read.problems.join());
  const { problems: found } = checked('', read.certificate, {
    budget: { runs: 0, seed: 1 },
  });
  expect(found.map((problem) => problem.why).join('\n')).toMatch(why);
});
