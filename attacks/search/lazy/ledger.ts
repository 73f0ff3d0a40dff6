/**
 * What a lazy search has found and seen so far, and how an attack is told: the moves that led to a
 * state, with what was known of variables along them.
 */
import type { Claim } from '../../../model/core/claim.ts';
import { compromises } from '../../../model/core/claim/compromise.ts';
import type { Found } from '../explicit.ts';
import type { Known } from './constraints.ts';
import { confirmed } from './ground.ts';
import { breachesIn } from './judge.ts';
import type { LazySearch, LazyState, OpenMove } from './state.ts';

/** How a state was reached; all that is kept of a visited one. */
export interface Path {
  readonly before: Path | undefined;
  readonly move: OpenMove;
  /** What was known of variables after the move, those included that no longer matter. */
  readonly known: Known;
  readonly depth: number;
}

/** A state yet to be visited, and how it was reached. */
export interface Node {
  readonly state: LazyState;
  readonly path: Path | undefined;
}

/** The moves to a node, and what was known of variables along them and is known at the end. */
function leadingTo({ path }: Node, atEnd: Known): { moves: readonly OpenMove[]; known: Known } {
  const steps: Path[] = [];
  for (let at = path; at !== undefined; at = at.before) steps.push(at);
  const along = [...steps.toReversed().map(({ known }) => known), atEnd];
  return {
    moves: steps.toReversed().map(({ move }) => move),
    known: {
      bindings: new Map(along.flatMap(({ bindings }) => [...bindings])),
      // Of a variable chosen at some time, the first time is the tightest.
      chosen: new Map(along.toReversed().flatMap(({ chosen }) => [...chosen])),
      refused: along.flatMap(({ refused }) => refused),
    },
  };
}

/** What has been found so far and how much has been seen. */
export interface Ledger {
  readonly found: Found[];
  readonly stated: Set<string>;
  open: readonly Claim[];
  states: number;
  transitions: number;
  unconfirmed: number;
  stopped: boolean;
}

/** Statements of honest accounts, which give claims occasion to break. */
function noteStated({ stage, workshop }: LazySearch, ledger: Ledger, { claimed }: LazyState): void {
  const { principals } = stage.system;
  for (const { claim, about, account } of claimed) {
    const isPossible =
      !workshop.store.isGround(account) ||
      principals.some((principal) => principal.honest && principal.account === account);
    if (isPossible) ledger.stated.add(`${claim} ${about}`);
  }
}

/** Notes which open claims a node breaks. */
export function inspect(search: LazySearch, ledger: Ledger, node: Node): void {
  const { state } = node;
  // What comes of a theft is judged as what is said: it may have been what a claim waited for.
  const spoke = state.last?.spoke ?? [compromises];
  noteStated(search, ledger, state);
  for (const claim of ledger.open) {
    const isTouched = claim.secretOf !== undefined || claim.reads.some((k) => spoke.includes(k));
    if (!isTouched) continue;
    for (const { known: atEnd, leak } of breachesIn(search, state, claim)) {
      const answer = confirmed(search, { claim, ...leadingTo(node, atEnd), state, leak });
      if (answer.is === 'unconfirmed') ledger.unconfirmed += 1;
      if (answer.is !== 'attack') continue;
      const { moves, leak: shown } = answer;
      ledger.found.push({ claim, moves, leak: shown, states: ledger.states });
      break;
    }
  }
  ledger.open = ledger.open.filter((claim) => !ledger.found.some((one) => one.claim === claim));
}
