import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { sa2pmp } from './testing/process.ts';
import { commands } from './testing/door.ts';

/** A command and all those under it, each with the words that lead to it. */
function family(command: Command, before: readonly string[] = []): readonly [string, Command][] {
  const path = [...before, command.name()];
  return [[path.join(' '), command], ...command.commands.flatMap((child) => family(child, path))];
}

const all = Object.values(commands).flatMap((make) => family(make(() => undefined)));

/** Flags that everybody with a database or a port must be able to set without typing them. */
const SETTABLE: Readonly<Record<string, string>> = {
  '--data': 'SA2PMP_DATA',
  '--crypto': 'SA2PMP_CRYPTO',
  '--log-file': 'SA2PMP_LOG_FILE',
  '--host': 'SA2PMP_HOST',
  '--port': 'SA2PMP_PORT',
  '--https-port': 'SA2PMP_HTTPS_PORT',
  '--protocol': 'SA2PMP_PROTOCOL',
  '--reading': 'SA2PMP_READING',
  '--password-file': 'SA2PMP_PASSWORD_FILE',
};

test('there are commands', () => {
  expect(all.length).toBeGreaterThan(20);
  expect(new Set(all.map(([path]) => path)).size).toBe(all.length);
});

describe('the help', () => {
  test.for(all)(
    'of %s names each flag, what it does and its environment variable',
    ([path, one]) => {
      const help = one.helpInformation().replace(/\s+/gu, ' ');
      // What those at the door are for, the door says (`commands.ts`).
      if (path.includes(' ')) expect(one.description()).not.toBe('');
      for (const { flags, description, envVar, long } of one.options) {
        expect(help).toContain(flags);
        expect(description).not.toBe('');
        if (long !== '--version') expect(envVar).toMatch(/^SA2PMP_[A-Z_]+$/u);
        expect(help).toContain(`env: ${envVar ?? ''}`);
        const settable = SETTABLE[long ?? ''];
        if (settable !== undefined) expect([one.name(), envVar]).toEqual([one.name(), settable]);
      }
      for (const child of one.commands) expect(help).toContain(child.name());
      for (const argument of one.registeredArguments) {
        expect(help).toContain(argument.name());
        expect(argument.description).not.toBe('');
      }
    },
  );

  test('nowhere offers a flag for a password itself', () => {
    const flags = all.flatMap(([, one]) => one.options.map(({ long }) => long));
    expect(flags).not.toContain('--password');
  });

  test.concurrent.for(['bank', 'bank enrol', 'client pay'])(
    'of %s is an answer: exit code 0, nothing on standard error',
    async (words, { expect: expects }) => {
      const { code, out, err } = await sa2pmp([...words.split(' '), '--help']);
      expects([code, err]).toEqual([0, '']);
      expects(out).toContain('SA2PMP_DATA');
      expects(out).not.toContain('Global Options:\n  --data');
      expects(out.includes('(required)')).toBe(words === 'bank enrol');
    },
  );
});
