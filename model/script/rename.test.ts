import { expect, test } from 'vitest';
import {
  atom,
  encryptedTo,
  hashOf,
  joined,
  type Message,
  secretOf,
  signedBy,
  text,
  underKey,
  underShared,
} from './message.ts';
import { renamedStep } from './rename.ts';
import { match, receive, send, state, unlike } from './steps.ts';

/** A message with every name through `as`: all that a message may hold. */
const messageOf = (as: (name: string) => string): Message =>
  joined(
    atom(as('N')),
    text('N'),
    underKey(as('K'), atom(as('N'))),
    underShared([as('A'), as('B')], atom(as('N'))),
    encryptedTo(as('B'), atom(as('N'))),
    signedBy(as('A'), atom(as('N'))),
    hashOf(atom(as('N'))),
    secretOf([as('A'), as('B')], 'N'),
    secretOf([], 'N'),
  );
const own = (name: string): string => name;
const prime = (name: string): string => `${name}′`;

test('all names of a step are changed, and nothing that is no name', () => {
  const stepsOf = (as: typeof own) => [
    send('B', messageOf(as)),
    receive(messageOf(as)),
    match(as('N'), messageOf(as)),
    unlike(as('N'), as('M')),
    state('commit', 'N', [as('B'), as('N'), as('M')]),
  ];
  // Whom a message is sent to is a role, of which there is one.
  expect(stepsOf(own).map((step) => renamedStep(step, prime))).toEqual(stepsOf(prime));
});
