/** Processes of ours, started for a demonstration: their ports read from what they print. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { root } from '../../root.ts';

/** A process at work. */
export interface Child {
  /** What it is, for people. */
  readonly name: string;
  readonly pid: number;
  /** The addresses that it printed, in order. */
  readonly urls: readonly string[];
  /** What it printed before it was ready. */
  readonly said: readonly string[];
  /** Tells it to stop; the exit code, or the signal that ended it. */
  readonly stop: () => Promise<number | string>;
}

const launcher = fileURLToPath(new URL('properties/cli/sa2pmp.mjs', root));

/** Lines of complaint that are kept, to be told when the process does not come up. */
const COMPLAINTS_MAX = 20;

/** How long a process may take to be ready, in milliseconds. */
const READY_MS = 30_000;

/**
 * Starts `sa2pmp` with these words and waits until it says that it is ready.
 *
 * @throws Error with what it said when it ends before, or takes too long
 */
export async function started(name: string, words: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, [launcher, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (complaints.length < COMPLAINTS_MAX) complaints.push(line);
  });
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${name} is not ready after ${READY_MS} ms`));
    }, READY_MS);
    lines.on('line', (line) => {
      if (line !== 'ready') {
        said.push(line);
        return;
      }
      clearTimeout(late);
      resolve();
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`${name} ended (${String(code)}): ${complaints.join(' ')}`));
    });
  });
  await ready;
  const urls = said.flatMap((line) => line.match(/https?:\/\/\S+/gu) ?? []);
  return { name, pid: child.pid ?? 0, urls, said, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<number | string> {
  if (child.exitCode !== null) return child.exitCode;
  child.kill('SIGTERM');
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return code ?? signal ?? 'unknown';
}
