import { expect, test } from 'vitest';
import { areaNames, areas } from './areas.ts';
import { ageOf, codeOf, filesOf } from './code.ts';

test('the code of an area is what is mutated in it, without its tests, and no two areas share a file', () => {
  const files = areaNames.flatMap((name) => filesOf(areas[name]));
  expect(new Set(files).size).toBe(files.length);
  expect(files.filter((path) => /\.test\.ts$|\/testing\//u.test(path))).toEqual([]);
  expect(filesOf(areas.claims)).toContain('model/core/claim.ts');
  expect(filesOf(areas.core)).not.toContain('model/core/claim.ts');
  expect(filesOf(areas['host-phone'])).toEqual(
    ['lock', 'news', 'phone', 'store'].map((name) => `src/host/phone/${name}.ts`),
  );
});

test('a record is of this code until a file of its area is another, or one more is there', () => {
  const code = codeOf('codec');
  expect(ageOf({ area: 'codec', code })).toBe('of this code');
  expect(ageOf({ area: 'crypto', code })).toBe('of older code');
  const [path = ''] = filesOf(areas.codec);
  expect(codeOf('codec', { [path]: { source: 'const one = 1;' } })).not.toBe(code);
  expect(codeOf('codec', { 'src/host/world.ts': { source: 'const one = 1;' } })).toBe(code);
});
