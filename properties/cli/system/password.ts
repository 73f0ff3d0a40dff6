/** A password: from a file, from the environment, or asked for without echo; never a flag. */
import password from '@inquirer/password';
import { readFileSync } from 'node:fs';
import { Option } from 'commander';
import { usageError } from '../usage-error.ts';

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
  const found = file === undefined ? process.env['SA2PMP_PASSWORD'] : firstLine(file);
  const given = found ?? (await asked(what));
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
  try {
    return await password({ message: `${what}:`, mask: false }, { output: process.stderr });
  } catch {
    throw usageError('no password was given');
  }
}
