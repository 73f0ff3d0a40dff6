/**
 * Memory of what depends on a few things found out one after the other: what matters next may depend
 * on what was found before. A lookup finds out just those. Such things are the local states of parties,
 * or what is known of a sort and whether a term can be made.
 */
/** A local state's number; equal states of a party have equal numbers. */
export type LocalId = number;

/** Something that was asked, and the answer on which a value depended. */
export type Answered<Q, A> = readonly [question: Q, answer: A];

/** A party's local state that something depended on. */
export type Reading = Answered<number, LocalId>;

/** What is asked next, and what follows by the answer. */
interface Branch<Q, A, V> {
  readonly question: Q;
  readonly by: Map<A, Node<Q, A, V>>;
}

type Node<Q, A, V> = Branch<Q, A, V> | { readonly value: V };

/** Remembers values that depend on answers. */
export interface Memory<Q, A, V> {
  /** What is remembered for these answers; `undefined` where that is new. */
  readonly recall: (ask: (question: Q) => A | undefined) => V | undefined;
  /** Remembers a value for the answers that it depended on, each question once, in order. */
  readonly remember: (answers: readonly Answered<Q, A>[], value: V) => void;
}

/** An empty memory; the same question has to come first for every value. */
export function memory<Q, A, V>(): Memory<Q, A, V> {
  let root: Node<Q, A, V> | undefined;
  return {
    recall: (ask) => {
      let at = root;
      while (at !== undefined && 'by' in at) {
        const answer = ask(at.question);
        at = answer === undefined ? undefined : at.by.get(answer);
      }
      return at?.value;
    },
    remember: (answers, value) => {
      let place = (node: Node<Q, A, V>): void => {
        root = node;
      };
      let at = root;
      for (const [question, answer] of answers) {
        const branch: Branch<Q, A, V> =
          at !== undefined && 'by' in at ? at : { question, by: new Map() };
        place(branch);
        at = branch.by.get(answer);
        place = (node) => branch.by.set(answer, node);
      }
      place({ value });
    },
  };
}

/** Memory of what depends on the local states of a few parties. */
export type LocalMemory<V> = Memory<number, LocalId, V>;
