/**
 * Files for other provers: of SA2pMP under a reading, and of each script that there is.
 *
 * Peers of SA2pMP that are scripts are named here as the classics are.
 */
import { classics } from '../../model/classics/index.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Protocol } from '../../model/script/script.ts';
import type { Flow } from './flow.ts';
import { toProverif } from './proverif.ts';
import { sa2pmpFlow } from './sa2pmp.ts';
import { scriptFlow } from './script.ts';
import { flowToScyther, scriptToScyther } from './scyther.ts';
import { toTamarin } from './tamarin.ts';

/** The provers, and how files for them end. */
export const provers = { proverif: 'pv', tamarin: 'spthy', scyther: 'spdl' } as const;

/** A prover. */
export type Prover = keyof typeof provers;

/** All scripts that can be exported, by name. */
export const scripts: ReadonlyMap<string, Protocol> = new Map(
  classics.map(({ protocol }) => [protocol.id, protocol]),
);

/** A flow for a prover that takes any. */
function flowFor(prover: Exclude<Prover, 'scyther'>, flow: Flow): string {
  return prover === 'proverif' ? toProverif(flow) : toTamarin(flow);
}

/**
 * SA2pMP for a prover.
 *
 * @param prover - which
 * @param name - how the protocol is called
 * @param reading - the reading
 * @throws Error that says what the prover has no words for (`inexpressible.ts`)
 */
export function sa2pmpFor(prover: Prover, name: string, reading: Reading): string {
  const flow = sa2pmpFlow(name, reading);
  return prover === 'scyther' ? flowToScyther(flow) : flowFor(prover, flow);
}

/** A script for a prover. @throws Error that says what the prover has no words for */
export function scriptFor(prover: Prover, script: Protocol): string {
  const flow = scriptFlow(script);
  return prover === 'scyther' ? scriptToScyther(script, flow) : flowFor(prover, flow);
}
