/**
 * Attackers that are not built in: what a file named on the command line exports, checked.
 *
 * Nothing is trusted to be what its type says, since nobody compiled it with the project. Refuses,
 * with every reason at once, what is no attacker and what makes no sense.
 */
import type { Channel } from '../../model/core/effect.ts';
import type { Hold } from '../../model/core/system.ts';
import type { Theft } from '../theft.ts';
import type { Capability, Needs, Reveal } from './capability.ts';
import { contradictions } from './coalition.ts';
import {
  type Check,
  count,
  flag,
  id,
  listOf,
  matching,
  method,
  oneOf,
  partyKind as kind,
  recordOf,
  text,
  yes,
} from './form.ts';

/** An attacker, or all that is wrong with what was to be one. */
export type Checked =
  | { readonly ok: true; readonly capability: Capability }
  | { readonly ok: false; readonly problems: readonly string[] };

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
