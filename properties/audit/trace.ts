/**
 * A live run as the model's `Trace`, of the same kind as a simulation's, and the claims judged
 * on it.
 *
 * What a claim needs and a live run does not tell is not judged: what the attacker learned, what
 * a judge made of evidence, and accounts whose phone has no trace. Nor is a claim that the intended
 * run of the reading breaks already: that is a finding about the protocol, and none about this run.
 * A simulation stops where a claim breaks; a live run goes on, and is counted to its end.
 */
import type { Claim } from '../../model/core/claim.ts';
import type { Effect } from '../../model/core/effect.ts';
import type { Principal, Trace, TraceEvent } from '../../model/core/trace.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import type { Bytes } from '../../src/bytes.ts';
import { runAsIntended } from '../verdict/intended.ts';
import type { Step } from './form.ts';
import { isOrderClaim, overdone, type ReadOrder } from './orders.ts';
import type { Line, PartyLines } from './read.ts';

/** What a run says of a claim. */
export interface ClaimVerdict {
  /** The claim's id. */
  readonly claim: string;
  readonly title: string;
  readonly verdict: 'holds' | 'broken' | 'not judged';
  /** What broke it, or why it is not judged. */
  readonly why?: string;
  /** Every order that broke it, in words, where it is about orders. */
  readonly orders?: readonly string[];
  /** How often a judged account gave occasion to break it; 0 says that it holds for want of one. */
  readonly occasions: number;
}

/**
 * The accounts of a run: each that the bank opened, its owner where the phone is. One whose phone
 * has no trace is taken as the attacker's: nobody can tell what it sent, and no claim is judged.
 */
export function principalsOf(parties: readonly PartyLines[]): readonly Principal<Bytes>[] {
  const found = new Map<string, Principal<Bytes>>();
  const all = parties.flatMap(({ lines }) => lines);
  const traced = new Set(all.flatMap(({ said }) => ('opens' in said ? [said.opens] : [])));
  for (const { said } of all) {
    if (!('opens' in said) || said.kind !== 'bank') continue;
    const { addresses, customer } = said.input;
    const honest = traced.has(addresses.phone);
    found.set(said.opens, { party: addresses.phone, account: customer.accid, honest });
  }
  return [...found.values()];
}

/**
 * The run as a trace.
 *
 * @param principals - the accounts
 * @param steps - all steps in one order
 * @param learned - what an attacker is known to have learned, at the end
 */
export function traceOf(
  principals: readonly Principal<Bytes>[],
  steps: readonly Line<Step>[],
  learned: readonly Bytes[],
): Trace<Bytes> {
  const happened = steps.flatMap(({ said }) => [
    arrival(said),
    ...said.effects.flatMap((effect) => consequence(said.step, effect)),
  ]);
  const known = learned.map((value): TraceEvent<Bytes> => ({ kind: 'learned', value }));
  return { principals, events: [...happened, ...known] };
}

function arrival({ step: party, event }: Step): TraceEvent<Bytes> {
  if (!('channel' in event)) return { kind: 'intended', party, intent: event.type };
  const { channel, from, message } = event;
  return { kind: 'delivered', party, channel, from, message };
}

/** As `settle` writes it down (`model/core/system.ts`); a question is no event. */
function consequence(party: string, effect: Effect<Bytes>): readonly TraceEvent<Bytes>[] {
  switch (effect.effect) {
    case 'send': {
      const { channel, hop, to, message, note } = effect;
      return [{ kind: 'sent', party, channel, hop, to, message, note }];
    }
    case 'claim': {
      const { claim, about, account, values } = effect;
      return [{ kind: 'claimed', party, claim, about, account, values }];
    }
    case 'store':
      return [{ kind: 'stored', party, what: effect.what, values: effect.values }];
    case 'refuse':
      return [{ kind: 'refused', party, why: effect.why }];
    case 'ask':
      return [];
  }
}

/** What claims are judged by, besides the run. */
export interface Bench {
  readonly reading: Reading;
  /** Reads an order, to tell of it in words. */
  readonly read: ReadOrder;
}

/** Judges every claim on a run. */
export function judged(trace: Trace<Bytes>, bench: Bench): readonly ClaimVerdict[] {
  return claims.map((claim) => verdictOn(claim, trace, bench));
}

function verdictOn(claim: Claim, trace: Trace<Bytes>, { reading, read }: Bench): ClaimVerdict {
  const { id, title } = claim;
  const judgedOn = new Set(
    trace.principals.filter(({ honest }) => honest).map(({ account }) => account),
  );
  const occasions = trace.events.filter(
    (event) =>
      event.kind === 'claimed' &&
      `${event.claim} ${event.about}` === claim.occasion &&
      judgedOn.has(event.account),
  ).length;
  const about = { claim: id, title, occasions };
  const unjudged = unjudgeable(claim, trace);
  if (unjudged !== undefined) return { ...about, verdict: 'not judged', why: unjudged };
  const why = claim.violation(readBy(claim, trace), (a, b) => a === b);
  if (why === undefined) return { ...about, verdict: 'holds' };
  if (breaksAsIntended(claim, reading)) {
    return { ...about, verdict: 'not judged', why: 'the intended run breaks it too' };
  }
  const orders = isOrderClaim(id) ? overdone(id, trace, read) : [];
  return orders.length === 0
    ? { ...about, verdict: 'broken', why }
    : { ...about, verdict: 'broken', why: orders.join('; '), orders };
}

/** Whether nobody need do anything wrong for a claim to fall under a reading. */
function breaksAsIntended(claim: Claim, reading: Reading): boolean {
  const protocol = { name: 'as recorded', reading, omitted: [] };
  const run = runAsIntended({ protocol, bounds: defaultBounds }, claim);
  return claim.violation(run, (a, b) => a === b) !== undefined;
}

/** What a claim reads of a trace: its statements and what was learned. A live run is long. */
function readBy({ reads }: Claim, { principals, events }: Trace<Bytes>): Trace<Bytes> {
  const isRead = (event: TraceEvent<Bytes>): boolean =>
    event.kind === 'learned' ||
    (event.kind === 'claimed' && reads.includes(`${event.claim} ${event.about}`));
  return { principals, events: events.filter(isRead) };
}

/** Why a run says nothing of a claim, if so. */
function unjudgeable(
  { secretOf, court, with: more }: Claim,
  { events }: Trace<Bytes>,
): string | undefined {
  if (secretOf !== undefined && !events.some(({ kind }) => kind === 'learned')) {
    return 'a run does not tell what an attacker has learned';
  }
  if (secretOf === 'signing-key') return 'a run does not tell the private keys';
  if (more !== undefined) return 'a run does not tell what else an attacker has';
  return court ? 'a dispute is held outside the traces' : undefined;
}
