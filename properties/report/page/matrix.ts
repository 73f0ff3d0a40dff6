/**
 * The matrix of verdicts: claims by attackers, the protocols side by side in each cell, every one a
 * link to what is said of it below, with its bounds and the command that answers it again.
 */
import type { Capability } from '../../../attacks/capability/capability.ts';
import type { Claim } from '../../../model/core/claim.ts';
import { meanings, signOf } from '../matrix.ts';
import { type Markup, markup } from '../markup.ts';
import { boundsInWords, counted } from '../table.ts';
import type { Question, Verdict } from '../../verdict/verdict.ts';
import { anchorOf } from './attack.ts';
import { commandFor } from './command.ts';

/** What a verdict is in one sign, on a page, which has more of them than a terminal. */
const signs: Readonly<Record<ReturnType<typeof signOf>, string>> = {
  holds: '✓',
  vacuous: '(✓)',
  attack: '✗',
  symbolic: 'S',
  gap: '!',
  inconclusive: '?',
};

/** A question and its answers. */
export type Answer = readonly [Question, readonly Verdict[]];

/** A verdict's name: protocol, attacker, claim. */
function nameOf({ protocol, attacker, claim }: Verdict): string {
  return `${protocol.name}/${attacker.id}/${claim.id}`;
}

/** The anchor of what is said of a verdict. */
function cellAnchor(verdict: Verdict): string {
  return `verdict/${nameOf(verdict)}`;
}

/** A verdict in words. */
function inWords(verdict: Verdict): string {
  const kind = meanings[signOf(verdict)];
  const steps = verdict.attack === undefined ? '' : `, ${counted(verdict.attack.steps, 'step')}`;
  return `${kind}${steps}; ${counted(verdict.states, 'state')}`;
}

function sign(question: Question, verdict: Verdict): Markup {
  const kind = signOf(verdict);
  const { name } = verdict.protocol;
  const steps = verdict.attack === undefined ? '' : String(verdict.attack.steps);
  const words = `${name}: ${inWords(verdict)}; within ${boundsInWords(question)}`;
  return markup`<a class="sign ${kind}" data-protocol="${name}" href="#${cellAnchor(verdict)}" title="${words}"><span aria-hidden="true">${signs[kind]}${steps}</span><span class="heard">${words}</span></a>`;
}

/** All cells by claim and attacker. */
function byCell(answers: readonly Answer[]): ReadonlyMap<string, readonly Markup[]> {
  const cells = new Map<string, readonly Markup[]>();
  for (const [question, verdicts] of answers) {
    for (const verdict of verdicts) {
      const key = `${verdict.claim.id} ${verdict.attacker.id}`;
      cells.set(key, [...(cells.get(key) ?? []), sign(question, verdict)]);
    }
  }
  return cells;
}

function legend(verdicts: readonly Verdict[]): Markup {
  const kinds = (Object.keys(signs) as (keyof typeof meanings)[]).map((kind) => {
    const count = verdicts.filter((verdict) => signOf(verdict) === kind).length;
    return markup`<li><span class="sign ${kind}">${signs[kind]}</span> ${meanings[kind]} (${count})</li>`;
  });
  return markup`<ul class="legend">${kinds}</ul>`;
}

const filters = markup`<form class="filters" hidden aria-label="filter the matrix"><label>claim <input type="search" name="claim" placeholder="any"/></label><label>attacker <input type="search" name="attacker" placeholder="any"/></label><label>verdict <select name="kind"><option value="">any</option><option value="attack">attack</option><option value="holds">holds</option><option value="inconclusive">inconclusive</option></select></label><button type="reset">all</button><output aria-live="polite"></output></form>`;

/** The matrix. */
export function matrix(answers: readonly Answer[]): Markup {
  const verdicts = answers.flatMap(([, answered]) => answered);
  const attackers: readonly Capability[] = [
    ...new Map(verdicts.map(({ attacker }) => [attacker.id, attacker])).values(),
  ];
  const claims: readonly Claim[] = [
    ...new Map(verdicts.map(({ claim }) => [claim.id, claim])).values(),
  ];
  const protocols = [...new Set(verdicts.map(({ protocol }) => protocol.name))];
  const cells = byCell(answers);
  const head = attackers.map(
    ({ id, title, says }) =>
      markup`<th scope="col" data-attacker="${id}" title="${says}">${title}</th>`,
  );
  const rows = claims.map(
    ({ id, says, corrupts }) =>
      markup`<tr data-claim="${id}"><th scope="row" title="${says}">${id}${corrupts.length > 0 ? markup`<small>+ ${corrupts.join(', ')}</small>` : undefined}</th>${attackers.map((attacker) => markup`<td data-attacker="${attacker.id}"><span class="signs">${cells.get(`${id} ${attacker.id}`)}</span></td>`)}</tr>`,
  );
  return markup`<section id="matrix"><h2>Verdicts</h2>
<p>In each cell, in this order: ${protocols.join(', ')}. A figure is the number of steps of an attack.</p>
${legend(verdicts)}${filters}
<div class="scroll" tabindex="0" role="group" aria-label="matrix of verdicts"><table class="matrix"><thead><tr><th scope="col">claim</th>${head}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

/** Where an attack's story is: under the name of the first that goes just so. */
export type StoryOf = (name: string) => string | undefined;

function cell(question: Question, verdict: Verdict, storyOf: StoryOf): Markup {
  const name = nameOf(verdict);
  const story = verdict.attack === undefined ? undefined : storyOf(verdict.attack.name);
  return markup`<li id="${cellAnchor(verdict)}"><a href="#${cellAnchor(verdict)}">${name}</a> <span class="sign ${signOf(verdict)}">${signs[signOf(verdict)]}</span> ${inWords(verdict)}. Within ${boundsInWords(question)}. ${story === undefined ? undefined : markup`<a href="#${anchorOf(story)}">the attack, step by step</a>`} <code class="command">${commandFor(question, verdict)}</code></li>`;
}

/** Every verdict in words. */
export function cellList(answers: readonly Answer[], storyOf: StoryOf): Markup {
  const cells = answers.flatMap(([question, verdicts]) =>
    verdicts.map((verdict) => cell(question, verdict, storyOf)),
  );
  return markup`<section id="cells"><h2>Each verdict</h2><ul class="cells">${cells}</ul></section>`;
}
