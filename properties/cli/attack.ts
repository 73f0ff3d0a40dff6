/**
 * `sa2pmp attack <name>`: one attack, message by message, on terms and on bytes.
 */
import { claims } from '../../model/sa2pmp/claims.ts';
import { capabilities } from '../../attacks/capability/index.ts';
import type { NamedAttack } from '../../attacks/catalogue/attack.ts';
import { catalogue } from '../../attacks/catalogue/index.ts';
import { gapOf } from '../report/json.ts';
import { painter } from '../report/paint.ts';
import { chartText } from '../report/chart.ts';
import { sequence } from '../report/sequence.ts';
import { storyOf, storyText } from '../report/story.ts';
import { carriedOut } from '../report/twice.ts';
import {
  boundsInWords,
  changesOf,
  columns,
  counted,
  grouped,
  limitsInWords,
  wrapped,
} from '../report/table.ts';
import { asking } from '../verdict/ask.ts';
import { inquiries } from '../verdict/inquiry.ts';
import { protocolNames } from '../verdict/protocols.ts';
import type { Attack, Question, Verdict } from '../verdict/verdict.ts';
import { drive, interruption, progressLine } from './drive.ts';
import { unknownName } from './near.ts';
import { ownIn, type OwnWork, questionsIn, timeoutMsIn, type Words } from './options.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `attack`. */
export interface AttackWords extends Words {
  readonly full?: boolean;
  readonly format?: string;
  readonly unfold?: boolean;
}

/** Names that attacks go by in the literature, and the question that each answers. */
export const aliases: Readonly<Record<string, string>> = {
  'order-replay': 'published/network/injective-agreement-order',
  'double-payment': 'published/network/at-most-once',
  'result-replay': 'published/network/agreement-result',
  'key-extraction': 'published/package-extraction/secrecy-key',
  'insider-key-extraction': 'published/insider/secrecy-key',
  'password-disclosure': 'published/insider/secrecy-password',
  'key-substitution': 'published/insider/agreement-order',
  'forged-result': 'published/package-extraction/agreement-result',
  'framing-by-the-bank': 'charitable/network/nro-soundness',
};

/** Every name by which an attack can be asked for. */
function attackNames(): readonly string[] {
  const triples = protocolNames.flatMap((protocol) =>
    capabilities.flatMap(({ id }) => claims.map((claim) => `${protocol}/${id}/${claim.id}`)),
  );
  return [...catalogue.map(({ id }) => id), ...Object.keys(aliases), ...triples];
}

/** The words that ask what an entry of the catalogue asks; what was written besides counts more. */
function wordsOf(entry: NamedAttack, words: Words): Words {
  const { on, extent = {} } = entry;
  const changes = Object.entries(on.changes ?? {}).map(([axis, choice]) => `${axis}=${choice}`);
  const { sessions, customers, renewals } = extent;
  return {
    ...(sessions === undefined ? {} : { sessions: String(sessions) }),
    ...(customers === undefined ? {} : { customers: String(customers) }),
    ...(renewals === undefined ? {} : { renewals: String(renewals) }),
    ...words,
    reading: [...changes, ...(words.reading ?? [])],
    protocol: [on.base],
    attacker: [entry.attacker],
    claim: [entry.claim],
  };
}

/** The question that a name asks. */
function questionFor(name: string, words: Words, own: OwnWork): Question {
  const entry = catalogue.find(({ id }) => id === name);
  if (entry !== undefined) {
    const [question] = questionsIn(wordsOf(entry, words), own);
    if (question === undefined) throw new Error(`attack: ${name} asks nothing`);
    return question;
  }
  const [protocol, attacker, claim, ...rest] =
    (Object.hasOwn(aliases, name) ? aliases[name] : name)?.split('/') ?? [];
  if (protocol === undefined || attacker === undefined || claim === undefined || rest.length > 0) {
    throw usageError(unknownName('attack', name, attackNames()));
  }
  const named = { ...words, protocol: [protocol], attacker: [attacker], claim: [claim] };
  const [question] = questionsIn(named, own);
  if (question === undefined) throw usageError(unknownName('attack', name, attackNames()));
  return question;
}

/** How an attack can be told. */
const formats = ['txt', 'mermaid', 'svg'] as const;

/** How it is to be told. */
function formatIn({ format = 'txt' }: AttackWords): (typeof formats)[number] {
  const named = formats.find((one) => one === format);
  if (named === undefined) throw usageError(unknownName('format', format, formats));
  return named;
}

/** The lines above the story. */
function heading(question: Question, verdict: Verdict, attack: Attack): readonly string[] {
  const { protocol, attacker, claim } = verdict;
  const corrupt =
    claim.corrupts.length > 0 ? `; ${claim.corrupts.join(' and ')} are the attacker's too` : '';
  return [
    `${attack.name}${changesOf(protocol)}`,
    `  claim     ${claim.title}: ${claim.says}`,
    `            ${claim.source}`,
    `  attacker  ${attacker.says}${corrupt}`,
    ...(attack === verdict.attack
      ? [
          `  found     ${counted(attack.steps, 'step')}; ${grouped(verdict.states)} states; breadth first, so that`,
          `            after the packages are issued no attack takes fewer; within ${boundsInWords(question)}`,
        ]
      : [`  found     ${counted(attack.steps, 'step')}; another way than those above`]),
    '',
  ];
}

/** The lines below the story. */
function ending({ onTerms, onBytes }: Attack): readonly string[] {
  const said = (where: string, came: Attack['onTerms']): string =>
    came.confirmed
      ? `  confirmed on ${where}: ${came.breach}`
      : 'symbolicOnly' in came
        ? `  on terms only: ${came.symbolicOnly}`
        : `  NOT confirmed on ${where}: ${came.gap}`;
  return ['', said('terms', onTerms), said('bytes', onBytes)];
}

/** What to say where there is no attack. */
function noAttack(question: Question, verdict: Verdict | undefined): string {
  const { protocol, attacker, claims: asked } = question;
  const held = verdict?.vacuous === true ? 'holds vacuously' : 'holds';
  const came = verdict?.verdict === 'holds' ? held : 'is inconclusive';
  const states = grouped(verdict?.states ?? 0);
  const what = `${asked[0]?.id ?? ''} of ${protocol.name}${changesOf(protocol)}`;
  return `No attack: ${what} ${came} against ${attacker.id}, ${states} states, within ${boundsInWords(question)}. ${limitsInWords(question)}`;
}

/** The story of an attack, or its chart. */
function told(
  question: Question,
  verdict: Verdict,
  { found, words }: { readonly found: Attack; readonly words: AttackWords },
): readonly string[] {
  const [inquiry] = inquiries(question);
  if (inquiry === undefined) throw new Error('attack: no claim asked');
  const { claim } = verdict;
  const manner = { full: words.full ?? false, unfold: words.unfold ?? false };
  const { twice, definitions } = carriedOut(inquiry, { claim, attack: found }, manner);
  const steps = storyOf(twice);
  const format = formatIn(words);
  if (format === 'mermaid') return [chartText(steps)];
  if (format === 'svg') return [sequence(steps, found.name, true).trimEnd()];
  const story = storyText(painter(process.stdout), steps);
  const named = definitions.map((line) => `  where     ${line}`);
  const above = [...heading(question, verdict, found), ...named, ...(named.length > 0 ? [''] : [])];
  return [...above, story, ...ending(found)];
}

/** What is said where fewer attacks were found than asked for. */
function fewer(wanted: number, found: number): readonly string[] {
  return found >= wanted
    ? []
    : ['', `No other attack is essentially different: ${found} of ${wanted} asked for.`];
}

/** Runs the command; returns the exit code. */
export async function attack(name: string, words: AttackWords): Promise<number> {
  const own = await ownIn(words);
  formatIn(words);
  const question = questionFor(name, words, own);
  const interrupted = interruption();
  const [verdict] = await drive(asking(question), {
    timeoutMs: timeoutMsIn(words),
    interrupted,
    show: progressLine(process.stderr),
  });
  const first = verdict?.attack;
  if (verdict === undefined || first === undefined) {
    process.stdout.write(`${wrapped(noAttack(question, verdict), columns)}\n`);
    if (verdict?.verdict === 'holds') return exitCodes.done;
    return interrupted() ? exitCodes.interrupted : exitCodes.inconclusive;
  }
  const all = [first, ...(verdict.others ?? [])];
  const stories = all.map((found) => told(question, verdict, { found, words }).join('\n'));
  const ends = fewer(question.attacks ?? 1, all.length);
  process.stdout.write(`${[stories.join('\n\n'), ...ends].join('\n')}\n`);
  return gapOf(verdict) === undefined ? exitCodes.done : exitCodes.gap;
}
