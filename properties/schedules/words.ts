/** A schedule for people: its world, each step, what it came to, and what was found broken. */
import { match, P } from 'ts-pattern';
import type { Recipe } from '../../attacks/recipe.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Broken } from './breach.ts';
import type { Outcome } from './level.ts';
import type { Deed } from './progress.ts';
import { type World, worldName } from './world.ts';

/** A recipe in words, as deep as it is short. */
function recipeWords(recipe: Recipe): string {
  const words = recipeWords;
  return match(recipe)
    .with({ make: 'observed' }, ({ index }) => `#${index + 1}`)
    .with({ make: 'given' }, ({ name }) => name)
    .with({ make: 'constant' }, ({ text }) => `"${text}"`)
    .with(
      { make: 'tuple' },
      ({ shape, fields }) => `${shape.name}(${fields.map(words).join(', ')})`,
    )
    .with({ make: 'field' }, ({ of, field }) => `${words(of)}.${field}`)
    .with({ make: 'content' }, ({ of }) => `what is in ${words(of)}`)
    .with({ make: 'box' }, ({ of }) => `box(${words(of)})`)
    .with({ make: 'signature' }, ({ key, of }) => `signature by ${words(key)} of ${words(of)}`)
    .with({ make: 'public-key' }, ({ of }) => `public key of ${words(of)}`)
    .with({ make: 'digest' }, ({ of }) => `digest of ${words(of)}`)
    .with({ make: 'derived' }, ({ label, seed }) => `${label} of ${words(seed)}`)
    .with({ make: 'weak' }, ({ rule, labels }) => `${rule}(${labels.join(' ').slice(0, 40)})`)
    .with({ make: P._ }, ({ make }) => make)
    .exhaustive();
}

/** A deed in words. */
function deedWords(deed: Deed): string {
  return match(deed)
    .with({ move: 'intend' }, ({ party }) => `${party} does what it wants next`)
    .with({ move: 'happen' }, ({ party, which }) => `something happens to ${party} (${which + 1})`)
    .with({ move: 'deliver' }, ({ door: { channel, hop, to }, message }) => {
      const via = hop === to ? '' : ` by ${hop}`;
      return `ATTACKER puts in for ${to}${via} [${channel}]: ${recipeWords(message)}`;
    })
    .with({ move: 'release' }, ({ index }) => `message ${index + 1} of those in flight arrives`)
    .with({ move: 'compromise' }, ({ what, party }) => `ATTACKER takes the ${what} of ${party}`)
    .with({ move: 'learn' }, ({ about }) => `ATTACKER shows the ${about}`)
    .with({ move: 'wait' }, ({ ms }) => `the clock goes ${ms / 1000} s on`)
    .with({ move: 'skew' }, ({ party, ms }) => `the clock of ${party} is off by ${ms / 1000} s`)
    .with({ move: 'restart' }, ({ party, how }) => `${party} ends and starts again (${how})`)
    .with({ move: 'drop' }, () => 'a message is lost')
    .with({ move: 'compare' }, ({ these }) => {
      return `ATTACKER compares ${these.map(recipeWords).join(' and ')}`;
    })
    .exhaustive();
}

/** What is told of an event; nothing of those that say no more than their deed. */
function eventWords(event: TraceEvent<unknown>): readonly string[] {
  if (event.kind === 'sent') {
    return [`${event.party} sends ${event.note} to ${event.to} [${event.channel}]`];
  }
  if (event.kind === 'refused') return [`${event.party} refuses: ${event.why}`];
  return event.kind === 'claimed' ? [`${event.party}: ${event.claim} ${event.about}`] : [];
}

/** A schedule's world in a line. */
export function worldWords(world: World): string {
  return `world: ${worldName(world)}`;
}

/** The steps of a run, numbered, with what came of each. */
export function traceWords({ deeds, said, events, marks }: Outcome): readonly string[] {
  return deeds.flatMap((deed, index) => [
    `${String(index + 1).padStart(3)}  ${deedWords(deed)}: ${said[index] ?? ''}`,
    ...events
      .slice(index === 0 ? 0 : marks[index - 1], marks[index])
      .flatMap(eventWords)
      .map((line) => `       ${line}`),
  ]);
}

/** What is broken, one line each. */
export function brokenWords(broken: readonly Broken[]): readonly string[] {
  return broken.map(({ failure, law, says }) => {
    const what = failure ? 'BROKEN' : 'broken, as it is known to be or not known to hold';
    return `${what}: ${law}: ${says}`;
  });
}
