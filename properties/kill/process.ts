/**
 * A child process that may be killed: what it says on standard output, how it ended, and whether
 * anybody wanted it to.
 *
 * In a process group of its own, so that a Ctrl-C at the campaign's terminal does not reach it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

/** A process at work. */
export interface Running {
  /** Waits until it has said a line, which is then forgotten; false when it ended or took too long. */
  readonly says: (line: string, withinMs: number) => Promise<boolean>;
  /** Tells it a word. */
  readonly tell: (word: string) => void;
  /** SIGKILL; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  /** SIGTERM; how it ended, `code 0` when gracefully. */
  readonly terminate: (withinMs: number) => Promise<string>;
  /** How it ended of itself; `undefined` while it runs or was told to end. */
  readonly died: () => string | undefined;
}

const STDERR_KEPT = 2_000;
const LOOK_EVERY_MS = 3;
const alive = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts a program of ours. */
export function run(args: readonly string[]): Running {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  alive.add(child);
  const said: string[] = [];
  let stderr = '';
  let wanted = false;
  let ended: string | undefined;
  if (child.stdout === null || child.stderr === null) throw new Error('a process without pipes');
  createInterface({ input: child.stdout }).on('line', (line) => void said.push(line));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-STDERR_KEPT);
  });
  const exit = once(child, 'exit').then(([code, signal]) => {
    alive.delete(child);
    ended = code === null ? String(signal) : `code ${String(code)}`;
  });
  const signal = async (name: NodeJS.Signals): Promise<void> => {
    wanted = true;
    if (ended === undefined) child.kill(name);
    await exit;
  };
  return {
    says: async (line, withinMs) => {
      const until = performance.now() + withinMs;
      while (!said.includes(line)) {
        if (ended !== undefined || performance.now() > until) return false;
        await setTimeout(LOOK_EVERY_MS);
      }
      said.splice(said.indexOf(line), 1);
      return true;
    },
    tell: (word) => {
      if (child.connected) child.send(word, () => {});
    },
    kill: () => signal('SIGKILL'),
    terminate: async (withinMs) => {
      const late = new AbortController();
      const limit = setTimeout(withinMs, 'late' as const, { signal: late.signal });
      const first = await Promise.race([signal('SIGTERM'), limit.catch(() => undefined)]);
      late.abort();
      if (first !== 'late') return `${ended ?? '?'}${stderr === '' ? '' : `: ${stderr}`}`;
      await signal('SIGKILL');
      return `not ended ${withinMs} ms after SIGTERM`;
    },
    died: () => (ended === undefined || wanted ? undefined : `${ended}: ${stderr}`),
  };
}
