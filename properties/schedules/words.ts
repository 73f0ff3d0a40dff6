/** A schedule for people: its world, each step, what it came to, and what was found broken. */
import type { Recipe } from '../../attacks/recipe.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Broken } from './laws.ts';
import type { Outcome } from './level.ts';
import type { Deed } from './progress.ts';
import { type World, worldName } from './world.ts';

/** A recipe in words, as deep as it is short. */
function recipeWords(recipe: Recipe): string {
  switch (recipe.make) {
    case 'observed':
      return `#${recipe.index + 1}`;
    case 'given':
      return recipe.name;
    case 'constant':
      return `"${recipe.text}"`;
    case 'tuple':
      return `${recipe.shape.name}(${recipe.fields.map(recipeWords).join(', ')})`;
    case 'field':
      return `${recipeWords(recipe.of)}.${recipe.field}`;
    case 'content':
      return `what is in ${recipeWords(recipe.of)}`;
    case 'box':
      return `box(${recipeWords(recipe.of)})`;
    case 'signature':
      return `signature by ${recipeWords(recipe.key)} of ${recipeWords(recipe.of)}`;
    case 'public-key':
      return `public key of ${recipeWords(recipe.of)}`;
    case 'weak':
      return `${recipe.rule}(${recipe.labels.map((label) => label.slice(0, 40)).join(' ')})`;
    case 'digest':
      return `digest of ${recipeWords(recipe.of)}`;
    case 'derived':
      return `${recipe.label} of ${recipeWords(recipe.seed)}`;
    default:
      return recipe.make;
  }
}

/** A deed in words. */
export function deedWords(deed: Deed): string {
  switch (deed.move) {
    case 'intend':
      return `${deed.party} does what it wants next`;
    case 'happen':
      return `something happens to ${deed.party} (${deed.which + 1})`;
    case 'deliver': {
      const { channel, hop, to } = deed.door;
      const via = hop === to ? '' : ` by ${hop}`;
      return `ATTACKER puts in for ${to}${via} [${channel}]: ${recipeWords(deed.message)}`;
    }
    case 'release':
      return `message ${deed.index + 1} of those in flight arrives`;
    case 'compromise':
      return `ATTACKER takes the ${deed.what} of ${deed.party}`;
    case 'learn':
      return `ATTACKER shows the ${deed.about}`;
    case 'wait':
      return `the clock goes ${deed.ms / 1000} s on`;
    case 'skew':
      return `the clock of ${deed.party} is off by ${deed.ms / 1000} s`;
    case 'restart':
      return `${deed.party} ends and starts again (${deed.how})`;
    case 'drop':
      return 'a message is lost';
    case 'compare':
      return `ATTACKER compares ${deed.these.map(recipeWords).join(' and ')}`;
  }
}

/** What is told of an event; nothing of those that say no more than their deed. */
function eventWords(event: TraceEvent<unknown>): readonly string[] {
  switch (event.kind) {
    case 'sent':
      return [`${event.party} sends ${event.note} to ${event.to} [${event.channel}]`];
    case 'refused':
      return [`${event.party} refuses: ${event.why}`];
    case 'claimed':
      return [`${event.party}: ${event.claim} ${event.about}`];
    default:
      return [];
  }
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
