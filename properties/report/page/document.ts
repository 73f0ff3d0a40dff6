/**
 * The report as one HTML file: no network, light and dark, everything in it readable without its
 * script. Same answers, same octets.
 */
import { readFileSync } from 'node:fs';
import type { AnyStateMachine } from 'xstate';
import { axes, axisIds } from '../../../model/sa2pmp/reading.ts';
import type { PartyKind } from '../../../model/core/system.ts';
import type { Comparison } from '../../costs/report.ts';
import { groups, ratio } from '../../costs/rows.ts';
import type { Compared } from '../../peers/comparison.ts';
import { assumptions, type Protocol } from '../../verdict/verdict.ts';
import { type Markup, markup } from '../markup.ts';
import type { MutationJson } from '../mutation.ts';
import { sequenceParts } from '../sequence.ts';
import { boundsInWords, limitsInWords } from '../table.ts';
import { attackArticle } from './attack.ts';
import { type Lattices, repairsSection } from './lattices.ts';
import { type Answer, cellList, matrix } from './matrix.ts';
import { type SeenOf, statechart } from './statechart.ts';
import { peersSection } from './peers.ts';
import { partiesOf, toldAttacks } from './told.ts';

/** The protocols asked about, each once, whatever question it comes in. */
function protocolsIn(answers: readonly Answer[]): readonly Protocol[] {
  return [...new Map(answers.map(([{ protocol }]) => [protocol.name, protocol])).values()];
}

/** What a report is made of. */
export interface ReportContents {
  readonly answers: readonly Answer[];
  /** What a payment costs under each protocol. */
  readonly costs?: Comparison;
  /** What was found of the space of repairs, or a drawing of it as SVG. */
  readonly lattice?: Lattices | string;
  /** How the claims fare against mutants of the protocol. */
  readonly mutation?: MutationJson;
  /** SA2pMP beside its peers. */
  readonly peers?: readonly Compared[];
}

const beside = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

function readingTable(protocols: readonly Protocol[]): Markup {
  const rows = axisIds.map(
    (id) =>
      markup`<tr><th scope="row">${id} ${axes[id].name}</th>${protocols.map(({ reading }) => markup`<td>${reading[id]}</td>`)}</tr>`,
  );
  return markup`<details><summary>The readings, axis by axis</summary><div class="scroll"><table><thead><tr><th scope="col">axis</th>${protocols.map(({ name }) => markup`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></details>`;
}

function scope(answers: readonly Answer[]): Markup {
  const [first] = answers;
  const protocols = protocolsIn(answers);
  return markup`<section id="scope"><h2>What this says</h2>
<p>A verdict is about a model, within bounds, under assumptions. “Holds” says that every state within the bounds was seen and none breaks the claim; nothing more. An attack was found by search and carried out again on terms and on octets.</p>
${first === undefined ? undefined : markup`<p>Within ${boundsInWords(first[0])}. ${limitsInWords(first[0])}</p>`}
<details><summary>Assumed throughout</summary><ul>${assumptions.map((text) => markup`<li>${text}</li>`)}</ul></details>
${readingTable(protocols)}</section>`;
}

function costsSection({ base, compared }: Comparison): Markup {
  const heads = compared.map(({ name }) => markup`<th scope="col">${name}</th>`);
  const rows = groups.map(
    ({ title, rows: figures }) =>
      markup`<tbody><tr><th scope="rowgroup" colspan="${compared.length + 1}">${title}</th></tr>${figures.map(
        ({ what, of }) =>
          markup`<tr><th scope="row">${what}</th>${compared.map(({ costs }) => markup`<td class="figure">${of(costs)} <small>${ratio(of(costs), of(base.costs))}</small></td>`)}</tr>`,
      )}</tbody>`,
  );
  return markup`<section id="costs"><h2>What a payment costs</h2><p>With the ratio to published. Times differ from machine to machine and are not here: <code>npx sa2pmp costs</code>.</p><div class="scroll" tabindex="0" role="group" aria-label="costs"><table><thead><tr><th scope="col">figure</th>${heads}</tr></thead>${rows}</table></div></section>`;
}

/** The charts of each protocol with what its searches have seen of them. */
function chartsSection(answers: readonly Answer[]): Markup {
  const protocols = protocolsIn(answers);
  const sections = protocols.map((protocol) => {
    const verdicts = answers.flatMap(([, answered]) =>
      answered.filter((verdict) => verdict.protocol.name === protocol.name),
    );
    const coverages = verdicts.flatMap(({ coverage }) => (coverage ? [coverage] : []));
    const seen: SeenOf | undefined =
      coverages.length === 0
        ? undefined
        : {
            states: new Set(coverages.flatMap(({ states }) => states)),
            transitions: new Set(coverages.flatMap(({ transitions }) => transitions)),
          };
    const machines = new Map<PartyKind, AnyStateMachine>();
    for (const [question] of answers) {
      if (question.protocol.name !== protocol.name) continue;
      for (const { kind, machine } of partiesOf(question)) machines.set(kind, machine);
    }
    const charts = [...machines].map(
      ([kind, machine]) =>
        markup`<details id="chart/${protocol.name}/${kind}"><summary>${protocol.name}: ${kind}</summary>${statechart(kind, machine, seen)}</details>`,
    );
    return markup`<h3>${protocol.name}</h3>${charts}`;
  });
  return markup`<section id="charts"><h2>Statecharts</h2><p>Those of the parties that take part; where searches kept account of it, with what they reached.</p>${sections}</section>`;
}

function mutationSection({
  record,
  mutants,
  killed,
  equivalent,
  open,
  score,
}: MutationJson): Markup {
  const rows = [
    ['mutants of the protocol', mutants],
    ['killed by a claim or a law of roles', killed],
    ['alive because the change makes no difference', equivalent],
    ['alive, and open', open],
  ] as const;
  return markup`<section id="mutation"><h2>Would the claims notice?</h2>
<p>Guards, checks, memory and randomness of each role were taken away one at a time, and each field from what signs, seals, hashes and compares it: ${(100 * score).toFixed(1)} % of the mutants that make a difference are killed. The record is <code>docs/mutants.json</code>, ${record}; <code>npm run mutants</code> makes it.</p>
<div class="scroll" tabindex="0" role="group" aria-label="mutants"><table><tbody>${rows.map(([what, many]) => markup`<tr><th scope="row">${what}</th><td class="figure">${many}</td></tr>`)}</tbody></table></div></section>`;
}

const parts = [
  ['scope', 'What this says'],
  ['matrix', 'Verdicts'],
  ['cells', 'Each verdict'],
  ['attacks', 'Attacks'],
  ['charts', 'Statecharts'],
  ['repairs', 'Repairs'],
  ['mutation', 'Mutants'],
  ['costs', 'Costs'],
  ['peers', 'Peers'],
] as const;

/** The page. */
export function reportPage(contents: ReportContents): string {
  const { answers, costs, lattice, mutation, peers } = contents;
  const told = toldAttacks(answers);
  const stories = new Map(
    told.flatMap(({ attack, alike }) => [attack.name, ...alike].map((name) => [name, attack.name])),
  );
  const links = parts.map(([id, title]) => markup`<li><a href="#${id}">${title}</a></li>`);
  const body = markup`<header><h1>SA2pMP: which claims hold, against whom</h1><p class="faint">The payment protocol of Rice &amp; Zhu (2009), as executable statecharts, searched and carried out on octets.</p></header>
<nav aria-label="parts"><ul>${links}</ul></nav>
<main>
${scope(answers)}
${matrix(answers)}
${cellList(answers, (name) => stories.get(name))}
<section id="attacks"><h2>Attacks</h2><svg width="0" height="0" aria-hidden="true" style="position:absolute">${sequenceParts}</svg>${told.map(attackArticle)}</section>
${chartsSection(answers)}
${repairsSection(lattice)}
${mutation === undefined ? undefined : mutationSection(mutation)}
${costs === undefined ? undefined : costsSection(costs)}
${peers === undefined ? undefined : peersSection(peers)}
</main>
<footer><p class="faint">Made by <code>npx sa2pmp report</code>. Nothing is loaded from anywhere.</p></footer>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>SA2pMP: verdicts and attacks</title>
<style>
${beside('style.css')}</style>
</head>
<body>
${body.markup}
<script type="module">
${beside('behaviour.mjs')}</script>
</body>
</html>
`;
}
