/**
 * Tokens: a whole schedule as one word, so that it can be had again after its generator has changed.
 *
 * `s1` and the version, then base64url of a JSON array in one fixed form and four octets of its digest.
 * Refuses a word that was cut, mistyped, or written for another version, and says which.
 */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import { capabilities } from '../../attacks/capability/index.ts';
import {
  axes,
  type AxisId,
  contradictions,
  type ReadingName,
  readings,
} from '../../model/sa2pmp/reading.ts';
import { garblings } from './garbling.ts';
import { classes, type Operation, progressMax } from './operation.ts';
import type { Schedule } from './schedule.ts';
import { courts, readingOf } from './world.ts';

/** The version of tokens, of which a change of the operations makes another. */
const version = 's1';

/** Octets of the digest that a token ends with. */
const digestOctets = 4;

/** Longest token that is looked at, and the most octets that are unpacked of one. */
const lengthMax = 20_000;
const unpackedMax = 200_000;

const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const slots = v.pipe(v.number(), v.integer(), v.minValue(-1000), v.maxValue(1000));
const choices = v.pipe(v.array(index), v.maxLength(64));
const plans = ['part', 'mutate', 'take-over', 'compose', 'accuse'] as const;

/** What each operation has, in the order in which it is written. */
const forms = {
  progress: { times: v.pipe(index, v.maxValue(10 * progressMax)) },
  intend: { party: index, which: index },
  happen: { party: index, which: index },
  steal: { party: index, theft: index },
  release: { index },
  drop: { index },
  delay: { index },
  reorder: { index },
  wait: { slots },
  skew: { party: index, slots },
  crash: { party: index, how: index },
  duplicate: { message: index },
  cross: { message: index, door: index },
  forge: { plan: v.picklist(plans), message: index, door: index, choices },
  sms: { message: index, door: index, choices },
  garble: { how: v.picklist(garblings), message: index, at: index, amount: index },
  compare: { choices },
} as const satisfies Record<Operation['op'], Record<string, v.GenericSchema>>;

const names = Object.keys(forms) as readonly Operation['op'][];

const small = (max: number): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));

/** What is written: a world, then each operation as its number and its particulars. */
const written = v.strictTuple([
  v.picklist(Object.keys(readings) as ReadingName[]),
  v.array(v.strictTuple([v.picklist(Object.keys(axes) as AxisId[]), v.string()])),
  v.strictTuple([small(9), small(9), small(9)]),
  v.picklist(capabilities.map(({ id }) => id)),
  v.picklist(courts),
  v.picklist(['own', 'any'] as const),
  v.array(v.picklist(classes)),
  v.pipe(v.array(v.looseTuple([small(names.length - 1)])), v.maxLength(1000)),
]);

/** The token of a schedule. */
export function tokenOf({ world, operations }: Schedule): string {
  const { base, changes, bounds, attacker, court, reach } = world;
  const { sessions, customers, renewals } = bounds;
  const said: v.InferInput<typeof written> = [
    base,
    changes.map(({ axis, choice }) => [axis, choice]),
    [sessions, customers, renewals],
    attacker,
    court,
    reach,
    [...world.classes],
    operations.map((operation): [number, ...unknown[]] => {
      const fields = Object.keys(forms[operation.op]);
      const values = operation as unknown as Readonly<Record<string, unknown>>;
      return [names.indexOf(operation.op), ...fields.map((field) => values[field])];
    }),
  ];
  const packed = deflateRawSync(JSON.stringify(said), { level: 9 });
  return `${version}.${Buffer.concat([packed, digestOf(packed)]).toString('base64url')}`;
}

function digestOf(octets: Uint8Array): Buffer {
  return createHash('sha256').update(octets).digest().subarray(0, digestOctets);
}

/** A schedule, or why there is none. */
export type Decoded = { readonly schedule: Schedule } | { readonly why: string };

/** The schedule of a token. */
export function scheduleOf(token: string): Decoded {
  const [prefix = '', body = '', ...more] = token.trim().split('.');
  if (!/^s\d+$/.test(prefix) || body === '' || more.length > 0) {
    return { why: 'it is no token: one begins with "s1." and has no other dot' };
  }
  if (prefix !== version) return { why: `it is of version ${prefix}; this is ${version}` };
  if (body.length > lengthMax) return { why: `it is longer than ${lengthMax} characters` };
  const octets = Buffer.from(body, 'base64url');
  if (octets.toString('base64url') !== body) return { why: 'it holds what is no base64url' };
  const packed = octets.subarray(0, -digestOctets);
  if (!digestOf(packed).equals(octets.subarray(-digestOctets))) {
    return { why: 'its checksum is wrong: a part is missing or was changed' };
  }
  return unpacked(packed);
}

function unpacked(packed: Uint8Array): Decoded {
  let said: unknown;
  try {
    const text = inflateRawSync(packed, { maxOutputLength: unpackedMax }).toString();
    said = JSON.parse(text);
  } catch {
    return { why: 'it does not unpack' };
  }
  const read = v.safeParse(written, said);
  if (!read.success) return { why: `it says what there is not: ${placed(read.issues[0])}` };
  const [base, pairs, [sessions, customers, renewals], attacker, court, reach, kinds, list] =
    read.output;
  const changes = pairs.map(([axis, choice]) => ({ axis, choice }));
  const unknown = changes.find(({ axis, choice }) => !(choice in axes[axis].choices));
  if (unknown !== undefined) return { why: `${unknown.axis} has no choice ${unknown.choice}` };
  if (contradictions(readingOf({ base, changes })).length > 0) {
    return { why: 'its reading contradicts itself' };
  }
  const operations: Operation[] = [];
  for (const [place, one] of list.entries()) {
    const made = operationOf(one);
    if (typeof made === 'string') return { why: `operation ${place + 1}: ${made}` };
    operations.push(made);
  }
  const bounds = { sessions, customers, renewals };
  const world = { base, changes, bounds, attacker, court, reach, classes: kinds };
  return { schedule: { world, operations } };
}

function placed({ message, path }: v.BaseIssue<unknown>): string {
  const where = path?.map(({ key }) => String(key)).join('.') ?? '';
  return where === '' ? message : `${message} (at ${where})`;
}

/** An operation by its number and particulars, or what is wrong with it. */
function operationOf([number, ...values]: readonly [number, ...unknown[]]): Operation | string {
  const op = names[number];
  if (op === undefined) return 'unknown';
  const form: Readonly<Record<string, v.GenericSchema>> = forms[op];
  const fields = Object.keys(form);
  if (values.length !== fields.length) return `${op} takes ${fields.length} particulars`;
  const entries = Object.fromEntries(fields.map((field, at) => [field, values[at]]));
  const read = v.safeParse(v.strictObject(form), entries);
  return read.success
    ? ({ op, ...read.output } as unknown as Operation)
    : `${op}: ${placed(read.issues[0])}`;
}
