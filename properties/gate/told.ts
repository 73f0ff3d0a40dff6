/**
 * What a gate was told, whoever judged: things that were tried one by one, by rules, and what is the
 * matter with each. Every form of report is made of this one.
 */
import type { Outcome } from './compare.ts';

/** A place that a report leads to. */
export interface Place {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Whether the path is from the root of this project, or as the user named it. */
  readonly isOurs: boolean;
  /** What is to be said there. */
  readonly says?: string;
  /** What is there, by a name of its own. */
  readonly named?: string;
}

/** What is the matter with one thing that was tried. */
export interface Fault {
  /** Which of the rules. */
  readonly rule: string;
  /** In one line. */
  readonly says: string;
  /** What it was held against. */
  readonly against: string;
  /** Nothing is known to be wrong: it was not found out. */
  readonly isOpen: boolean;
  readonly place: Place;
  /** What leads to it, step by step; empty where that is not known. */
  readonly steps: readonly Place[];
  /** The same from run to run. */
  readonly fingerprint: string;
}

/** One thing that was tried. */
export interface Case {
  readonly suite: string;
  readonly name: string;
  /** What was tried and seen, where a name does not say it. */
  readonly says?: string;
  readonly faults: readonly Fault[];
}

/** What a gate was told. */
export interface Told {
  readonly title: string;
  readonly outcome: Outcome;
  /** What it is about, in a sentence or two. */
  readonly summary: string;
  /** Which answer it is about exactly; empty where that has no name. */
  readonly about: string;
  /** The rules by their ids, each with its meaning. */
  readonly rules: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

/** What becomes of a case: open where nothing is known to be wrong, but not everything was found out. */
export function standing({ faults }: Case): 'good' | 'open' | 'bad' {
  if (faults.length === 0) return 'good';
  return faults.every(({ isOpen }) => isOpen) ? 'open' : 'bad';
}
