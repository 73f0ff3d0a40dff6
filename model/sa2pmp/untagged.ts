/**
 * The messages without their tags, where the reading has none (A3b, W15): all that is sealed or
 * signed. What travels in the clear keeps its own, being told apart by the path of the HTTP request
 * that carries it (§4.1).
 */
import type { AnyShape } from '../core/shape.ts';
import { untagged } from '../core/untagged.ts';
import { type Reading, registrationWay } from './reading.ts';

/** What is sealed, signed or inside such a message, whatever else the reading says. */
const inside: readonly string[] = [
  'clientId',
  'order',
  'signedText',
  'signingInput',
  'signedOrder',
  'keyBinding',
  'logOn',
  'signedLogOn',
  'welcome',
  'result',
];

/** The shapes of a reading, by name, those of what is sealed or signed without tags. */
export function withoutTags<A extends object>(reading: Reading, all: A): A {
  const isSealed = registrationWay(reading) === 'under-key';
  const names = new Set(isSealed ? [...inside, 'registration'] : inside);
  const shapes = Object.entries<AnyShape>(all as Readonly<Record<string, AnyShape>>);
  return Object.fromEntries(
    shapes.map(([name, form]) => [name, names.has(name) ? untagged(form) : form]),
  ) as A;
}
