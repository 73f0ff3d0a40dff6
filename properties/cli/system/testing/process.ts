/** `sa2pmp` as a process of its own: what it said, how it ended, and a folder to work in. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../sa2pmp.mjs', import.meta.url));

/** What a process said and how it ended. */
export interface Ended {
  /** The exit code, or the signal that ended it. */
  readonly code: number | string | null;
  readonly out: string;
  readonly err: string;
}

/** How a process is started. */
export interface Setup {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Is given the process when it has said that it is ready. */
  readonly whenReady?: (child: ChildProcess, said: string) => void;
}

/** A process that has not ended by now is ended; nothing of ours may hang. */
const ENDED_MS = 45_000;

function environment(env: Setup['env'] = {}): NodeJS.ProcessEnv {
  const plain = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('SA2PMP_') && !name.endsWith('_COLOR'),
  );
  return { ...Object.fromEntries(plain), NO_COLOR: '1', ...env };
}

/** Runs `sa2pmp` without a terminal. */
export function sa2pmp(
  words: readonly string[],
  { env, cwd, whenReady }: Setup = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [launcher, ...words], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const late = setTimeout(() => child.kill('SIGKILL'), ENDED_MS);
  let [out, err, ready] = ['', '', false];
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
    if (ready || !out.endsWith('ready\n')) return;
    ready = true;
    whenReady?.(child, out);
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(late);
      resolve({ code: code ?? signal, out, err });
    });
  });
}

/** A folder of its own, and how to be rid of it. */
export function folder(): { readonly path: (name: string) => string; readonly remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'sa2pmp-cli-'));
  return {
    path: (name) => join(dir, name),
    remove: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
