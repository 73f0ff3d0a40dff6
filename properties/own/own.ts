/**
 * What a researcher's own files export: attackers, claims, changed readings and role scripts.
 *
 * Refuses, with every reason at once and the export that it is about, what cannot be loaded, what is
 * none of these, and a name that is taken.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import { checkCapability } from '../../attacks/capability/check.ts';
import { isRecord } from '../../attacks/capability/form.ts';
import { capabilities } from '../../attacks/capability/index.ts';
import type { Claim } from '../../model/core/claim.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { type AxisId, axisIds } from '../../model/sa2pmp/reading.ts';
import { protocol, protocolNames } from '../verdict/protocols.ts';
import type { Own, Protocol } from '../verdict/verdict.ts';
import {
  changedReadingForm,
  type ChangedReading,
  claimForm,
  type OwnScript,
  ownScriptForm,
} from './forms.ts';
import { loaded } from './modules.ts';

/** What files hold. */
export interface OwnFiles extends Own {
  readonly scripts: readonly OwnScript[];
  /** What is wrong with the files, each named. */
  readonly problems: readonly string[];
}

/** Exports that are meant as one kind of thing. */
interface Kind<T> {
  /** What it is called. */
  readonly what: string;
  /** The field by which an export is known to be meant as one. */
  readonly mark: string;
  readonly problems: (value: unknown) => readonly string[];
  readonly made: (value: unknown) => T;
  /** The name by which it is asked for. */
  readonly nameOf: (made: T) => string;
  readonly taken: readonly string[];
}

const attacker: Kind<Capability> = {
  what: 'attacker',
  mark: 'holds',
  problems: (value) => {
    const checked = checkCapability(value);
    return checked.ok ? [] : checked.problems;
  },
  made: (value) => value as Capability,
  nameOf: ({ id }) => id,
  taken: capabilities.map(({ id }) => id),
};

const claim: Kind<Claim> = {
  what: 'claim',
  mark: 'violation',
  problems: (value) => claimForm(value, ''),
  made: (value) => value as Claim,
  nameOf: ({ id }) => id,
  taken: claims.map(({ id }) => id),
};

/** A changed reading as a protocol. */
function protocolOf({ name, base, changes, omitted }: ChangedReading): Protocol {
  const all = axisIds.flatMap((axis: AxisId) => {
    const choice = changes[axis];
    return choice === undefined ? [] : [{ axis, choice }];
  });
  return { ...protocol(base, all, omitted), name, base };
}

const reading: Kind<Protocol> = {
  what: 'protocol',
  mark: 'base',
  problems: (value) => changedReadingForm(value, ''),
  made: (value) => protocolOf(value as ChangedReading),
  nameOf: ({ name }) => name,
  taken: protocolNames,
};

const script: Kind<OwnScript> = {
  what: 'protocol',
  mark: 'script',
  problems: (value) => ownScriptForm(value, ''),
  made: (value) => value as OwnScript,
  nameOf: ({ script: { id } }) => id,
  taken: protocolNames,
};

const kinds = { attacker, claim, reading, script };

/** What an export that is none of these is told. */
const none =
  'no attacker (which has "holds"), claim ("violation"), changed reading ("base") or role script ("script")';

/** What was found so far. */
interface Found {
  readonly attackers: Capability[];
  readonly claims: Claim[];
  readonly protocols: Protocol[];
  readonly scripts: OwnScript[];
  readonly problems: string[];
}

/** Takes one export as what it is meant to be. */
function take<T>(
  { what, problems, made, nameOf, taken }: Kind<T>,
  value: unknown,
  into: T[],
): readonly string[] {
  const wrong = problems(value);
  if (wrong.length > 0) return wrong.map((problem) => `as ${what}: ${problem}`);
  const one = made(value);
  const name = nameOf(one);
  if (taken.includes(name) || into.some((other) => nameOf(other) === name)) {
    return [`there is ${what === 'attacker' ? 'an' : 'a'} ${what} ${name} already`];
  }
  into.push(one);
  return [];
}

/** Takes an export; what is wrong with it. */
function taken(value: Readonly<Record<string, unknown>>, found: Found): readonly string[] {
  if (kinds.attacker.mark in value) return take(attacker, value, found.attackers);
  if (kinds.claim.mark in value) return take(claim, value, found.claims);
  if (kinds.script.mark in value) return take(script, value, found.scripts);
  if (kinds.reading.mark in value) return take(reading, value, found.protocols);
  return [none];
}

/** Takes what a module exports, each value once; what is no record is not meant for us. */
function takeAll(exports: Readonly<Record<string, unknown>>, file: string, found: Found): void {
  const candidates = new Map<Readonly<Record<string, unknown>>, string>();
  for (const [name, value] of Object.entries(exports)) {
    if (isRecord(value)) candidates.set(value, name);
  }
  if (candidates.size === 0) {
    found.problems.push(`${file}: it exports no attacker, claim or protocol`);
  }
  for (const [value, name] of candidates) {
    found.problems.push(...taken(value, found).map((problem) => `${file}: ${name}: ${problem}`));
  }
}

/** Loads files, in their order. */
export async function ownFrom(files: readonly string[]): Promise<OwnFiles> {
  const found: Found = { attackers: [], claims: [], protocols: [], scripts: [], problems: [] };
  for (const file of files) {
    const module = await loaded(file);
    if ('why' in module) found.problems.push(`${file} cannot be loaded: ${module.why}`);
    else takeAll(module.exports, file, found);
  }
  const names = found.protocols.map(({ name }) => name);
  const twice = found.scripts.find(({ script: { id } }) => names.includes(id));
  if (twice !== undefined) {
    found.problems.push(`there is a protocol ${twice.script.id} already`);
  }
  return found;
}
