/** What an exported file says of itself at its top: where it is from, how it is run, what is left out. */
import type { Flow } from './flow.ts';

/** How a file of a prover is run, and what its answers mean. */
export interface Manner {
  readonly prover: string;
  readonly run: string;
  /** What this prover's model says otherwise than ours, a line each. */
  readonly otherwise: readonly string[];
}

/** How long a line of a comment may be. */
const columns = 96;

/** A sentence in lines, those after the first one indented. */
function wrapped(sentence: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    if (line.length + word.length + 1 > columns && line !== '') {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** What is said of agents otherwise than in our searches, in a script. */
export function aboutAgents({ anybody, honesty: { insiders, honest } }: Flow): readonly string[] {
  if (!anybody) return [];
  const lost = 'are lost to the attacker at any time; who is lost after all is excused';
  if (insiders && honest.size === 0) return [`agents may talk to themselves, and ${lost}`];
  const any = 'each role may be any agent’s any number of times, and agents may talk to themselves';
  return [insiders ? `${any}; what is believed of the attacker’s agents is excused` : any];
}

/** The lines of a header, without the marks of a comment. */
export function headerOf(flow: Flow, { prover, run, otherwise }: Manner): readonly string[] {
  const listed = (title: string, items: readonly string[]): readonly string[] =>
    items.length === 0 ? [] : ['', title, ...items.flatMap((item) => wrapped(`- ${item}`, '  '))];
  return [
    `${flow.title}, for ${prover}.`,
    ...flow.source.flatMap((line) => wrapped(line, '  ')),
    'Written by sa2pmp export; the strands are read off the charts that are searched and run.',
    '',
    ...wrapped(`Run: ${run}`, '  '),
    ...listed('Who takes part:', flow.says),
    ...listed('Left out:', flow.left),
    ...listed('Said otherwise here:', otherwise),
    ...listed('Claims of ours that are not asked about:', flow.unasked),
  ];
}
