/**
 * One search in a thread of its own: an errand in, verdicts out.
 */
import { claims } from '../../model/sa2pmp/claims.ts';
import { ownFrom } from '../own/own.ts';
import { inquire } from './ask.ts';
import { attackerNamed } from './attackers.ts';
import { type Errand, returned, type Returned } from './errand.ts';
import { note } from './gauge.ts';
import { type Inquiry, inquiries } from './inquiry.ts';

/** The search of an errand. */
async function inquiryOf({ files, gauge: _, deadlineMs: __, ...asked }: Errand): Promise<Inquiry> {
  const own = await ownFrom(files);
  const named = attackerNamed(asked.attacker, own.attackers);
  if (!named.found) throw new Error(`worker: ${named.problems.join('; ')}`);
  const wanted = asked.claims.map((id) => {
    const claim = [...claims, ...own.claims].find((candidate) => candidate.id === id);
    if (claim === undefined) throw new Error(`worker: no claim ${id}`);
    return claim;
  });
  const [inquiry, ...others] = inquiries({ ...asked, attacker: named.attacker, claims: wanted });
  if (inquiry === undefined || others.length > 0) throw new Error('worker: not one search');
  return inquiry;
}

/** Makes the search. */
export async function answer(errand: Errand): Promise<readonly Returned[]> {
  const search = inquire(await inquiryOf(errand));
  const { gauge, deadlineMs } = errand;
  let next = search.next(true);
  while (next.done !== true) {
    const goesOn = note(gauge, next.value) && Date.now() < deadlineMs;
    next = search.next(goesOn);
  }
  return next.value.map(returned);
}
