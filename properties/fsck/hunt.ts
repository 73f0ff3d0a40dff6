/**
 * The hunt for secrets in one file: in every value, and in the octets of the file and its
 * write-ahead log, where what was deleted may still lie.
 *
 * The values are looked at by themselves because SQLite splits a long one over several pages. The
 * octets are read once the database is closed: closing a file drops the locks that SQLite has on it.
 */
import { existsSync } from 'node:fs';
import { type Row, textOf } from '../../src/adapters/sqlite/database.ts';
import { count, type Found, type SecretsCheck, type System, type Tables } from './check.ts';
import { NEEDLE_BYTES_MIN, type Needle, seeker, seekInFile } from './needles.ts';

/** A hunt begun; to be ended when the database is closed. */
export type Hunt = () => Found;

/** Looks at the values now, and at the octets later; `undefined` when there is nothing to seek. */
export function hunt({ seeks }: SecretsCheck, system: System, file: Tables): Hunt | undefined {
  const needles = seeks(system, file)?.filter(({ octets }) => octets.length >= NEEDLE_BYTES_MIN);
  if (needles === undefined || needles.length === 0) return undefined;
  if ('isTraced' in file && file.isTraced === true) return () => traced(needles);
  const { seek, longest } = seeker(needles);
  const inValues = seekInValues(file, seek);
  return () => {
    const places = [file.path, `${file.path}-wal`].filter((path) => existsSync(path));
    const inOctets = places.flatMap((path) =>
      [...seekInFile({ seek, longest }, path)].map((what) => `${what} stands in ${path}`),
    );
    return {
      figures: count(needles.length, 'secret'),
      broken: [...new Set([...inValues, ...inOctets])],
    };
  };
}

function traced(needles: readonly Needle[]): Found {
  return {
    figures: count(needles.length, 'secret'),
    broken: [],
    notes: ['not looked for: the file has a trace, which holds secrets by design'],
  };
}

function seekInValues(
  { all }: Tables,
  seek: (octets: Uint8Array) => ReadonlySet<string>,
): readonly string[] {
  const tables = all("SELECT name FROM sqlite_schema WHERE type = 'table'").map((row) =>
    textOf(row, 'name'),
  );
  const found = tables.flatMap((table) => {
    const rows = all(`SELECT * FROM "${table.replaceAll('"', '""')}"`);
    return rows
      .flatMap((row) => Object.values(row).flatMap(octetsOf))
      .flatMap((octets) => [...seek(octets)].map((what) => `${what} stands in the table ${table}`));
  });
  return [...new Set(found)];
}

/** The octets of a text or blob; numbers hold no secret. */
function octetsOf(value: Row[string]): readonly Uint8Array[] {
  if (typeof value === 'string') return [Buffer.from(value, 'utf8')];
  return value instanceof Uint8Array ? [value] : [];
}
