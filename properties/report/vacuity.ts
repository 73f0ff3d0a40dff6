/**
 * What shows that what holds does not hold vacuously, for a terminal.
 */
import { mutationInWords, type Witness } from '../verdict/vacuity.ts';
import type { Coverage, Verdict } from '../verdict/verdict.ts';

/** How the occasion comes about, in words. */
const occasions: Readonly<Record<Witness['occasion'], string>> = {
  'intended run': 'the intended run comes to what it is about',
  search: 'the search comes to what it is about, the intended run does not',
  never: 'NOTHING comes to what it is about: it holds vacuously',
};

/** One claim that holds. */
function witnessLines({ claim }: Verdict, witness: Witness): readonly string[] {
  const { occasion, killed, tried } = witness;
  const fallen =
    killed === undefined
      ? `stands in all ${tried} mutants tried: no single change of the protocol gives this attacker what it lacks`
      : `falls ${mutationInWords(killed)}`;
  return [`  ${claim.id}`, `    ${occasions[occasion]}`, `    ${fallen}`];
}

/** What a search has seen of the charts. */
function coverageLines({ states, transitions, unreached }: Coverage): readonly string[] {
  const allStates = states.length + unreached.states.length;
  const allTransitions = transitions.length + unreached.transitions.length;
  const rest = [...unreached.states, ...unreached.transitions];
  return [
    `  ${states.length} of ${allStates} states of the charts and ${transitions.length} of ${allTransitions} transitions reached; not reached:`,
    ...rest.map(({ name, why }) => `    ${name}: ${why ?? 'no reason known'}`),
  ];
}

/** All that holds, one search after the other. */
export function vacuityLines(witnesses: ReadonlyMap<Verdict, Witness>): readonly string[] {
  const shown = new Set<string>();
  return [...witnesses].flatMap(([verdict, witness]) => {
    const { protocol, attacker, coverage } = verdict;
    const own = witnessLines(verdict, witness);
    if (coverage === undefined) return own;
    const search = `${protocol.name} against ${attacker.id}: ${coverage.transitions.join()}`;
    const isNew = !shown.has(search);
    shown.add(search);
    const head = [`${protocol.name} against ${attacker.id}`, ...coverageLines(coverage)];
    return [...(isNew ? head : []), ...own];
  });
}
