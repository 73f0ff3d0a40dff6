/**
 * Two protocols of one's own: a reading of the paper with one choice changed, and a protocol of a few
 * messages as a role script.
 *
 * Not built in: `npx sa2pmp verify --use docs/examples/my-protocol.ts --protocol no-freshness`, and with
 * `--protocol one-message`.
 */
import { atoms, joined, receive, send, signedBy, state } from 'sa2pmp/model';
import type { ChangedReading, OwnScript } from 'sa2pmp/properties';

/** The charitable reading, but no order proves to be new (A7). */
export const noFreshness: ChangedReading = {
  name: 'no-freshness',
  base: 'charitable',
  changes: { A7: 'none' },
};

const message = joined(atoms('A', 'N'), signedBy('A', atoms('N')));

/** One signed message, for whoever reads it: nothing names the receiver, and two may take it. */
export const oneMessage: OwnScript = {
  script: {
    id: 'one-message',
    title: 'one signed message',
    source: 'a sample',
    sorts: { N: 'nonce' },
    trusted: [],
    beliefs: [{ belief: 'agreement', about: 'origin', injective: true }],
    roles: [
      {
        name: 'A',
        knows: ['B'],
        makes: ['N'],
        steps: [state('running', 'origin', ['B', 'N']), send('B', message)],
      },
      {
        name: 'B',
        knows: [],
        makes: [],
        steps: [receive(message), state('commit', 'origin', ['A', 'N'])],
      },
    ],
  },
  scenario: {
    honest: ['a', 'b'],
    insider: 'i',
    typed: true,
    seats: [
      { role: 'A', agent: 'a', peers: { B: 'b' } },
      { role: 'B', agent: 'b', peers: {} },
      { role: 'B', agent: 'b', peers: {} },
    ],
  },
};
