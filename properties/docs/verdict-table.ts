/**
 * The first table in short, for the front page: what `docs/verdicts.md` says under published and
 * charitable, and what is found of the repaired protocol with one payment.
 *
 * Refuses a page of verdicts in which a claim or a reading is not there.
 */
import { readFileSync } from 'node:fs';
import { usualCapabilities } from '../../attacks/capability/index.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { ask } from '../verdict/ask.ts';
import { protocol } from '../verdict/protocols.ts';
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

/** Enough for all but what is shown in court, which a million states do not exhaust. */
const STATES_MAX = 5000;

/** What is found of the repaired protocol with one payment, by claim, for each attacker. */
function repaired(): readonly ReadonlyMap<string, string>[] {
  const bounds = { ...defaultBounds, sessions: 1 };
  const asked = { protocol: protocol('repaired'), claims: usualClaims, bounds };
  return usualCapabilities.map((attacker) => {
    const verdicts = ask({ ...asked, attacker, statesMax: STATES_MAX });
    return new Map(verdicts.map(({ claim, verdict }) => [claim.id, word(verdict)]));
  });
}

/** The table. */
function verdictTable(): string {
  const page = readFileSync(new URL('docs/verdicts.md', root), 'utf8');
  const repairedNow = repaired();
  const line = (claim: string): string => {
    const each = readings.map((reading) => cellsIn(page, reading, claim));
    const cells = usualCapabilities.map((_attacker, place) =>
      [...each.map((cells) => word(cells[place])), repairedNow[place]?.get(claim) ?? 'not asked']
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
    'Each cell: the protocol as _published_, under the kindest (_charitable_) reading of the paper, and _repaired_; two payments, and one for the repaired protocol, at most 5,000 states. Open: the bound was reached first. _minimal_, the cheapest repairs for this table, holds in every cell at two payments ([repairs.md](docs/repairs.md)).',
  ].join('\n');
}

/** The part for the front page. */
export const verdictParts: Parts = { 'verdict table': verdictTable };
