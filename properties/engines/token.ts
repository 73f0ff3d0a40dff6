/** A case by a token: its choices as two hexadecimal digits each. */
import { type Case, caseOf } from './generate.ts';

/** The token of a case's choices, each below 256. */
export function tokenOf(choices: readonly number[]): string {
  return choices.map((choice) => choice.toString(16).padStart(2, '0')).join('');
}

/** The choices of a token; `undefined` for anything that is none. */
export function choicesOf(token: string): readonly number[] | undefined {
  if (!/^(?:[0-9a-f]{2})+$/.test(token)) return undefined;
  return (token.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));
}

/** The case of a token; `undefined` for anything that is none. */
export function caseOfToken(token: string): Case | undefined {
  const choices = choicesOf(token);
  return choices && caseOf(choices);
}

/**
 * Choices that fail as well, as many of them 0 and as few as can be found by trying each once.
 *
 * @param choices - choices that fail
 * @param fails - whether others do
 */
export function shrunk(
  choices: readonly number[],
  fails: (choices: readonly number[]) => boolean,
): readonly number[] {
  let smallest = choices;
  for (let length = Math.ceil(choices.length / 2); length < smallest.length; length += 4) {
    const shorter = smallest.slice(0, length);
    if (fails(shorter)) smallest = shorter;
  }
  for (let place = 0; place < smallest.length; place += 1) {
    if (smallest[place] === 0) continue;
    const simpler = smallest.with(place, 0);
    if (fails(simpler)) smallest = simpler;
  }
  return smallest;
}
