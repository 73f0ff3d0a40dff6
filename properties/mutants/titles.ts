/**
 * The laws of roles by title, with what each asks and what in the paper or elsewhere asks for it. A kill in the
 * record names the law that it breaks.
 */
import type { Law } from './laws/probe.ts';

/** A law in words. */
export interface Titled {
  readonly title: string;
  /** What is asked. */
  readonly says: string;
  /** What asks for it: the paper's section, an axis, a weakness, or elsewhere. */
  readonly source: string;
}

/** All laws of roles. */
export const titles: Readonly<Record<Law, Titled>> = {
  transcript: {
    title: 'What is done is what the charts say',
    says: 'who sends, states, stores and refuses what, in which order, and which values of it are equal',
    source: '§5.1, §5.2',
  },
  memory: {
    title: 'What is to be remembered is remembered',
    says: 'what each party remembers after each move, and which values of it are equal',
    source: '§4.3, §5.1, §5.2',
  },
  acceptance: {
    title: 'Nothing is taken in a state that does not await it',
    says: 'what a party makes in each of its states of all messages ever sent, and of all wishes, whole and empty',
    source: '§5.1 SM, §5.2 AS',
  },
  fields: {
    title: 'No field is taken for another',
    says: 'what a party makes of a message that it awaits with one value another, in one place or throughout',
    source: '§4.2, §5.2 AS',
  },
  binding: {
    title: 'What is signed, hashed or compared binds every field of it',
    says: 'whoever receives it with one field another, and what protects that as it was made, refuses it or makes something else of it; so does whoever is another in that field alone; also where a key is made for a signature that is there (W10)',
    source: '§4.2 S; A3, A20, A22; W9, W10 (Blake-Wilson & Menezes 1999)',
  },
  hearing: {
    title: 'What one would refuse one refuses aloud',
    says: 'what parties of one kind make of all messages of a day, with any one value another',
    source: '§5.1 SM, §5.2 AS',
  },
  sight: {
    title: 'Nobody without a key reads what is sealed',
    says: 'what is read of all that travels',
    source: '§4.2 E, §4.3',
  },
  freshness: {
    title: 'What is to be fresh is fresh',
    says: 'what is derived anew, and what randomises signatures and boxes, is met once, can be made by nobody, and not by who has been told all of its kind that came before; what would be sent next is met once and can be made by nobody as well',
    source: 'A7, A13, A24; W21; P-TOK-2',
  },
  total: {
    title: 'No chart throws, whatever arrives',
    says: 'every message and every wish, in every state that is come to',
    source: '§5.1, §5.2',
  },
};
