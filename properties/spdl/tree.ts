/**
 * Reads texts into trees of rules and texts by a grammar, with ohm-js: what is not of the grammar is told
 * with the line, the column and what was expected there.
 */
import type { Grammar } from 'ohm-js';

/** A place in a file, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A part of a file: the rule that it is of, its parts, its text and where it is. */
export interface Tree {
  readonly rule: string;
  readonly parts: readonly Tree[];
  readonly text: string;
  readonly at: Place;
}

/** What is wrong with a file, and where. */
export interface Complaint {
  readonly at: Place;
  readonly says: string;
}

/** What the operation makes of a node; ohm-js types operations as anything. */
function grown(node: object): Tree {
  return (node as { readonly tree: () => Tree }).tree();
}

/** A part of a source, as ohm-js has it. */
interface Source {
  readonly contents: string;
  readonly getLineAndColumn: () => { readonly lineNum: number; readonly colNum: number };
}

/** A node of a tree; text and place are worked out when somebody asks: a place counts all lines before. */
function treeOf(rule: string, source: Source, parts: readonly Tree[]): Tree {
  return {
    rule,
    parts,
    get text() {
      return source.contents;
    },
    get at() {
      const { lineNum, colNum } = source.getLineAndColumn();
      return { line: lineNum, column: colNum };
    },
  };
}

/** A reader of texts of a grammar; what is wrong with a text where it cannot be read. */
export function readerOf(grammar: Grammar): (text: string) => Tree | Complaint {
  const semantics = grammar.createSemantics().addOperation<Tree>('tree()', {
    _nonterminal(...children) {
      // A word is a leaf: nobody asks for its letters, and a file has more of them than of all else.
      const isWord = /^[a-z]/u.test(this.ctorName);
      return treeOf(this.ctorName, this.source, isWord ? [] : children.map(grown));
    },
    _terminal() {
      return treeOf('text', this.source, []);
    },
    _iter(...children) {
      return treeOf('several', this.source, children.map(grown));
    },
  });
  return (text) => {
    const match = grammar.match(text);
    if (!match.failed()) return grown(semantics(match));
    const [line = '', column = ''] = (/^Line (\d+), col (\d+)/u.exec(match.message) ?? []).slice(1);
    const expected = /expected (.*)$/su.exec(match.shortMessage)?.[1] ?? 'something else';
    return { at: { line: Number(line), column: Number(column) }, says: `expected ${expected}` };
  };
}

/** The parts of a tree and of theirs that are of some rules, in the order of the text, outermost. */
export function within({ parts }: Tree, ...rules: readonly string[]): readonly Tree[] {
  return parts.flatMap((part) => (rules.includes(part.rule) ? [part] : within(part, ...rules)));
}
