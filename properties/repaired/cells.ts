/**
 * Cells of the repaired protocol: a claim against one attacker, at so many payments, as one engine has
 * it; the searches that they come to, and what is kept of each.
 *
 * Refuses to call a cell settled that a bound has left open.
 */
import { capabilities } from '../../attacks/capability/index.ts';
import type { Claim } from '../../model/core/claim.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { type Inquiry, inquiries } from '../verdict/inquiry.ts';
import { protocol } from '../verdict/protocols.ts';
import type { Question, Verdict } from '../verdict/verdict.ts';

/** An engine by itself. */
export type Engine = 'explicit' | 'lazy';

/** Which cells: so many payments, as one engine has them. */
export interface Sheet {
  readonly payments: number;
  readonly engine: Engine;
}

/** What is known of a cell. */
export interface Cell {
  /** `vacuous` where it holds for want of a chance, `open` where a bound was reached. */
  readonly verdict: 'holds' | 'vacuous' | 'open' | 'attack';
  /** Distinct states seen. */
  readonly states: number;
  /** Whether the attack was carried out on terms and on bytes; where there is one. */
  readonly confirmed?: boolean;
  /** Where a bound was reached: that the search was for this claim alone. */
  readonly alone?: true;
}

/** What is known of one attacker's cells, by claim. */
export interface Ledger {
  readonly cells: Record<string, Cell>;
}

/** Nothing known. */
export const emptyLedger = (): Ledger => ({ cells: {} });

/** Which claims an engine can be asked about: the lazy one knows nothing of guessing. */
export function claimsFor(engine: Engine): readonly Claim[] {
  return engine === 'explicit' ? claims : claims.filter(({ guessed }) => guessed !== true);
}

/** All attackers that act alone, by the ids in the order of tables. */
export const attackerIds: readonly string[] = capabilities.map(({ id }) => id);

/** The question about one attacker's cells. */
export function questionAbout(
  attackerId: string,
  { payments, engine }: Sheet,
  statesMax: number,
): Question {
  const attacker = capabilities.find(({ id }) => id === attackerId);
  if (attacker === undefined) throw new Error(`cells: no attacker ${attackerId}`);
  return {
    protocol: protocol('repaired'),
    attacker,
    claims: claimsFor(engine),
    bounds: { sessions: payments, customers: 1, renewals: 0 },
    statesMax,
  };
}

/** What a verdict leaves to be kept, of a search for this claim alone or for others too. */
export function cellOf({ verdict, vacuous, states, attack }: Verdict, isAlone = false): Cell {
  if (attack !== undefined) {
    const { onTerms, onBytes } = attack;
    const isSymbolic = 'symbolicOnly' in onBytes;
    const confirmed = onTerms.confirmed && (onBytes.confirmed || isSymbolic);
    return { verdict: 'attack', states, confirmed };
  }
  if (verdict === 'inconclusive') {
    return { verdict: 'open', states, ...(isAlone ? { alone: true } : {}) };
  }
  return { verdict: vacuous ? 'vacuous' : 'holds', states };
}

/** Whether a cell needs no larger search: it is settled, or was left open by a bound no smaller. */
export function isDone(cell: Cell | undefined, statesMax: number): boolean {
  return cell !== undefined && (cell.verdict !== 'open' || cell.states >= statesMax);
}

/** The searches still to be made for an attacker, each for the claims that it is wanted for. */
export function searchesLeft(question: Question, { cells }: Ledger): readonly Inquiry[] {
  const open = question.claims.filter(({ id }) => !isDone(cells[id], question.statesMax));
  return open.length === 0 ? [] : inquiries({ ...question, claims: open });
}

/**
 * The searches still to be made for one claim each, of those that a search for several has left open: states
 * tell apart what any claim of a search goes by, so that there are fewer of them for one claim than for all.
 */
export function searchesAlone(question: Question, { cells }: Ledger): readonly Inquiry[] {
  const isOpen = (cell: Cell | undefined): boolean =>
    cell?.verdict === 'open' && (cell.alone !== true || !isDone(cell, question.statesMax));
  return question.claims
    .filter(({ id }) => isOpen(cells[id]))
    .flatMap((claim) => inquiries({ ...question, claims: [claim] }));
}
