/**
 * The first table in short, for the front page: what `docs/verdicts.md` says under published and
 * charitable, and what the campaign over the repaired protocol has for one payment.
 *
 * Refuses a page of verdicts in which a claim or a reading is not there.
 */
import { readFileSync } from 'node:fs';
import { usualCapabilities } from '../../attacks/capability/index.ts';
import { letters, readOutcomes } from '../repaired/outcomes.ts';
import { root } from '../root.ts';
import { usualClaims } from '../verdict/usual.ts';
import { row } from './markdown.ts';
import type { Parts } from './parts.ts';

const readings = ['published', 'charitable'] as const;

/** The cells of a claim under a reading, one for each attacker. */
function cellsIn(page: string, reading: string, claim: string): readonly string[] {
  const [, section = ''] = page.split(`\n## ${reading}\n`);
  const line = section.split('\n').find((one) => one.startsWith(`| \`${claim}\``));
  if (line === undefined) throw new Error(`docs/verdicts.md has no ${claim} under ${reading}`);
  return line.split('|').slice(2, -1);
}

/** A cell in a word. */
function word(cell: string | undefined): string {
  const [, found] = /(attack|holds|inconclusive)/u.exec(cell ?? '') ?? [];
  if (found === undefined) throw new Error(`docs/verdicts.md: no verdict in "${cell ?? ''}"`);
  return found === 'inconclusive' ? 'open' : found;
}

/** What the campaign has of a claim against an attacker. */
function repaired(claim: string, attacker: string): string {
  const { attackers, sheets } = readOutcomes();
  const sheet = sheets.find(({ payments, engine }) => payments === 1 && engine === 'explicit');
  const letter = sheet?.claims[claim]?.against[attackers.indexOf(attacker)];
  const [name = 'not asked'] = Object.entries(letters).find(([, one]) => one === letter) ?? [];
  return name;
}

/** The table. */
function verdictTable(): string {
  const page = readFileSync(new URL('docs/verdicts.md', root), 'utf8');
  const line = (claim: string): string => {
    const each = readings.map((reading) => cellsIn(page, reading, claim));
    const cells = usualCapabilities.map(({ id }, place) =>
      [...each.map((cells) => word(cells[place])), repaired(claim, id)]
        .map((said) => (said === 'attack' ? '**attack**' : said))
        .join(', '),
    );
    return row([`\`${claim}\``, ...cells]);
  };
  return [
    row(['claim', ...usualCapabilities.map(({ title }) => title)]),
    row(['---', ...usualCapabilities.map(() => '---')]),
    ...usualClaims.map(({ id }) => line(id)),
    '',
    'Each cell: the protocol as _published_, under the kindest (_charitable_) reading of the paper, and _repaired_; two payments, and one for the repaired protocol (the campaign of [threats.md](docs/threats.md)). Open: a bound was reached first.',
  ].join('\n');
}

/** The part for the front page. */
export const verdictParts: Parts = { 'verdict table': verdictTable };
