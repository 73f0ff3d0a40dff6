/**
 * What the campaign over the repaired protocol is asked: words to numbers and names, every one checked.
 */
import { parseArgs } from 'node:util';
import { attackerIds, claimsFor, type Engine, type Sheet } from './cells.ts';

/** The ids of all claims. */
const claimIds: readonly string[] = claimsFor('explicit').map(({ id }) => id);

/** How to ask. */
export const help = `npm run campaign:repaired -- [options]

Asks every claim on the repaired protocol against every attacker that acts alone, claims together and then
each one that is left open alone, and writes what came of it to docs/repaired/outcomes.json, from which
docs/threats.md is made (npm run docs:generate). What is known already is not asked again; Ctrl-C ends a
run, and the next one goes on from there.

  --payments <n,...>   how many payments honest customers make (1)
  --engine <e>         explicit, lazy or both (explicit)
  --max-states <n>     give a search up beyond so many states (3000)
  --timeout <s>        give a search up after so many seconds (60)
  --attacker <id,...>  against these only
  --claim <id,...>     about these only
  --catalogue          the attacks of the catalogue instead, each in its own extent
  --minutes <n>        stop after so long
  --cache <folder>     where what is known is kept (.cache/repaired)
  --dry                leave docs/repaired/outcomes.json as it is
  --help               this text

Exit codes: 0 all is as docs/threats.md lists it, 1 it is not, 2 wrong usage, 130 stopped.`;

/** What is asked. */
export interface Asked {
  readonly sheets: readonly Sheet[];
  readonly attackers: readonly string[];
  readonly claims: readonly string[];
  readonly statesMax: number;
  readonly timeoutMs: number;
  /** How long all of it may take. */
  readonly forMs: number;
  readonly cache: string | undefined;
  readonly dry: boolean;
  /** Whether the attacks of the catalogue are asked about, and no sheet. */
  readonly catalogue: boolean;
}

/** What is asked, that help is wanted, or what is wrong. */
export type Understood =
  | { readonly kind: 'asked'; readonly asked: Asked }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly problem: string };

const engines: Readonly<Record<string, readonly Engine[]>> = {
  explicit: ['explicit'],
  lazy: ['lazy'],
  both: ['explicit', 'lazy'],
};

/** A number of at least 1, or what is wrong with it. */
function positive(option: string, text: string): number | string {
  const value = Number(text);
  const isRight = Number.isSafeInteger(value) && value > 0;
  return isRight ? value : `--${option} takes a whole number from 1 on, not ${text}`;
}

function words(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      payments: { type: 'string', default: '1' },
      engine: { type: 'string', default: 'explicit' },
      'max-states': { type: 'string', default: '3000' },
      timeout: { type: 'string', default: '60' },
      attacker: { type: 'string' },
      claim: { type: 'string' },
      minutes: { type: 'string', default: '100000' },
      cache: { type: 'string' },
      dry: { type: 'boolean', default: false },
      catalogue: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

type Values = ReturnType<typeof words>;

/** What is wrong with names and choices; `undefined` where nothing is. */
function wrongName({ engine, attacker, claim }: Values): string | undefined {
  if (engines[engine] === undefined) {
    return `--engine takes explicit, lazy or both, not ${engine}`;
  }
  const stranger = attacker?.split(',').find((id) => !attackerIds.includes(id));
  if (stranger !== undefined) return `--attacker: there is no attacker ${stranger}`;
  const unknown = claim?.split(',').find((id) => !claimIds.includes(id));
  return unknown && `--claim: there is no claim ${unknown}`;
}

/** From values to what is asked, or what is wrong with them. */
function askedIn(values: Values): Asked | string {
  const payments = values.payments.split(',').map((text) => positive('payments', text));
  const numbers = [
    positive('max-states', values['max-states']),
    positive('timeout', values.timeout),
    positive('minutes', values.minutes),
  ];
  const wrong = [...payments, ...numbers].find((value) => typeof value === 'string');
  const problem = wrong ?? wrongName(values);
  if (typeof problem === 'string') return problem;
  const [statesMax = 1, seconds = 1, minutes = 1] = numbers.map(Number);
  const { cache, dry, catalogue } = values;
  const sheets = payments.flatMap((count) =>
    (engines[values.engine] ?? []).map((engine): Sheet => ({ payments: Number(count), engine })),
  );
  return {
    ...{ statesMax, cache, dry, catalogue },
    attackers: values.attacker?.split(',') ?? attackerIds,
    claims: values.claim?.split(',') ?? claimIds,
    sheets: catalogue ? [] : sheets,
    timeoutMs: seconds * 1000,
    forMs: minutes * 60_000,
  };
}

/** From words to what is asked. */
export function understood(args: readonly string[]): Understood {
  try {
    const values = words(args);
    if (values.help) return { kind: 'help' };
    const asked = askedIn(values);
    return typeof asked === 'string'
      ? { kind: 'problem', problem: asked }
      : { kind: 'asked', asked };
  } catch (error) {
    return { kind: 'problem', problem: error instanceof Error ? error.message : String(error) };
  }
}
