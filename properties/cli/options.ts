/**
 * From words on the command line to a question: every name checked, every number in range.
 */
import { availableParallelism } from 'node:os';
import type { Capability } from '../../attacks/capability/capability.ts';
import { capabilities, usualCapabilities } from '../../attacks/capability/index.ts';
import type { Claim } from '../../model/core/claim.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { axes, axisIds, contradictions, type Reading } from '../../model/sa2pmp/reading.ts';
import { type Bounds, defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { customersMax } from '../../model/sa2pmp/scenario/cast.ts';
import { type CheckId, checks } from '../../model/sa2pmp/setting.ts';
import { type OwnFiles, ownFrom } from '../own/own.ts';
import { attackerNamed } from '../verdict/attackers.ts';
import { type Asked, engines, inapplicable } from '../verdict/engines.ts';
import {
  axisNamed,
  type Change,
  choicesOf,
  protocol,
  protocolNames,
  usualProtocols,
} from '../verdict/protocols.ts';
import { usualClaims } from '../verdict/usual.ts';
import type { Own, Protocol, Question } from '../verdict/verdict.ts';
import { unknownName } from './near.ts';
import { usageError } from './usage-error.ts';

/** What the user wrote; lists may come as several options or with commas. */
export interface Words {
  readonly protocol?: readonly string[];
  readonly attacker?: readonly string[];
  /** Files that hold attackers, claims and protocols of the user's own. */
  readonly use?: readonly string[];
  readonly claim?: readonly string[];
  readonly reading?: readonly string[];
  readonly omit?: readonly string[];
  readonly sessions?: string;
  readonly customers?: string;
  readonly renewals?: string;
  readonly maxStates?: string;
  readonly timeout?: string;
  /** How many threads search. */
  readonly workers?: string;
  /** How many essentially different attacks on each claim are looked for. */
  readonly attacks?: string;
  /** Whether all attackers and claims are asked about where none is named. */
  readonly all?: boolean;
  /** Whether it is asked what was seen of the charts. */
  readonly coverage?: boolean;
  /** Which engine answers. */
  readonly engine?: string;
  /** Whether a variable of the lazy engine's may stand for a term of any sort. */
  readonly untyped?: boolean;
}

/** How far a search goes unless told otherwise. */
export const defaultStatesMax = 1_000_000;

/**
 * How far each search goes where everything is asked about, all claims against all attackers: some
 * of these searches would not end for hours, and what is open then is said to be inconclusive.
 */
export const wholeMatrixStatesMax = 2000;

/** How many payments, renewals and so on may be asked for. */
const boundMax = 9;

const split = (words: readonly string[] | undefined): readonly string[] =>
  (words ?? []).flatMap((word) => word.split(',')).map((word) => word.trim());

const article = (what: string): string => (/^[aeiou]/u.test(what) ? `an ${what}` : `a ${what}`);

/** Looks names up; all of them when none is given. */
export function chosen<T>(
  what: string,
  words: readonly string[] | undefined,
  known: readonly (readonly [name: string, value: T])[],
): readonly T[] {
  const wanted = split(words);
  const names = known.map(([name]) => name);
  for (const word of wanted) {
    if (word === '') throw usageError(`an empty name of ${article(what)} was given`);
    if (!names.includes(word)) throw usageError(unknownName(what, word, names));
  }
  return known
    .filter(([name]) => wanted.length === 0 || wanted.includes(name))
    .map(([, value]) => value);
}

/** The word that stands for all there are. */
const everyone = 'all';

/** One attacker named: an id, or a coalition `a+b`. */
function attackerIn(word: string, own: readonly Capability[]): Capability {
  const known = [...capabilities, ...own].map(({ id }) => id);
  const stranger = word.split('+').find((id) => !known.includes(id));
  if (stranger === '') throw usageError('an empty name of an attacker was given');
  if (stranger !== undefined) {
    throw usageError(unknownName('attacker', stranger, [...known, everyone]));
  }
  const named = attackerNamed(word, own);
  if (named.found) return named.attacker;
  throw usageError(`attacker "${word}" makes no sense: ${named.problems.join('; ')}`);
}

/** The attackers named; the user's own, or the usual ones, where none is. */
function attackersIn({ attacker, all }: Words, own: readonly Capability[]): readonly Capability[] {
  const built = [...capabilities, ...own];
  const usual = own.length > 0 ? own : usualCapabilities;
  if (attacker === undefined) return all === true ? built : usual;
  const named = split(attacker).flatMap((word) =>
    word === everyone ? built : [attackerIn(word, own)],
  );
  return [...new Map(named.map((one) => [one.id, one])).values()];
}

/** What is the user's own, and the files that it is from. */
export type OwnWork = Omit<OwnFiles, 'problems'> & { readonly files: readonly string[] };

/** What is the user's own, from the files named. */
export async function ownIn({ use: files = [] }: Pick<Words, 'use'>): Promise<OwnWork> {
  const { problems, ...own } = await ownFrom(files);
  if (problems.length > 0) throw usageError(problems.join('\n       '));
  return { ...own, files };
}

/** Attackers and claims of the user's own, for a command that takes these alone. */
export async function attackersAndClaimsIn(
  command: string,
  words: Pick<Words, 'use'>,
): Promise<OwnWork> {
  const own = await ownIn(words);
  if (own.files.length === 0 || own.attackers.length + own.claims.length > 0) return own;
  throw usageError(
    `${command} takes attackers and claims of your own; --use ${own.files.join(' ')} has neither`,
  );
}

/** The claims named; the user's own, or the usual ones, where none is. */
function claimsIn({ claim, all }: Words, own: readonly Claim[]): readonly Claim[] {
  const known = [...claims, ...own];
  const usual = own.length > 0 ? own : usualClaims;
  if (claim === undefined) return all === true ? known : usual;
  if (split(claim).includes(everyone)) return known;
  return chosen(
    'claim',
    claim,
    known.map((one) => [one.id, one]),
  );
}

/** One `axis=choice`. */
function change(word: string): Change {
  const [name = '', choice, ...rest] = word.split('=').map((part) => part.trim());
  if (choice === undefined || rest.length > 0) {
    throw usageError(`--reading takes axis=choice, such as A7=signatures; got "${word}"`);
  }
  const axis = axisNamed(name);
  if (axis === undefined) {
    throw usageError(
      unknownName('axis', name, [...axisIds, ...axisIds.map((id) => axes[id].name)]),
    );
  }
  const choices = choicesOf(axis);
  if (!choices.includes(choice)) {
    throw usageError(unknownName(`choice for axis ${axis} (${axes[axis].name})`, choice, choices));
  }
  return { axis, choice };
}

/** All changes of axes; an axis set twice is a mistake, not a matter of order. */
export function changesIn(words: readonly string[] | undefined): readonly Change[] {
  const changes = split(words).map(change);
  const twice = changes.find(
    ({ axis }, index) => changes.findIndex((other) => other.axis === axis) !== index,
  );
  if (twice === undefined) return changes;
  throw usageError(`--reading sets axis ${twice.axis} (${axes[twice.axis].name}) more than once`);
}

/** A protocol with changes on top of those that it has. */
function changedFurther(
  known: Protocol,
  changes: readonly Change[],
  omitted: readonly CheckId[],
): Protocol {
  const changed = Object.fromEntries(changes.map(({ axis, choice }) => [axis, choice]));
  return {
    ...known,
    reading: { ...known.reading, ...changed },
    omitted: [...known.omitted, ...omitted],
  };
}

/** The protocols named, with the changes of axes asked for; the user's own where none is named. */
export function protocolsIn(
  { protocol: names, reading, omit }: Words,
  own: readonly Protocol[] = [],
): readonly Protocol[] {
  const changes = changesIn(reading);
  const known = Object.keys(checks) as readonly CheckId[];
  const omitted =
    omit === undefined
      ? []
      : chosen(
          'check',
          omit,
          known.map((check) => [check, check]),
        );
  return chosen(
    'protocol',
    names ?? (own.length > 0 ? own.map(({ name }) => name) : usualProtocols),
    [...protocolNames.map((name) => protocol(name)), ...own].map((one) => [one.name, one]),
  ).map((known) => {
    const made = changedFurther(known, changes, omitted);
    refuseContradiction(made.name, made.reading);
    return made;
  });
}

/** Refuses a reading that cannot be carried out. */
export function refuseContradiction(name: string, reading: Reading): void {
  const [first] = contradictions(reading);
  if (first === undefined) return;
  const together = first.axes.map((axis) => `${axis}=${reading[axis]}`).join(' with ');
  throw usageError(`${name}: ${together} makes no sense: ${first.reason}`);
}

/** A whole number in a range. */
export function wholeNumber(
  option: string,
  word: string | undefined,
  {
    min,
    max,
    otherwise,
  }: { readonly min: number; readonly max: number; readonly otherwise: number },
): number {
  if (word === undefined) return otherwise;
  const value = /^\d+$/u.test(word) ? Number(word) : NaN;
  if (value >= min && value <= max) return value;
  throw usageError(`${option} takes a whole number from ${min} to ${max}; got "${word}"`);
}

/** The bounds asked for. */
function boundsIn({ sessions, customers, renewals }: Words): Bounds {
  const { sessions: s, customers: c, renewals: r } = defaultBounds;
  return {
    sessions: wholeNumber('--sessions', sessions, { min: 1, max: boundMax, otherwise: s }),
    customers: wholeNumber('--customers', customers, { min: 1, max: customersMax, otherwise: c }),
    renewals: wholeNumber('--renewals', renewals, { min: 0, max: boundMax, otherwise: r }),
  };
}

/** The time allowed for one question, in milliseconds; none unless asked for. */
export function timeoutMsIn({ timeout }: Words): number {
  const limits = { min: 1, max: 86_400, otherwise: Infinity };
  return 1000 * wholeNumber('--timeout', timeout, limits);
}

/** How many threads may search. */
const workersMax = 8;

/** How many threads search: as many as there are cores, within reason, unless told. */
export function threadsIn({ workers }: Words): number {
  const otherwise = Math.min(workersMax, availableParallelism());
  return wholeNumber('--workers', workers, { min: 1, max: 64, otherwise });
}

/** How many states each search may see. */
function statesMaxIn({ maxStates, all, attacker, claim }: Words): number {
  const isWhole = all === true && attacker === undefined && claim === undefined;
  const otherwise = isWhole ? wholeMatrixStatesMax : defaultStatesMax;
  return wholeNumber('--max-states', maxStates, { min: 1, max: 100_000_000, otherwise });
}

/** What only the explicit engine does, as it is written on the command line. */
function explicitOnly({ coverage, attacks, workers }: Words): string | undefined {
  if (coverage === true) return '--coverage';
  if (attacks !== undefined) return '--attacks';
  return workers === undefined ? undefined : '--workers';
}

/** The engine asked for, where it applies to the questions. */
export function engineIn(words: Words, questions: readonly Question[]): Asked {
  const { engine: name = 'explicit', untyped = false } = words;
  const engine = engines.find((known) => known === name);
  if (engine === undefined) throw usageError(unknownName('engine', name, engines));
  const asked = { engine, untyped };
  const why = inapplicable(asked, questions);
  if (why !== undefined) {
    throw usageError(`--engine ${engine}${untyped ? ' --untyped' : ''} does not apply: ${why}`);
  }
  const option = engine === 'explicit' ? undefined : explicitOnly(words);
  const isHelped = option === undefined || (engine === 'both' && option === '--workers');
  if (isHelped) return asked;
  throw usageError(`--engine ${engine} does not take ${option}: the explicit engine alone does`);
}

/** How many attacks on each claim may be asked for. */
const attacksMax = 50;

/** One question for each protocol and attacker. */
export function questionsIn(words: Words, own?: Own): readonly Question[] {
  const attackers = attackersIn(words, own?.attackers ?? []);
  const asked = claimsIn(words, own?.claims ?? []);
  const bounds = boundsIn(words);
  const statesMax = statesMaxIn(words);
  const attacks = wholeNumber('--attacks', words.attacks, {
    min: 1,
    max: attacksMax,
    otherwise: 1,
  });
  const coverage = words.coverage ?? false;
  const scope = { claims: asked, bounds, statesMax, attacks, coverage };
  return protocolsIn(words, own?.protocols).flatMap((made) =>
    attackers.map((attacker) => ({ protocol: made, attacker, ...scope })),
  );
}
