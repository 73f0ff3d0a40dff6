/** A password: from a file, from the environment, or asked for without echo; never a flag. */
import { readFileSync } from 'node:fs';
import { emitKeypressEvents } from 'node:readline';
import { Option } from 'commander';
import { exitCodes, usageError } from '../usage-error.ts';
import { type Key, nothingTyped, type Typing, typing } from './keystrokes.ts';

/** The flag that names a password's file. */
export function passwordOption(): Option {
  return new Option(
    '--password-file <file>',
    'a file whose first line is the password (otherwise SA2PMP_PASSWORD, or it is asked for)',
  ).env('SA2PMP_PASSWORD_FILE');
}

/** The longest password, in characters. */
const PASSWORD_LENGTH_MAX = 256;

/**
 * The password.
 *
 * @param what - whose it is, for the question
 * @param file - the file named, if any
 */
export async function passwordFor(what: string, file: string | undefined): Promise<string> {
  return checked(beforehand(file) ?? (await asked(what)));
}

/** A password that is being set: whoever types it types it twice. */
export async function newPasswordFor(what: string, file: string | undefined): Promise<string> {
  const found = beforehand(file);
  if (found !== undefined) return checked(found);
  const given = checked(await asked(what));
  if ((await asked('the same again')) !== given) {
    throw usageError('the two passwords are not the same; nothing was done');
  }
  return given;
}

/** The password where nobody need be asked. */
function beforehand(file: string | undefined): string | undefined {
  return file === undefined ? process.env['SA2PMP_PASSWORD'] : firstLine(file);
}

function checked(given: string): string {
  if (given === '' || given.length > PASSWORD_LENGTH_MAX || !given.isWellFormed()) {
    throw usageError(`a password has 1 to ${PASSWORD_LENGTH_MAX} characters`);
  }
  return given;
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/u)[0] ?? '';
  } catch (error) {
    throw usageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

async function asked(what: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw usageError(
      `${what} is needed: --password-file, SA2PMP_PASSWORD, or a terminal to ask on`,
    );
  }
  process.stderr.write(`${what}: `);
  const { typed, end } = await typedAt(process.stdin);
  process.stderr.write('\n');
  if (end === 'interrupted') process.exit(exitCodes.interrupted);
  if (end === 'none') throw usageError('no password was given');
  return typed;
}

/** What is typed at a terminal up to its end, without an echo; the terminal is as it was then. */
function typedAt(terminal: NodeJS.ReadStream): Promise<Typing> {
  return new Promise((resolve) => {
    let state = nothingTyped;
    const ended = (last: Typing): void => {
      terminal.off('keypress', pressed);
      terminal.off('end', hungUp);
      terminal.setRawMode(false);
      terminal.pause();
      resolve(last);
    };
    const pressed = (text: string | undefined, key: Key): void => {
      if (state.end !== 'open') return;
      state = typing(state, text, key);
      if (state.end !== 'open') ended(state);
    };
    const hungUp = (): void => ended({ typed: '', end: 'none' });
    emitKeypressEvents(terminal);
    terminal.on('keypress', pressed);
    terminal.once('end', hungUp);
    terminal.setRawMode(true);
    terminal.resume();
  });
}
