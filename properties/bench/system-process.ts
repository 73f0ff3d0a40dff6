/** What a process of ours uses, as Linux tells it under `/proc`. */
import { readFileSync, statSync } from 'node:fs';

/** Ticks of `/proc/<pid>/stat` in a second; the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** The processor time of a process so far, its own and the system's for it, in seconds. */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold anything; fields are counted after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [fields[11], fields[12]];
  return (Number(user) + Number(system)) / TICKS_PER_SECOND;
}

/** The memory of a process, in MB. */
export interface Memory {
  /** All of it that is in main memory. */
  readonly residentMegabytes: number;
  /** Of that, what belongs to no file: JavaScript's heap, buffers, SQLite's cache. */
  readonly heapMegabytes: number;
}

/** What it holds now. */
export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (field: string): number => {
    const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'mu').exec(status)?.[1];
    if (kibibytes === undefined) throw new Error(`bench: /proc/${pid}/status has no ${field}`);
    return (Number(kibibytes) * 1024) / 1e6;
  };
  return { residentMegabytes: megabytes('VmRSS'), heapMegabytes: megabytes('RssAnon') };
}

/** The size of a database with its write-ahead log, in MB. */
export function databaseMegabytes(path: string): number {
  const sizes = [path, `${path}-wal`].map(
    (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}
