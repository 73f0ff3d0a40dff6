/**
 * An attack as a sequence chart, in Mermaid's text form, which many viewers draw.
 */
import type { Arrow, Step } from './story.ts';

/** Text in which Mermaid reads nothing: its own signs as entities, one line. */
function quoted(text: string): string {
  return text
    .replaceAll('#', '#35;')
    .replaceAll(/(?<!#35);/gu, '#59;')
    .replaceAll(/\s+/gu, ' ');
}

/** A participant's name without characters that Mermaid reads. */
function participant(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/gu, '_');
}

/** A message as arrows: to whom it goes, to the attacker, or to both. */
function arrows({ from, to, says, seen, reaches }: Arrow): readonly string[] {
  const line = (target: string): string =>
    `  ${participant(from)}->>${participant(target)}: ${quoted(says)}`;
  return [...(seen ? [line('Attacker')] : []), ...(reaches ? [line(to)] : [])];
}

/** What starts a step: the attacker's message, or somebody's wish. */
function start({ heading, recipe = '', putInAt }: Step, number: number): string {
  return putInAt === undefined
    ? `  Note over Attacker: ${number}. ${quoted(recipe === '' ? heading : `${heading}: ${recipe}`)}`
    : `  Attacker->>${participant(putInAt)}: ${number}. ${quoted(recipe)}`;
}

/** The chart. */
export function chartText(steps: readonly Step[]): string {
  const lines = steps.flatMap((step, index) => [
    start(step, index + 1),
    ...step.lines.flatMap(({ arrow }) => (arrow === undefined ? [] : arrows(arrow))),
  ]);
  return ['sequenceDiagram', '  participant Attacker', ...lines].join('\n');
}
