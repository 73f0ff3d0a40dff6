/**
 * What people meet on a terminal: help, examples, tables, progress, completion, exit codes.
 */
import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { type Command, CommanderError } from 'commander';
import { describe, expect, test, vi } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { classics } from '../../model/classics/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { answersOn } from '../classics/ask.ts';
import { verdictTable } from '../report/table.ts';
import { ask } from '../verdict/ask.ts';
import { protocol } from '../verdict/protocols.ts';
import { tableOf } from './classics.ts';
import { countProgress, matrixProgress, progressLine, roughly } from './drive.ts';
import { examples } from './examples.ts';
import { exitCodeFor } from './exit.ts';
import { list } from './list.ts';
import { program } from './program.ts';
import { usageError } from './usage-error.ts';
import { heard } from './testing/said.ts';

const said = heard();

/** A command and all those under it, by the words that lead to them. */
function family(command: Command, path: string): readonly (readonly [string, Command])[] {
  return [
    [path, command],
    ...command.commands.flatMap((child) => family(child, `${path} ${child.name()}`)),
  ];
}

const root = await program('all', () => undefined);
const commands = root.commands.flatMap((command) => family(command, command.name()));
const widest = (text: string): number =>
  Math.max(...text.split('\n').map((line) => stripVTControlCharacters(line).length));

describe('help', () => {
  test('of the program is a screen that names every command', () => {
    const help = root.helpInformation();
    expect(help.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
    expect(widest(help)).toBeLessThanOrEqual(80);
    for (const { name } of root.commands.map((one) => ({ name: one.name() }))) {
      expect(help).toMatch(new RegExp(`^  ${name} `, 'mu'));
    }
  });

  test.each(commands)('of %s has examples', (path, command) => {
    const [first] = examples[path] ?? [];
    expect(first?.startsWith(path.split(' ')[0] ?? '')).toBe(true);
    command.outputHelp();
    expect(said()).toContain(`\nExamples:\n  $ sa2pmp ${first ?? ''}\n`);
  });

  test('has examples of no other commands', () => {
    const known = commands.map(([path]) => path);
    expect(Object.keys(examples).filter((path) => !known.includes(path))).toEqual([]);
  });

  // Kills: a flag renamed, an argument too many or too few, and the example forgotten.
  test.each(Object.values(examples).flat())('example: %s is understood', async (words) => {
    const taken = vi.fn();
    const parsing = await program('all', () => undefined);
    for (const [, command] of parsing.commands.flatMap((one) => family(one, one.name()))) {
      command.action(taken);
    }
    await parsing.parseAsync(words.split(' '), { from: 'user' });
    expect(taken).toHaveBeenCalledOnce();
  });
});

describe('a table', () => {
  const verdicts = ask({
    protocol: protocol('charitable'),
    attacker: network,
    claims: claims.filter(({ id }) => ['secrecy-order', 'nro-soundness'].includes(id)),
    bounds: { ...defaultBounds, sessions: 1 },
    statesMax: 1000,
  });
  const coloured = (style: unknown, text: string): string =>
    `\u001B[31m${String(style).slice(0, 0)}${text}\u001B[39m`;
  const plain = (_: unknown, text: string): string => text;
  const [first] = classics;

  test('of verdicts, of classics and of names fits 80 columns', async () => {
    await list();
    const all = [said(), verdictTable(coloured, verdicts)];
    if (first !== undefined) all.push(tableOf(coloured, answersOn(first)));
    expect(all.map(widest).filter((width) => width > 80)).toEqual([]);
  });

  test('says without colour what it says with it', () => {
    const words = verdictTable(plain, verdicts);
    expect(stripVTControlCharacters(verdictTable(coloured, verdicts))).toBe(words);
    expect(words).toMatch(/holds/u);
    expect(words).toMatch(/attack/u);
  });
});

describe('progress', () => {
  const running = [{ protocol: protocol('published'), attacker: network }] as never;

  test('is shown after a second, with rate and time left, in one line', () => {
    vi.useFakeTimers();
    const lines: string[] = [];
    const told = matrixProgress((line) => lines.push(line));
    vi.advanceTimersByTime(900);
    told({ done: 1, searches: 10, states: 5000, running });
    expect(lines).toEqual([]);
    vi.advanceTimersByTime(1100);
    told({ done: 2, searches: 10, states: 10_000, running });
    expect(lines).toEqual([
      '2 of 10 searches, 10,000 states (5,000/s), about 8 s left; published against ne',
    ]);
    const counts: string[] = [];
    const counted = countProgress('checks', (line) => counts.push(line));
    vi.advanceTimersByTime(4000);
    counted(2, 6);
    expect(counts).toEqual(['2 of 6 checks (0.5/s), about 8 s left']);
    vi.useRealTimers();
  });

  test('is rounded up, and told where there is a terminal alone', () => {
    expect([roughly(1), roughly(119_000), roughly(121_000), roughly(9e6)]).toEqual([
      '1 s',
      '119 s',
      '3 min',
      '3 h',
    ]);
    const write = vi.fn();
    progressLine({ isTTY: false, write } as never)('x');
    expect(write).not.toHaveBeenCalled();
    progressLine({ isTTY: true, write } as never)('x');
    expect(write).toHaveBeenCalledWith('\r\u001B[2Kx');
  });
});

/** What bash offers when the last of these words is to be completed. */
function offered(words: readonly string[]): readonly string[] {
  const call = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _sa2pmp; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, status, stderr } = spawnSync('bash', ['--norc', '-c', `${said()}\n${call}`], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((line) => line !== '');
}

const isBash = spawnSync('bash', ['--version']).status === 0;

describe('completion', () => {
  const scriptOf = async (shell: string): Promise<void> => {
    const whole = await program([], () => undefined);
    await whole.parseAsync(['completion', shell], { from: 'user' });
  };

  // Kills: a command or a flag that is not offered, values of another flag.
  test.runIf(isBash)('in bash offers commands, flags and names, where each belongs', async () => {
    await scriptOf('bash');
    expect(offered(['sa2pmp', 'ver'])).toEqual(['verify']);
    expect(offered(['sa2pmp', 'verify', '--att'])).toEqual(['--attacker', '--attacks']);
    expect(offered(['sa2pmp', 'gate', '--att'])).toEqual([]);
    expect(offered(['sa2pmp', 'verify', '--attacker', 'mal'])).toEqual(['malware']);
    expect(offered(['sa2pmp', 'bank', 'en'])).toEqual(['enrol']);
    expect(offered(['sa2pmp', 'bank', 'enrol', '--acc'])).toEqual(['--account']);
    expect(offered(['sa2pmp', 'attack', 'order'])).toEqual(['order-replay']);
    expect(offered(['sa2pmp', 'verify', '--reading', 'A7', '=', 'no'])).toEqual(['none']);
    expect(offered(['sa2pmp', 'completion', 'f'])).toEqual(['fish']);
  });

  test.each(['bash', 'zsh', 'fish'])('for %s knows every command', async (shell) => {
    await scriptOf(shell);
    for (const [path] of commands) expect(said()).toContain(path.split(' ').at(-1));
  });

  test('for a shell that is not known is a mistake', async () => {
    await expect(scriptOf('tcsh')).rejects.toMatchObject({ exitCode: 2 });
  });
});

test('what is thrown becomes an exit code: 2 for a user’s mistake, 70 for one of ours', () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(exitCodeFor(usageError('no such file'))).toBe(2);
  expect(write.mock.calls.flat().join('')).toBe('error: no such file\n');
  expect(exitCodeFor(new CommanderError(0, 'commander.help', ''))).toBe(0);
  expect(exitCodeFor(new TypeError('x is not a function'))).toBe(70);
  expect(write.mock.calls.flat().join('')).toContain('internal error: TypeError: x is not');
});
