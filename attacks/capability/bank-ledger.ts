/**
 * The keeper of the bank's ledger: posts what nobody ordered, past the servers that check orders
 * (W11, W24).
 */
import { ledgerDesk } from '../../model/sa2pmp/scenario/doors.ts';
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** A clerk of the business logic server's. */
export const bankLedger: Capability = {
  ...network,
  id: 'bank-ledger',
  title: 'bank insider, ledger',
  says: `${network.says}; posts entries of its own on the accounts of customers`,
  source: '§5.2 BLS "interacts with the regular bank"; W11, W24',
  holds: { ...network.holds, inside: 'full' },
  desks: [ledgerDesk],
};
