/**
 * One attack on the page: what it breaks, its sequence chart, and its steps one by one, each with its
 * messages on terms and on bytes, how the attacker makes what it sends, what parties think, in which
 * states the charts are and what the attacker has by then.
 */
import { asMarkup, type Markup, markup } from '../markup.ts';
import { sequence } from '../sequence.ts';
import type { Line, Step } from '../story.ts';
import { boundsInWords, changesOf, counted, grouped } from '../table.ts';
import type { Confirmation } from '../../verdict/verdict.ts';
import { commandFor } from './command.ts';
import { outline } from './statechart.ts';
import type { Configuration, ToldAttack } from './told.ts';

/** The anchor of an attack, and of a step of it. */
export const anchorOf = (name: string): string => `attack/${name}`;

function message(line: Line): Markup {
  return markup`<dl class="message">${line.terms === undefined ? undefined : markup`<div class="terms"><dt>terms</dt><dd><code>${line.terms}</code></dd></div>`}${line.bytes === undefined ? undefined : markup`<div class="bytes"><dt>bytes</dt><dd><code>${line.bytes}</code></dd></div>`}</dl>`;
}

function toldLine(line: Line): Markup | undefined {
  if (line.quiet === true) return undefined;
  const kind = line.arrow === undefined ? 'note' : 'sent';
  const has = line.terms !== undefined || line.bytes !== undefined;
  return markup`<li class="${kind}">${line.text}${has ? message(line) : undefined}</li>`;
}

/** What the attacker gets in a step: what it sees, what it takes, what it shows. */
function gained({ lines, heading }: Step): readonly string[] {
  const seen = lines.flatMap(({ text }) => {
    const [, what = '', number] = /^(.*); the attacker sees it as (#\d+)$/u.exec(text) ?? [];
    return number === undefined ? [] : [`${number}: ${what}`];
  });
  const taken = lines.flatMap(({ text }) =>
    text.startsWith('the attacker has the') ? [text] : [],
  );
  const shown = heading.startsWith('ATTACKER shows') ? [heading.replace('ATTACKER ', '')] : [];
  return [...seen, ...taken, ...shown];
}

/** The states of all parties as an attribute that the page's script reads. */
function statesAttribute(configuration: readonly Configuration[]): string {
  return JSON.stringify(
    Object.fromEntries(configuration.map(({ party, states }) => [party, states])),
  );
}

function toldStep(told: ToldAttack, step: Step, index: number): Markup {
  const { configurations } = told;
  const after = configurations[index + 1] ?? configurations[index] ?? [];
  const tree = step.tree ?? [];
  const has = gained(step);
  const recipe =
    step.recipe === undefined
      ? undefined
      : markup`<p class="made">made as <code>${step.recipe}</code></p>`;
  const derivation =
    tree.length === 0
      ? undefined
      : markup`<details><summary>how the attacker makes it</summary><pre>${tree.join('\n')}</pre></details>`;
  const knows =
    has.length === 0
      ? undefined
      : markup`<p class="gained">the attacker now has ${has.map((one) => markup`<span>${one}</span>`)}</p>`;
  const isMine = step.heading.startsWith('ATTACKER');
  return markup`<li id="${anchorOf(told.attack.name)}/step-${index + 1}" class="step${isMine ? ' mine' : ''}" data-states="${statesAttribute(after)}"><h4>${step.heading}</h4>${recipe}${derivation}<ul>${step.lines.map(toldLine)}</ul>${knows}</li>`;
}

function ending(where: string, came: Confirmation): Markup {
  if (came.confirmed) {
    return markup`<p class="confirmed">Confirmed on ${where}: ${came.breach}</p>`;
  }
  return 'symbolicOnly' in came
    ? markup`<p class="symbolic">On terms only: ${came.symbolicOnly}</p>`
    : markup`<p class="gap">NOT confirmed on ${where}: ${came.gap}</p>`;
}

function charts({ system, configurations }: ToldAttack): Markup {
  const [before = []] = configurations;
  const shown = system.parties.map(
    ({ name, kind, machine }) =>
      markup`<section data-party="${name}"><h5>${name} <small>${kind}</small></h5>${outline(machine)}</section>`,
  );
  return markup`<div class="charts" data-states="${statesAttribute(before)}" aria-label="states of the charts">${shown}</div>`;
}

const controls = markup`<div class="controls" role="group" aria-label="step through" hidden><button type="button" data-go="first" aria-label="first step">|◀</button><button type="button" data-go="back" aria-label="one step back">◀</button><output aria-live="polite"></output><button type="button" data-go="on" aria-label="one step on">▶</button><button type="button" data-go="last" aria-label="last step">▶|</button><label><input type="checkbox" data-hex/> hexadecimal</label></div>`;

/** The attack. */
export function attackArticle(told: ToldAttack): Markup {
  const { verdict, attack, question, steps, definitions, given, alike } = told;
  const { claim, attacker, protocol } = verdict;
  const corrupt = claim.corrupts.length > 0 ? `; also ${claim.corrupts.join(' and ')}` : '';
  const command = commandFor(question, verdict);
  return markup`<article id="${anchorOf(attack.name)}" class="story">
<h3><a href="#${anchorOf(attack.name)}">${attack.name}</a>${changesOf(protocol)}</h3>
<dl class="facts">
<div><dt>breaks</dt><dd>${claim.title}: ${claim.says} <small>${claim.source}</small></dd></div>
<div><dt>attacker</dt><dd>${attacker.title}: ${attacker.says}${corrupt}</dd></div>
<div><dt>found</dt><dd>${counted(attack.steps, 'step')}, after ${grouped(verdict.states)} states, within ${boundsInWords(question)}</dd></div>
<div><dt>again</dt><dd><code class="command">${command}</code></dd></div>
${alike.length === 0 ? undefined : markup`<div><dt>just so</dt><dd>${alike.join(', ')}</dd></div>`}
</dl>
${ending('terms', attack.onTerms)}${ending('bytes', attack.onBytes)}
<details class="drawing" open><summary>Sequence chart</summary><div class="scroll" tabindex="0" role="group" aria-label="sequence chart of ${attack.name}">${asMarkup(sequence(steps, `sequence chart of ${attack.name}`, false))}</div></details>
<details class="stepping"><summary>Step by step, on terms and bytes</summary>
${controls}
${definitions.length === 0 ? undefined : markup`<details><summary>Names</summary><pre>${definitions.join('\n')}</pre></details>`}
${given.length === 0 ? undefined : markup`<p class="gained">from the start the attacker has ${given.map((one) => markup`<span>${one}</span>`)}</p>`}
<div class="beside"><ol class="steps">${steps.map((step, index) => toldStep(told, step, index))}</ol>${charts(told)}</div>
</details>
</article>`;
}
