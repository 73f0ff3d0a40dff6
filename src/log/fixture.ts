/** What the tests of this folder share: signers, entries and the trees over them. */
import type { Signer } from './key.ts';
import { memoryNodes, type NodeStore } from './nodes.ts';
import { append } from './tree.ts';

/** The log of the tests. */
export const LOG: Signer = signer('log.example/records', 1);

/** Three witnesses. */
export const WITNESSES: readonly Signer[] = [2, 3, 4].map((n) => signer(`witness.example/${n}`, n));

/** A signer whose seed is 32 times this octet. */
export function signer(name: string, octet: number): Signer {
  return { name, seed: new Uint8Array(32).fill(octet) };
}

/** `count` entries, all different; another `label`, other entries. */
export function entries(count: number, label = 0): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, at) => Uint8Array.of(label, at >> 8, at & 255));
}

/** The log that has these entries. */
export function treeOf(leaves: readonly Uint8Array[]): NodeStore {
  const nodes = memoryNodes();
  for (const [at, leaf] of leaves.entries()) append(nodes, at, leaf);
  return nodes;
}

/** These octets with one bit turned, counted round. */
export function flipped(octets: Uint8Array, bit: number): Uint8Array {
  const at = bit % (octets.length * 8);
  return octets.map((octet, index) => (index === at >> 3 ? octet ^ (1 << (at & 7)) : octet));
}
