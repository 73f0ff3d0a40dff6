/**
 * The answer of `sa2pmp verify` as one JSON object: a stable interface (docs/json.md). Fields and
 * ids may be added; none changes its meaning.
 */
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { type Bounds, limitsOf } from '../../model/sa2pmp/scenario/bounds.ts';
import { assumptions, type Protocol, type Verdict } from '../verdict/verdict.ts';

/** One verdict. */
export interface VerdictJson {
  readonly protocol: string;
  readonly attacker: string;
  readonly claim: string;
  readonly verdict: Verdict['verdict'];
  /** Present and true where a claim holds only because nothing gives occasion to break it. */
  readonly vacuous?: boolean;
  /** For an attack: its name, for `sa2pmp attack`. */
  readonly attack?: string;
  /** For an attack: whether the same recipe breaks the claim on bytes. */
  readonly confirmed?: boolean;
  /** For an attack that is not confirmed: where model and bytes part. */
  readonly gap?: string;
  readonly states: number;
  /** For an attack: the moves it takes. */
  readonly steps?: number;
  readonly ms: number;
}

/** The whole answer. */
export interface ReportJson {
  /** The protocols analysed, joined by `+` where there are several. */
  readonly protocol: string;
  /** The choice on every axis, by protocol. */
  readonly reading: Readonly<Record<string, Reading>>;
  readonly bounds: Bounds & {
    readonly statesMax: number;
    /** What parties do at most within these bounds. */
    readonly limits: ReturnType<typeof limitsOf>;
  };
  /** Checks switched off. */
  readonly omitted: readonly string[];
  readonly assumptions: readonly string[];
  readonly verdicts: readonly VerdictJson[];
}

/** An attack stands when it is confirmed on terms and on bytes. */
export function gapOf({ attack }: Verdict): string | undefined {
  if (attack === undefined) return undefined;
  const { onTerms, onBytes } = attack;
  if (!onTerms.confirmed) return `on terms: ${onTerms.gap}`;
  return onBytes.confirmed ? undefined : `on bytes: ${onBytes.gap}`;
}

/** A verdict as JSON. */
function verdictJson(verdict: Verdict): VerdictJson {
  const { protocol, attacker, claim, attack, states, ms } = verdict;
  const gap = gapOf(verdict);
  return {
    protocol: protocol.name,
    attacker: attacker.id,
    claim: claim.id,
    verdict: verdict.verdict,
    ...(verdict.vacuous ? { vacuous: true } : {}),
    ...(attack === undefined
      ? {}
      : { attack: attack.name, confirmed: gap === undefined, steps: attack.steps }),
    ...(gap === undefined ? {} : { gap }),
    states,
    ms: Math.round(ms * 10) / 10,
  };
}

/** The whole answer as JSON. */
export function reportJson(
  protocols: readonly Protocol[],
  bounds: Omit<ReportJson['bounds'], 'limits'>,
  verdicts: readonly Verdict[],
): ReportJson {
  return {
    protocol: protocols.map(({ name }) => name).join('+'),
    reading: Object.fromEntries(protocols.map(({ name, reading }) => [name, reading])),
    bounds: { ...bounds, limits: limitsOf(bounds) },
    omitted: [...new Set(protocols.flatMap(({ omitted }) => omitted))],
    assumptions,
    verdicts: verdicts.map(verdictJson),
  };
}
