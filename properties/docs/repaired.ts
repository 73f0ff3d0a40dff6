/**
 * The sections of `docs/threats.md` on the repaired protocol: each attack of the catalogue tried on it, the
 * cells that fall with the argument why, and what the campaign over all cells came to.
 */
import type { NamedAttack } from '../../attacks/catalogue/attack.ts';
import { catalogue } from '../../attacks/catalogue/index.ts';
import { fateOf, triedOnRepaired } from '../catalogue/repaired.ts';
import { liveAttacks } from '../mounted/attacks.ts';
import { onKeys } from '../mounted/keys.ts';
import { unmounted } from '../mounted/unmounted.ts';
import { onWeakness } from '../mounted/weak.ts';
import type { Cell } from '../repaired/cells.ts';
import { type Listing, listings } from '../repaired/impossible.ts';
import {
  attackersWith,
  type ClaimOutcome,
  letters,
  type Outcomes,
  readOutcomes,
  type SheetOutcome,
} from '../repaired/outcomes.ts';
import { grouped, row } from './markdown.ts';

const code = (text: string): string => `\`${text}\``;

/** What a search came to, in words. */
function inWords({ verdict, states }: Cell): string {
  const count = `${grouped(states)} states`;
  const said = {
    holds: `holds, ${count}`,
    vacuous: `holds, vacuously, ${count}`,
    open: `open, no attack within ${count}`,
    attack: `falls, ${count}`,
  };
  return said[verdict];
}

/** What became of an attack over HTTP. */
function overHttp(id: string): string {
  const isMounted = [...liveAttacks, ...onWeakness, ...onKeys].some((one) => one.id === id);
  return isMounted ? 'fails' : `not mounted: ${unmounted[id] ?? ''}`;
}

function attackRow(entry: NamedAttack, { catalogue: cells }: Outcomes): string {
  const cell = cells[entry.id];
  if (cell === undefined) throw new Error(`threats: ${entry.id} was not asked about`);
  const again = fateOf(triedOnRepaired(entry));
  return row([code(entry.id), inWords(cell), again, overHttp(entry.id)]);
}

function attacks(outcomes: Outcomes): string {
  return [
    '## The attacks on the repaired protocol',
    '',
    'Each attack above succeeds on the reading that it targets. Here it is on *repaired*:',
    '',
    '- **search**: its claim against its attacker, in its extent, as far as the campaign went (below);',
    '- **tried again**: the very attack, deed by deed, on terms and on bytes. What honest parties send beyond what they',
    '  sent in the attack goes on; what the attacker has not got it replaces by a value of its own. Named is the first',
    '  of its steps that comes to nothing; at the end the claim survives, unless it says so;',
    '- **over HTTP**: mounted on running systems, where it succeeds on a reading that it targets (`properties/mounted/`).',
    '',
    row(['attack', 'search', 'tried again', 'over HTTP']),
    row(['---', '---', '---', '---']),
    ...catalogue.map((entry) => attackRow(entry, outcomes)),
  ].join('\n');
}

function listed({ id, claims, attackers, because, source }: Listing): string {
  const reference = source === undefined ? '' : ` (${source})`;
  return [
    `- **${id}**: ${claims.map(code).join(', ')} against ${attackers.map(code).join(', ')}.`,
    `  ${because}${reference}`,
  ].join('\n');
}

function impossible(): string {
  const of = (kind: Listing['holdsIn']): readonly string[] =>
    listings.filter(({ holdsIn }) => holdsIn === kind).map(listed);
  return [
    '## What falls on the repaired protocol',
    '',
    'Claims that no protocol could hold against these attackers, with the argument. The list is data',
    '(`properties/repaired/impossible.ts`); a test finds and confirms each attack, and finds no other.',
    '',
    ...of('none'),
    '',
    'Claims that another protocol could hold, and this one does not:',
    '',
    ...of('another'),
    '',
    'No claim here promises that an order is executed at all: a network that lets nothing through lets nothing through',
    'under any protocol. What is promised is how it ends (`fairness`, `timeliness`).',
  ].join('\n');
}

/** How a claim fares, and against whom it falls or is open. */
function outcomeRow(outcomes: Outcomes, [claim, outcome]: readonly [string, ClaimOutcome]): string {
  const count = (letter: string): number => attackersWith(outcomes, outcome, letter).length;
  const { settledBy, openAt } = outcome;
  const open = count(letters.open);
  return row([
    code(claim),
    settledBy === 0
      ? '-'
      : `${count(letters.holds)} (${count(letters.vacuous)}), ${grouped(settledBy)}`,
    open === 0 ? '-' : `${open}, ${grouped(openAt)}`,
    attackersWith(outcomes, outcome, letters.attack).map(code).join(', ') || '-',
  ]);
}

function sheet(outcomes: Outcomes, { payments, engine, claims }: SheetOutcome): string {
  const many = `${payments} payment${payments === 1 ? '' : 's'}`;
  const all = Object.values(claims)
    .map(({ against }) => against)
    .join('');
  const count = (letter: string): string => grouped(all.split(letter).length - 1);
  const { holds, vacuous, open, attack } = letters;
  return [
    `### ${many}, ${engine} engine`,
    '',
    `Of ${grouped(all.length)} cells ${count(holds)} hold, ${count(vacuous)} vacuously, ${count(attack)} fall, ${count(open)} are open, ${count('.')} were not asked.`,
    '',
    row(['claim', 'holds (vacuously), states', 'open, states', 'falls to']),
    row(['---', '---', '---', '---']),
    ...Object.entries(claims).map((entry) => outcomeRow(outcomes, entry)),
  ].join('\n');
}

function campaign(outcomes: Outcomes): string {
  return [
    '## Every claim against every attacker',
    '',
    `What \`npm run campaign:repaired\` came to: each claim on *repaired* against each of the ${outcomes.attackers.length} attackers`,
    'that act alone, at 1 customer and no renewal but those that a claim or an attacker needs. **Holds**: against so many',
    'attackers, in brackets against how many more for want of any occasion to break it, and the states of the largest',
    'search that came to an end. **Open**: against so many no attack was found before the bound, and the states seen by then in',
    'the smallest such search: an open cell is not called holding. Attackers in no column were not asked. Which attackers these are is in',
    '[repaired/outcomes.json](repaired/outcomes.json), a letter for each: `h` holds, `v` vacuously, `o` open, `x` falls.',
    '',
    '```sh',
    'npm run campaign:repaired -- --payments 1,2,3 --engine both --max-states 2500   # Ctrl-C and again: goes on from there',
    'npm run campaign:repaired -- --catalogue --max-states 20000                     # the attacks of the catalogue',
    'npm run docs:generate -- docs/threats.md',
    '```',
    '',
    outcomes.sheets.map((one) => sheet(outcomes, one)).join('\n\n'),
  ].join('\n');
}

/** The sections, before layout. */
export function repairedSections(): readonly string[] {
  const outcomes = readOutcomes();
  return [attacks(outcomes), impossible(), campaign(outcomes)];
}
