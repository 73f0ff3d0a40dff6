/**
 * A backup tape of the bank's application database, lost on its way to the vault: package keys and
 * passwords as the bank has them on file, once. The keys that sign are in hardware, not on tape.
 *
 * Not built in: `npx sa2pmp verify --use docs/examples/my-attacker.ts`.
 */
import type { Capability } from 'sa2pmp/attacks';

/** Whoever finds the tape. */
export const backupTape: Capability = {
  id: 'backup-tape',
  title: 'backup tape',
  says: 'holds the wireless link; once reads package keys and passwords of the bank\u2019s files',
  source: '§4.3 the key in the package is the bank\u2019s to keep; W3',
  holds: { wireless: 'full', https: 'connect' },
  insider: false,
  reveals: [],
  corrupts: [],
  thefts: [
    { from: 'bank', what: 'package-key', when: 'any' },
    { from: 'bank', what: 'password', when: 'any' },
  ],
};
