/**
 * Asks both engines about the published verdicts on a classic, and carries each attack out again.
 *
 * On typed messages the explicit and the lazy search must say the same, in as many moves; on untyped
 * ones only the lazy search can be asked. A search that did not see everything says nothing.
 */
import { type Classic, nameOf, type Verdict, withLost } from '../../model/classics/classic.ts';
import type { Claim } from '../../model/core/claim.ts';
import { scriptClaims } from '../../model/script/system.ts';
import {
  type Attack,
  firstAttack,
  type Opinion,
  opinionOf,
  type ScriptProblem,
  searchedByAll,
} from './searches.ts';

/** A published verdict and what the engines say. */
export interface Answer {
  readonly classic: Classic;
  readonly verdict: Verdict;
  readonly opinions: readonly Opinion[];
  readonly attack: Attack | undefined;
}

/** Enough for each search here to end by itself. */
const statesEnough = 4000;

/** Verdicts under the same bounds, which one search is asked about, with their claims. */
interface Inquiry {
  readonly classic: Classic;
  readonly asked: readonly { readonly verdict: Verdict; readonly claim: Claim }[];
  readonly problem: ScriptProblem;
}

/** What is asked under the bounds of some verdicts. */
function inquiryOf(classic: Classic, verdicts: readonly [Verdict, ...Verdict[]]): Inquiry {
  const { protocol } = classic;
  const [{ lost, seats, typing }] = verdicts;
  const played = lost === undefined ? protocol : withLost(protocol, lost);
  const claims = scriptClaims(played);
  const asked = verdicts.map((verdict) => {
    const claim = claims[protocol.beliefs.findIndex((belief) => nameOf(belief) === verdict.claim)];
    if (claim === undefined) throw new Error(`classics: ${protocol.id} says no ${verdict.claim}`);
    return { verdict, claim };
  });
  const scenario = { honest: ['a', 'b', 's'], insider: 'i', seats, typed: typing === 'typed' };
  const problem = {
    script: played,
    scenario,
    claims: asked.map(({ claim }) => claim),
    statesMax: statesEnough,
  };
  return { classic, asked, problem };
}

/** The answers about verdicts under the same bounds. */
function answersTo(inquiry: Inquiry): readonly Answer[] {
  const searches = searchedByAll(inquiry.problem);
  return inquiry.asked.map(({ verdict, claim }) => {
    const attack = firstAttack(searches, claim);
    const opinions = searches.map((search) => opinionOf(claim, search));
    return { classic: inquiry.classic, verdict, opinions, attack };
  });
}

/** What the engines say about each published verdict on a classic, in the order of the verdicts. */
export function answersOn(classic: Classic): readonly Answer[] {
  const bounds = ({ typing, seats, lost }: Verdict): string =>
    JSON.stringify([typing, seats, lost]);
  const grouped = Map.groupBy(classic.verdicts, bounds);
  const answers = [...grouped.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : answersTo(inquiryOf(classic, [first, ...others])),
  );
  const place = ({ verdict }: Answer): number => classic.verdicts.indexOf(verdict);
  return answers.toSorted((one, other) => place(one) - place(other));
}

/** What ours should be: what is published, but for a difference of model that is cited. */
function expected({ says, differs }: Verdict): Verdict['says'] {
  return differs?.ours ?? says;
}

/** What is wrong with an answer: an engine that says otherwise, an attack that is none; or nothing. */
export function complaints({ verdict, opinions, attack }: Answer): readonly string[] {
  const [first] = opinions;
  const should = expected(verdict);
  const others = opinions.flatMap(({ engine, says, moves }) => {
    if (says !== should) return [`${engine} says ${says}, not ${should}`];
    return moves === first?.moves ? [] : [`${engine} takes ${moves ?? 'no'} moves`];
  });
  const isUnconfirmed = should === 'attack' && attack?.confirmed !== true;
  return isUnconfirmed ? [...others, 'the attack was not confirmed'] : others;
}
