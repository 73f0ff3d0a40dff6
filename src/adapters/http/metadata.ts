/**
 * The three functions of the `reflect-metadata` proposal that tsyringe, inside @peculiar/x509,
 * demands of `Reflect` when it is loaded. Import this file before that package.
 */

const records = new WeakMap<object, Map<unknown, unknown>>();

function define(key: unknown, value: unknown, target: object): void {
  const record = records.get(target) ?? new Map<unknown, unknown>();
  records.set(target, record.set(key, value));
}

function own(key: unknown, target: object): unknown {
  return records.get(target)?.get(key);
}

/** Looks along the prototypes, as property access does. */
function inherited(key: unknown, target: object): unknown {
  const found = records.get(target);
  if (found?.has(key) === true) return found.get(key);
  const parent = Reflect.getPrototypeOf(target);
  return parent === null ? undefined : inherited(key, parent);
}

if (!('getMetadata' in Reflect)) {
  Object.assign(Reflect, { defineMetadata: define, getOwnMetadata: own, getMetadata: inherited });
}
