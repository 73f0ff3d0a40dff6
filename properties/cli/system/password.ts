/** A password or a PIN: from a file, from the environment, or asked for without echo; never a flag. */
import { readFileSync } from 'node:fs';
import { emitKeypressEvents } from 'node:readline';
import { Option } from 'commander';
import { isPin } from '../../../src/host/phone/lock.ts';
import { exitCodes, usageError } from '../usage-error.ts';
import { type Key, nothingTyped, type Typing, typing } from './keystrokes.ts';

/** The flag that names a password's file. */
export function passwordOption(): Option {
  return new Option(
    '--password-file <file>',
    'a file whose first line is the password (otherwise SA2PMP_PASSWORD, or it is asked for)',
  ).env('SA2PMP_PASSWORD_FILE');
}

/** The flag that names a PIN's file. */
export function pinOption(): Option {
  return new Option(
    '--pin-file <file>',
    'a file whose first line is the PIN, where the phone has one (otherwise SA2PMP_PIN, or it is asked for)',
  ).env('SA2PMP_PIN_FILE');
}

/** The PIN of a phone that has one. */
export async function pinFor(file: string | undefined): Promise<string> {
  return pinIn(pinBeforehand(file) ?? (await asked('PIN', PIN_SOURCES)));
}

/** A PIN that is being set: whoever types it types it twice. */
export async function newPinFor(file: string | undefined): Promise<string> {
  const found = pinBeforehand(file);
  if (found !== undefined) return pinIn(found);
  const given = pinIn(await asked('a new PIN', PIN_SOURCES));
  if ((await asked('the same again', PIN_SOURCES)) !== given) {
    throw usageError('the two PINs are not the same; nothing was done');
  }
  return given;
}

function pinBeforehand(file: string | undefined): string | undefined {
  return file === undefined ? process.env['SA2PMP_PIN'] : firstLine(file);
}

function pinIn(given: string): string {
  if (!isPin(given)) throw usageError('a PIN has 4 to 12 digits');
  return given;
}

const PIN_SOURCES = '--pin-file, SA2PMP_PIN';
const PASSWORD_SOURCES = '--password-file, SA2PMP_PASSWORD';

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

async function asked(what: string, sources = PASSWORD_SOURCES): Promise<string> {
  if (!process.stdin.isTTY) {
    throw usageError(`${what} is needed: ${sources}, or a terminal to ask on`);
  }
  process.stderr.write(`${what}: `);
  const { typed, end } = await typedAt(process.stdin);
  process.stderr.write('\n');
  if (end === 'interrupted') process.exit(exitCodes.interrupted);
  if (end === 'none')
    throw usageError(`no ${sources === PIN_SOURCES ? 'PIN' : 'password'} was given`);
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
