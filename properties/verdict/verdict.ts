/**
 * Verdicts: a claim under an attacker, within bounds, under assumptions.
 */
import type { Move } from '../../attacks/run.ts';
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { Reading, readings } from '../../model/sa2pmp/reading.ts';
import type { Bounds } from '../../model/sa2pmp/scenario/bounds.ts';
import type { CheckId } from '../../model/sa2pmp/setting.ts';

/** A protocol: a reading of the paper under a name, with checks switched off for a mutant. */
export interface Protocol {
  readonly name: string;
  /** The named reading that it is a change of, where it has a name of its own. */
  readonly base?: keyof typeof readings;
  readonly reading: Reading;
  readonly omitted: readonly CheckId[];
}

/** What a researcher's own files hold, besides all that is built in. */
export interface Own {
  readonly attackers: readonly Capability[];
  readonly claims: readonly Claim[];
  readonly protocols: readonly Protocol[];
}

/** What an attack came to when it was carried out again. */
export type Confirmation =
  | { readonly confirmed: true; readonly breach: string }
  /** Where the model and the bytes part: a modelling gap. */
  | { readonly confirmed: false; readonly gap: string }
  /** Why it is not carried out on bytes, with the cost: it stands on terms only. */
  | { readonly confirmed: false; readonly symbolicOnly: string };

/** An attack. */
export interface Attack {
  /** Its name: protocol, attacker and claim. */
  readonly name: string;
  /** What is done, in order; the last move may be showing a secret. */
  readonly plan: readonly Move[];
  /** Moves made, not counting the showing of a secret. */
  readonly steps: number;
  /** Carried out on terms afresh. */
  readonly onTerms: Confirmation;
  /** Carried out on noble's bytes. */
  readonly onBytes: Confirmation;
}

/** A transition or a state of a chart that a search did not come to, and why. */
export interface Unreached {
  /** Its name: the chart, the path, and for a transition the event. */
  readonly name: string;
  /** What rules it out; `undefined` where nothing is known to. */
  readonly why: string | undefined;
}

/** What a search has seen of the charts of the parties. */
export interface Coverage {
  /** States of charts that some party was in, by name. */
  readonly states: readonly string[];
  /** Transitions that some party took, by name. */
  readonly transitions: readonly string[];
  readonly unreached: {
    readonly states: readonly Unreached[];
    readonly transitions: readonly Unreached[];
  };
}

/** What is asked: one protocol, one attacker, some claims. */
export interface Question {
  readonly protocol: Protocol;
  readonly attacker: Capability;
  readonly claims: readonly Claim[];
  readonly bounds: Bounds;
  /** Give up beyond this many states. */
  readonly statesMax: number;
  /** How many essentially different attacks on each claim to look for; one unless said. */
  readonly attacks?: number;
  /** Whether to say what was seen of the charts. */
  readonly coverage?: boolean;
}

/** The answer for one claim. */
export interface Verdict {
  readonly protocol: Protocol;
  readonly attacker: Capability;
  readonly claim: Claim;
  /** `inconclusive` when the state bound was reached or the search was interrupted. */
  readonly verdict: 'holds' | 'attack' | 'inconclusive';
  /** Whether it holds only because nothing ever gives occasion to break it. */
  readonly vacuous: boolean;
  readonly attack: Attack | undefined;
  /** Further attacks, each essentially different from those before; where more were asked for. */
  readonly others?: readonly Attack[];
  /** What was seen of the charts; where that was asked for. */
  readonly coverage?: Coverage;
  /** Distinct states seen when the answer was known. */
  readonly states: number;
  /** Wall time of the search that answered, in milliseconds; claims share searches. */
  readonly ms: number;
}

/** What every verdict takes for granted, in words. */
export const assumptions: readonly string[] = [
  'Cryptography is perfect, but for the weakness that an attacker is named after: a box opens only under its key and cannot be altered, a signature is made only with its key and cannot be altered either, digests do not collide.',
  'Messages are typed: none is parsed as another, unless the reading leaves tags out (A3b). That what is signed may be read in two ways where A3\u2019 is plain is made use of by ambiguous-concatenation alone.',
  'Channels that the attacker does not hold are private and authentic: the wired link, SMS, the branch, the inside of the bank and, unless the attacker reads packages, their delivery (an open download, A10, is overheard by package-over-the-air and package-extraction, not by network).',
  'HTTPS is an ideal channel: private, authentic to the server, without replay; it can be delayed or dropped.',
  'Bank, log server, witness and notary are honest, but for the claims that put some of them on the attacker\u2019s side.',
  'SIM, PHID, account and userid are known to everybody; each order holds something unguessable.',
  'Each customer registers and logs on once, then pays; the bank offers payments only, and the regular bank executes every order it is asked to.',
  'Time stands still, so that a clock window (A7) lets every replay in it through.',
];
