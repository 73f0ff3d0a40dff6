/**
 * Each attack of the catalogue tried again on the repaired protocol: the very attack that was found on the
 * reading that it targets, deed by deed, on terms and on bytes.
 */
import type { NamedAttack } from '../../attacks/catalogue/attack.ts';
import { ask } from '../verdict/ask.ts';
import { byteArena, termArena } from '../verdict/confirm.ts';
import { type Inquiry, inquiries } from '../verdict/inquiry.ts';
import { protocol } from '../verdict/protocols.ts';
import type { Question } from '../verdict/verdict.ts';
import { type Plot, plotOf } from './deeds.ts';
import { questionOf } from './question.ts';
import { carriedOut, type Replay, replayed } from './replay.ts';

/** The question of an attack about the repaired protocol. */
export function repairedQuestionOf(entry: NamedAttack, statesMax: number): Question {
  return { ...questionOf(entry), protocol: protocol('repaired'), statesMax };
}

function only(question: Question): Inquiry {
  const [inquiry] = inquiries(question);
  if (inquiry === undefined) throw new Error('repaired: nothing is asked');
  return inquiry;
}

function claimOf({ claims: [claim] }: Inquiry): Inquiry['claims'][number] {
  if (claim === undefined) throw new Error('repaired: no claim is asked about');
  return claim;
}

/** The attack as it was found on the reading that it targets. */
export function plotAgainst(question: Question): Plot {
  const [verdict] = ask(question);
  if (verdict?.attack === undefined) throw new Error('repaired: there is no attack to try again');
  const { problem, attacker } = only(question);
  return plotOf(termArena(problem, attacker), verdict.attack.plan);
}

/** An attack under another reading, on terms and on bytes. */
export interface Tried {
  readonly plot: Plot;
  readonly onTerms: Replay;
  /** How the claim was broken on bytes; `undefined` where it survives. */
  readonly breachOnBytes: string | undefined;
  /** The moves at which terms and bytes are refused for different causes, or one alone is. */
  readonly differences: readonly string[];
}

/** Tries an attack on the system of a question. */
export function tried(plot: Plot, question: Question): Tried {
  const inquiry = only(question);
  const claim = claimOf(inquiry);
  const { problem, attacker } = inquiry;
  const asked = { reading: question.protocol.reading, claim };
  const onTerms = replayed(termArena(problem, attacker), plot, asked);
  const terms = carriedOut(termArena(problem, attacker), onTerms.moves, claim);
  const bytes = carriedOut(byteArena(problem, attacker), onTerms.moves, claim);
  const differences = [
    ...terms.refusals
      .filter((line) => !bytes.refusals.includes(line))
      .map((line) => `terms ${line}`),
    ...bytes.refusals
      .filter((line) => !terms.refusals.includes(line))
      .map((line) => `bytes ${line}`),
  ];
  return { plot, onTerms, breachOnBytes: bytes.breach, differences };
}

/** An attack of the catalogue tried again on the repaired protocol. */
export function triedOnRepaired(entry: NamedAttack): Tried {
  return tried(plotAgainst(questionOf(entry)), repairedQuestionOf(entry, 1));
}

/** Where an attack fails on the repaired protocol, in words; how it succeeds where it does. */
export function fateOf({ plot, onTerms }: Tried): string {
  if (onTerms.breach !== undefined) return 'succeeds';
  const [first] = onTerms.setbacks;
  const steps = plot.deeds.length;
  if (first === undefined) return `all ${steps} steps are made, and the claim survives`;
  const { step, by, why } = first;
  const at = `step ${step} of ${steps}`;
  return by === 'the attacker'
    ? `${at}: the attacker ${words(why)}`
    : `${at}: \`${by}\` refuses, ${why}`;
}

/** What the attacker lacks, as half a sentence. */
function words(why: string): string {
  return why.startsWith('has ') ? why : `finds ${why}`;
}
