import { expect, test } from 'vitest';
import { program } from '../cli/program.ts';
import { expectationsIn, questionIn } from '../gate/expectations.ts';
import { rules } from '../gate/compare.ts';
import { textOf } from './pages.ts';

const page = await textOf('docs/gate.md');
const blocks = (kind: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'gmu'))].map(
    ([, block = '']) => block,
  );

test('the expectations on the page are some, and can be asked', () => {
  const [example = ''] = blocks('json');
  const read = expectationsIn(JSON.parse(example));
  expect(read).toMatchObject({ isOne: true });
  expect(read.isOne && questionIn(read.expectations)).toMatchObject({
    subject: { manner: { coverage: true } },
  });
});

// Kills: a rule added or renamed and the page forgotten.
test('the page has every rule, and no other', () => {
  const [, section = ''] = page.split('## What is a difference');
  const [table = ''] = section.split('With `--baseline`');
  const named = [...table.matchAll(/^\| `([a-z-]+)` /gmu)].map(([, rule]) => rule);
  expect(named).toEqual(Object.keys(rules));
});

// Kills: an option renamed in the command and not in the workflow.
test('the workflow and the shell call the command with options that it has', async () => {
  const root = await program('all', () => undefined);
  const called = [...blocks('yaml'), ...blocks('sh')].join('\n').replaceAll(/\\?\n\s+--/gu, ' --');
  const options = [...called.matchAll(/npx sa2pmp ([a-z]+)(.*)$/gmu)].flatMap(
    ([, name = '', words = '']) =>
      [...words.matchAll(/--[a-z]+/gu)].map(([option]) => ({ name, option })),
  );
  expect(options.length).toBeGreaterThan(10);
  const has = ({ name, option }: (typeof options)[number]): boolean =>
    root.commands.find((one) => one.name() === name)?.options.some(({ long }) => long === option) ??
    false;
  expect(options.filter((one) => !has(one))).toEqual([]);
});
