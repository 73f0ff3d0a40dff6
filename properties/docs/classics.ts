/** `docs/classics.md`: the classics and what is published about them, from their data. */
import type { Verdict } from '../../model/classics/classic.ts';
import { classics } from '../../model/classics/index.ts';
import { type Citation, references } from '../../model/classics/references.ts';

/** What is said before the table. */
const intro = `# The classics

Protocols whose verdicts are known, to show that the engines are right where the answer is known. Each
is a script of \`model/classics/\` (one file a family) and carries, as data, a verdict for each of its
claims, who published it, and the runs under which it shows. \`properties/classics/classics.property.ts\`
holds both engines to every row below: on typed messages the explicit and the lazy search must both
say what was published, with attacks of the same length; on untyped ones the lazy search is asked,
since the explicit one knows no type flaws. Every attack is carried out again before it counts.

\`\`\`
sa2pmp classics          # the table, with our verdict, states and steps
sa2pmp classics nspk     # one protocol, its attacks as numbered messages
sa2pmp classics --json   # everything as one JSON object
\`\`\`

The exit code is 1 if any answer is not the published one. The times for this machine are printed by
\`node properties/bench/classics-speed.ts\`.

## What differs from the originals

- \`n - 1\` and \`n + 1\` are the nonce with a constant beside it: no attacker makes one of the other.
- Timestamps are fresh values. Nothing is ever too late, so that what a clock would still take is taken.
- A signature travels beside what it is on; public keys come from a directory. Attacks on certificates
  (Hwang & Chen 1995 on SPLICE/AS) are therefore out of reach.
- Ciphers do what every cipher does and no more: no sums of keys, no small exponents (TMN), no exclusive
  or. Gong's protocol of one-way functions and Diffie-Hellman need such an algebra and are not here.
- "key lost" adds one earlier session whose initiator gives its session key away when it is over.
- Fairness and abuse-freeness (Zhou-Gollmann, ASW) are about what can still be had in the future, which
  no claim on traces says. The evidence is judged, as agreement between the two who hold it.

## Verdicts

"untyped": a value may be taken for one of another sort. \`i\` in a role's place is the insider; it needs
no run of its own.
`;

/** The runs of a verdict, short. */
function runsOf({ seats, lost }: Verdict): string {
  const runs = seats.map(({ agent, role, peers }) => {
    const peer = role === 'A' ? peers['B'] : undefined;
    return `${agent} as ${role}${peer === undefined ? '' : ` with ${peer}`}`;
  });
  return `${runs.join(', ')}${lost === undefined ? '' : `; ${lost.key} of O lost`}`;
}

/** A row for each verdict. */
function rows(): readonly string[] {
  return classics.flatMap(({ protocol, verdicts }) =>
    verdicts.map((verdict) => {
      const { claim, typing, says, by, note } = verdict;
      const what = typing === 'untyped' ? `${claim}, untyped` : claim;
      return `| \`${protocol.id}\` | ${what} | ${says} | ${by}: ${note} | ${runsOf(verdict)} |`;
    }),
  );
}

/** The works that some verdict cites. */
function works(): readonly string[] {
  const cited = new Set(classics.flatMap(({ verdicts }) => verdicts.map(({ by }) => by)));
  const isCited = ([name]: readonly [string, string]): boolean => cited.has(name as Citation);
  return Object.entries(references)
    .filter(isCited)
    .map(([name, full]) => `- **${name}**: ${full}`);
}

/** The page. */
export function classicsPage(): string {
  const sources = classics.map(
    ({ protocol }) => `- \`${protocol.id}\`: ${protocol.title}. ${protocol.source}`,
  );
  const table = [
    '| protocol | claim | published verdict | by | runs |',
    '| --- | --- | --- | --- | --- |',
    ...rows(),
  ];
  return [
    intro,
    table.join('\n'),
    `\n## Sources\n\n${sources.join('\n')}`,
    `\n## Works cited\n\n${works().join('\n')}\n`,
  ].join('\n');
}
