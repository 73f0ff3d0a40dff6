/**
 * The command line: the commands that there are, with those loaded that are asked for.
 */
import { Command } from 'commander';
import { tool } from '../certificate/versions.ts';
import { type Asked, commandFor, commands, itself } from './commands.ts';
import { explained } from './help.ts';
import type { Done } from './system/done.ts';

/** The command that tells a shell what can be typed. */
function completionCommand(done: Done): Command {
  return new Command('completion')
    .summary('what a shell is to be told, so that it completes what is typed')
    .description('a script for a shell: eval "$(sa2pmp completion bash)" in ~/.bashrc')
    .helpGroup(itself)
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell: string) => {
      const { completion } = await import('./completion.ts');
      done(completion(await program('all', done), shell));
    });
}

/**
 * The command line for these words, with what they ask for loaded, or with all of it; `done` receives
 * the exit code.
 */
export async function program(words: Asked, done: Done): Promise<Command> {
  const root = new Command('sa2pmp')
    .description('SA2pMP (Rice & Zhu 2009): which claims hold, against whom; and the system itself')
    .version(tool().version)
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .configureHelp({ showGlobalOptions: true });
  for (const one of commands) {
    const command = await commandFor(one, words, done);
    root.addCommand(adopted(root, command).enablePositionalOptions());
  }
  root.addCommand(adopted(root, completionCommand(done)));
  return explained(root.enablePositionalOptions());
}

/** Hands the root's ways down: how it exits, how it helps. */
function adopted(parent: Command, child: Command): Command {
  child.copyInheritedSettings(parent);
  // A command under another one takes its own flags only: those of the other are no news of it.
  for (const one of child.commands) adopted(child, one).configureHelp({});
  return child;
}
