/**
 * `sa2pmp list`: what can be named on the command line.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import { catalogue } from '../../attacks/catalogue/index.ts';
import { capabilities, usualCapabilities } from '../../attacks/capability/index.ts';
import type { Claim } from '../../model/core/claim.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { peers } from '../../model/peers/index.ts';
import { axes, axisIds, readings } from '../../model/sa2pmp/reading.ts';
import { checks } from '../../model/sa2pmp/setting.ts';
import { painter } from '../report/paint.ts';
import { columns, wrapped } from '../report/table.ts';
import { usualClaims } from '../verdict/usual.ts';
import type { Protocol } from '../verdict/verdict.ts';
import { aliases } from './attack.ts';
import { ownIn, type OwnWork, type Words } from './options.ts';
import { exitCodes } from './usage-error.ts';

/** A line that goes on further in where it does not fit. */
function hanging(text: string): string {
  const margin = text.length - text.trimStart().length;
  const body = wrapped(text.trimStart(), columns - margin - 4).split('\n');
  return body.map((part, index) => `${' '.repeat(margin + (index > 0 ? 4 : 0))}${part}`).join('\n');
}

/** The axes and their choices; `published` and `charitable` mark the named points. */
function axesText(): readonly string[] {
  return axisIds.flatMap((id) => {
    const { name, paper, choices } = axes[id];
    const marks = (choice: string): string =>
      Object.entries(readings)
        .filter(([, reading]) => reading[id] === choice)
        .map(([point]) => ` (${point})`)
        .join('');
    return [
      hanging(`  ${id} ${name}: ${paper}`),
      ...Object.entries(choices).map(([choice, says]) =>
        hanging(`      ${choice}${marks(choice)}: ${says}`),
      ),
    ];
  });
}

/** Something with an id and a sentence; what is asked about unless something is named is marked. */
function entry({ id, says }: { readonly id: string; readonly says: string }, isUsual: boolean) {
  return [`${isUsual ? '*' : ' '} ${id}`, wrapped(says, columns, '      ')];
}

/** Against whom a claim stands, besides the attacker. */
function themeOf({ court, corrupts, secretOf, ordered }: Claim): string {
  if (court) return 'Evidence and what a judge makes of it';
  if (secretOf !== undefined) return 'What the attacker does not learn';
  if (corrupts.length > 0) return 'What parties can do to each other';
  return ordered === true ? 'What happens in which order' : 'Who agrees with whom, on what';
}

/** The claims by theme. */
function claimsText(): readonly string[] {
  return [...Map.groupBy(claims, themeOf)].flatMap(([theme, own]) => [
    `  ${theme}:`,
    ...own.flatMap((claim) => entry(claim, usualClaims.includes(claim))),
  ]);
}

/** The attackers, with what they need besides. */
function attackersText(): readonly string[] {
  const needed = ({ needs = {} }: Capability): string =>
    Object.keys(needs).length === 0 ? '' : ' (the scenario is made larger for it)';
  return capabilities.flatMap((one) =>
    entry({ id: one.id, says: `${one.says}${needed(one)}` }, usualCapabilities.includes(one)),
  );
}

/** What is in files of the user's own. */
function ownText({ attackers, claims: own, protocols, scripts }: OwnWork): readonly string[] {
  const line = (what: string, { id, says }: { readonly id: string; readonly says: string }) =>
    hanging(`  ${what} ${id}: ${says}`);
  const changed = ({ base, omitted }: Protocol): string =>
    [`${base ?? 'a reading'} with changes`, ...omitted.map((check) => `without ${check}`)].join(
      ', ',
    );
  return [
    ...attackers.map((one) => line('attacker', one)),
    ...own.map((one) => line('claim', one)),
    ...protocols.map((one) => line('protocol', { id: one.name, says: changed(one) })),
    ...scripts.map(({ script: { id } }) =>
      line('protocol', { id, says: 'role scripts with claims of their own' }),
    ),
  ];
}

/** Runs the command; returns the exit code. */
export async function list(words: Pick<Words, 'use'> = {}): Promise<number> {
  const own = await ownIn(words);
  const paint = painter(process.stdout);
  const section = (title: string, lines: readonly string[]): readonly string[] => [
    paint('bold', title),
    ...lines,
    '',
  ];
  const lines = [
    ...(own.files.length === 0
      ? []
      : section(hanging(`Your own (--use ${own.files.join(' --use ')})`), ownText(own))),
    ...section(
      'Protocols (--protocol)',
      Object.keys(readings).map((name) => `  ${name}`),
    ),
    ...section(
      'Attackers (--attacker; * unless named; coalitions: a+b; each one: all)',
      attackersText(),
    ),
    ...section('Claims (--claim; * unless named; each one: all)', claimsText()),
    ...section('Axes of the reading (--reading axis=choice)', axesText()),
    ...section(
      'Checks (--omit)',
      Object.entries(checks).map(([id, says]) => hanging(`  ${id}: ${says}`)),
    ),
    ...section(
      'The catalogue (sa2pmp attack; docs/threats.md)',
      catalogue.map(({ id, title, on, attacker, claim }) =>
        wrapped(`${id}: ${title} (${on.base}, ${attacker}, ${claim})`, columns, '  '),
      ),
    ),
    ...section('Peers (sa2pmp compare; sa2pmp export --peer)', [
      wrapped(peers.map(({ protocol }) => protocol.id).join(', '), columns, '  '),
    ]),
    ...section(
      'Attacks (sa2pmp attack); also protocol/attacker/claim',
      Object.entries(aliases).map(([alias, name]) => hanging(`  ${alias}: ${name}`)),
    ),
  ];
  process.stdout.write(lines.join('\n'));
  return exitCodes.done;
}
