/**
 * Attacks as a page tells them: the story of each, in which states the charts are after each move,
 * and what the attacker has by then. Equal stories of one protocol are told once.
 */
import type { StateValue } from 'xstate';
import type { Party, PartyKind, System } from '../../../model/core/system.ts';
import { symbolic } from '../../../model/core/symbolic.ts';
import { termStore } from '../../../model/core/term.ts';
import type { Run } from '../../../attacks/run.ts';
import { inquiries } from '../../verdict/inquiry.ts';
import type { Attack, Question, Verdict } from '../../verdict/verdict.ts';
import { type Step, storyOf } from '../story.ts';
import { carriedOut } from '../twice.ts';

/** A party and the states that its chart is in, by their paths. */
export interface Configuration {
  readonly party: string;
  readonly kind: PartyKind;
  readonly states: readonly string[];
}

/** An attack told. */
export interface ToldAttack {
  readonly question: Question;
  readonly verdict: Verdict;
  readonly attack: Attack;
  readonly steps: readonly Step[];
  /** `name = message`, each once. */
  readonly definitions: readonly string[];
  /** Before the first move, and after each. */
  readonly configurations: readonly (readonly Configuration[])[];
  /** What the attacker has before anything happens. */
  readonly given: readonly string[];
  /** The parties' charts. */
  readonly system: Pick<System<unknown>, 'parties'>;
  /** Names of attacks that go just so. */
  readonly alike: readonly string[];
}

/** The paths of the states of a value of a chart: each state that it is in, outer ones too. */
function pathsIn(value: StateValue, within: readonly string[] = []): readonly string[] {
  if (typeof value === 'string') return [[...within, value].join('.')];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = [...within, name];
    return [here.join('.'), ...(inner === undefined ? [] : pathsIn(inner, here))];
  });
}

function configurationsIn(
  { parties }: Pick<System<unknown>, 'parties'>,
  { locals }: Pick<Run<unknown>, 'locals'>,
): readonly Configuration[] {
  return parties.map(({ name, kind }, index) => {
    const value = (locals[index]?.snapshot as { readonly value?: StateValue } | undefined)?.value;
    return { party: name, kind, states: value === undefined ? [] : pathsIn(value) };
  });
}

/** One attack told. */
function toldOne(question: Question, verdict: Verdict, attack: Attack): ToldAttack | undefined {
  const { claim } = verdict;
  const [inquiry] = inquiries({ ...question, claims: [claim] });
  if (inquiry === undefined) return undefined;
  const { twice, definitions } = carriedOut(
    inquiry,
    { claim, attack },
    { full: true, unfold: true },
  );
  const { arena, runs } = twice.terms;
  return {
    question,
    verdict,
    attack,
    definitions,
    steps: storyOf(twice),
    configurations: runs.map((run) => configurationsIn(arena.system, run)),
    given: Object.keys(arena.given),
    system: arena.system,
    alike: [],
  };
}

/** The parties of all scenarios that a question is answered in. */
export function partiesOf(question: Question): readonly Party[] {
  return inquiries(question).flatMap(
    ({ problem }) => problem.build(symbolic(termStore(), problem.suite)).parties,
  );
}

/** By what two stories of a protocol are one. */
function essence({ verdict, steps }: ToldAttack): string {
  return JSON.stringify([verdict.protocol.name, verdict.claim.id, steps]);
}

/**
 * The attacks of some answers, told.
 *
 * @param answers - questions with their verdicts
 */
export function toldAttacks(
  answers: readonly (readonly [Question, readonly Verdict[]])[],
): readonly ToldAttack[] {
  const stories = new Map<string, ToldAttack>();
  for (const [question, verdicts] of answers) {
    for (const verdict of verdicts) {
      if (verdict.attack === undefined) continue;
      const told = toldOne(question, verdict, verdict.attack);
      if (told === undefined) continue;
      const key = essence(told);
      const before = stories.get(key);
      const names = before === undefined ? [] : [...before.alike, verdict.attack.name];
      stories.set(key, { ...(before ?? told), alike: names });
    }
  }
  return [...stories.values()];
}
