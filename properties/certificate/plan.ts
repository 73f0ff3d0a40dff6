/**
 * Plans of attacks as data: their moves and recipes, each form of message by its name, which stands
 * for the form that the certificate lists under its protocol.
 */
import type { Move } from '../../attacks/run.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import { canonicalJson, isRecord, type Json, sorted } from './canonical-json.ts';

/** A value with something else in place of every form of message in it. */
function exchanged(value: unknown, swap: (shape: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => exchanged(part, swap));
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    name === 'shape' ? swap(member) : exchanged(member, swap),
  ]);
  return Object.fromEntries(members) as unknown;
}

type Shapes = Readonly<Record<string, AnyShape>>;

/** What of a form of message tells it from others on terms. */
const identity = ({ name, tag, fields }: AnyShape): string => canonicalJson([name, tag, fields]);

/** The name of a form of message, which is to be the one that goes by it. */
function nameOf(shapes: Shapes, shape: AnyShape): string {
  const known = shapes[shape.name];
  if (known !== undefined && identity(known) === identity(shape)) return shape.name;
  throw new Error(`certificate: no message of the protocol has the form ${shape.name}`);
}

/**
 * A move as data.
 *
 * @param shapes - the forms of message of the protocol
 * @param move - the move
 */
export function moveJson(shapes: Shapes, move: Move): Json {
  return sorted(exchanged(move, (shape) => nameOf(shapes, shape as AnyShape)));
}

/** A move out of data that has the form of one, each name of a form of message being known. */
export function moveIn(shapes: Shapes, move: unknown): Move {
  return exchanged(move, (name) => shapes[String(name)]) as Move;
}

/** Where a value names a form of message that there is none of; `undefined` if nowhere. */
export function strangeShape(shapes: Shapes, value: unknown, at: string): string | undefined {
  if (Array.isArray(value)) {
    return value.map((part, index) => strangeShape(shapes, part, `${at}/${index}`)).find(Boolean);
  }
  if (!isRecord(value)) return undefined;
  const own = value['shape'];
  if (typeof own === 'string' && !Object.hasOwn(shapes, own)) return `${at}/shape`;
  return Object.entries(value)
    .map(([name, member]) => strangeShape(shapes, member, `${at}/${name}`))
    .find(Boolean);
}
