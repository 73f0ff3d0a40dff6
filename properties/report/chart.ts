/**
 * An attack as a sequence chart, in Mermaid's text form, which many viewers draw.
 */
import type { Step } from './story.ts';

/** Quotes text for Mermaid: no characters that end a line or a statement. */
function quoted(text: string): string {
  return text.replaceAll(/[;#:\n]/gu, ' ');
}

/** A participant's name without characters that Mermaid reads. */
function participant(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/gu, '_');
}

/** The chart. */
export function chartText(steps: readonly Step[]): string {
  const lines = steps.flatMap(({ heading, recipe, lines: told }, index) => {
    const put = /puts a message in for (\S+)/u.exec(heading)?.[1];
    const head =
      put === undefined
        ? [`  Note over Attacker: ${index + 1}. ${quoted(heading)}`]
        : [`  Attacker->>${participant(put)}: ${index + 1}. ${quoted(recipe ?? '')}`];
    const rest = told.flatMap(({ text }) => {
      const sent = /^(\S+) -> (\S+) \[(\w+)\] (.*)$/u.exec(text);
      if (sent === null) return [];
      const [, from = '', to = '', channel = '', note = ''] = sent;
      const target = note.includes('the attacker sees it') ? 'Attacker' : participant(to);
      return [`  ${participant(from)}->>${target}: ${quoted(`${note} (${channel}, for ${to})`)}`];
    });
    return [...head, ...rest];
  });
  return ['sequenceDiagram', ...lines].join('\n');
}
