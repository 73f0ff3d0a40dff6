import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { groupsOf, typesChecker } from './types.ts';

const fileName = join(import.meta.dirname, '../../src/crypto/domains.ts');
const changed = "utf8ToBytes('sa2pmp v1 signature nonce')";

test('a mutant that the types refuse is told from one that compiles, whatever is checked beside it', () => {
  const lines = readFileSync(fileName, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(changed));
  const column = lines[line]?.indexOf(changed) ?? expect.fail('the line is gone');
  const location = { start: { line, column }, end: { line, column: column + changed.length } };
  const check = typesChecker();
  const mutant = (replacement: string, id: string) => ({ id, fileName, replacement, location });
  const replaced = ["utf8ToBytes('')", "''", '}', '', 'new Uint8Array(3)'];
  const statuses = ['passed', 'compileError', 'compileError', 'compileError', 'passed'];
  const together = check(replaced.map((replacement, index) => mutant(replacement, String(index))));
  expect(statuses.map((_, index) => together[index]?.status)).toEqual(statuses);
  const alone = replaced.map((replacement) => check([mutant(replacement, 'same')])['same']?.status);
  expect(alone).toEqual(statuses);
});

test('mutants are checked together file by file, each once, and not too many at a time', () => {
  const mutants = Array.from({ length: 100 }, (_, index) => ({
    id: String(index),
    fileName: index % 4 === 0 ? 'few' : 'many',
  }));
  const groups = groupsOf(mutants);
  expect(groups.flat().toSorted((a, b) => Number(a) - Number(b))).toEqual(
    mutants.map(({ id }) => id),
  );
  expect(groups.map((ids) => ids.length)).toEqual([25, 40, 35]);
  for (const ids of groups) {
    expect(new Set(ids.map((id) => mutants[Number(id)]?.fileName)).size).toBe(1);
  }
});
