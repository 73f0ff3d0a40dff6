/**
 * The network attacker: holds the wireless link, the paper's "open, public wireless network".
 *
 * Anybody may open an HTTPS connection to the bank and delay or drop those of others; nobody
 * reads or alters them. The wired link, the SMS channel and the branch are out of its reach.
 */
import type { Capability } from './capability.ts';

/** Dolev-Yao on the wireless link. */
export const network: Capability = {
  id: 'network',
  title: 'network',
  says: 'reads, drops, alters and makes messages on the wireless link; opens HTTPS connections',
  source: '§4.2, figure 2; Dolev & Yao 1983',
  holds: { wireless: 'full', https: 'connect' },
  insider: false,
  reveals: [],
  corrupts: [],
};
