/**
 * Ten bugs of ten kinds, planted one after the other in copies of the sources as somebody might have
 * written them, each to be found by random schedules.
 */
import type { LevelId } from '../level.ts';

/** A change of one file. */
export interface Edit {
  readonly file: string;
  /** The text replaced, once. */
  readonly from: string;
  readonly to: string;
}

/** A bug. */
export interface Bug {
  readonly id: string;
  /** What is wrong. */
  readonly says: string;
  readonly edits: readonly Edit[];
  /** The level on which it is looked for. */
  readonly level: LevelId;
}

const bank = 'model/sa2pmp/roles/bank';

/** A place that is lost with the process: what belongs to an open file, in memory. */
const inMemory = (name: string, owner: string): string => {
  const all = `globalThis.${name}`;
  return `(${all} ??= new WeakMap()).get(${owner}) ?? ${all}.set(${owner}, new Map()).get(${owner})`;
};

/** All of them. */
export const bugs: readonly Bug[] = [
  {
    id: 'dropped-check',
    says: 'the bank does not look whether the signature of an order verifies',
    level: 'symbolic',
    edits: [
      {
        file: `${bank}/authentication-server.ts`,
        from: '() => keys.some((key) => isSignedBy(setting, opened, key)),',
        to: '() => keys.length > 0 || isSignedBy === undefined,',
      },
    ],
  },
  {
    id: 'swapped-field',
    says: 'payee and amount of an order change places when it is written in octets',
    level: 'openssl',
    edits: [
      {
        file: 'src/over.ts',
        from: 'return toBytes(encodeFrame(shape, values.map(fromBytes), suite.encoding));',
        to: "const [a, b, c, ...rest] = values; const put = shape.name === 'order' ? [a, c, b, ...rest] : values; return toBytes(encodeFrame(shape, put.map(fromBytes), suite.encoding));",
      },
    ],
  },
  {
    id: 'expiry-off-by-one',
    says: 'an order may be one time slot older than the reading has it (A7)',
    level: 'symbolic',
    edits: [
      {
        file: `${bank}/freshness.ts`,
        from: 'Array.from({ length: slotsBackMax + 1 }',
        to: 'Array.from({ length: slotsBackMax + 2 }',
      },
    ],
  },
  {
    id: 'volatile-counter',
    says: 'log-ons tried are counted in memory: a bank that starts again has forgotten them',
    level: 'http',
    edits: [
      {
        file: 'src/host/bank/bank.ts',
        from: 'return store.journal.transaction(() => store.countAttempt(accid)) <= LOG_ON_ATTEMPTS_MAX;',
        to: `const all = ${inMemory('plantedTries', 'store')}; all.set(accid, (all.get(accid) ?? 0) + 1); return all.get(accid) <= LOG_ON_ATTEMPTS_MAX;`,
      },
    ],
  },
  {
    id: 'ambiguous-encoding',
    says: 'octets after the last field of a message are not looked at',
    level: 'openssl',
    edits: [
      {
        file: 'src/codec/reader.ts',
        from: 'return at === frame.length ? fields : undefined;',
        to: 'return at <= frame.length ? fields : undefined;',
      },
    ],
  },
  {
    id: 'padding-oracle',
    says: 'the peer is told why its message was refused, whatever the reading says (A36)',
    level: 'http',
    edits: [
      {
        file: 'src/host/bank/bank.ts',
        from: "return world.reading.A36 === 'distinct' ? { ...SILENCE, refusal: why } : SILENCE;",
        to: 'return { ...SILENCE, refusal: why };',
      },
    ],
  },
  {
    id: 'secret-in-a-log-line',
    says: 'the phone writes what its user wished into its log, the password as well',
    level: 'http',
    edits: [
      {
        file: 'src/host/phone/phone.ts',
        from: 'if (works.isLocked === true) return LOCKED;\n  const brought',
        to: 'if (works.isLocked === true) return LOCKED;\n  world.log.info(wish, values);\n  const brought',
      },
    ],
  },
  {
    id: 'double-spend-after-a-crash',
    says: 'what the bank has seen of orders is kept in memory: one that it has seen before it crashed is fresh',
    level: 'http',
    edits: [
      {
        file: 'src/adapters/sqlite/bank.ts',
        from: "db.get('SELECT 1 FROM seen WHERE accid = ? AND value = ?', accid, value) !== undefined,",
        to: `(${inMemory('plantedSeen', 'db')}).has(\`\${accid} \${value}\`),`,
      },
      {
        file: 'src/adapters/sqlite/bank.ts',
        from: "void db.run('INSERT INTO seen (accid, value) VALUES (?, ?)', accid, value),",
        to: `void (${inMemory('plantedSeen', 'db')}).set(\`\${accid} \${value}\`, true),`,
      },
    ],
  },
  {
    id: 'trusting-judge',
    says: 'the judge believes a record whose signature it has not verified: the bank will have looked',
    level: 'symbolic',
    edits: [
      {
        file: 'model/sa2pmp/court/evidence.ts',
        from: "if (!check('evidence-signature', verifies)) return undefined;",
        to: 'if (verifies === undefined || check === undefined) return undefined;',
      },
    ],
  },
  {
    id: 'stale-key',
    says: 'an order under a key that was replaced is taken, wherever the bank keeps old ones',
    level: 'symbolic',
    edits: [
      {
        file: `${bank}/authentication-server.ts`,
        from: "const late = reading.A26 === 'archive-late' ? archived : [];",
        to: "const late = reading.A26 === 'replace' ? [] : archived;",
      },
    ],
  },
];
