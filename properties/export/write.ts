/**
 * Files for other provers: of SA2pMP under a reading, of each script that there is, and of each peer of
 * SA2pMP with one of its casts.
 */
import { classics } from '../../model/classics/index.ts';
import type { Peer } from '../../model/peers/peer.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Protocol } from '../../model/script/script.ts';
import { castingOf, everybody, type Casting, type ExportedCast, usualCast } from './casting.ts';
import type { Flow } from './flow.ts';
import { inexpressible } from './inexpressible.ts';
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

/**
 * A script for a prover.
 *
 * @param casting - who takes part; anybody in any role unless given
 * @throws Error that says what the prover has no words for
 */
export function scriptFor(
  prover: Prover,
  script: Protocol,
  casting: Casting = everybody(script),
): string {
  const flow = scriptFlow(script, casting);
  return prover === 'scyther' ? scriptToScyther(script, flow, casting) : flowFor(prover, flow);
}

/** A peer for a prover, with one of its casts. @throws Error that says what the prover has no words for */
export function peerFor(prover: Prover, peer: Peer, cast: ExportedCast = usualCast(peer)): string {
  const casting = castingOf(peer, cast);
  const { protocol, reading, system } = peer;
  if (casting === undefined) throw inexpressible(`${protocol.id} has no cast ${cast}`);
  const source = `${protocol.source}; here: ${reading}`;
  return scriptFor(prover, { ...protocol, title: system, source }, casting);
}
