/**
 * The ways to fill so many runs with the roles of a file: each run by its own agent with honest
 * partners, with the untrusted agent for one of them, or with the roles of a pair exchanged.
 *
 * What one run claims can only be broken where that run is, in full, and every other one can make a
 * difference to it; of those nothing counts but what they send. So for each role that claims there is
 * one run that does, and the others are chosen to go with it (`consequence.ts`).
 */
import type { Claim } from '../../model/core/claim.ts';
import type { Seat } from '../../model/script/system.ts';
import type { Compiled, SpdlClaim } from './compile.ts';
import { consequenceIn } from './consequence.ts';

/** Runs that are searched together. */
export interface Filling {
  readonly honest: readonly string[];
  readonly seats: readonly Seat[];
  /** The roles whose runs claim what they believe. */
  readonly claiming: readonly string[];
  /** Claims that these runs cannot break, each of them taking part. */
  readonly spares: readonly Claim[];
}

const honestNames = ['a', 'b', 'c', 'd', 'f', 'g', 'h', 'm'];

/** The honest agents: one for each role of the largest protocol, and two at least. */
function honestIn({ casts, insider }: Pick<Compiled, 'casts' | 'insider'>): readonly string[] {
  const most = Math.max(2, ...casts.map((cast) => cast.length));
  return honestNames.filter((name) => name !== insider).slice(0, most);
}

/** Each role played by its own agent, whoever its partners are; with trusted ones the first of each. */
function kindsOf(compiled: Pick<Compiled, 'casts' | 'insider'>): readonly Seat[] {
  const { casts, insider } = compiled;
  const honest = honestIn(compiled);
  const home = (place: number): string => honest[place] ?? insider;
  return casts.flatMap((cast) => {
    const seat = (own: number, agentFor: (place: number) => string): Seat => ({
      role: cast[own] ?? '',
      agent: agentFor(own),
      peers: Object.fromEntries(cast.map((role, place) => [role, agentFor(place)])),
    });
    return cast.flatMap((_, own): readonly Seat[] => {
      const others = cast.flatMap((__, place) => (place === own ? [] : [place]));
      const withInsider = others.map((corrupt) =>
        seat(own, (place) => (place === corrupt ? insider : home(place))),
      );
      const exchanged = cast.length === 2 ? [seat(own, (place) => home(1 - place))] : [];
      const silent = [...withInsider, ...exchanged].map((one): Seat => ({ ...one, silent: true }));
      return [seat(own, home), ...silent];
    });
  });
}

/** All multisets of so many. */
function multisets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    multisets(items.slice(index), size - 1).map((rest) => [item, ...rest]),
  );
}

/** A run of which nothing counts but what it sends. */
function attending(seat: Seat): Seat {
  return { ...seat, silent: true, cut: true };
}

/** Whether what a run states before it waits for something can bear out what another one claims. */
function mayBear(
  { script }: Compiled,
  seat: Seat,
  { claimant, claims }: { readonly claimant: Seat; readonly claims: readonly Claim[] },
): boolean {
  const steps = script.roles.find(({ name }) => name === seat.role)?.steps ?? [];
  const until = steps.findIndex((step) => step.do === 'receive');
  const said = steps.slice(0, until < 0 ? steps.length : until);
  if (seat === claimant) return claims.some(({ ordered }) => ordered === true);
  return said.some(
    (step) =>
      step.do === 'state' && claims.some(({ reads }) => reads.includes(`running ${step.about}`)),
  );
}

/** A run that begins at once where that makes no difference. */
function prompt(
  compiled: Compiled,
  seat: Seat,
  about: { readonly claimant: Seat; readonly claims: readonly Claim[] },
): Seat {
  const role = compiled.script.roles.find(({ name }) => name === seat.role);
  const waits = role?.steps[0]?.do === 'receive';
  return waits || mayBear(compiled, seat, about) ? seat : { ...seat, first: true };
}

/** Runs among which the first one claims. */
interface Company {
  readonly claimant: Seat;
  readonly seats: readonly Seat[];
}

/**
 * Whether runs that all take part cannot break a claim: that each partner has begun a run is borne
 * out by any run of its agent's that has sent something.
 */
function isBorneOut(
  { script }: Compiled,
  { kind }: SpdlClaim,
  { claimant: { role, agent: self, peers }, seats }: Company,
): boolean {
  if (kind !== 'Alive' && kind !== 'Weakagree') return false;
  const saysSo = (seat: Seat): boolean =>
    script.roles.some(
      ({ name, steps }) =>
        name === seat.role && steps.some((step) => step.do === 'state' && step.about === 'began'),
    );
  const bears = (seat: Seat, partner: string): boolean =>
    seat.agent === partner &&
    (kind === 'Alive' || Object.values(seat.peers).includes(self)) &&
    saysSo(seat);
  return Object.entries(peers).every(
    ([place, partner]) => place === role || seats.some((seat) => bears(seat, partner)),
  );
}

/** All fillings that are to be searched for what a role claims, the smallest first. */
function fillingsFor(
  compiled: Compiled,
  claimant: Seat,
  { runs, typed }: { readonly runs: number; readonly typed: boolean },
): readonly Filling[] {
  const { script, insider } = compiled;
  const { matters, allMatter } = consequenceIn({ script, insider, typed });
  const every = kindsOf(compiled).map(attending);
  // What makes no difference among all runs there can be makes none among some of them.
  const kinds = every.filter((kind) => matters([kind, claimant, ...every], 0));
  const own = compiled.claims.filter(({ role }) => role === claimant.role);
  const claims = own.map(({ claim }) => claim);
  const honest = honestIn(compiled);
  return Array.from({ length: runs }, (_, size) => multisets(kinds, size))
    .flat()
    .map((others) => [claimant, ...others])
    .filter(allMatter)
    .map((seats) => ({
      honest,
      seats: seats.map((seat) => prompt(compiled, seat, { claimant, claims })),
      claiming: [claimant.role],
      spares: own.flatMap((one) =>
        isBorneOut(compiled, one, { claimant, seats }) ? [one.claim] : [],
      ),
    }));
}

/** All fillings that are to be searched, those of each role that claims together. */
export function tellingFillings(
  compiled: Compiled,
  bounds: { readonly runs: number; readonly typed: boolean },
): readonly Filling[] {
  const claiming = new Set(compiled.claims.map(({ role }) => role));
  return kindsOf(compiled)
    .filter(({ role, silent }) => silent !== true && claiming.has(role))
    .flatMap((claimant) => fillingsFor(compiled, claimant, bounds));
}

/** All fillings of so many runs, each run claiming what it believes. */
export function everyFilling(
  compiled: Compiled,
  { runs }: { readonly runs: number },
): readonly Filling[] {
  const honest = honestIn(compiled);
  return multisets(kindsOf(compiled), runs).map((seats) => ({
    honest,
    seats,
    claiming: seats.flatMap(({ role, silent }) => (silent === true ? [] : [role])),
    spares: [],
  }));
}
