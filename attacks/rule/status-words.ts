/** What the bank's answers say (§5.2 BLS), of one length, so that one can be turned into the other. */
import type { Status } from '../../model/sa2pmp/roles/bank/business-logic-server.ts';

/** The words of a result's status. */
export const statusWords: readonly Status[] = ['executed', 'declined'];
