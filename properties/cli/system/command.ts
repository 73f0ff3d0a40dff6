/** A command of the running system: each of its flags can be set by an environment variable. */
import { Command, Option } from 'commander';

/** A command whose flags take SA2PMP_NAME from the environment, unless they name another variable. */
export function commandOf(name: string): Command {
  const command = new Command(name);
  command.createOption = (flags, description) => {
    const option = new Option(flags, description);
    const words = option.long?.slice(2).replaceAll('-', '_').toUpperCase() ?? '';
    return words === 'HELP' ? option : option.env(`SA2PMP_${words}`);
  };
  return command;
}

/** Takes a flag that may be given several times. */
export function collect(word: string, words: readonly string[] = []): readonly string[] {
  return [...words, word];
}
