/** All checks, in the order in which they are made and told. A further check is one more entry. */
import { acrossChecks } from './across.ts';
import type { Check } from './check.ts';
import { customerChecks } from './customers.ts';
import { entryChecks } from './entries.ts';
import { fileChecks, memberChecks } from './files.ts';
import { headChecks } from './heads.ts';
import { ledgerChecks } from './ledger.ts';
import { orderChecks } from './orders.ts';
import { phoneChecks } from './phone.ts';
import { resolutionChecks } from './resolutions.ts';
import { secretsChecks } from './secrets.ts';
import { toldChecks } from './told.ts';

/** The checks. */
export const checks: readonly Check[] = [
  ...fileChecks,
  ...memberChecks,
  ...ledgerChecks,
  ...orderChecks,
  ...customerChecks,
  ...resolutionChecks,
  ...entryChecks,
  ...headChecks,
  ...phoneChecks,
  ...acrossChecks,
  ...toldChecks,
  ...secretsChecks,
];
