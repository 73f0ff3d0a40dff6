import { Command } from 'commander';
import { expect, test } from 'vitest';
import { unknownCommand } from './unknown-command.ts';

const bank = new Command('bank').option('--data <file>').option('--trace');
for (const name of ['enrol', 'unlock', 'accounts']) bank.command(name);

// Kills: a flag's value taken for a command, a command's own words taken for one.
test.for([
  ['enroll', "unknown command 'enroll' of bank; did you mean enrol?"],
  ['unlok --account x', "unknown command 'unlok' of bank; did you mean unlock?"],
  ['--data x --trace enroll', "unknown command 'enroll' of bank; did you mean enrol?"],
  ['--data=x xyzzy', "unknown command 'xyzzy' of bank; known: enrol, unlock, accounts"],
  ['enrol x', undefined],
  ['--data x enrol', undefined],
  ['--data enroll', undefined],
  ['help', undefined],
  ['--help', undefined],
  ['', undefined],
] as const)('bank %s', ([words, said]) => {
  expect(unknownCommand(bank, words === '' ? [] : words.split(' '))).toBe(said);
});
