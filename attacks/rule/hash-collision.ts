/**
 * SHA-1 collisions under a signature (W22): a customer signs a text with a free text in it that the
 * payee supplied; the payee has chosen it so that another text has the same digest.
 *
 * Typing: the free text (`memo`, A6) of every payment is the payee's, who knows beforehand what it
 * is paid and by whom, hence everything that is encoded before the memo; so its known value stands
 * for the one half of a block, and the other half is a term (`collision-block`) of the text and of
 * what stands instead of its beginning. What is encoded behind the memo is the same in both. A
 * value that was not foreseeable, a challenge for instance, before the memo prevents the attack; no
 * reading puts one there. A signer who prepares both texts itself needs no collision (W9).
 */
import {
  collidingMessage,
  collisionBlock,
  freelyWorded,
  freeText,
} from '../../model/core/crafted.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import type { Gift, Rule, RuleSpace } from './rule.ts';

/** What names the customer; a colliding text is to be in the same customer's name. */
const identity: ReadonlySet<string> = new Set(['sim', 'phid', 'account']);

/** What is to stand instead of the part of a message that has the free text. */
type Instead = (space: RuleSpace, part: Term, textAt: number) => Term | undefined;

/** The same part: the collision is in the free text alone. */
const samePrefix: Instead = (_, part) => part;

/** The part as the attacker's draft has it up to the free text, but for the customer's name. */
const chosenPrefix: Instead = ({ store, drafts }, part, textAt) => {
  const [draft] = drafts;
  const other = draft === undefined ? undefined : freelyWorded(store, draft)?.part;
  if (other === undefined || !store.sameHead(other, part)) return undefined;
  const values = store.args(other);
  const args = store.args(part).map((arg, at) => {
    const isKept = at >= textAt || identity.has(store.sort(arg));
    return isKept ? arg : (values[at] ?? arg);
  });
  return store.rebuild(part, args);
};

/** Whether who supplies the free text can know before what is signed up to it. */
function isForeseen(store: TermStore, part: Term, textAt: number): boolean {
  const parts = store.args(part).slice(0, textAt);
  return parts.every((t) => store.kind(t) === 'name' || store.kind(t) === 'constant');
}

/** What is to stand instead of the part of a message that was prepared; `undefined` if none was. */
function insteadOf(space: RuleSpace, m: Term, instead: Instead): Term | undefined {
  const { store, derives } = space;
  const found = freelyWorded(store, m);
  const text = found && store.args(found.part)[found.textAt];
  if (found === undefined || text === undefined || store.kind(text) !== 'name') return undefined;
  if (!derives(m) || !isForeseen(store, found.part, found.textAt)) return undefined;
  return instead(space, found.part, found.textAt);
}

/** What a collision gives of a signature: the other half of the block, and what it is a part of. */
function giftsOf(space: RuleSpace, signature: Term, instead: Instead): readonly Gift[] {
  const { store, derives } = space;
  const [signer, m, randomness] = store.args(signature);
  if (store.kind(signature) !== 'signature' || m === undefined) return [];
  if (signer === undefined || randomness === undefined || derives(signer)) return [];
  const other = insteadOf(space, m, instead);
  const colliding = other === undefined ? undefined : collidingMessage(store, m, other);
  if (other === undefined || colliding === undefined) return [];
  const block = store.crafted(collisionBlock, freeText, [m, other]);
  return [
    { term: block, of: [m, other], labels: [collisionBlock, freeText] },
    // The very same signature: it is named once more for those who look for one on the other text.
    { term: store.signature(signer, colliding, randomness), of: [signature], labels: [] },
  ];
}

/** Both rules: they differ in what may stand before the free text, and in the cost. */
const collision = (
  own: Pick<Rule, 'id' | 'title' | 'says' | 'symbolicOnly' | 'drafts'>,
  instead: Instead,
): Rule => ({
  ...own,
  applies: ({ digest = 'sha-1' }) => digest === 'sha-1',
  source: 'W22, A6; Stevens et al., CRYPTO 2017; Leurent & Peyrin, USENIX Security 2020',
  gives: (space, item) => giftsOf(space, item, instead),
  onTerms:
    (store) =>
    (of, [label, sort]) =>
      label === undefined || sort === undefined ? of[0] : store.crafted(label, sort, of),
});

/** Two texts that differ in the free text only. */
export const identicalPrefixCollision: Rule = collision(
  {
    id: 'hash-collision-identical',
    title: 'identical-prefix SHA-1 collision',
    says: 'has supplied a free text for which there is another that gives the same SHA-1 digest behind the same beginning',
    symbolicOnly:
      'a collision behind a prefix of our encoding costs about 2^61.2 evaluations of SHA-1; the published pair (SHAttered) has a prefix of its own, a PDF header, and no signed text begins so',
  },
  samePrefix,
);

/** Two texts that differ in what stands before the free text, too. */
export const chosenPrefixCollision: Rule = collision(
  {
    id: 'hash-collision-chosen',
    title: 'chosen-prefix SHA-1 collision',
    says: 'has supplied a free text for which there is another that gives the same SHA-1 digest behind a beginning of its choice: another payee, another amount',
    symbolicOnly:
      'a chosen-prefix collision costs about 2^63.4 evaluations of SHA-1, some US$45k of rented graphics cards in 2020',
    drafts: true,
  },
  chosenPrefix,
);
