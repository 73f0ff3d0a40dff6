import { expect, test } from 'vitest';
import { columns } from './columns.ts';

test('words stand under one another, amounts end under one another', () => {
  const rows = [
    ['when', '-12.50 CAD', 'bob', 'transfer'],
    ['later', '3.00 CAD', 'hydro', 'bill payment'],
  ];
  expect(columns(rows, [1])).toEqual([
    'when   -12.50 CAD  bob    transfer',
    'later    3.00 CAD  hydro  bill payment',
  ]);
  expect(columns([['a', 'b'], ['sealed']], [1], [3, 4])).toEqual(['a          b', 'sealed']);
  expect(columns([], [])).toEqual([]);
});
