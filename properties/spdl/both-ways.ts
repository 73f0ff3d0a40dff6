/**
 * The two ways to judge a file, held to each other: the runs that tell (`fillings.ts`) and all fillings
 * of the runs one by one, which leaves nothing out. They must say the same of every claim.
 */
import type { Protocol } from '../../model/script/script.ts';
import { compiled } from './compile.ts';
import { everyFilling, tellingFillings } from './fillings.ts';
import { printed } from './print.ts';
import { type Bounds, type FillingsOf, type SpdlVerdict, verified } from './verify.ts';

/** A script as a file in which every role claims all that needs no names besides its own. */
export function claimingAll(script: Protocol): string {
  const more = (role: string): string =>
    ['Alive', 'Weakagree', 'Niagree', 'Nisynch', 'Reachable']
      .map((kind) => `claim(${role},${kind});`)
      .join(' ');
  return printed(script).replaceAll(
    /^ {2}role (\w+) \{$([^]*?)^ {2}\}$/gmu,
    (_, role: string, body: string) => `  role ${role} {${body}    ${more(role)}\n  }`,
  );
}

/** What both ways said of a file. */
export interface BothWays {
  /** How many claims both have answered, by the answer. */
  readonly agreed: Readonly<Record<SpdlVerdict['says'], number>>;
  /** Claims of which they say different things, or attacks that could not be carried out. */
  readonly apart: readonly string[];
}

/**
 * Judges a file both ways; a claim that one of them leaves open counts for neither.
 *
 * @param text - the file
 * @param bounds - how many runs, typed or not, and when to give up
 * @param fillingsOf - the one way; the runs that tell unless given
 */
export function judgedBothWays(
  text: string,
  bounds: Bounds,
  fillingsOf: FillingsOf = tellingFillings,
): BothWays {
  const file = compiled(text);
  if (!('script' in file)) throw new Error(`not understood: ${JSON.stringify(file)}\n${text}`);
  const oneByOne = verified(file, bounds, everyFilling);
  const agreed = { holds: 0, broken: 0, vacuous: 0, unknown: 0 };
  const apart = verified(file, bounds, fillingsOf).flatMap(({ claim, says, attack }, index) => {
    const other = oneByOne[index]?.says ?? 'unknown';
    const isOpen = says === 'unknown' || other === 'unknown';
    if (says === other || isOpen) agreed[isOpen ? 'unknown' : says] += 1;
    const isWrong = (!isOpen && says !== other) || attack?.confirmed === false;
    return isWrong ? [`${claim.role}: ${claim.says} ${says}, one by one ${other}`] : [];
  });
  return { agreed, apart };
}
