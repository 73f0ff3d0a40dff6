/**
 * Which repairs restore what, on the page: for each claim that does not simply hold, the sets of repairs
 * around the line between enough and not enough, as a drawing and in words; within which bounds, and
 * the command that finds the same.
 */
import { repairIds } from '../../../model/sa2pmp/repair.ts';
import { defaultBounds, type Bounds } from '../../../model/sa2pmp/scenario/bounds.ts';
import type { Lattice } from '../../repairs/lattice.ts';
import { hasse } from '../hasse.ts';
import { type Markup, markup } from '../markup.ts';
import { findingLines, testedLine } from '../repairs.ts';
import { boundsInWords } from '../table.ts';

/** What was asked about repairs, and found. */
export interface Lattices {
  /** The protocol that is repaired, by name. */
  readonly base: string;
  readonly attacker: string;
  /** The repairs that may be made. */
  readonly among: readonly string[];
  readonly bounds: Bounds;
  readonly statesMax: number;
  /** The digest of the code that answered. */
  readonly code: string;
  /** Files of the user's own that were asked about. */
  readonly files: readonly string[];
  readonly found: readonly Lattice[];
}

/** Whether a claim holds without any repair and with each. */
const isSettled = ({ bare, minimal }: Lattice): boolean =>
  bare === 'holds' && minimal.some((set) => set.length === 0);

const setText = (set: readonly string[]): string =>
  set.length === 0 ? 'no repairs' : set.join(' and ');

/** What was found of one claim, in a sentence or two. */
function inWords({ bare, minimal, insufficient, open, complete }: Lattice): string {
  const sets = minimal.map(setText).join(', or ');
  const takes =
    minimal.length === 0 ? 'No set of these is known to restore it.' : `It takes ${sets}.`;
  // It holds, until a repair breaks it: the findings below the drawings say which.
  const keeps = `It holds without any, and not with each; what keeps it: ${sets || 'none is known'}.`;
  const restored = bare === 'holds' ? keeps : takes;
  const most = insufficient.map(
    ({ repairs, attack: { steps } }) => `${setText(repairs)} (an attack of ${steps} steps)`,
  );
  const falls = most.length === 0 ? '' : ` Not enough, with nothing more: ${most.join('; ')}.`;
  const left =
    open.length === 0 && complete ? '' : ` Left open by a bound: ${open.length || 'some'} sets.`;
  return `${restored}${falls}${left}`;
}

/** The command that finds the same of a claim. */
function commandOf(
  { base, attacker, among, bounds, statesMax, files }: Lattices,
  { claim }: Lattice,
): string {
  return [
    `npx sa2pmp repairs --claim ${claim} --attacker ${attacker}`,
    ...files.map((file) => `--use ${file}`),
    ...(base === 'published' ? [] : [`--base ${base}`]),
    `--repair ${among.join(',')}`,
    ...(['sessions', 'customers', 'renewals'] as const)
      .filter((one) => bounds[one] !== defaultBounds[one])
      .map((one) => `--${one} ${bounds[one]}`),
    `--max-states ${statesMax}`,
  ].join(' ');
}

/** A drawing; its words are beside it. */
function image(svg: string, alt: string): Markup {
  const data = Buffer.from(svg).toString('base64');
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${alt}"><img class="lattice" alt="${alt}" src="data:image/svg+xml;base64,${data}"/></div>`;
}

function figure(asked: Lattices, lattice: Lattice): Markup {
  const { claim, attacker } = lattice;
  const alt = `sets of repairs that restore ${claim} against ${attacker}, and those that do not`;
  return markup`<figure class="repair" id="repairs/${claim}"><h3><a href="#repairs/${claim}">${claim}</a> against ${attacker}</h3>
<p>${inWords(lattice)}</p>
${image(hasse([lattice], asked.among), alt)}
<figcaption><code class="command">${commandOf(asked, lattice)}</code></figcaption></figure>`;
}

/** What was computed for the page. */
function computed(asked: Lattices): Markup {
  const { base, attacker, among, bounds, statesMax, code, found } = asked;
  const settled = found.filter(isSettled).map(({ claim }) => claim);
  const drawn = found.filter((one) => !isSettled(one));
  const holds =
    settled.length === 0
      ? undefined
      : markup`<p>With none and with each of them these hold: ${settled.join(', ')}.</p>`;
  return markup`<p>Of the ${repairIds.length} repairs that may be made to ${base} the ${among.length} that <code>minimal</code> makes: ${among.join(', ')}; all ${2 ** among.length} sets of them, against ${attacker}, within ${boundsInWords({ bounds, statesMax })}. ${testedLine(found)} <code>npx sa2pmp repairs</code> asks about all ${repairIds.length}. <span class="faint">Answers of the code with digest ${code.slice(0, 16)}.</span></p>
${holds}${drawn.map((lattice) => figure(asked, lattice))}${findingLines(found).map((line) => markup`<p>${line}.</p>`)}`;
}

/** The part of the page: what was computed for it, or a drawing that was given. */
export function repairsSection(given: Lattices | string | undefined): Markup {
  const content =
    given === undefined
      ? markup`<p>Not in this report.</p>`
      : typeof given === 'string'
        ? image(given, 'the sets of repairs that restore claims, as they were drawn')
        : computed(given);
  return markup`<section id="repairs"><h2>Which repairs restore what</h2>${content}</section>`;
}
