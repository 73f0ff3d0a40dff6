/**
 * What a file of a researcher's own may export besides attackers, each in a form that is checked:
 * nobody compiled the file with the project.
 */
import {
  type Check,
  count,
  flag,
  id,
  isRecord,
  listOf,
  matching,
  method,
  oneOf,
  partyKind,
  recordOf,
  text,
  yes,
} from '../../attacks/capability/form.ts';
import { capabilities } from '../../attacks/capability/index.ts';
import type { Claim, ClaimNeeds } from '../../model/core/claim.ts';
import {
  type AxisId,
  axes,
  axisIds,
  contradictions,
  type Reading,
  type readings,
} from '../../model/sa2pmp/reading.ts';
import { type CheckId, checks } from '../../model/sa2pmp/setting.ts';
import { mistakesIn } from '../../model/script/executable.ts';
import type { Protocol as Script } from '../../model/script/script.ts';
import { type Scenario, scriptClaims, scriptSystem } from '../../model/script/system.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { termStore } from '../../model/core/term.ts';
import { protocol } from '../verdict/protocols.ts';

/** A protocol of one's own: a named reading, changed. */
export interface ChangedReading {
  /** Its name: lower-case letters, digits, hyphens. */
  readonly name: string;
  /** The reading that is changed. */
  readonly base: keyof typeof readings;
  /** Choices for axes, by the axes' ids. */
  readonly changes: Readonly<Partial<Reading>>;
  /** Checks that are switched off. */
  readonly omitted?: readonly CheckId[];
}

/** A protocol of one's own: a role script, and who plays it. */
export interface OwnScript {
  readonly script: Script;
  readonly scenario: Scenario;
}

const anything: Check = () => [];
const mapOf =
  (each: Check): Check =>
  (value, at) =>
    isRecord(value)
      ? Object.entries(value).flatMap(([name, item]) => each(item, `${at}.${name}`))
      : [`${at}: a record of fields`];

const quorum = recordOf({ of: count, need: count }, {});

const causes = oneOf<NonNullable<ClaimNeeds['cause']>>({
  origin: true,
  receipt: true,
  submission: true,
});

const needs = recordOf<never, keyof ClaimNeeds>(
  {},
  { renewals: count, secondBank: flag, witnesses: quorum, comparesViews: flag, cause: causes },
);

const capabilityId = oneOf(
  Object.fromEntries(capabilities.map((one) => [one.id, true])) as Readonly<Record<string, true>>,
);

type Optional =
  | 'decidedBy'
  | 'ofHonest'
  | 'secretOf'
  | 'guessed'
  | 'ordered'
  | 'inOrder'
  | 'with'
  | 'needs'
  | 'hearings'
  | 'disputes';

/** What is wrong with a claim. */
export const claimForm: Check = recordOf<Exclude<keyof Claim, Optional>, Optional>(
  {
    id,
    title: text,
    says: text,
    source: text,
    corrupts: listOf(partyKind),
    court: flag,
    violation: method,
    reads: listOf(text),
    occasion: text,
  },
  {
    decidedBy: listOf(text),
    ofHonest: yes,
    secretOf: text,
    guessed: yes,
    ordered: yes,
    inOrder: listOf(text),
    with: listOf(capabilityId),
    needs,
    hearings: count,
    disputes: yes,
  },
);

const bases: Readonly<Record<keyof typeof readings, true>> = {
  published: true,
  charitable: true,
  minimal: true,
  repaired: true,
};

const axisId = (value: string): value is AxisId => axisIds.some((known) => known === value);

const changes: Check = (value, at) =>
  mapOf(anything)(value, at).concat(
    Object.entries(isRecord(value) ? value : {}).flatMap(([axis, choice]) => {
      if (!axisId(axis)) return [`${at}.${axis}: there is no such axis`];
      const known = Object.keys(axes[axis].choices);
      return matching((one) => known.some((other) => other === one), `one of ${known.join(', ')}`)(
        choice,
        `${at}.${axis}`,
      );
    }),
  );

const omission = oneOf<CheckId>(
  Object.fromEntries(Object.keys(checks).map((check) => [check, true])) as Record<CheckId, true>,
);

const readingForm = recordOf(
  { name: id, base: oneOf(bases), changes },
  { omitted: listOf(omission) },
);

/** What is wrong with a changed reading. */
export const changedReadingForm: Check = (value, at) => {
  const problems = readingForm(value, at);
  if (problems.length > 0) return problems;
  const { base, changes: changed } = value as ChangedReading;
  const all = axisIds.flatMap((axis) => {
    const choice = changed[axis];
    return choice === undefined ? [] : [{ axis, choice }];
  });
  return contradictions(protocol(base, all).reading).map(({ axes: together, reason }) => {
    const place = together.join(' with ');
    return `changes: ${place} makes no sense: ${reason}`;
  });
};

/** A record with one of these names in a field; the rest is for the script's own checks. */
const tagged =
  (field: string, names: Readonly<Record<string, true>>): Check =>
  (value, at) =>
    isRecord(value) ? oneOf(names)(value[field], `${at}.${field}`) : [`${at}: a record of fields`];

const step = tagged('do', { send: true, receive: true, match: true, state: true });
const belief = tagged('belief', { secrecy: true, agreement: true });

const role = recordOf(
  { name: text, knows: listOf(text), makes: listOf(text), steps: listOf(step) },
  { deposited: yes },
);

const seat = recordOf({ role: text, agent: text, peers: mapOf(text) }, { silent: yes });

const scriptForm = recordOf(
  {
    script: recordOf(
      {
        id,
        title: text,
        source: text,
        sorts: mapOf(text),
        roles: listOf(role),
        trusted: listOf(text),
        beliefs: listOf(belief),
      },
      {},
    ),
    scenario: recordOf(
      { honest: listOf(text), seats: listOf(seat), typed: flag },
      { insider: text },
    ),
  },
  {},
);

/** What is wrong with a role script: its form, a step that nobody can take, a scenario that fits not. */
export const ownScriptForm: Check = (value, at) => {
  const problems = scriptForm(value, at);
  if (problems.length > 0) return problems;
  const { script, scenario } = value as OwnScript;
  try {
    const mistakes = mistakesIn(script);
    if (mistakes.length > 0) return mistakes.map((mistake) => `script: ${mistake}`);
    scriptClaims(script);
    scriptSystem(script, scenario)(symbolic(termStore(), { cipher: 'aes-128-cbc' }));
    return [];
  } catch (error) {
    return [`script: ${error instanceof Error ? error.message : String(error)}`];
  }
};
