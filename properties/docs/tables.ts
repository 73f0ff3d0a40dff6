/**
 * The tables of claims and attackers in `docs/claims.md` and `docs/search.md`, and the files shown in
 * `docs/extend.md`, from the values themselves.
 */
import { readFileSync } from 'node:fs';
import type { Capability, Reveal } from '../../attacks/capability/capability.ts';
import { capabilities } from '../../attacks/capability/index.ts';
import type { Theft } from '../../attacks/theft.ts';
import type { Claim } from '../../model/core/claim.ts';
import { channels } from '../../model/core/effect.ts';
import { hierarchy } from '../../model/sa2pmp/claims/hierarchy.ts';
import { keyClaims } from '../../model/sa2pmp/claims/keys.ts';
import { logClaims } from '../../model/sa2pmp/claims/log.ts';
import { nonRepudiation } from '../../model/sa2pmp/claims/non-repudiation.ts';
import { originals } from '../../model/sa2pmp/claims/originals.ts';
import { outcomes } from '../../model/sa2pmp/claims/outcomes.ts';
import { paperClaims } from '../../model/sa2pmp/claims/paper.ts';
import { secrets } from '../../model/sa2pmp/claims/secrets.ts';
import { axes, axisIds } from '../../model/sa2pmp/reading.ts';
import { costParts } from './costs.ts';
import { peerParts } from './peers.ts';
import { minimalParts } from './minimal.ts';
import { protocolParts } from '../protocol/parts.ts';
import { row } from './markdown.ts';
import type { Parts } from './parts.ts';
import { verdictParts } from './verdict-table.ts';

/** The claims by theme, the name of the theme as pages have it. */
export const themes: Readonly<Record<string, readonly Claim[]>> = {
  originals,
  hierarchy,
  secrets,
  keys: keyClaims,
  'non-repudiation': nonRepudiation,
  outcomes,
  log: logClaims,
  paper: paperClaims,
};

const code = (id: string): string => `\`${id}\``;

/** Who is in court, and over what. */
function courtOf({ court, disputes, hearings = 1, needs = {} }: Claim): readonly string[] {
  if (disputes === true) return ['parties go to court'];
  if (!court) return [];
  const cause = needs.cause === undefined ? '' : ` on ${needs.cause}`;
  const times = hearings === 1 ? '' : `, ${hearings} verdicts`;
  return [`a judge hears it${cause}${times}`];
}

/** What a claim asks of attacker and scenario besides. */
function askedWith(claim: Claim): string {
  const { corrupts, with: ids = [], needs = {}, ordered, guessed } = claim;
  const asked = [
    ...(corrupts.length > 0 ? [`the attacker plays ${corrupts.join(', ')}`] : []),
    ...(ids.length > 0 ? [`it is ${ids.map(code).join(', ')} as well`] : []),
    ...courtOf(claim),
    ...(needs.renewals === undefined ? [] : [`renewals: ${needs.renewals} at least`]),
    ...(needs.secondBank === true ? ['a second bank'] : []),
    ...(needs.witnesses === undefined
      ? []
      : [`${needs.witnesses.need} of ${needs.witnesses.of} witnesses, where A20 is merkle`]),
    ...(guessed === true ? ['a guess confirmed breaks it'] : []),
    ...(ordered === true ? ['the order of statements counts'] : []),
  ];
  return asked.join('; ');
}

/** A table of claims. */
function claimTable(claims: readonly Claim[]): string {
  const rows = claims.map((claim) => {
    const { id, says, source } = claim;
    return row([code(id), says, source, askedWith(claim)]);
  });
  return [
    row(['claim', 'says', 'source', 'asked with']),
    row(['---', '---', '---', '---']),
    ...rows,
  ].join('\n');
}

const often = ({ times = 1 }: Theft): string => {
  if (times === Infinity) return 'as often as it likes';
  return times === 1 ? 'once' : `${times} times`;
};

const whenStolen: Readonly<Record<Theft['when'], string>> = {
  any: 'at any time',
  before: 'before the session',
  after: 'when all is over',
};

/** How a theft happens, all but what is taken. */
function manner(theft: Theft): string {
  const how = [
    ...(theft.pin === true ? ['with the PIN'] : []),
    ...(theft.reads === true ? ['past the application'] : []),
  ];
  return [`from the ${theft.from}`, whenStolen[theft.when], often(theft), ...how].join(', ');
}

/** Thefts in words, those of one manner together. */
function stolen(thefts: readonly Theft[]): readonly string[] {
  return [...new Set(thefts.map(manner))].map((how) => {
    const what = thefts.filter((theft) => manner(theft) === how).map((theft) => theft.what);
    return `steals ${what.join(', ')} ${how}`;
  });
}

function revealed({ kind, of }: Reveal): string {
  if (of === 'insider') return `its own ${kind}`;
  return of === 'honest' ? `the ${kind} of honest customers` : `the ${kind} that the ${of} has`;
}

/** What an attacker has besides channels. */
function besides({ insider, reveals, corrupts, needs = {}, ...more }: Capability): string {
  const { thefts = [], rules = [], desks = [] } = more;
  const has = [
    ...(insider ? ['an account of its own'] : []),
    ...reveals.map(revealed),
    ...corrupts.map((kind) => `plays ${kind}`),
    ...stolen(thefts),
    ...desks.map((desk) => `sits at the desk ${code(desk)}`),
    ...(rules.length > 0 ? [`rules ${rules.map(({ id }) => code(id)).join(', ')}`] : []),
    ...(needs.secondBank === true ? ['plays a second bank'] : []),
    ...(needs.renewals === undefined ? [] : [`renewals: ${needs.renewals} at least`]),
  ];
  return has.join('; ');
}

/** The table of attackers. */
function attackerTable(): string {
  const used = channels.filter((channel) =>
    capabilities.some(({ holds }) => holds[channel] !== undefined),
  );
  const rows = capabilities.map((capability) => {
    const held = used.map((channel) => capability.holds[channel] ?? '');
    return row([code(capability.id), ...held, besides(capability)]);
  });
  return [
    row(['attacker', ...used.map(code), 'besides']),
    row(['---', ...used.map(() => '---'), '---']),
    ...rows,
  ].join('\n');
}

/** How many axes there are, and which of them make no difference. */
function axesInWords(): string {
  const idle = axisIds.filter((id) => axes[id].idle !== undefined);
  const names = idle.map((id) => `${id} ${axes[id].name}`).join(', ');
  return `There are ${axisIds.length} axes. Idle, that is without a difference in the model: ${names}.`;
}

/** The part that shows a file of the project whole, in a fence. */
function fileParts(paths: readonly string[]): Parts {
  const shown = (path: string): string => {
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    return ['```ts', text.trimEnd(), '```'].join('\n');
  };
  return Object.fromEntries(paths.map((path) => [`file ${path}`, () => shown(path)]));
}

/** All parts, by name. */
export const parts: Parts = {
  ...verdictParts,
  ...Object.fromEntries(
    Object.entries(themes).map(([name, claims]) => [`claims ${name}`, () => claimTable(claims)]),
  ),
  ...minimalParts,
  ...protocolParts,
  attackers: attackerTable,
  axes: axesInWords,
  ...costParts,
  ...peerParts,
  ...fileParts([
    'docs/examples/my-attacker.ts',
    'docs/examples/my-claim.ts',
    'docs/examples/my-protocol.ts',
    'attacks/rule/malleability.ts',
    'attacks/capability/signature-malleability.ts',
    'attacks/catalogue/w04-replayed-order.attack.ts',
  ]),
};
