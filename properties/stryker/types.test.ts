import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { typesChecker } from './types.ts';

const fileName = join(import.meta.dirname, '../../src/crypto/domains.ts');
const changed = "utf8ToBytes('sa2pmp v1 signature nonce')";

test('a mutant that the types refuse is told from one that compiles, whatever came before it', () => {
  const lines = readFileSync(fileName, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(changed));
  const column = lines[line]?.indexOf(changed) ?? expect.fail('the line is gone');
  const location = { start: { line, column }, end: { line, column: column + changed.length } };
  const check = typesChecker();
  const statusOf = (replacement: string): string =>
    check({ id: '1', fileName, replacement, location }).status;
  const replaced = ["utf8ToBytes('')", "''", '}', '', 'new Uint8Array(3)'];
  const [passed, compileError] = ['passed', 'compileError'];
  expect(replaced.map(statusOf)).toEqual([
    passed,
    ...[compileError, compileError, compileError],
    passed,
  ]);
});
