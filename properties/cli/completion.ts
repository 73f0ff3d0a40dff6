/**
 * `sa2pmp completion bash|zsh|fish`: what a shell is told, made of the commands themselves, so that
 * what can be typed and what is offered are the same.
 */
import type { Command, Option } from 'commander';
import { capabilities } from '../../attacks/capability/index.ts';
import { catalogue } from '../../attacks/catalogue/index.ts';
import { classics } from '../../model/classics/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { peers } from '../../model/peers/index.ts';
import { axes, axisIds } from '../../model/sa2pmp/reading.ts';
import { repairIds } from '../../model/sa2pmp/repair.ts';
import { checks } from '../../model/sa2pmp/setting.ts';
import { engines } from '../verdict/engines.ts';
import { protocolNames } from '../verdict/protocols.ts';
import { castNames } from '../export/casting.ts';
import { provers } from '../export/write.ts';
import { comparedNames } from '../peers/comparison.ts';
import { aliases } from './attack.ts';
import { unknownName } from './near.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The shells that can be told. */
const shells = ['bash', 'zsh', 'fish'] as const;

/** What may stand behind a flag, where that is one of a few. */
const values: Readonly<Record<string, readonly string[]>> = {
  '--protocol': protocolNames,
  '--base': protocolNames,
  '--attacker': ['all', ...capabilities.map(({ id }) => id)],
  '--claim': ['all', ...claims.map(({ id }) => id)],
  '--reading': axisIds.flatMap((axis) =>
    Object.keys(axes[axis].choices).map((choice) => `${axis}=${choice}`),
  ),
  '--omit': Object.keys(checks),
  '--repair': repairIds,
  '--engine': engines,
  '--format': ['txt', 'mermaid', 'svg'],
  '--crypto': ['noble', 'openssl'],
  '--to': Object.keys(provers),
  '--classic': classics.map(({ protocol }) => protocol.id),
  '--peer': peers.map(({ protocol }) => protocol.id),
  '--cast': castNames,
};

/** What may stand as the argument of a command, where that is one of a few. */
const operands: Readonly<Record<string, readonly string[]>> = {
  attack: [...Object.keys(aliases), ...catalogue.map(({ id }) => id)],
  classics: classics.map(({ protocol }) => protocol.id),
  compare: comparedNames,
  completion: shells,
};

/** A command as a shell needs to know it. */
interface Known {
  /** The words that lead to it; none for the program. */
  readonly path: string;
  readonly children: readonly Command[];
  readonly options: readonly Option[];
  readonly operands: readonly string[];
}

/** The program and every command below it. */
function commandsOf(command: Command, before: readonly string[] = []): readonly Known[] {
  const path = before.join(' ');
  const own = {
    path,
    children: command.commands,
    options: command.options,
    operands: operands[path] ?? [],
  };
  return [
    own,
    ...command.commands.flatMap((child) => commandsOf(child, [...before, child.name()])),
  ];
}

const flagsOf = ({ options }: Known): readonly string[] => [
  ...options.flatMap(({ long }) => long ?? []),
  '--help',
];

/** A word for a shell, between single quotes. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'"'"'`)}'`;

/** The branch of bash for the values of a flag. */
function bashValues(flag: string): string {
  return `    ${flag}) COMPREPLY=($(compgen -W ${quoted((values[flag] ?? []).join(' '))} -- "$cur")); return;;`;
}

/** The branch of bash for what may follow the words of a command. */
function bashCommand(known: Known): string {
  const words = [
    ...known.children.map((child) => child.name()),
    ...known.operands,
    ...flagsOf(known),
  ];
  return `    ${quoted(known.path)}) words=${quoted(words.join(' '))};;`;
}

/** Flags that take a value which is not one of a few: a file may follow. */
function freeFlags(all: readonly Known[]): readonly string[] {
  const taking = all.flatMap(({ options }) =>
    options
      .filter(({ required, long }) => required && long !== undefined && !(long in values))
      .map(({ long }) => long ?? ''),
  );
  return [...new Set(taking)];
}

/** What bash is told. */
function bash(root: Command): string {
  const all = commandsOf(root);
  const paths = all.map(({ path }) => path).filter((path) => path !== '');
  return `# sa2pmp: completion for bash; eval "$(sa2pmp completion bash)"
_sa2pmp() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path= words= word i
  # An equals sign is a word of its own to bash.
  if [[ $cur == = || $prev == = ]]; then
    local name="\${COMP_WORDS[COMP_CWORD-1]}"
    [[ $prev == = ]] && name="\${COMP_WORDS[COMP_CWORD-2]}" || cur=
    local choice choices=(${values['--reading']?.join(' ') ?? ''})
    for choice in "\${choices[@]}"; do
      [[ $choice == "$name=$cur"* ]] && COMPREPLY+=("\${choice#*=}")
    done
    return
  fi
  case $prev in
${Object.keys(values).map(bashValues).join('\n')}
    ${freeFlags(all).join('|')}) COMPREPLY=($(compgen -f -- "$cur")); return;;
  esac
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${path:+$path }\${COMP_WORDS[i]}"
    case $word in
      ${paths.map(quoted).join('|')}) path=$word;;
    esac
  done
  case $path in
${all.map(bashCommand).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  [[ \${#COMPREPLY[@]} -eq 0 ]] && COMPREPLY=($(compgen -f -- "$cur"))
}
complete -F _sa2pmp sa2pmp
`;
}

/** What zsh is told: it takes what bash does. */
function zsh(root: Command): string {
  return `# sa2pmp: completion for zsh; eval "$(sa2pmp completion zsh)"
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bash(root)}`;
}

/** When fish offers what belongs to a command: behind its words. */
function fishWhen({ path }: Known): string {
  if (path === '') return '__fish_use_subcommand';
  return path
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ');
}

/** What fish is told of one command. */
function fishCommand(known: Known): readonly string[] {
  const when = `complete -c sa2pmp -n ${quoted(fishWhen(known))}`;
  return [
    ...known.children.map(
      (child) => `${when} -f -a ${child.name()} -d ${quoted(child.description())}`,
    ),
    ...known.operands.map((word) => `${when} -a ${word}`),
    ...known.options.map(({ long, description, required }) => {
      const offered = values[long ?? ''];
      const taken =
        offered === undefined ? (required ? ' -r' : '') : ` -x -a ${quoted(offered.join(' '))}`;
      return `${when} -l ${(long ?? '').slice(2)} -d ${quoted(description)}${taken}`;
    }),
  ];
}

/** What fish is told. */
function fish(root: Command): string {
  const lines = commandsOf(root).flatMap(fishCommand);
  return `# sa2pmp: completion for fish; sa2pmp completion fish | source\n${lines.join('\n')}\n`;
}

const scripts = { bash, zsh, fish };

/** Runs the command; returns the exit code. */
export function completion(root: Command, shell: string): number {
  const known = shells.find((one) => one === shell);
  if (known === undefined) throw usageError(unknownName('shell', shell, shells));
  process.stdout.write(scripts[known](root));
  return exitCodes.done;
}
