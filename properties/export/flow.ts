/**
 * A flow: the strands of a protocol's roles with all that an exported model says besides: where
 * values come from, which channels the attacker holds, which claims are asked about.
 *
 * It is the same for every prover; each printer says what of it its prover has no words for.
 */
import type { Term, TermStore } from '../../model/core/term.ts';
import type { Act } from './strand.ts';

/** A long-term key or secret of a script's agents. */
export interface KeyOrigin {
  readonly from: 'key';
  /** What it is: a key of two, one for one direction, one's own, or a secret of two that is a value. */
  readonly key: 'shared' | 'directed' | 'private' | 'secret';
  readonly of: readonly string[];
  /** What a secret is: `pin`. */
  readonly what?: string;
}

/** Where a value comes from that is not made of others. */
export type Origin =
  /** Everybody knows it. */
  | { readonly from: 'everybody'; readonly name: string }
  /** One for all, or one for each customer; given to the attacker where it is public. */
  | {
      readonly from: 'world' | 'customer';
      readonly name: string;
      readonly isPublic: boolean;
      /** Whether it is a private key, whose public key everybody has. */
      readonly isPair?: true;
    }
  /** The agent in a role of a script. */
  | { readonly from: 'agent'; readonly name: string }
  | KeyOrigin
  /** Made by a role, in the part of its life that begins anew each time or before. */
  | { readonly from: 'made'; readonly name: string; readonly again: boolean };

/** How a message travels. */
export type Way =
  /** The attacker reads and makes what travels here. */
  | { readonly way: 'open' }
  /** Nobody but the two sees or makes it. */
  | { readonly way: 'closed'; readonly name: string }
  /** A connection that anybody may open and nobody reads who has not; answers go to who did. */
  | { readonly way: 'opens' | 'answers'; readonly name: string };

/** An act with the way of its message. */
export type FlowAct =
  | { readonly does: 'receive'; readonly on: Way; readonly message: Term }
  | { readonly does: 'send'; readonly on: Way; readonly message: Term }
  | Extract<Act, { does: 'take' | 'state' }>
  /** Takes a value that it has not taken before; in a script, whoever has the same name. */
  | { readonly does: 'spend'; readonly value: Term; readonly by?: Term }
  /** Goes on only if two values are not the same. */
  | { readonly does: 'differ'; readonly value: Term; readonly other: Term };

/** What a role does again and again once it is set up. */
export interface Again {
  /** Variables for what it remembers from one time to the next. */
  readonly state: readonly Term[];
  /** What that is the first time. */
  readonly at: readonly Term[];
  readonly acts: readonly FlowAct[];
  /** What it is afterwards. */
  readonly then: readonly Term[];
}

/** A role. */
export interface FlowRole {
  readonly name: string;
  readonly acts: readonly FlowAct[];
  readonly again?: Again | undefined;
}

/** Something stated in a role: `commit order`. */
export type Statement = string;

/** A claim that a prover can be asked about. */
export type FlowClaim = {
  readonly id: string;
  readonly says: string;
} & (
  | { readonly kind: 'secrecy'; readonly of: Statement }
  | {
      readonly kind: 'agreement';
      readonly commit: Statement;
      readonly running: Statement;
      readonly injective: boolean;
      /** Whether the account is to be the same. */
      readonly by: 'owner' | 'anyone';
      /** Whether it is not on the two who agree, but on the account and values alone. */
      readonly anonymous?: true;
    }
  | {
      readonly kind: 'presence';
      readonly commit: Statement;
      readonly signs: readonly Statement[];
      readonly on: 'nothing' | 'account' | 'last-value';
    }
  | { readonly kind: 'once'; readonly did: Statement }
);

/** Who of a script's agents may be the attacker's. */
export interface Honesty {
  /** Whether anybody may be at all. */
  readonly insiders: boolean;
  /** By role, whom of those that it begins with nobody has for the attacker: itself, its peers. */
  readonly honest: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A protocol, ready to be printed. */
export interface Flow {
  /** A name, of letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** Where it comes from, a line each. */
  readonly source: readonly string[];
  readonly store: TermStore;
  readonly roles: readonly FlowRole[];
  /** Whether each role can be anybody's any number of times, as in a script; else a customer's. */
  readonly anybody: boolean;
  /** Roles of a script that are always the same trusted agent's. */
  readonly trusted: readonly string[];
  /** Secrets that two agents of a script share, by what they are. */
  readonly secrets: readonly string[];
  /** Who of a script's agents may be the attacker's. */
  readonly honesty: Honesty;
  /** What the shape of a message is called. */
  readonly shapeWord: (t: Term) => string;
  /** Where a value comes from; `undefined` for one that is made of others. */
  readonly origin: (t: Term) => Origin | undefined;
  readonly claims: readonly FlowClaim[];
  /** Who takes part, where that is to be said: a line each. */
  readonly says: readonly string[];
  /** What the model leaves out, a line each. */
  readonly left: readonly string[];
  /** Claims of ours that are not asked about, each with the reason. */
  readonly unasked: readonly string[];
}

/** The event under which a statement is known to a prover: `commit order` is `commit_order`. */
export function eventName(statement: Statement): string {
  return statement.replaceAll(/[^A-Za-z0-9]+/gu, '_');
}

/** The statement of an act. */
export function statementOf({ claim, about }: Extract<FlowAct, { does: 'state' }>): Statement {
  return `${claim} ${about}`;
}

/** The statements that some claims read. */
export function readBy(claims: readonly FlowClaim[]): ReadonlySet<Statement> {
  return new Set(
    claims.flatMap((claim): readonly Statement[] => {
      switch (claim.kind) {
        case 'secrecy':
          return [claim.of];
        case 'agreement':
          return [claim.commit, claim.running];
        case 'presence':
          return [claim.commit, ...claim.signs];
        case 'once':
          return [claim.did];
      }
    }),
  );
}

/** All acts of a role, those of its setting up first. */
export function actsOf({ acts, again }: FlowRole): readonly FlowAct[] {
  return [...acts, ...(again?.acts ?? [])];
}

/** The terms in an act. */
export function termsIn(act: FlowAct): readonly Term[] {
  switch (act.does) {
    case 'receive':
    case 'send':
      return [act.message];
    case 'take':
      return [act.value, act.as];
    case 'spend':
      return act.by === undefined ? [act.value] : [act.by, act.value];
    case 'differ':
      return [act.value, act.other];
    case 'state':
      return [act.account, ...act.values];
  }
}

/** Whether a term is in another. */
export function isIn(store: TermStore, part: Term, whole: Term): boolean {
  return part === whole || store.args(whole).some((arg) => isIn(store, part, arg));
}

/** How many values each statement has, its account included, where roles make it. */
export function aritiesOf(flow: Flow): ReadonlyMap<Statement, number> {
  return new Map(
    flow.roles.flatMap((role) =>
      actsOf(role).flatMap((act) =>
        act.does === 'state' ? [[statementOf(act), 1 + act.values.length] as const] : [],
      ),
    ),
  );
}

/** All terms of a role. */
export function saidBy(role: FlowRole): readonly Term[] {
  const { again } = role;
  return [...actsOf(role).flatMap(termsIn), ...(again?.at ?? []), ...(again?.then ?? [])];
}
