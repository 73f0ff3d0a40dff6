/** A command called as the front door calls it, in this process: its exit code or its refusal. */
import { type Command, CommanderError } from 'commander';
import { bankCommand } from '../bank.ts';
import { clientCommand } from '../client.ts';
import { demoCommand } from '../demo.ts';
import type { Done } from '../done.ts';
import { judgeCommand } from '../judge.ts';
import { logCommand } from '../log.ts';
import { witnessCommand } from '../witness.ts';

/** The commands of the running system, by name. */
export const commands: Readonly<Record<string, (done: Done) => Command>> = {
  bank: bankCommand,
  client: clientCommand,
  demo: demoCommand,
  judge: judgeCommand,
  log: logCommand,
  witness: witnessCommand,
};

/** What came of a command. */
export interface Outcome {
  readonly code: number | undefined;
  /** What the user is told of a mistake; empty without one. */
  readonly refusal: string;
  readonly out: string;
}

/** Calls a command; what it writes is caught. Anything but a user's mistake is thrown. */
export async function call(...[name = '', ...words]: readonly string[]): Promise<Outcome> {
  let code: number | undefined;
  let out = '';
  let refusal = '';
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text: string) => {
    out += text;
    return true;
  };
  try {
    const command = commands[name]?.((given) => (code = given));
    await command?.enablePositionalOptions().exitOverride().parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    ({ exitCode: code, message: refusal } = error);
  } finally {
    process.stdout.write = write;
  }
  return { code, refusal, out };
}
