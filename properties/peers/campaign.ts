/**
 * `npm run campaign:peers`: asks the lazy engine about every peer under everybody who may be dishonest,
 * and the explicit one about SA2pMP, and writes `findings.json`. With names: those protocols anew.
 */
import { writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { format } from 'prettier';
import { peers } from '../../model/peers/index.ts';
import {
  castsOf,
  type Findings,
  findingsFile,
  findUnder,
  type FoundOf,
  keptFindings,
} from './findings.ts';
import { findOurs, ourNames } from './ours.ts';

/** Says how long something took. */
function timed<R>(name: string, find: () => R): R {
  const began = performance.now();
  const found = find();
  console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return found;
}

const names = process.argv.slice(2);
const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
const ids = [...ourNames, ...peers.map(({ protocol }) => protocol.id)];

async function note(id: string, found: FoundOf): Promise<void> {
  // Read anew: another campaign may have found something meanwhile.
  const all: Findings = { ...keptFindings(), [id]: found };
  const findings = Object.fromEntries(ids.flatMap((one) => (all[one] ? [[one, all[one]]] : [])));
  await writeFile(
    findingsFile,
    await format(JSON.stringify(findings), { parser: 'json', printWidth: 100 }),
  );
}

for (const peer of peers) {
  const { id } = peer.protocol;
  if (!wanted(id)) continue;
  const each = castsOf(peer).map(
    ([name]) => [name, timed(`${id}, ${name}`, () => findUnder(peer, name))] as const,
  );
  await note(id, Object.fromEntries(each));
}
for (const name of ourNames) {
  if (!wanted(name)) continue;
  const found = timed(name, () => findOurs(name));
  await note(name, found);
}
