import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { afterAll, describe, expect, test } from 'vitest';
import { inProject } from '../docs/pages.ts';
import { beside, offences } from './planted-code.ts';

/** A project of a few files: rules that know types have the compiler read all of it. */
const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-lint-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const settings = { extends: inProject('tsconfig.json'), include: ['*.ts'] };
writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
writeFileSync(join(folder, 'planted.ts'), '');
for (const [name, code] of Object.entries(beside)) writeFileSync(join(folder, name), code);

const { default: entries } = (await import(inProject('eslint.config.js'))) as {
  default: Linter.Config[];
};
const linter = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: entries });

async function messages(code: string): Promise<readonly Linter.LintMessage[]> {
  const [result] = await linter.lintText(code, { filePath: join(folder, 'planted.ts') });
  return result?.messages ?? [];
}

/** The house's own rules: those of entries without a name, which presets have, for all files. */
function houseRules(): readonly string[] {
  const own = entries.filter((one) => one.name === undefined && one.files === undefined);
  const rules = own.flatMap((one) => Object.entries(one.rules ?? {}));
  return rules.filter(([, level]) => level !== 'off').map(([name]) => name);
}

// Design section 6. Kills: a rule switched off or loosened, one added without an offence here.
describe('the rules of the house', () => {
  const found = messages(offences.map(({ code }) => code).join('\n'));

  test('have an offence each', () => {
    expect([...new Set(offences.map(({ rule }) => rule))].toSorted()).toEqual(
      houseRules().toSorted(),
    );
  });

  test.each(offences)('refuse what is against $rule $says', async ({ rule, says = '' }) => {
    const own = (await found).filter(({ ruleId }) => ruleId === rule);
    expect(own.map(({ message }) => message).join('\n')).toContain(says);
    expect(own).not.toEqual([]);
  });

  // Planted: texts that the linter is handed, which must report the offence all the same. They switch nothing off,
  // here or there (`noInlineConfig`); put together here, so that who looks for such directives finds real ones alone.
  const disable = ['eslint', 'disable'].join('-');
  test.each([
    ['/* eslint no-var: "off" -- planted */', 'var a = 1;'],
    [`// ${disable}-next-line no-var -- planted`, 'var a = 1;'],
    [`/* ${disable} -- planted */`, 'var a = 1;'],
  ])('are not switched off by %s', async (directive, offence) => {
    const found = await messages(`${directive}\nexport ${offence}\n`);
    expect(found.map(({ ruleId }) => ruleId)).toContain('no-var');
    expect(found.map(({ message }) => message).join('\n')).toContain('has no effect');
  });

  test('refuse nothing of what is in order', async () => {
    expect(await messages('/** One. */\nexport const one = 1;\n')).toEqual([]);
  });
});
