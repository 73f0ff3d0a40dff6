/**
 * Attackers that are not built in: what a file named on the command line exports, checked.
 *
 * Nothing is trusted to be what its type says, since nobody compiled it with the project. Refuses,
 * with every reason at once, what is no attacker, what makes no sense, and an id that is taken.
 */
import type { Channel } from '../../model/core/effect.ts';
import type { Hold, PartyKind } from '../../model/core/system.ts';
import type { Theft } from '../theft.ts';
import type { Capability, Needs, Reveal } from './capability.ts';
import { contradictions } from './coalition.ts';

/** An attacker, or all that is wrong with what was to be one. */
export type Checked =
  | { readonly ok: true; readonly capability: Capability }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Says what is wrong with a value found at some place; nothing when nothing is. */
type Check = (value: unknown, at: string) => readonly string[];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string =>
  typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? 'a list' : String(value);

const matching =
  (isRight: (value: unknown) => boolean, wanted: string): Check =>
  (value, at) =>
    isRight(value) ? [] : [`${at}: ${wanted}, not ${shown(value)}`];

const text = matching((value) => typeof value === 'string' && value.trim() !== '', 'some text');
const flag = matching((value) => typeof value === 'boolean', 'true or false');
const yes = matching((value) => value === true, 'true, or left out');
const method = matching((value) => typeof value === 'function', 'a function');
const count = matching(
  (value) =>
    typeof value === 'number' && value > 0 && (Number.isInteger(value) || value === Infinity),
  'a whole number from 1, or Infinity',
);
const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const id = matching(
  (value) => typeof value === 'string' && idPattern.test(value),
  'lower-case letters, digits and single hyphens',
);
const oneOf = <T extends string>(names: Readonly<Record<T, true>>): Check =>
  matching(
    (value) => typeof value === 'string' && Object.hasOwn(names, value),
    `one of ${Object.keys(names).join(', ')}`,
  );
const listOf =
  (each: Check): Check =>
  (value, at) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => each(item, `${at}[${index}]`))
      : [`${at}: a list, not ${shown(value)}`];

/** A record of these fields and no others; those of `optional` may be left out. */
const recordOf =
  <R extends string, O extends string>(
    required: Readonly<Record<R, Check>>,
    optional: Readonly<Record<O, Check>>,
  ): Check =>
  (value, at) => {
    if (!isRecord(value)) return [`${at}: a record of fields, not ${shown(value)}`];
    const checks: Readonly<Record<string, Check>> = { ...required, ...optional };
    const place = (field: string): string => (at === '' ? field : `${at}.${field}`);
    const missing = Object.keys(required).filter((field) => value[field] === undefined);
    const present = Object.entries(value).filter(([, field]) => field !== undefined);
    return [
      ...missing.map((field) => `${place(field)}: is missing`),
      ...present.flatMap(([field, found]) => {
        const check = Object.hasOwn(checks, field) ? checks[field] : undefined;
        return check?.(found, place(field)) ?? [`${place(field)}: there is no such field`];
      }),
    ];
  };

const kind = oneOf<PartyKind>({ client: true, bank: true, log: true, judge: true, witness: true });
const hold = oneOf<Hold>({ full: true, read: true, divert: true, connect: true });
const channels: Readonly<Record<Channel, Check>> = {
  wireless: hold,
  wired: hold,
  https: hold,
  sms: hold,
  package: hold,
  branch: hold,
  court: hold,
  inside: hold,
};

/** Secrets that somebody has from the start (`model/sa2pmp/scenario/values.ts`). */
const secretKind = oneOf({
  password: true,
  'package-key': true,
  'signing-key': true,
  'box-key': true,
});

const things = [
  'signing-key',
  'package-key',
  'reply-key',
  'customer-key',
  'box-key',
  'token',
  'password',
  'verifier',
];

/** What lies in a party's memory (`model/sa2pmp/scenario/exposes.ts`); a log's keys are numbered. */
const thing = matching(
  (value) => typeof value === 'string' && things.includes(value.replace(/ \d+$/u, '')),
  `one of ${things.join(', ')}`,
);

const reveal = recordOf<keyof Reveal, never>(
  {
    kind: secretKind,
    of: oneOf<Reveal['of']>({
      honest: true,
      insider: true,
      client: true,
      bank: true,
      log: true,
      judge: true,
      witness: true,
    }),
  },
  {},
);

const theft = recordOf<'from' | 'what' | 'when', 'times' | 'pin' | 'reads'>(
  { from: kind, what: thing, when: oneOf<Theft['when']>({ any: true, before: true, after: true }) },
  { times: count, pin: yes, reads: yes },
);

const rule = recordOf(
  { id, title: text, says: text, source: text, onTerms: method },
  {
    symbolicOnly: text,
    applies: method,
    gives: method,
    crafts: listOf(text),
    unless: method,
    madeOf: method,
    drafts: yes,
  },
);

const needs = recordOf<never, keyof Needs>({}, { renewals: count, secondBank: flag });

type Optional = 'rules' | 'thefts' | 'desks' | 'needs' | 'witnesses';

const attacker = recordOf<Exclude<keyof Capability, Optional>, Optional>(
  {
    id,
    title: text,
    says: text,
    source: text,
    holds: recordOf({}, channels),
    insider: flag,
    reveals: listOf(reveal),
    corrupts: listOf(kind),
  },
  {
    rules: listOf(rule),
    thefts: listOf(theft),
    desks: listOf(text),
    witnesses: count,
    needs,
  },
);

/** Whether a value is an attacker that makes sense; all problems otherwise. */
export function checkCapability(value: unknown): Checked {
  const problems = attacker(value, '');
  if (problems.length > 0) return { ok: false, problems };
  const capability = value as Capability;
  const senseless = contradictions(capability);
  return senseless.length > 0 ? { ok: false, problems: senseless } : { ok: true, capability };
}

/**
 * The attackers with those that a module exports, each checked; problems name the export.
 *
 * @param exports - what the module exports, by name; what is no record is not meant as an attacker
 * @param among - the attackers there are already
 */
export function extendedBy(
  exports: Readonly<Record<string, unknown>>,
  among: readonly Capability[],
): { readonly capabilities: readonly Capability[]; readonly problems: readonly string[] } {
  const taken = new Set(among.map((capability) => capability.id));
  const capabilities = [...among];
  const problems: string[] = [];
  const candidates = new Map(
    Object.entries(exports)
      .filter(([, value]) => isRecord(value))
      .map(([name, value]) => [value, name]),
  );
  for (const [value, name] of candidates) {
    const checked = checkCapability(value);
    if (!checked.ok) problems.push(...checked.problems.map((problem) => `${name}: ${problem}`));
    else if (taken.has(checked.capability.id)) {
      problems.push(`${name}: there is an attacker ${checked.capability.id} already`);
    } else {
      taken.add(checked.capability.id);
      capabilities.push(checked.capability);
    }
  }
  if (candidates.size === 0) problems.push('it exports no attacker');
  return { capabilities, problems };
}
