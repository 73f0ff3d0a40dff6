/**
 * A certificate to be forged, and the tools of whoever forges it.
 */
import { insider } from '../../../attacks/capability/insider.ts';
import { network } from '../../../attacks/capability/network.ts';
import { defaultBounds } from '../../../model/sa2pmp/scenario/bounds.ts';
import { protocol } from '../../verdict/protocols.ts';
import { usualClaims } from '../../verdict/usual.ts';
import { certifiedAnew } from '../again.ts';
import { inside, isRecord, laidOut } from '../canonical-json.ts';
import { digestOf } from '../digest.ts';
import type { Subject } from '../statement.ts';

const asked = ['secrecy-password', 'agreement-order', 'at-most-once'];
/** A small question, two attackers and three claims. */
export const subject: Subject = {
  protocols: [protocol('published')],
  attackers: [insider, network],
  claims: usualClaims.filter(({ id }) => asked.includes(id)),
  bounds: { ...defaultBounds, sessions: 1, statesMax: 400 },
  manner: { engine: 'explicit', untyped: false, attacks: 1, coverage: false },
};
/** How it is asked. */
export const manner = { threads: 1, timeoutMs: Infinity, goesOn: () => true };
/** Its certificate. */
export const text = await certifiedAnew(subject, manner);

/** Every place of a value that holds a string, number, boolean or an empty list or object. */
export function leaves(value: unknown, at = ''): readonly string[] {
  const inner = Array.isArray(value) || isRecord(value) ? Object.entries(value) : [];
  if (inner.length === 0) return [at];
  return inner.flatMap(([name, member]) => leaves(member, inside(at, name)));
}

/** Every place of a value that is a member or an element. */
export function places(value: unknown, at = ''): readonly string[] {
  const inner = Array.isArray(value) || isRecord(value) ? Object.entries(value) : [];
  const own = at === '' ? [] : [at];
  return [...own, ...inner.flatMap(([name, member]) => places(member, inside(at, name)))];
}

const namesIn = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));

/** A certificate with something else at a place; `undefined` takes it away. */
export function changedAt(pointer: string, change: (value: unknown) => unknown): unknown {
  const copy = JSON.parse(text) as unknown;
  const names = namesIn(pointer);
  const last = names.at(-1) ?? '';
  let holder = copy as Record<string, unknown>;
  for (const name of names.slice(0, -1)) holder = holder[name] as Record<string, unknown>;
  const value = change(holder[last]);
  if (value !== undefined) holder[last] = value;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
  return copy;
}

/** The text of a certificate whose digest is made anew, as a forger would. */
export const forged = (value: unknown): string =>
  laidOut({ ...(value as object), digest: digestOf(value as object) });

/** Something else of the same sort, so that the form of a certificate stays. */
export function otherwise(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return undefined;
  const last = value.at(-1) ?? '';
  return `${value.slice(0, -1)}${last === '0' ? '1' : '0'}`;
}
