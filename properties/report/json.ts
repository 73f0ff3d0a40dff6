/**
 * The answer of `sa2pmp verify` as one JSON object: a stable interface (docs/json.md). Fields and
 * ids may be added; none changes its meaning.
 */
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { type Bounds, limitsOf } from '../../model/sa2pmp/scenario/bounds.ts';
import type { Mutation, Witness } from '../verdict/vacuity.ts';
import { assumptions, type Coverage, type Protocol, type Verdict } from '../verdict/verdict.ts';

/** What shows that something that holds does not hold vacuously. */
export interface WitnessJson {
  /** How the occasion of the claim comes about: without an attacker, in the search, or never. */
  readonly occasion: Witness['occasion'];
  /** A mutant of the protocol in which the claim falls to the attacker; absent where none does. */
  readonly mutant?: Mutation;
  /** How many mutants were tried. */
  readonly tried: number;
  /** States and transitions of the charts that the search came to, and the others with the reason. */
  readonly charts?: Coverage;
}

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
  /** For an attack that bytes cannot follow: why, with the cost; it stands on terms. */
  readonly symbolicOnly?: string;
  /** How many essentially different attacks were found, where more than one was asked for. */
  readonly attacks?: number;
  /** For a claim that holds, where asked for: what shows that it is not vacuous. */
  readonly witness?: WitnessJson;
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
  if ('gap' in onTerms) return `on terms: ${onTerms.gap}`;
  return 'gap' in onBytes ? `on bytes: ${onBytes.gap}` : undefined;
}

/** Why an attack is not carried out on bytes, where a rule that it uses is not, with the cost. */
export function symbolicOnly({ attack }: Pick<Verdict, 'attack'>): string | undefined {
  const { onBytes } = attack ?? {};
  return onBytes !== undefined && 'symbolicOnly' in onBytes ? onBytes.symbolicOnly : undefined;
}

/** What shows that a verdict is not vacuous, as JSON. */
function witnessJson({ coverage }: Verdict, { occasion, killed, tried }: Witness): WitnessJson {
  return {
    occasion,
    ...(killed === undefined ? {} : { mutant: killed }),
    tried,
    ...(coverage === undefined ? {} : { charts: coverage }),
  };
}

/** A verdict as JSON. */
function verdictJson(verdict: Verdict, witness: Witness | undefined): VerdictJson {
  const { protocol, attacker, claim, attack, others, states, ms } = verdict;
  const gap = gapOf(verdict);
  const only = symbolicOnly(verdict);
  return {
    protocol: protocol.name,
    attacker: attacker.id,
    claim: claim.id,
    verdict: verdict.verdict,
    ...(verdict.vacuous ? { vacuous: true } : {}),
    ...(attack === undefined
      ? {}
      : {
          attack: attack.name,
          confirmed: gap === undefined && only === undefined,
          steps: attack.steps,
        }),
    ...(gap === undefined ? {} : { gap }),
    ...(only === undefined ? {} : { symbolicOnly: only }),
    ...(others === undefined ? {} : { attacks: 1 + others.length }),
    ...(witness === undefined ? {} : { witness: witnessJson(verdict, witness) }),
    states,
    ms: Math.round(ms * 10) / 10,
  };
}

/** What was asked. */
export interface ReportScope {
  readonly protocols: readonly Protocol[];
  readonly bounds: Omit<ReportJson['bounds'], 'limits'>;
}

/**
 * The whole answer as JSON.
 *
 * @param scope - what was asked
 * @param verdicts - the answers
 * @param witnesses - what shows of some that hold that they are not vacuous
 */
export function reportJson(
  { protocols, bounds }: ReportScope,
  verdicts: readonly Verdict[],
  witnesses: ReadonlyMap<Verdict, Witness> = new Map(),
): ReportJson {
  return {
    protocol: protocols.map(({ name }) => name).join('+'),
    reading: Object.fromEntries(protocols.map(({ name, reading }) => [name, reading])),
    bounds: { ...bounds, limits: limitsOf(bounds) },
    omitted: [...new Set(protocols.flatMap(({ omitted }) => omitted))],
    assumptions,
    verdicts: verdicts.map((verdict) => verdictJson(verdict, witnesses.get(verdict))),
  };
}
