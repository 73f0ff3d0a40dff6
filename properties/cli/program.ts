/**
 * The commands of `sa2pmp` and what each takes.
 */
import { Command, Option } from 'commander';
import { tool } from '../certificate/versions.ts';
import type { AttackWords } from './attack.ts';
import type { CheckWords } from './check.ts';
import type { CostsWords } from './costs.ts';
import type { GateWords } from './gate.ts';
import { explained } from './help.ts';
import { type Asked, commandFor, onDemand } from './on-demand.ts';
import { collect } from './system/command.ts';
import type { Done } from './system/done.ts';
import type { RepairWords } from './repairs.ts';
import type { ReportWords } from './report.ts';
import type { SpdlWords } from './spdl.ts';
import type { VerifyWords } from './verify.ts';

/** An option that may be given several times. */
function repeated(flags: string, says: string): Option {
  return new Option(flags, says).argParser(collect);
}

/** The options that change what is analysed. */
function withScope(command: Command): Command {
  return command
    .addOption(
      repeated('--reading <axis=choice>', 'change one axis of the reading; see `sa2pmp list`'),
    )
    .addOption(repeated('--omit <check>', 'switch one check of a role off, for a mutant'))
    .option('--sessions <n>', 'payments by honest customers (default: 2)')
    .option('--customers <n>', 'honest customers (default: 1)')
    .option('--renewals <n>', 'key renewals of each honest customer (default: 0)')
    .option(
      '--max-states <n>',
      'give a search up beyond this many states (default: 1000000; with --all alone 2000)',
    )
    .option('--timeout <seconds>', 'give a search up after this time (default: none)')
    .addOption(
      repeated('--use <file>', 'attackers, claims and protocols of your own (docs/extend.md)'),
    );
}

/** The options on who searches and how, and in whose protocol. */
function withEngines(command: Command): Command {
  return command
    .option('--engine <name>', 'explicit, lazy, or both, which must agree (default: explicit)')
    .option('--untyped', 'with --engine lazy: a value may be taken for any other (type flaws)')
    .option('--spdl <file>', 'the claims of a file in Scyther’s language instead (docs/spdl.md)')
    .option('--runs <n>', 'with --spdl: runs of roles at most (default: 3)');
}

/** What `--attacks` means by different. */
const different =
  'that differ in more than order and number: in a form of message, its door, or what is stolen';

/** Commands on answers that are kept: checked, and held against what is counted on. */
function certificateCommands(root: Command, done: Done): void {
  root
    .command('check')
    .description('check a certificate: hashes, every attack carried out again, what holds tried')
    .argument('<file>', 'a certificate that `sa2pmp verify --out` wrote')
    .option('--runs <n>', 'random schedules for each search of what holds (default: 20)')
    .option('--seed <n>', 'the seed of these schedules (default: 1)')
    .option('--again', 'search again too: the answer must be the same, octet for octet')
    .option('--workers <n>', 'with --again, threads that search (default: one for each core)')
    .addOption(repeated('--use <file>', 'the file of your own that the question is about'))
    .option('--json', 'one JSON object on standard output (docs/certificate.md)')
    .action(async (file: string, words: CheckWords) => {
      const { check } = await import('./check.ts');
      done(await check(file, words));
    });
  root
    .command('gate')
    .description('are the verdicts those that are counted on? exit code 1 if not (docs/gate.md)')
    .option('--expect <file>', 'the expectations; needed without --target')
    .option('--certificate <file>', 'judge this answer instead of asking now')
    .option('--baseline <file>', 'the last release’s certificate, to be compared with as well')
    .option('--update', 'show the difference and write the expectations anew')
    .option('--yes', 'with --update: do not ask')
    .option('--json', 'one JSON object on standard output')
    .option('--junit <file>', 'write JUnit XML')
    .option('--sarif <file>', 'write SARIF 2.1.0, attacks with their lines of source')
    .option('--markdown <file>', 'write a comment for a pull request')
    .option('--out <file>', 'keep the answer as a certificate')
    .addOption(repeated('--use <file>', 'attackers, claims and protocols of your own'))
    .option('--workers <n>', 'threads that search (default: one for each core, at most 8)')
    .option('--target <url>', 'try a running system, by the address of its set-up (docs/target.md)')
    .option(
      '--target-log <url>',
      'with --target, where its gateway with the log is, to be looked into',
    )
    .option(
      '--target-bank <url>',
      'with --target, where its bank is, to be attacked from there too',
    )
    .option('--runs <n>', 'with --target, random schedules (default: 20)')
    .option('--seed <n>', 'with --target, the seed of the schedules (default: 1)')
    .option('--path <n:n>', 'with --target, one schedule of the seed, as a failure names it')
    .action(async (words: GateWords) => {
      const { gate } = await import('./gate.ts');
      done(await gate(words));
    });
}

/** The command that writes the page. */
function reportCommand(root: Command, done: Done): void {
  withScope(root.command('report'))
    .description('verdicts, attacks step by step, statecharts and costs as one HTML file')
    .addOption(repeated('--protocol <name>', 'these protocols only (default: all)'))
    .addOption(
      repeated('--attacker <id>', 'ask about this attacker only; a coalition: a+b; each one: all'),
    )
    .addOption(repeated('--claim <id>', 'ask about this claim only; about each one: all'))
    .option('--all', 'all claims against all attackers, where none is named')
    .option('--coverage', 'show in the statecharts what the searches reached')
    .option('--lattice <file>', 'an SVG file of `sa2pmp repairs --svg` to be put in')
    .option('--out <file>', 'where to (default: report.html)')
    .option('--workers <n>', 'threads that search (default: one for each core, at most 8)')
    .action(async (words: ReportWords) => {
      const { report } = await import('./report.ts');
      done(await report(words));
    });
}

/** Commands that take no question: what can be named, and what the claims would miss. */
function tellingCommands(root: Command, done: Done): void {
  root
    .command('list')
    .description('what can be named: protocols, attackers, claims, axes, checks, attacks')
    .action(async () => {
      const { list } = await import('./list.ts');
      done(list());
    });
  root
    .command('mutants')
    .description('would the claims notice? every check of every role switched off once')
    .action(async () => {
      const { mutants } = await import('./mutants.ts');
      done(await mutants());
    });
}

/** The command that compares costs. */
function costsCommand(root: Command, done: Done): void {
  root
    .command('costs')
    .description('octets, round trips, operations and times of a payment, as ratios to published')
    .addOption(
      repeated('--protocol <name>', 'published, charitable, minimal or repaired (default: all)'),
    )
    .addOption(
      repeated('--reading <axis=choice>', 'change one axis of the reading; see `sa2pmp list`'),
    )
    .option('--repairs', 'what each repair costs: added to published, taken out of repaired')
    .option('--bundle', 'bundle, minify and weigh the client too')
    .option('--rounds <n>', 'rounds of measuring times; 0: counts only (default: 5)')
    .option('--json', 'one JSON object on standard output (docs/costs.md)')
    .action(async (words: CostsWords) => {
      const { costs } = await import('./costs.ts');
      done(await costs(words));
    });
}

/** The command that tells a shell what can be typed. */
function completionCommand(root: Command, done: Done): void {
  root
    .command('completion')
    .summary('what a shell is to be told, so that it completes what is typed')
    .description('a script for a shell: eval "$(sa2pmp completion bash)" in ~/.bashrc')
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
  withEngines(withScope(root.command('verify')))
    .description('the table claim x attacker, each attack replayed on bytes')
    .addOption(
      repeated(
        '--protocol <name>',
        'published, charitable, minimal or repaired (default: the first two)',
      ),
    )
    .addOption(
      repeated('--attacker <id>', 'ask about this attacker only; a coalition: a+b; each one: all'),
    )
    .addOption(repeated('--claim <id>', 'ask about this claim only; about each one: all'))
    .option('--all', 'all claims against all attackers, where none is named')
    .option('--attacks <n>', `up to n attacks on each claim ${different} (default: 1)`)
    .option('--coverage', 'show for what holds that it is not vacuous: see docs/search.md')
    .option('--workers <n>', 'threads that search (default: one for each core, at most 8)')
    .option('--json', 'one JSON object on standard output (docs/json.md)')
    .option('--out <file>', 'keep the answer as a certificate (docs/certificate.md)')
    .action(async (words: VerifyWords & SpdlWords) => {
      if ((words.spdl ?? words.runs) === undefined) {
        const { verify } = await import('./verify.ts');
        done(await verify(words));
      } else {
        const { verifySpdl } = await import('./spdl.ts');
        done(verifySpdl(words));
      }
    });
  certificateCommands(root, done);
  withScope(root.command('attack'))
    .description('one attack as a numbered sequence of messages, on terms and in hexadecimal')
    .argument('<name>', 'protocol/attacker/claim, or a name from `sa2pmp list`')
    .option('--full', 'print messages at full length')
    .option(
      '--format <name>',
      'txt, mermaid or svg: as text, or as a sequence chart (default: txt)',
    )
    .option('--unfold', 'print how each message of the attacker’s is made, to the last leaf')
    .option('--attacks <n>', `tell up to n attacks ${different} (default: 1)`)
    .action(async (name: string, words: AttackWords) => {
      const { attack } = await import('./attack.ts');
      done(await attack(name, words));
    });
  reportCommand(root, done);
  root
    .command('repairs')
    .description('which sets of repairs restore a claim, or what breaks the repaired protocol')
    .addOption(repeated('--claim <id>', 'ask about this claim only; about each one: all'))
    .addOption(repeated('--attacker <id>', 'ask about this attacker only; each one: all'))
    .option('--all', 'all claims against all attackers, where none is named')
    .addOption(repeated('--repair <id>', 'make these repairs only (default: all may be made)'))
    .option('--base <name>', 'the protocol that is repaired (default: published)')
    .option('--break', 'which leaks and corruptions break a claim once all repairs are made')
    .option('--size <n>', 'with --break, how many of them together at most (default: 2)')
    .option('--sessions <n>', 'payments by honest customers (default: 2)')
    .option('--customers <n>', 'honest customers (default: 1)')
    .option('--renewals <n>', 'key renewals of each honest customer (default: 0)')
    .option('--max-states <n>', 'give a search up beyond this many states (default: 10000)')
    .option('--workers <n>', 'threads that search (default: one for each core, at most 8)')
    .option('--fresh', 'neither use nor keep earlier answers')
    .option('--cache <folder>', 'where answers are kept (default: .cache/repairs)')
    .option('--json', 'one JSON object on standard output (docs/json.md)')
    .option('--svg <file>', 'draw the diagram into a file')
    .action(async (words: RepairWords) => {
      const { repairs } = await import('./repairs.ts');
      done(await repairs(words));
    });
  tellingCommands(root, done);
  costsCommand(root, done);
  for (const one of onDemand) {
    const command = await commandFor(one, words, done);
    root.addCommand(adopted(root, command).enablePositionalOptions());
  }
  completionCommand(root, done);
  return explained(root.enablePositionalOptions());
}

/** Hands the root's ways down: how it exits, how it helps. */
function adopted(parent: Command, child: Command): Command {
  child.copyInheritedSettings(parent);
  // A command under another one takes its own flags only: those of the other are no news of it.
  for (const one of child.commands) adopted(child, one).configureHelp({});
  return child;
}
