/** What the commands take that are about answers which are kept: checked, and held against what is counted on. */
import { Command } from 'commander';
import type { CheckWords } from './check.ts';
import { useOption, workersOption } from './common-options.ts';
import type { GateWords } from './gate.ts';
import type { Done } from './system/done.ts';

/** A certificate checked. */
export function checkCommand(done: Done): Command {
  return new Command('check')
    .argument('<file>', 'a certificate that `sa2pmp verify --out` wrote')
    .option('--runs <n>', 'random schedules for each search of what holds (default: 20)')
    .option('--seed <n>', 'the seed of these schedules (default: 1)')
    .option('--again', 'search again too: the answer must be the same, octet for octet')
    .addOption(workersOption('with --again, '))
    .addOption(useOption('the file of your own that the question is about'))
    .option('--json', 'one JSON object on standard output (docs/certificate.md)')
    .action(async (file: string, words: CheckWords) => {
      const { check } = await import('./check.ts');
      done(await check(file, words));
    });
}

/** Verdicts, or a running system, held against what is counted on. */
export function gateCommand(done: Done): Command {
  return new Command('gate')
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
    .addOption(useOption())
    .addOption(workersOption())
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
