/**
 * What becomes of the claims by which sentences are judged: one payment under published and
 * charitable, searched now; under repaired as the campaign over the repaired protocol has it.
 */
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { letters, type Outcomes, readOutcomes } from '../repaired/outcomes.ts';
import { ask } from '../verdict/ask.ts';
import { attackerNamed } from '../verdict/attackers.ts';
import { protocol } from '../verdict/protocols.ts';
import type { Row } from './row.ts';

/** The readings that are searched here. */
const searched = ['published', 'charitable'] as const;

/** States beyond which a search here is given up. */
const statesMax = 600;

/** A verdict in a word. */
export type Word = 'holds' | 'attack' | 'open' | 'vacuous';

/** Against whom a sentence is judged. */
export function againstIn({ against = 'network' }: Row): string {
  return against;
}

/** The words of some claims against one attacker, by claim. */
function wordsOf(
  name: (typeof searched)[number],
  against: string,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, Word> {
  const named = attackerNamed(against);
  if (!named.found) throw new Error(`trace: there is no attacker ${against}`);
  const verdicts = ask({
    protocol: protocol(name),
    attacker: named.attacker,
    claims: claims.filter(({ id }) => ids.has(id)),
    bounds: { ...defaultBounds, sessions: 1 },
    statesMax,
  });
  return new Map(
    verdicts.map(({ claim, verdict, vacuous }) => [
      claim.id,
      verdict === 'inconclusive' ? 'open' : vacuous ? 'vacuous' : verdict,
    ]),
  );
}

/** The word under repaired, as it is kept; `undefined` where it was not asked. */
function repairedWord(
  { attackers, sheets }: Outcomes,
  claim: string,
  against: string,
): Word | undefined {
  const sheet = sheets.find(({ payments, engine }) => payments === 1 && engine === 'explicit');
  const letter = sheet?.claims[claim]?.against[attackers.indexOf(against)];
  const found = Object.entries(letters).find(([, one]) => one === letter);
  return found?.[0] as Word | undefined;
}

/** A claim's words: published, charitable, repaired. */
export type Words = readonly [Word | undefined, Word | undefined, Word | undefined];

/** The words of every claim that some sentence is judged by, by attacker and claim. */
export function wordsOn(rows: readonly Row[]): ReadonlyMap<string, Words> {
  const outcomes = readOutcomes();
  const all = new Map<string, Words>();
  for (const [against, own] of Map.groupBy(rows, againstIn)) {
    const ids = new Set(own.flatMap(({ judgedBy }) => judgedBy));
    const [published, charitable] = searched.map((name) => wordsOf(name, against, ids));
    for (const id of ids) {
      const kept = repairedWord(outcomes, id, against);
      all.set(`${against} ${id}`, [published?.get(id), charitable?.get(id), kept]);
    }
  }
  return all;
}
