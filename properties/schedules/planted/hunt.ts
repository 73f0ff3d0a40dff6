/** Hunts a planted bug: a campaign on a copy of the sources, then its token there and on sound ones. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scheduleOf } from '../token.ts';
import type { Bug } from './bugs.ts';

/** What a hunt came to. */
export interface Hunted {
  readonly id: string;
  /** The failure, made small; absent when nothing was found. */
  readonly found?: {
    readonly token: string;
    /** How many operations are left of it. */
    readonly operations: number;
    readonly law: string;
    /** Schedules that were run until then. */
    readonly schedules: number;
  };
  /** Exit codes of `sa2pmp replay`, on the copy with the bug and on the sound sources. */
  readonly replayed: { readonly planted: number | null; readonly sound: number | null };
  readonly output: string;
}

/** The parts of the repository that a campaign runs on. */
const parts = ['model', 'attacks', 'src', 'properties', 'package.json'];

/** A campaign that has found nothing by then has not found it. */
const huntMsMax = 900_000;

/**
 * Hunts a bug.
 *
 * @param root - the repository
 * @param bug - the bug
 * @param budget - how much is tried at most
 * @throws Error when a text to be replaced is not there just once: the list is stale
 */
export function hunted(
  root: string,
  bug: Bug,
  { budget, seed }: { readonly budget: 'quick' | 'full'; readonly seed: number },
): Hunted {
  const copy = mkdtempSync(join(tmpdir(), 'planted-'));
  try {
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const { file, from, to } of bug.edits) planted(join(copy, file), from, to);
    const failures = join(copy, 'failures.txt');
    const words = ['--budget', budget, '--level', bug.level, '--seed', `${seed}`];
    const campaign = ['properties/schedules/run.ts', ...words, '--first', '--workers', '1'];
    const { stdout, stderr, status } = run(copy, [...campaign, '--failures', failures]);
    const output = `${stdout}${stderr}`;
    if (status !== 1) return { id: bug.id, replayed: { planted: null, sound: null }, output };
    const text = readFileSync(failures, 'utf8');
    const token = / replay (\S+)/.exec(text)?.[1] ?? '';
    const decoded = scheduleOf(token);
    const replay = (at: string): number | null =>
      run(at, ['properties/cli/main.ts', 'replay', token, '--level', bug.level]).status;
    return {
      id: bug.id,
      found: {
        token,
        operations: 'schedule' in decoded ? decoded.schedule.operations.length : 0,
        law: /BROKEN: (.*?): /.exec(text)?.[1] ?? '',
        schedules: Number(/^schedules (\d+)$/m.exec(stdout)?.[1] ?? 0),
      },
      replayed: { planted: replay(copy), sound: replay(root) },
      output,
    };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function planted(path: string, from: string, to: string): void {
  const source = readFileSync(path, 'utf8');
  if (source.split(from).length !== 2)
    throw new Error(`planted: ${path} does not hold ${from} once`);
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
}

function run(cwd: string, words: readonly string[]) {
  return spawnSync(process.execPath, words, { cwd, encoding: 'utf8', timeout: huntMsMax });
}
