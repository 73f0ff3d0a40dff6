/**
 * The question that a certificate answers, out of the names in it.
 *
 * Refuses, with the place, what is not known here: a reading that makes no sense, an attacker or a
 * claim of another version or of a file that was not named.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { type CheckId, checks } from '../../model/sa2pmp/setting.ts';
import { readingSchema } from '../../src/host/reading-schema.ts';
import { attackerNamed } from '../verdict/attackers.ts';
import type { Own, Protocol } from '../verdict/verdict.ts';
import * as v from 'valibot';
import { inside } from './canonical-json.ts';
import type { Problem } from './difference.ts';
import type { Certificate } from './schema.ts';
import type { Subject } from './statement.ts';

/** The question, or what is not known of it. */
export type Asked =
  | { readonly isKnown: true; readonly subject: Subject }
  | { readonly isKnown: false; readonly problems: readonly Problem[] };

/** A protocol by its entry, or what is wrong with that. */
function protocolIn(
  name: string,
  entry: Names['protocols'][string],
  own: Own | undefined,
): Protocol | Problem {
  const at = inside('/protocols', name);
  const reading = v.safeParse(readingSchema, entry.reading);
  const ours = own?.protocols.find((one) => one.name === name);
  if (!Object.hasOwn(readings, name) && ours === undefined)
    return { at, why: 'there is no protocol of this name; one of your own needs --use' };
  if (!reading.success) return { at: `${at}/reading`, why: 'this is no reading of the paper' };
  const stranger = entry.omitted.findIndex((check) => !Object.hasOwn(checks, check));
  if (stranger >= 0) return { at: `${at}/omitted/${stranger}`, why: 'there is no such check' };
  const base = ours?.base === undefined ? {} : { base: ours.base };
  return { name, ...base, reading: reading.output, omitted: entry.omitted as readonly CheckId[] };
}

/** An attacker by its id, or what is wrong with that. */
function attackerIn(id: string, own: readonly Capability[] | undefined): Capability | Problem {
  const named = attackerNamed(id, own);
  if (named.found) return named.attacker;
  return { at: inside('/attackers', id), why: named.problems.join('; ') };
}

const isProblem = (value: object): value is Problem => 'at' in value && 'why' in value;

/** What of a certificate names its question. */
export interface Names extends Pick<Certificate, 'asked'> {
  readonly protocols: Readonly<
    Record<string, { readonly omitted: readonly string[]; readonly reading: object }>
  >;
  readonly attackers: object;
  readonly claims: object;
  readonly bounds: Subject['bounds'];
}

/**
 * The question of a certificate.
 *
 * @param certificate - the certificate
 * @param own - what there is besides what is built in
 */
export function subjectIn(
  { protocols, attackers, claims: asked, bounds, asked: manner }: Names,
  own?: Own,
): Asked {
  const found = {
    protocols: Object.entries(protocols).map(([name, entry]) => protocolIn(name, entry, own)),
    attackers: Object.keys(attackers).map((id) => attackerIn(id, own?.attackers)),
    claims: Object.keys(asked).map(
      (id) =>
        [...claims, ...(own?.claims ?? [])].find((claim) => claim.id === id) ?? {
          at: inside('/claims', id),
          why: 'there is no such claim',
        },
    ),
  };
  const problems = Object.values(found).flatMap((values) =>
    (values as readonly object[]).filter(isProblem),
  );
  if (problems.length > 0) return { isKnown: false, problems };
  const { customers, renewals, sessions, statesMax } = bounds;
  return {
    isKnown: true,
    subject: {
      protocols: found.protocols as readonly Protocol[],
      attackers: found.attackers as readonly Capability[],
      claims: found.claims as Subject['claims'],
      bounds: { customers, renewals, sessions, statesMax },
      manner,
    },
  };
}
