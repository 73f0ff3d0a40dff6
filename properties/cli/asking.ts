/**
 * What the commands take that ask the model, or say what can be asked. What a command does is loaded
 * when it is run.
 */
import { Command } from 'commander';
import type { AttackWords } from './attack.ts';
import { different, repeated, useOption, withScope, workersOption } from './common-options.ts';
import type { CostsWords } from './costs.ts';
import type { Words } from './options.ts';
import type { RepairWords } from './repairs.ts';
import type { ReportWords } from './report.ts';
import type { SpdlWords } from './spdl.ts';
import type { Done } from './system/done.ts';
import type { VerifyWords } from './verify.ts';

/** The options on who searches and how, and in whose protocol. */
function withEngines(command: Command): Command {
  return command
    .option('--engine <name>', 'explicit, lazy, or both, which must agree (default: explicit)')
    .option('--untyped', 'with --engine lazy: a value may be taken for any other (type flaws)')
    .option('--spdl <file...>', 'the claims of files in Scyther’s language instead (docs/spdl.md)')
    .option('--runs <n>', 'with --spdl: runs of roles at most (default: 3)');
}

/** The table of verdicts. */
export function verifyCommand(done: Done): Command {
  return withEngines(withScope(new Command('verify')))
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
    .addOption(workersOption())
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
}

/** One attack. */
export function attackCommand(done: Done): Command {
  return withScope(new Command('attack'))
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
}

/** The page. */
export function reportCommand(done: Done): Command {
  return withScope(new Command('report'))
    .addOption(repeated('--protocol <name>', 'these protocols only (default: all)'))
    .addOption(
      repeated('--attacker <id>', 'ask about this attacker only; a coalition: a+b; each one: all'),
    )
    .addOption(repeated('--claim <id>', 'ask about this claim only; about each one: all'))
    .option('--all', 'all claims against all attackers, where none is named')
    .option('--coverage', 'show in the statecharts what the searches reached')
    .option(
      '--lattice <file>',
      'a drawing of `sa2pmp repairs --svg`, in the place of what is computed',
    )
    .option('--out <file>', 'where to (default: report.html)')
    .addOption(workersOption())
    .action(async (words: ReportWords) => {
      const { report } = await import('./report.ts');
      done(await report(words));
    });
}

/** The space of repairs. */
export function repairsCommand(done: Done): Command {
  return new Command('repairs')
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
    .addOption(workersOption())
    .addOption(useOption('attackers and claims of your own; answers are not kept then'))
    .option('--fresh', 'neither use nor keep earlier answers')
    .option('--cache <folder>', 'where answers are kept (default: .cache/repairs)')
    .option('--json', 'one JSON object on standard output (docs/json.md)')
    .option('--svg <file>', 'draw the diagram into a file')
    .action(async (words: RepairWords) => {
      const { repairs } = await import('./repairs.ts');
      done(await repairs(words));
    });
}

/** What a payment costs. */
export function costsCommand(done: Done): Command {
  return new Command('costs')
    .addOption(
      repeated('--protocol <name>', 'published, charitable, minimal or repaired (default: all)'),
    )
    .addOption(
      repeated('--reading <axis=choice>', 'change one axis of the reading; see `sa2pmp list`'),
    )
    .addOption(useOption('changed readings of your own'))
    .option('--repairs', 'what each repair costs: added to published, taken out of repaired')
    .option('--bundle', 'bundle, minify and weigh the client too')
    .option('--rounds <n>', 'rounds of measuring times; 0: counts only (default: 5)')
    .option('--json', 'one JSON object on standard output (docs/costs.md)')
    .action(async (words: CostsWords) => {
      const { costs } = await import('./costs.ts');
      done(await costs(words));
    });
}

/** Checks switched off. */
export function mutantsCommand(done: Done): Command {
  return new Command('mutants')
    .addOption(useOption('would your own claims notice, and against attackers of your own?'))
    .action(async (words: Pick<Words, 'use'>) => {
      const { mutants } = await import('./mutants.ts');
      done(await mutants(words));
    });
}

/** What can be named. */
export function listCommand(done: Done): Command {
  return new Command('list')
    .addOption(useOption('what is in files of your own as well'))
    .action(async (words: Pick<Words, 'use'>) => {
      const { list } = await import('./list.ts');
      done(await list(words));
    });
}
