/**
 * docs/mutants.md, written from `docs/mutants.json`: what kills the mutants of the protocol, and which
 * live on. The searches themselves are made by `npm run mutants`.
 */
import { type Operator, operatorSays } from '../mutants/operators/mutant.ts';
import {
  type Entry,
  type MutantRecord,
  readRecord,
  recordDigest,
  type Score,
  scores,
  shareKilled,
} from '../mutants/record.ts';
import type { Law } from '../mutants/laws/probe.ts';
import { type Titled, titles } from '../mutants/titles.ts';
import { type Argument, survivors } from '../mutants/survivors.ts';
import { ageOf } from '../stryker/code.ts';
import { type Ages, codeMutantsSection } from './code-mutants.ts';
import { grouped, row } from './markdown.ts';

/** A share in percent. */
const percent = (score: Score): string => `${(100 * shareKilled(score)).toFixed(1)} %`;

function scoreRow(name: string, score: Score): string {
  const { mutants, killedByClaim, killedByLaw, equivalent, open } = score;
  const figures = [mutants, killedByClaim, killedByLaw, equivalent, open].map(grouped);
  return row([name, ...figures, percent(score)]);
}

/** A table of scores. */
function scoreTable(head: string, rows: readonly (readonly [string, Score])[]): string {
  return [
    row([head, 'mutants', 'killed by a claim', 'by a law', 'equivalent', 'open', 'score']),
    row(['---', '--:', '--:', '--:', '--:', '--:', '--:']),
    ...rows.map(([name, score]) => scoreRow(name, score)),
  ].join('\n');
}

/** The claims by how many mutants they have killed. */
function claimTable({ mutants }: MutantRecord): string {
  const kills = mutants.flatMap(({ id, kill }) => (kill?.by === 'claim' ? [{ id, ...kill }] : []));
  const byClaim = [...Map.groupBy(kills, ({ claim }) => claim)].sort(
    ([a, ones], [b, others]) => others.length - ones.length || (a < b ? -1 : 1),
  );
  const rows = byClaim.map(([claim, own]) => {
    const [first] = own;
    const example = first === undefined ? '' : `\`${first.id}\`, ${first.on}`;
    const onBytes = own.filter((kill) => kill.onBytes === true).length;
    return row([`\`${claim}\``, grouped(own.length), grouped(onBytes), example]);
  });
  return [
    row(['claim', 'kills', 'confirmed on bytes', 'for example']),
    row(['---', '--:', '--:', '---']),
    ...rows,
  ].join('\n');
}

/** The laws of roles, and how many mutants each has killed. */
function lawTable({ mutants }: MutantRecord): string {
  const laws = Object.entries(titles) as readonly (readonly [Law, Titled])[];
  const rows = laws.map(([law, { title, says, source }]) => {
    const kills = mutants.filter(({ kill }) => kill?.by === 'law' && kill.law === law).length;
    return row([`\`${law}\``, `${title}: ${says}`, source, grouped(kills)]);
  });
  return [
    row(['law', 'what it asks', 'source', 'kills']),
    row(['---', '---', '---', '--:']),
    ...rows,
  ].join('\n');
}

const operatorName = (operator: Operator): string => `\`${operator}\`: ${operatorSays[operator]}`;

/** Those that live for one reason. */
function survivorItem({ because, mutants }: Argument): string {
  const names = mutants.map((id) => `\`${id}\``).join(', ');
  return `- ${because}\n\n  ${names}`;
}

function survivorList(kind: Argument['kind']): string {
  const own = survivors.filter((one) => one.kind === kind);
  return own.length === 0 ? 'None.' : own.map(survivorItem).join('\n');
}

/** Attacks on mutants that bytes do not follow. */
function unconfirmed({ mutants }: MutantRecord): readonly (readonly [Entry, string])[] {
  return mutants.flatMap((entry) => {
    const { kill } = entry;
    return kill?.by === 'claim' && kill.onBytes !== true ? [[entry, kill.onBytes] as const] : [];
  });
}

/** The page; what it says of the age of records of the code is so of the code as it stands. */
export function mutantsPage(ages: Ages = ageOf): string {
  const record = readRecord();
  const { all, byOperator, byRole } = scores(record);
  const gaps = unconfirmed(record).map(([{ id }, why]) => `- \`${id}\`: ${why}`);
  return `# Mutants of the protocol

Would the claims notice? This page says what became of ${grouped(all.mutants)} mutants of the protocol. It is
written from [mutants.json](mutants.json) by \`npm run docs:generate\`; the record is made by \`npm run mutants\`,
and the score is quoted with the record's digest, \`${recordDigest()}\`.

**Score: ${percent(all)}** of the mutants that make a difference are killed: ${grouped(all.killedByClaim)} by a claim
that holds of the protocol and falls in the mutant, ${grouped(all.killedByLaw)} by a law of roles.
${grouped(all.equivalent)} make no difference, for a reason given below; ${grouped(all.open)} are open holes.

## How they are made

No mutant is written by hand (\`properties/mutants/generate.ts\`). The charts of every reading that is one choice away
from a named one are taken apart: each transition's guard is removed, each conjunct of it, and each thing that
it has the role remember or store is forgotten. Each check by name is not made, or made after the effects that it guards. What runs were seen to derive
from fresh randomness is derived from none. And of each shape that was seen to be signed, sealed, hashed or
compared, each field at each depth is left out of what that protects.

A field that is dropped still travels: what is signed, hashed or compared is made and verified without it by
everybody, judge and log included, and what is sealed travels with the field in clear beside the box. So the mutant
does what the protocol does until somebody puts another value in its place. A check that is made late is a chart in which
what fails that check alone has its effects and leaves the state as it was.

A mutant's name says operator, role, state, event and what is changed; it is the same from run to run.

## What kills them

- A **claim**: searches in which it holds of the protocol are made of the mutant, within the same bounds, and an attack is
  found and carried out again on bytes. The searches are the ground of each claim, the trials of checks, and
  the first table in the named readings and those next to them; those are tried, smallest first, whose run makes
  use of what the mutant changes, which is measured and not listed.
- A **law of roles** (\`properties/mutants/laws/\`), in runs in which nobody attacks: in schedules by chance, in which messages and the bank's
  answers are delayed and clocks jump (\`probe.ts\`, \`memory.ts\`), and on days in order (\`orderly.ts\`). What is right is what the protocol itself does.

On a **day in order** everybody has all wishes one after the other, every message arrives, every key is renewed twice, the bank takes orders of every kind,
and after each wish all go to court who may, before a judge who hears every cause, asks witnesses and compares views of the log. Each day has
something particular (\`occasions.ts\`): the same payment twice, or two that differ in payee, memo or type alone; enquiries; log-ons with
something mistyped; a key that is generated last; a regular bank that declines; answers that come after none, one or more messages more than the customer
waited for; a clerk at work at the desks inside the bank (W11); vectors worn out; a log of which nothing is heard in court, so that the word that it
gave is all there is to judge by (R7b). They are played in the readings of all spots, in all next to the published,
the charitable and the repaired one, and in those with two choices on how the log is kept, a gateway's log also with the key shown to the judge.
What lives through all of that is looked at once more on days on which nothing is particular: is what each would send next, whatever it wished for, fresh as well (\`prospects.ts\`).

${lawTable(record)}

\`binding\` and \`hearing\` open boxes and make protections again (\`alter.ts\`): a law of roles is no attacker, and asks of each protection alone
what it protects. A message is altered; where that shows nothing, whom it is for is another; where that shows nothing either, what the receiver
remembers is. Where a signature is the one thing that binds a field a second time, it is left as it was under a key that was made for it (W10):
an ideal signature would make up for what is dropped, and ECDSA does not.

Two searches come first, then four scenes by chance, then days in order, then the law of memory in three scenes, then the search in which most claims hold of the protocol.
\`npm run mutants -- --living\` puts what the record has alive or not at all to the laws on days in order alone, \`--new\` what it has not at all, \`--again\` makes every kill by a law again in its scene,
and \`--equivalents\` puts what is argued to make no difference beside the protocol in schedules by chance, with altered messages put in.

## By operator

${scoreTable(
  'operator',
  byOperator.map(([operator, score]) => [operatorName(operator), score] as const),
)}

## By role

${scoreTable('role', byRole)}

\`messages\` are mutants of shapes, which all roles make and read.

## Kills by claim

${claimTable(record)}

${
  gaps.length === 0
    ? 'Every one of these attacks breaks the claim on bytes as well.'
    : `Attacks that bytes do not follow:\n\n${gaps.join('\n')}`
}

## Alive because the change makes no difference

The check, the field or the memory is then redundant where it stands, for the reason given.

${survivorList('equivalent')}

## Open

A difference that no claim and no law looks at within these bounds.

${survivorList('open')}

${codeMutantsSection(ages)}
`;
}
