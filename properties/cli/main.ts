/**
 * The front door: `sa2pmp`.
 */
import { exitCodeFor } from './exit.ts';
import { program } from './program.ts';
import { unknownCommand } from './unknown-command.ts';
import { exitCodes, usageError } from './usage-error.ts';

// A reader that has seen enough (`| head`) closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.brokenPipe);
});

let exitCode: number = exitCodes.done;
try {
  const given = process.argv.slice(2);
  const root = await program(given, (code) => {
    exitCode = code;
  });
  const [name, ...words] = given;
  const named = root.commands.find((command) => command.name() === name);
  const unknown = named && unknownCommand(named, words);
  if (unknown !== undefined) throw usageError(unknown);
  await root.parseAsync();
} catch (error) {
  exitCode = exitCodeFor(error);
}
process.exitCode = exitCode;
