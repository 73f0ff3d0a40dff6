/**
 * Live attacks with records that nobody made: by the keeper of the log, who puts its own into the log,
 * and by bank and operator together, who have both their keys.
 */
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import type { Journal } from '../../src/host/journal.ts';
import { blamedBy, framed } from './court.ts';
import type { LiveAttack } from './means.ts';
import type { Mounted } from './mounted.ts';

/** The signing key in a server's file. */
function keyIn({ algebra }: Mounted, journal: Journal): Bytes {
  const seed = journal.about('signing-seed');
  if (seed === undefined) throw new Error('mounted: the file has no signing seed');
  return algebra.derive(textToBytes(seed), 'signing-key');
}

/** Attacks with records. */
export const inRecords: readonly LiveAttack<Mounted>[] = [
  {
    id: 'w27-log-inserts',
    says: 'the operator puts a record of an order that nobody gave into its log and shows it',
    mount: (at) => {
      const entry = keyIn(at, at.system.log.store.journal);
      return Promise.resolve(blamedBy(at, framed(at, '960 CAD', { entry, kept: true }), '960 CAD'));
    },
  },
  {
    id: 'w28-operator-and-bank',
    says: 'bank and operator make up an order between them, with the true keys of both',
    mount: (at) => {
      const { bank, log } = at.system;
      const keys = { record: keyIn(at, bank.store.journal), entry: keyIn(at, log.store.journal) };
      return Promise.resolve(
        blamedBy(at, framed(at, '970 CAD', { ...keys, kept: true }), '970 CAD'),
      );
    },
  },
];
