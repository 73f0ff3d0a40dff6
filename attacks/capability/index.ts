/** All attackers, in the order in which tables show them. */
import type { Capability } from './capability.ts';
import { insider } from './insider.ts';
import { network } from './network.ts';
import { packageExtraction } from './package-extraction.ts';

/** The attackers by their stable ids. */
export const capabilities: readonly Capability[] = [network, insider, packageExtraction];
