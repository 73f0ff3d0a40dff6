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

/** The lines of a header, without the marks of a comment. */
export function headerOf(flow: Flow, { prover, run, otherwise }: Manner): readonly string[] {
  const listed = (title: string, items: readonly string[]): readonly string[] =>
    items.length === 0 ? [] : ['', title, ...items.flatMap((item) => wrapped(`- ${item}`, '  '))];
  return [
    `${flow.title}, for ${prover}.`,
    ...flow.source,
    'Written by sa2pmp export; the strands are read off the charts that are searched and run.',
    '',
    ...wrapped(`Run: ${run}`, '  '),
    ...listed('Left out:', flow.left),
    ...listed('Said otherwise here:', otherwise),
    ...listed('Claims of ours that are not asked about:', flow.unasked),
  ];
}
