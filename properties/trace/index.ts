/** Every sentence of the paper that claims or requires something, with where it went. */
import { claimed } from './claimed.ts';
import { implementation } from './implementation.ts';
import { keys } from './keys.ts';
import { network } from './network.ts';
import type { Row } from './row.ts';

/** The sentences, in the order of the paper. */
export const rows: readonly Row[] = [...claimed, ...network, ...keys, ...implementation];
