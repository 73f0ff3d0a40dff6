/**
 * The exported files that are kept, held by a test to what is written now; `npm run docs:generate`
 * makes them anew.
 */
import { type ReadingName, readings } from '../../model/sa2pmp/reading.ts';
import { type Prover, provers, sa2pmpFor, scriptFor, scripts } from './write.ts';

/** A file that is kept. */
export interface Golden {
  readonly path: string;
  readonly prover: Prover;
  readonly write: () => string;
}

/** The readings that are kept for a prover: for Scyther not published, whose keys come in the clear. */
const readingsFor: Readonly<Record<Prover, readonly ReadingName[]>> = {
  proverif: ['published', 'repaired'],
  tamarin: ['published', 'repaired'],
  scyther: ['charitable', 'repaired'],
};

/** Scripts with public keys, a server, a key for both ways and signatures with evidence. */
const kept = ['nspk', 'nssk', 'andrew', 'zhou-gollmann'] as const;

/** All files that are kept. */
export const goldens: readonly Golden[] = (Object.keys(provers) as readonly Prover[]).flatMap(
  (prover): readonly Golden[] => {
    const path = (name: string): string => `properties/export/golden/${name}.${provers[prover]}`;
    return [
      ...readingsFor[prover].map((name) => ({
        path: path(`sa2pmp-${name}`),
        prover,
        write: () => sa2pmpFor(prover, name, readings[name]),
      })),
      ...kept.flatMap((name) => {
        const script = scripts.get(name);
        return script === undefined
          ? []
          : [{ path: path(name), prover, write: () => scriptFor(prover, script) }];
      }),
    ];
  },
);
