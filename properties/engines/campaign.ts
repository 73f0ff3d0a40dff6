/**
 * `node properties/engines/campaign.ts`: random small protocols on which the engines must agree, or
 * one of them again.
 *
 * `--runs n`, `--seed n` (printed); `--replay token`: one protocol, shown with what each engine says;
 * `--first`: end at the first disagreement. Progress on stderr, figures on stdout; exits with 1 when
 * engines disagree, with 2 when it is asked something that it does not understand.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { compared, type Comparison } from './agree.ts';
import { type Case, caseOf, choicesArbitrary } from './generate.ts';
import { showCase } from './show.ts';
import { caseOfToken, shrunk, tokenOf } from './token.ts';

const help = `node properties/engines/campaign.ts [--runs n] [--seed n] [--first]
node properties/engines/campaign.ts --replay token

Asks the explicit search, the lazy search (typed and untyped) and a plain search about random small
protocols: 2 to 3 roles, 2 to 4 messages, secrecy and agreement, an insider among the peers.

  --runs n       how many protocols (2000)
  --seed n       which ones (20090823)
  --first        end at the first disagreement
  --replay t     one protocol again, by the token that a failure prints
  --help         this text

Exit codes: 0 the engines agree, 1 they do not, 2 wrong usage.`;

/** What was asked; `undefined` when it was not understood. */
function asked() {
  try {
    return parseArgs({
      options: {
        runs: { type: 'string', default: '2000' },
        seed: { type: 'string', default: '20090823' },
        replay: { type: 'string' },
        first: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return String(error);
  }
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} takes a whole number`);
  return value;
}

/** What the engines say of a case; an engine that throws disagrees with all others. */
function comparison(played: Case): Comparison {
  try {
    return compared(played);
  } catch (error) {
    const disagreements = [`an engine stopped: ${String(error)}`];
    return { opinions: [], disagreements, size: { explicit: 0, lazy: 0, plainDepth: 0 } };
  }
}

/** Shows one case and what the engines say; whether they agree. */
function replay(played: Case): boolean {
  for (const line of showCase(played)) console.log(line);
  const { opinions, disagreements } = comparison(played);
  for (const { engine, said } of opinions) {
    const words = [...said].map(([id, says]) => `${id} ${says}`);
    console.log(`${engine}: ${words.join('; ') || 'too many messages'}`);
  }
  for (const line of disagreements) console.log(`DISAGREE ${line}`);
  return disagreements.length === 0;
}

/** What a campaign has seen so far. */
interface Tally {
  readonly failures: string[];
  runs: number;
  attacked: number;
  held: number;
  plainDepth: number;
  untypedOnly: number;
}

/** Adds a comparison to the figures. */
function count(tally: Tally, { opinions }: Comparison, depth: number): void {
  const [explicit, , untyped] = opinions;
  tally.runs += 1;
  tally.plainDepth += depth;
  for (const [id, said] of explicit?.said ?? []) {
    if (typeof said === 'number') tally.attacked += 1;
    if (said !== 'holds') continue;
    tally.held += 1;
    if (typeof untyped?.said.get(id) === 'number') tally.untypedOnly += 1;
  }
}

/** How often progress is shown, in protocols. */
const progressEvery = 100;

function campaign(
  runs: number,
  { seed, first }: { readonly seed: number; readonly first: boolean },
): Tally {
  const tally: Tally = {
    failures: [],
    runs: 0,
    attacked: 0,
    held: 0,
    plainDepth: 0,
    untypedOnly: 0,
  };
  for (const choices of fc.sample(choicesArbitrary, { numRuns: runs, seed })) {
    const played = caseOf(choices);
    if (played === undefined) continue;
    const answer = comparison(played);
    count(tally, answer, answer.size.plainDepth);
    if (answer.disagreements.length > 0) {
      const fails = (other: readonly number[]): boolean => {
        const tried = caseOf(other);
        return tried !== undefined && comparison(tried).disagreements.length > 0;
      };
      const token = tokenOf(first ? choices : shrunk(choices, fails));
      tally.failures.push(token);
      console.error(`disagreement ${tally.failures.length}: --replay ${token}`);
      for (const line of answer.disagreements) console.error(`  ${line}`);
      if (first) break;
    }
    if (tally.runs % progressEvery === 0) {
      console.error(`${tally.runs} of ${runs}, ${tally.failures.length} disagreements`);
    }
  }
  return tally;
}

/** Prints the figures of a campaign. */
function report(tally: Tally, seed: number, began: number): void {
  console.log(`seed ${seed}`);
  console.log(`protocols ${tally.runs}`);
  console.log(`claims attacked ${tally.attacked}`);
  console.log(`claims that hold ${tally.held}`);
  console.log(`claims that only a type flaw breaks ${tally.untypedOnly}`);
  console.log(
    `moves seen by the plain search, on average ${(tally.plainDepth / Math.max(1, tally.runs)).toFixed(1)}`,
  );
  console.log(`disagreements ${tally.failures.length}`);
  for (const token of tally.failures) console.log(`--replay ${token}`);
  console.log(`seconds ${Math.round((performance.now() - began) / 1000)}`);
}

function main(): number {
  const options = asked();
  if (typeof options === 'string') {
    console.error(options);
    console.error(help);
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  if (options.replay !== undefined) {
    const played = caseOfToken(options.replay);
    if (played !== undefined) return replay(played) ? 0 : 1;
    console.error('--replay takes a token that a failure printed');
    return 2;
  }
  const began = performance.now();
  const seed = whole('seed', options.seed);
  const tally = campaign(whole('runs', options.runs), { seed, first: options.first });
  report(tally, seed, began);
  return tally.failures.length > 0 ? 1 : 0;
}

process.exitCode = main();
