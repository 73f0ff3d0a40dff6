/**
 * The questions that the catalogue's entries ask: the one that an attack answers, and the one that
 * none does.
 */
import type { NamedAttack, Point } from '../../attacks/catalogue/attack.ts';
import { allied } from '../../attacks/capability/coalition.ts';
import { capabilities } from '../../attacks/capability/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import type { Question } from '../verdict/verdict.ts';

/** States beyond which a question of the catalogue is given up. */
const statesMax = 200_000;

/** The question on one reading. */
function questionOn(entry: NamedAttack, { base, changes = {} }: Point): Question {
  const { attacker: id, claim: claimId, extent = {} } = entry;
  const alliance = allied(id.split('+'), capabilities);
  const claim = claims.find((one) => one.id === claimId);
  if (!alliance.formed) throw new Error(`${entry.id}: ${alliance.problems.join('; ')}`);
  if (claim === undefined) throw new Error(`${entry.id}: no claim ${claimId}`);
  return {
    protocol: { name: base, reading: { ...readings[base], ...changes }, omitted: [] },
    attacker: alliance.capability,
    claims: [claim],
    bounds: { ...defaultBounds, ...extent },
    statesMax,
  };
}

/** The question that the attack answers. */
export function questionOf(entry: NamedAttack): Question {
  return questionOn(entry, entry.on);
}

/** The same question on the reading that closes it; `undefined` where none does. */
export function closingQuestionOf(entry: NamedAttack): Question | undefined {
  return entry.closedBy && questionOn(entry, entry.closedBy);
}
