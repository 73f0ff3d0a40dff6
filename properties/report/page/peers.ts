/**
 * SA2pMP and its peers on the page: who breaks which promise, what a payment costs, whom to trust, and
 * where the paper's arguments stand. The names in the words are links to the rows.
 */
import { type Goal, goals, goalWords } from '../../../model/peers/peer.ts';
import { costColumns } from '../../peers/columns.ts';
import type { Compared } from '../../peers/comparison.ts';
import { brokenBy, cellOf } from '../../peers/table.ts';
import { argumentsAgainst, type Passage } from '../../peers/words.ts';
import { type Markup, markup } from '../markup.ts';

/** The anchor of a protocol's row. */
const anchorOf = (name: string): string => `peer/${name}`;

/** How the sign of a cell looks, and what it says to whom cannot see it. */
function signOf(one: Compared, goal: Goal): Markup {
  const cell = cellOf(one, goal);
  if (cell === '-')
    return markup`<span class="faint">–<span class="heard"> not promised</span></span>`;
  if (cell === 'holds') return markup`<span class="sign holds">holds</span>`;
  const kind = cell.startsWith('?') ? 'inconclusive' : 'attack';
  const words = `${goal} of ${one.name}: ${brokenBy(cell)}`;
  return markup`<span class="sign ${kind}" title="${words}"><span aria-hidden="true">${cell}</span><span class="heard">${words}</span></span>`;
}

/** A system and its reading, neither said twice. */
function aboutOf({ name, system, reading }: Compared): string {
  return reading === name ? system : `${system}: ${reading.replace(/^repaired: /u, '')}`;
}

function promisesTable(compared: readonly Compared[]): Markup {
  const rows = compared.map(
    (one) =>
      markup`<tr id="${anchorOf(one.name)}"><th scope="row"><code>${one.name}</code><small>${aboutOf(one)}</small></th>${goals.map((goal) => markup`<td>${signOf(one, goal)}</td>`)}</tr>`,
  );
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="who breaks which promise"><table class="peers"><thead><tr><th scope="col">protocol</th>${goals.map((goal) => markup`<th scope="col">${goal}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function costsTable(compared: readonly Compared[], base: Compared): Markup {
  const rows = compared.map(
    (one) =>
      markup`<tr><th scope="row"><a href="#${anchorOf(one.name)}"><code>${one.name}</code></a></th>${costColumns.map(({ of }) => markup`<td class="figure">${of(one, base)}</td>`)}<td class="trusts">${one.trusts}</td></tr>`,
  );
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="what a payment costs, and whom to trust"><table class="peers"><thead><tr><th scope="col">protocol</th>${costColumns.map(({ head }) => markup`<th scope="col">${head}</th>`)}<th scope="col">trusted</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** A passage, what is between backquotes as code: a link where it is the name of a row. */
function passage({ about, text }: Passage, names: ReadonlySet<string>): Markup {
  const parts = text.split('`').map((part, index): Markup => {
    if (index % 2 === 0) return markup`${part}`;
    const code = markup`<code>${part}</code>`;
    return names.has(part) ? markup`<a href="#${anchorOf(part)}">${code}</a>` : code;
  });
  return markup`<p><strong>${about}</strong> ${parts}</p>`;
}

/** The section; all that is compared, the published SA2pMP among it. */
export function peersSection(compared: readonly Compared[]): Markup {
  const base = compared.find(({ name }) => name === 'published');
  if (base === undefined) throw new Error('report: the published protocol is not compared');
  const names = new Set(compared.map(({ name }) => name));
  const promises = goals.map(
    (goal) => markup`<div><dt>${goal}</dt><dd>${goalWords[goal]}</dd></div>`,
  );
  return markup`<section id="peers"><h2>Beside its peers</h2>
<p>The comparison that the paper set out to make, with one engine and one attacker. Broken by <b>n</b> the network alone, <b>c</b> another customer, <b>b</b> who is between (gateway, seller, operator), <b>a</b> the authority (server, acquirer, bank, another gateway); <b>attack</b>: by all but who is accused. What was found is kept; <code>npx sa2pmp compare --search</code> finds it anew, <code>docs/compare.md</code> has bounds and sources.</p>
<dl class="facts">${promises}</dl>
<h3>Who breaks what</h3>
${promisesTable(compared)}
<h3>What a payment costs, and whom to trust</h3>
${costsTable(compared, base)}
<h3>Where the paper’s arguments stand</h3>
${argumentsAgainst(compared).map((one) => passage(one, names))}</section>`;
}
