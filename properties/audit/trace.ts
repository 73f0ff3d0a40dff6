/**
 * A live run as the model's `Trace`, of the same kind as a simulation's, and the claims judged
 * on it.
 *
 * What a claim needs and a live run does not tell is not judged: what the attacker learned, and
 * what a judge made of evidence.
 */
import type { Claim } from '../../model/core/claim.ts';
import type { Effect } from '../../model/core/effect.ts';
import type { Principal, Trace, TraceEvent } from '../../model/core/trace.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import type { Bytes } from '../../src/bytes.ts';
import type { Step } from './form.ts';
import type { Line, PartyLines } from './read.ts';

/** What a run says of a claim. */
export interface ClaimVerdict {
  /** The claim's id. */
  readonly claim: string;
  readonly title: string;
  readonly verdict: 'holds' | 'broken' | 'not judged';
  /** What broke it, or why it is not judged. */
  readonly why?: string;
  /** How often the run gave occasion to break it; 0 says that it holds for want of one. */
  readonly occasions: number;
}

/** The accounts of a run: each that the bank opened, its owner where the phone is. */
export function principalsOf(parties: readonly PartyLines[]): readonly Principal<Bytes>[] {
  const found = new Map<string, Principal<Bytes>>();
  for (const { said } of parties.flatMap(({ lines }) => lines)) {
    if (!('opens' in said) || said.kind !== 'bank') continue;
    const { addresses, customer } = said.input;
    const owner = { party: addresses.phone, account: customer.accid, honest: true };
    found.set(said.opens, owner);
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

/** Judges every claim on a run. */
export function judged(trace: Trace<Bytes>): readonly ClaimVerdict[] {
  return claims.map((claim) => verdictOn(claim, trace));
}

function verdictOn(claim: Claim, trace: Trace<Bytes>): ClaimVerdict {
  const { id, title } = claim;
  const occasions = trace.events.filter(
    (event) => event.kind === 'claimed' && `${event.claim} ${event.about}` === claim.occasion,
  ).length;
  const unjudged = unjudgeable(claim, trace, occasions);
  if (unjudged !== undefined) {
    return { claim: id, title, verdict: 'not judged', why: unjudged, occasions };
  }
  const why = claim.violation(readBy(claim, trace), (a, b) => a === b);
  return why === undefined
    ? { claim: id, title, verdict: 'holds', occasions }
    : { claim: id, title, verdict: 'broken', why, occasions };
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
  { secretOf, court }: Claim,
  { events }: Trace<Bytes>,
  occasions: number,
): string | undefined {
  if (secretOf !== undefined && !events.some(({ kind }) => kind === 'learned')) {
    return 'a run does not tell what an attacker has learned';
  }
  return court && occasions === 0 ? 'no judge was shown evidence in this run' : undefined;
}
