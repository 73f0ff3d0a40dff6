/**
 * Scyther's claims as predicates on traces (Cremers, Mauw & de Vink 2006): what a run's partners did
 * before it, by the statements `began`, `sent` and `got` of the roles.
 *
 * A claim is stated in runs whose partners are all honest, and in no others.
 */
import type { Claim, Claimed } from '../../model/core/claim.ts';
import { agreement, secrecy } from '../../model/core/claim.ts';
import type { Trace } from '../../model/core/trace.ts';

/** Whether two values are equal. */
type Equal<M> = (a: M, b: M) => boolean;

/** What a claim is about, as its role states it. */
export interface Stated {
  /** Which claim it is, in all files' and protocols' claims. */
  readonly about: string;
  readonly kind: string;
  /** What the file says. */
  readonly says: string;
  /** The place of the claiming role among the roles of its protocol. */
  readonly place: number;
  /** The number of those roles. */
  readonly roles: number;
  /** Messages before the claim whose both ends must have happened: label, and places of the ends. */
  readonly messages: readonly Exchange[];
  /** For a commit: the statement that bears it out. */
  readonly running: string;
}

/** A message between two roles, by their places. */
export interface Exchange {
  /** The protocol and the label. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** What a statement says: after the two ends the agents in all roles, then what was in the message. */
function partsOf<M>({ values }: Claimed<M>, roles: number) {
  return { agents: values.slice(2, 2 + roles), content: values.slice(2 + roles) };
}

function sameAll<M>(left: readonly M[], right: readonly M[], equal: Equal<M>): boolean {
  return left.every((value, index) => {
    const other = right[index];
    return other !== undefined && equal(value, other);
  });
}

/** The statements of a trace, with their places. */
function statements<M>({ events }: Trace<M>) {
  return events.flatMap((event, index) => (event.kind === 'claimed' ? [{ event, index }] : []));
}

/** A claim stated in a run, and all that was stated before. */
interface Occasion<M> {
  readonly at: Claimed<M>;
  readonly agents: readonly M[];
  readonly before: readonly { readonly event: Claimed<M>; readonly index: number }[];
  readonly equal: Equal<M>;
}

/** Each time that the claim was stated. */
function occasions<M>(trace: Trace<M>, stated: Stated, equal: Equal<M>): readonly Occasion<M>[] {
  const all = statements(trace);
  return all
    .filter(({ event }) => event.claim === 'commit' && event.about === stated.about)
    .map(({ event, index }) => ({
      at: event,
      agents: partsOf(event, stated.roles).agents,
      before: all.filter((one) => one.index < index),
      equal,
    }));
}

/** Whether every partner has begun a run; if it is to be with this agent, with it in some role. */
function partnersBegan<M>(
  { agents, before, equal }: Occasion<M>,
  { place }: Stated,
  withThis: boolean,
): boolean {
  const self = agents[place];
  return agents.every((partner, index) => {
    if (index === place) return true;
    return before.some(
      ({ event }) =>
        event.about === 'began' &&
        equal(event.account, partner) &&
        (!withThis || event.values.slice(2).some((who) => self !== undefined && equal(who, self))),
    );
  });
}

/** The runs that took part, by the places of their roles. */
type Cast = ReadonlyMap<number, string>;

/** All casts in which a message was sent and got, alike in agents and content. */
function castsAfter<M>(
  { agents, before, equal }: Occasion<M>,
  {
    roles,
    cast,
    ordered,
  }: { readonly roles: number; readonly cast: Cast; readonly ordered: boolean },
  { name, from, to }: Exchange,
): readonly Cast[] {
  const said = (what: string, place: number) =>
    before.filter(
      ({ event }) =>
        event.about === `${name} ${what}` &&
        (cast.get(place) ?? event.party) === event.party &&
        sameAll(partsOf(event, roles).agents, agents, equal),
    );
  return said('sent', from).flatMap((sent) =>
    said('got', to)
      .filter((got) => !ordered || sent.index < got.index)
      .filter((got) =>
        sameAll(partsOf(sent.event, roles).content, partsOf(got.event, roles).content, equal),
      )
      .map((got) => new Map([...cast, [from, sent.event.party], [to, got.event.party]])),
  );
}

/** Whether partners took part in all messages before the claim, each in one run. */
function partnersAgree<M>(occasion: Occasion<M>, stated: Stated, ordered: boolean): boolean {
  const { messages, place, roles } = stated;
  const self: Cast = new Map([[place, occasion.at.party]]);
  const casts = messages.reduce<readonly Cast[]>(
    (before, message) =>
      before.flatMap((cast) => castsAfter(occasion, { roles, cast, ordered }, message)),
    [self],
  );
  return casts.length > 0;
}

/** What is wrong with an occasion, by the kind of claim; `undefined` for one without such a rule. */
function ruleOf(kind: string) {
  const rules: Readonly<Record<string, <M>(occasion: Occasion<M>, stated: Stated) => boolean>> = {
    Alive: (occasion, stated) => partnersBegan(occasion, stated, false),
    Weakagree: (occasion, stated) => partnersBegan(occasion, stated, true),
    Niagree: (occasion, stated) => partnersAgree(occasion, stated, false),
    Nisynch: (occasion, stated) => partnersAgree(occasion, stated, true),
    Reachable: () => false,
  };
  return rules[kind];
}

/** The kinds of claim that there are. */
export const claimKinds: ReadonlySet<string> = new Set([
  'Secret',
  'SKR',
  'Alive',
  'Weakagree',
  'Niagree',
  'Nisynch',
  'Commit',
  'Reachable',
]);

/** The claim; of `Reachable` a breach is that it can be reached. */
export function claimFor(stated: Stated): Claim {
  const { about, kind, says, messages, running } = stated;
  const common = { id: about, title: kind, says, source: 'Scyther', corrupts: [], court: false };
  if (kind === 'Secret' || kind === 'SKR') {
    const secret = secrecy(about);
    const violation: Claim['violation'] = (trace, equal) =>
      secret.violation(trace, equal) && `the attacker has what is claimed to be secret: ${says}`;
    return { ...common, ...secret, violation, secretOf: about };
  }
  const commit = { claim: 'commit', about } as const;
  if (kind === 'Commit') {
    const bears = { claim: 'running', about: running } as const;
    return { ...common, ...agreement({ commit, running: bears, injective: false, by: 'anyone' }) };
  }
  const rule = ruleOf(kind);
  const heard = messages.flatMap(({ name }) => [`running ${name} sent`, `running ${name} got`]);
  const began = ['Alive', 'Weakagree'].includes(kind) ? ['running began'] : [];
  return {
    ...common,
    ofHonest: true,
    occasion: `commit ${about}`,
    reads: [`commit ${about}`, ...began, ...heard],
    ...(kind === 'Nisynch' ? { ordered: true } : {}),
    violation: (trace, equal) => {
      const broken = occasions(trace, stated, equal).find(
        (occasion) => rule?.(occasion, stated) !== true,
      );
      return broken && `${broken.at.party}: ${says}`;
    },
  };
}
