/**
 * Values as text: equal exactly for equal values, functions being equal to nothing but themselves.
 */
const functionIds = new WeakMap<object, number>();
let functions = 0;

/** A number for a function, which is equal to nothing but itself. */
function functionId(value: object): number {
  const known = functionIds.get(value);
  if (known !== undefined) return known;
  functions += 1;
  functionIds.set(value, functions);
  return functions;
}

/** A value as text, equal for equal values: the order of fields makes no difference. */
export function canonical(value: unknown): string {
  if (typeof value === 'function') return `function ${functionId(value)}`;
  if (value === undefined) return 'undefined';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`);
  return `{${fields.sort().join(',')}}`;
}
