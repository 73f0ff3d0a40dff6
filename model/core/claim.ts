/**
 * Claims: what a protocol promises, as predicates on traces.
 *
 * A predicate reads nothing but the trace and compares values through the algebra, so the same
 * code judges a symbolic run, a run on bytes and a live one. It says what broke, or nothing.
 */
import type { Claim as ClaimEvent } from './effect.ts';
import type { Trace, TraceEvent } from './trace.ts';
import type { PartyKind } from './system.ts';

/** Compares two values. */
export type Equal<M> = (a: M, b: M) => boolean;

/** Says how a trace breaks a claim; `undefined` when it does not. */
export type Violation = <M>(trace: Trace<M>, equal: Equal<M>) => string | undefined;

/** A predicate and the statements it looks at. */
export type Predicate = Pick<Claim, 'violation' | 'reads' | 'occasion'>;

/** A claim of the paper or of the field. */
export interface Claim {
  /** Stable id, for the command line and JSON. */
  readonly id: string;
  /** A short name. */
  readonly title: string;
  /** What it says, in a sentence. */
  readonly says: string;
  /** Whose definition it is, and the paper's sentence. */
  readonly source: string;
  /** The kinds of party on the attacker's side besides the attacker named. */
  readonly corrupts: readonly PartyKind[];
  /** Whether a judge hears evidence. */
  readonly court: boolean;
  /** How a trace breaks it; `undefined` when the trace does not. */
  readonly violation: Violation;
  /** The statements it looks at, as `claim about`; a search forgets what no claim looks at. */
  readonly reads: readonly string[];
  /**
   * The statement that gives occasion to break it, as `claim about`. A claim holds vacuously when
   * no state within the bounds has it for an honest account.
   */
  readonly occasion: string;
  /** Whether it is about what the attacker learns, so that a search asks for that. */
  readonly secretOf?: string;
}

/** A claim event with the party that made it. */
export type Claimed<M> = Extract<TraceEvent<M>, { kind: 'claimed' }>;

/** Whether a trace event is a claim of this kind. */
function isClaimed<M>(
  event: TraceEvent<M>,
  claim: ClaimEvent<M>['claim'],
  about: string,
): event is Claimed<M> {
  return event.kind === 'claimed' && event.claim === claim && event.about === about;
}

/** The owner of an account, if honest. */
function honestOwner<M>(trace: Trace<M>, account: M, equal: Equal<M>): string | undefined {
  return trace.principals.find((principal) => principal.honest && equal(principal.account, account))
    ?.party;
}

/** Whether two claims agree on the account and all values. */
function agree<M>(a: Claimed<M>, b: Claimed<M>, equal: Equal<M>): boolean {
  return (
    equal(a.account, b.account) &&
    a.values.length === b.values.length &&
    a.values.every((value, index) => {
      const other = b.values[index];
      return other !== undefined && equal(value, other);
    })
  );
}

/**
 * Secrecy (Dolev & Yao 1983): what an honest party claims secret is never learned. Secrets of
 * accounts of the attacker's own are not judged.
 */
export function secrecy(about: string): Predicate {
  const violation: Violation = (trace, equal) => {
    const secrets = trace.events
      .filter((event) => isClaimed(event, 'secret', about))
      .filter(({ account }) => honestOwner(trace, account, equal) !== undefined);
    const broken = trace.events.some(
      (event) =>
        event.kind === 'learned' &&
        secrets.some((secret) => secret.values.some((value) => equal(value, event.value))),
    );
    return broken ? `the attacker has the ${about}` : undefined;
  };
  return { violation, reads: [`secret ${about}`], occasion: `secret ${about}` };
}

/** What an agreement is between and about. */
export interface Agreement {
  /** The claim that believes. */
  readonly commit: { readonly claim: ClaimEvent<unknown>['claim']; readonly about: string };
  /** The claim that bears it out. */
  readonly running: { readonly claim: ClaimEvent<unknown>['claim']; readonly about: string };
  /** Whether each belief needs a commitment of its own. */
  readonly injective: boolean;
  /** Who is to have been running: the account's owner, or anybody. */
  readonly by: 'owner' | 'anyone';
}

/**
 * Non-injective or injective agreement (Lowe, CSFW 1997): whoever finishes believing in values
 * has a peer that was running with those values before, and each belief one of its own.
 *
 * Beliefs about accounts of the attacker's own are not judged.
 */
export function agreement(form: Agreement): Predicate {
  const violation: Violation = (trace, equal) => {
    for (const [index, event] of trace.events.entries()) {
      if (!isClaimed(event, form.commit.claim, form.commit.about)) continue;
      const owner = honestOwner(trace, event.account, equal);
      if (owner === undefined) continue;
      const before = trace.events.slice(0, index + 1);
      const same = (claim: Agreement['commit']): readonly Claimed<typeof event.account>[] =>
        before
          .filter((earlier) => isClaimed(earlier, claim.claim, claim.about))
          .filter((earlier) => agree(earlier, event, equal));
      const runs = same(form.running).filter(
        ({ party }) => form.by === 'anyone' || party === owner,
      ).length;
      const commits = same(form.commit).length;
      const peer = form.by === 'owner' ? owner : 'its peer';
      if (runs === 0) return `${event.party}: ${event.about} accepted that ${peer} never sent`;
      if (form.injective && commits > runs) {
        return `${event.party}: ${event.about} accepted ${commits} times, sent ${runs} times`;
      }
    }
    return undefined;
  };
  const named = ({ claim, about }: Agreement['commit']): string => `${claim} ${about}`;
  const occasion = named(form.commit);
  return { violation, reads: [occasion, named(form.running)], occasion };
}

/** No more than one `did` for each `running` with the same values, and one where there is none. */
export function atMostOnce(did: string, running: string): Predicate {
  const violation: Violation = (trace, equal) => {
    for (const [index, event] of trace.events.entries()) {
      if (!isClaimed(event, 'did', did)) continue;
      if (honestOwner(trace, event.account, equal) === undefined) continue;
      const before = trace.events.slice(0, index + 1);
      const count = (claim: ClaimEvent<unknown>['claim'], about: string): number =>
        before
          .filter((earlier) => isClaimed(earlier, claim, about))
          .filter((earlier) => agree(earlier, event, equal)).length;
      const done = count('did', did);
      const meant = Math.max(1, count('running', running));
      if (done > meant) return `one order was ${did} ${done} times and sent ${meant} times`;
    }
    return undefined;
  };
  return { violation, reads: [`did ${did}`, `running ${running}`], occasion: `did ${did}` };
}
