/** The tables of `docs/compare.md`: who breaks what, what is published, what a payment costs. */
import { peers } from '../../model/peers/index.ts';
import { goals } from '../../model/peers/peer.ts';
import { works } from '../../model/peers/references.ts';
import { compare, type Compared, comparedNames } from '../peers/comparison.ts';
import { cellOf } from '../peers/table.ts';
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
  const base = compared()[0]?.costs.octetsOnAir ?? NaN;
  return [
    row([
      'protocol',
      'messages',
      'of the phone',
      'round trips',
      'octets on the air',
      'to published',
      'octets, others',
      'public-key operations, phone',
      'others',
      'symmetric operations, phone',
      'others',
      'trusted',
    ]),
    row(['---', ...Array.from({ length: 10 }, () => '--:'), '---']),
    ...compared().map(({ name, costs, trusts }) =>
      row([
        `\`${name}\``,
        ...[costs.messages, costs.onAir, costs.roundTrips, costs.octetsOnAir].map(String),
        `${(costs.octetsOnAir / base).toFixed(2)}x`,
        String(costs.octetsElsewhere),
        ...[costs.publicKey.phone, costs.publicKey.servers].map(String),
        ...[costs.symmetric.phone, costs.symmetric.servers].map(String),
        trusts,
      ]),
    ),
  ].join('\n');
}

/** The parts, by name. */
export const peerParts: Parts = {
  'peers promises': promisesTable,
  'peers verdicts': verdictsTable,
  'peers costs': costsTable,
};
