/** The tables of `docs/compare.md`: who breaks what, what is published, what a payment costs. */
import { peers } from '../../model/peers/index.ts';
import { goals } from '../../model/peers/peer.ts';
import { works } from '../../model/peers/references.ts';
import { compare, type Compared, comparedNames } from '../peers/comparison.ts';
import { costColumns } from '../peers/columns.ts';
import { cellOf } from '../peers/table.ts';
import { argumentsAgainst } from '../peers/words.ts';
import { wrapped } from '../report/table.ts';
import { row } from './markdown.ts';
import type { Parts } from './parts.ts';

let made: readonly Compared[] | undefined;

/** All that is compared, made once for the tables that show it: payments are made on bytes for it. */
const compared = (): readonly Compared[] => (made ??= compare({ names: comparedNames }));

/** Who breaks which promise of whom. */
function promisesTable(): string {
  return [
    row(['protocol', 'reading', ...goals]),
    row(['---', '---', ...goals.map(() => '---')]),
    ...compared().map((one) =>
      row([`\`${one.name}\``, one.reading, ...goals.map((goal) => cellOf(one, goal))]),
    ),
  ].join('\n');
}

/** What is published, and the works. */
function verdictsTable(): string {
  const rows = peers.flatMap(({ protocol, verdicts }) =>
    verdicts.map(({ claim, under, says, by, note }) =>
      row([`\`${protocol.id}\``, claim, under, says, `${by}: ${note}`]),
    ),
  );
  const cited = new Set(peers.flatMap(({ verdicts }) => verdicts.map(({ by }) => by as string)));
  const sources = Object.entries(works)
    .filter(([name]) => cited.has(name))
    .map(([name, full]) => `- **${name}**: ${full}`);
  return [
    row(['protocol', 'claim', 'dishonest', 'verdict', 'by']),
    row(['---', '---', '---', '---', '---']),
    ...rows,
    '',
    ...sources,
  ].join('\n');
}

/** What a payment costs. */
function costsTable(): string {
  const [base] = compared();
  if (base === undefined) throw new Error('docs: nothing is compared');
  return [
    row(['protocol', ...costColumns.map(({ head }) => head), 'trusted']),
    row(['---', ...costColumns.map(() => '--:'), '---']),
    ...compared().map((one) =>
      row([`\`${one.name}\``, ...costColumns.map(({ of }) => of(one, base)), one.trusts]),
    ),
  ].join('\n');
}

/** How wide prose is in these pages. */
const proseWidth = 140;

/** Where the paper's arguments stand. */
function reading(): string {
  return argumentsAgainst(compared())
    .map(({ about, text }) => wrapped(`**${about}** ${text}`, proseWidth))
    .join('\n\n');
}

/** The parts, by name. */
export const peerParts: Parts = {
  'peers promises': promisesTable,
  'peers verdicts': verdictsTable,
  'peers costs': costsTable,
  'peers reading': reading,
};
