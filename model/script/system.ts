/**
 * A script in a bounded scenario: honest agents in their seats, keys, and an insider whose keys
 * the attacker has.
 *
 * Everything that is sent goes over the open network: an attacker holds `wireless` or there is no
 * point in asking.
 */
import type { AnyStateMachine } from 'xstate';
import type { Algebra } from '../core/algebra.ts';
import { agreement, type Claim, secrecy } from '../core/claim.ts';
import { perObject } from '../core/remembered.ts';
import type { Door, Party, System } from '../core/system.ts';
import { chartOf, type Memory, remainingOf, stretchesOf } from './chart.ts';
import { mistakesIn } from './executable.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { Message, Shared } from './message.ts';
import type { Deposit, Keyring, Names } from './pattern.ts';
import { agentSort, type Belief, type Protocol, type Role, type Step } from './script.ts';

/** Somebody playing a role once. */
export interface Seat {
  /** The role's name. */
  readonly role: string;
  /** Who plays it. */
  readonly agent: string;
  /** Who it knows to play the other roles that its role knows, by role. */
  readonly peers: Readonly<Record<string, string>>;
  /** Whether it says nothing of what it believes: its peers are not all honest. */
  readonly silent?: true;
  /** Whether it ends with the last message that it sends: what it takes after that is of no interest. */
  readonly cut?: true;
  /** Whether it begins before anything else happens. */
  readonly first?: true;
}

/** Who takes part. */
export interface Scenario {
  readonly honest: readonly string[];
  /** An agent whose keys the attacker has; none unless there is one. */
  readonly insider: string | undefined;
  readonly seats: readonly Seat[];
  /** Whether messages say what they are; without, type flaws are possible. */
  readonly typed: boolean;
}

/** The long-term secrets of the agents. */
interface Keys<M> {
  readonly shared: (one: string, other: string) => M;
  readonly directed: (from: string, to: string) => M;
  readonly own: (agent: string) => M;
  /** A secret that is a value; of none, one of the application. */
  readonly secret: (what: string, between: readonly string[]) => M;
}

function keysIn<M>(algebra: Algebra<M>): Keys<M> {
  const secret = (text: string, sort: string): M =>
    algebra.derive(algebra.name('seed', text), sort);
  return {
    shared: (one, other) => secret(`shared by ${[one, other].sort().join(' and ')}`, 'key'),
    directed: (from, to) => secret(`of ${from} for ${to}`, 'key'),
    own: (agent) => secret(`private of ${agent}`, 'signing-key'),
    secret: (what, between) => secret(secretName(what, between), what),
  };
}

/** What a secret is called, by what it is and whose. */
function secretName(what: string, between: readonly string[]): string {
  return `${what} of ${between.length === 0 ? 'all' : [...between].sort().join(' with ')}`;
}

/** The secrets that the roles of a script have from the start: what they are. */
export const secretsIn = perObject(({ roles }: Pick<Protocol, 'roles'>): SecretKinds => {
  const found = roles
    .flatMap(({ steps }) => steps)
    .flatMap((step) => (step.do === 'state' ? [] : sharedIn(step.message)));
  const kinds = (isCommon: boolean): readonly string[] => {
    const some = found.filter(({ between }) => (between.length === 0) === isCommon);
    return [...new Set(some.map(({ what }) => what))];
  };
  return { ofTwo: kinds(false), common: kinds(true) };
});

/** What secrets there are in a script. */
interface SecretKinds {
  /** Those that two agents share. */
  readonly ofTwo: readonly string[];
  /** Those that all have who run the application. */
  readonly common: readonly string[];
}

/** The secrets in a message. */
function sharedIn(message: Message): readonly Shared[] {
  if (message.is === 'secret') return [message];
  if (message.is === 'pair') return [...sharedIn(message.left), ...sharedIn(message.right)];
  return 'of' in message ? sharedIn(message.of) : [];
}

/** Whose keys, in what script. */
interface KeyringOf {
  /** All agents there are. */
  readonly agents: readonly string[];
  readonly agent: string;
  readonly protocol: Pick<Protocol, 'roles'>;
  /** Whether it can look up what others share. */
  readonly deposited?: boolean;
}

/** What two others share, by what it is. */
function depositsFor<M>(
  algebra: Algebra<M>,
  { agents, agent }: KeyringOf,
  kinds: readonly string[],
): Keyring<M>['deposited'] {
  const keys = keysIn(algebra);
  const others = agents.filter((other) => other !== agent);
  const pairs = others.flatMap((one) => others.map((other) => [one, other] as const));
  const entries = (share: (one: string, other: string) => M): readonly Deposit<M>[] =>
    pairs
      .filter(([one, other]) => one !== other)
      .map(([one, other]) => ({
        between: [algebra.name(agentSort, one), algebra.name(agentSort, other)],
        key: share(one, other),
      }));
  return Object.fromEntries([
    ['key', entries(keys.shared)],
    ...kinds.map((what) => [what, entries((...two) => keys.secret(what, two))] as const),
  ]);
}

/** The keys that an agent has or can look up. */
export function agentKeys<M>(algebra: Algebra<M>, whose: KeyringOf): Keyring<M> {
  const { agents, agent, protocol, deposited: isDeposited = false } = whose;
  const kinds = secretsIn(protocol);
  const keys = keysIn(algebra);
  const named = (name: string): M => algebra.name(agentSort, name);
  const others = agents.filter((other) => other !== agent);
  const shared = others.map((other) => ({ of: named(other), key: keys.shared(agent, other) }));
  const published = agents.map((owner) => ({
    of: named(owner),
    key: algebra.publicKey(keys.own(owner)),
  }));
  const toward = agents.map((other) => ({ of: named(other), key: keys.directed(agent, other) }));
  const from = agents.map((other) => ({ of: named(other), key: keys.directed(other, agent) }));
  const secrets = Object.fromEntries(
    kinds.ofTwo.map((what) => [
      what,
      others.map((other) => ({ of: named(other), key: keys.secret(what, [agent, other]) })),
    ]),
  );
  const common = Object.fromEntries(kinds.common.map((what) => [what, keys.secret(what, [])]));
  const deposited = isDeposited ? depositsFor(algebra, whose, kinds.ofTwo) : {};
  const own = keys.own(agent);
  return { shared, published, toward, from, own, secrets, common, deposited };
}

/** An agent's name in an algebra. */
export function agentNamed<M>(algebra: Algebra<M>, agent: string): M {
  return algebra.name(agentSort, agent);
}

/** What an insider has, by name; of keys for one direction nothing unless the script has such. */
function stolenIn<M>(keys: Keys<M>, insider: string, { others, isDirected, kinds }: Stolen) {
  const directed = (other: string): readonly (readonly [string, M])[] => [
    [`key of ${insider} for ${other}`, keys.directed(insider, other)],
    [`key of ${other} for ${insider}`, keys.directed(other, insider)],
  ];
  return [
    [`private key of ${insider}`, keys.own(insider)] as const,
    ...others.map((name) => [`key of ${insider} and ${name}`, keys.shared(insider, name)] as const),
    ...(isDirected ? others.flatMap(directed) : []),
    ...kinds.ofTwo.flatMap((what) =>
      others.map((other) => {
        const between = [insider, other];
        return [secretName(what, between), keys.secret(what, between)] as const;
      }),
    ),
    ...kinds.common.map((what) => [secretName(what, []), keys.secret(what, [])] as const),
  ];
}

/** With whom an insider shares keys. */
interface Stolen {
  readonly others: readonly string[];
  readonly isDirected: boolean;
  readonly kinds: SecretKinds;
}

/** What the attacker is given: names, public keys, and all keys of the insider. */
function publicIn<M>(
  algebra: Algebra<M>,
  { honest, insider }: Scenario,
  protocol: Protocol,
): Readonly<Record<string, M>> {
  const keys = keysIn(algebra);
  const agents = [...honest, ...(insider === undefined ? [] : [insider])];
  const names = agents.map((name) => [name, algebra.name(agentSort, name)] as const);
  const published = agents.map(
    (name) => [`public key of ${name}`, algebra.publicKey(keys.own(name))] as const,
  );
  const [{ isDirected }, kinds] = [studied(protocol), secretsIn(protocol)];
  const stolen =
    insider === undefined ? [] : stolenIn(keys, insider, { others: honest, isDirected, kinds });
  return Object.fromEntries([...names, ...published, ...stolen]);
}

/** The name of a seat's party. */
function partyName({ role, agent }: Seat, index: number): string {
  return `${agent} as ${role}, seat ${index + 1}`;
}

/** A role with its chart. */
interface Played {
  readonly chart: AnyStateMachine;
  readonly role: Role;
  readonly remaining: NonNullable<Party['remaining']>;
}

/** A role that keeps what it believes to itself. */
function muted(role: Role): Role {
  const isSaid = (step: Step): boolean => step.do !== 'state' || step.claim === 'running';
  return { ...role, steps: role.steps.filter(isSaid) };
}

/** A role up to the last message that it sends. */
function cutShort(role: Role): Role {
  const last = role.steps.findLastIndex((step) => step.do === 'send');
  return { ...role, steps: role.steps.slice(0, last + 1) };
}

/** The charts made so far, by the algebra that they are made in. */
const wardrobes = new WeakMap<object, WeakMap<Protocol, Map<string, Played>>>();

/**
 * The charts of a script in an algebra: they are made once, whoever takes part, so that states of one
 * system are states of another.
 */
function wardrobeOf(algebra: object, protocol: Protocol): Map<string, Played> {
  const ofAlgebra = wardrobes.get(algebra) ?? new WeakMap<Protocol, Map<string, Played>>();
  wardrobes.set(algebra, ofAlgebra);
  const charts = ofAlgebra.get(protocol) ?? new Map<string, Played>();
  ofAlgebra.set(protocol, charts);
  return charts;
}

/** What is the same for all systems of a script. */
interface Studied {
  readonly layouts: Readonly<Record<'typed' | 'untyped', Layout>>;
  /** Whether some key is for one direction. */
  readonly isDirected: boolean;
}

/** A script whose roles can carry it out, looked at once for all systems that are built of it. */
const studied = perObject((protocol: Protocol): Studied => {
  const [mistake] = mistakesIn(protocol);
  if (mistake !== undefined) throw new Error(`script ${protocol.id}: ${mistake}`);
  return {
    layouts: { typed: layoutOf(protocol, true), untyped: layoutOf(protocol, false) },
    isDirected: JSON.stringify(protocol.roles).includes('"directed":true'),
  };
});

/**
 * The system of a script in a scenario.
 *
 * @param protocol - the script
 * @param scenario - who takes part
 * @returns builds it in any algebra
 * @throws Error for a script that its roles cannot carry out: a mistake of ours
 */
export function scriptSystem(
  protocol: Protocol,
  scenario: Scenario,
): <M>(algebra: Algebra<M>) => System<M> {
  const { honest, insider, seats } = scenario;
  const agents = [...honest, ...(insider === undefined ? [] : [insider])];
  const layout = studied(protocol).layouts[scenario.typed ? 'typed' : 'untyped'];
  return <M>(algebra: Algebra<M>): System<M> => {
    const named = (name: string): M => algebra.name(agentSort, name);
    const charts = wardrobeOf(algebra, protocol);
    const world = JSON.stringify([agents, scenario.typed]);
    const playedBy = ({ role: name, agent, silent, cut }: Seat): Played => {
      const key = `${agent} as ${name} ${String(silent)} ${String(cut)} ${world}`;
      const role = protocol.roles.find((one) => one.name === name);
      const known = charts.get(key);
      if (known !== undefined) return known;
      if (role === undefined || !honest.includes(agent)) {
        throw new Error(`script: ${agent} cannot play ${name}`);
      }
      const deposited = role.deposited === true;
      const keyring = agentKeys(algebra, { agents, agent, protocol, deposited });
      const bench = { self: name, algebra, layout, keyring };
      const said = silent === true ? muted(role) : role;
      const done = cut === true ? cutShort(said) : said;
      const chart = chartOf<M>({ protocol, role: done, bench });
      const played = { chart, role: done, remaining: remainingOf(done) };
      charts.set(key, played);
      return played;
    };
    const parties = seats.map((seat, index): Party => {
      const { role, agent, peers } = seat;
      const played = playedBy(seat);
      const known = played.role.knows.map((name): readonly [string, string | undefined] => [
        name,
        peers[name],
      ]);
      const names: Names<M> = Object.fromEntries(
        [[role, agent] as const, ...known].flatMap(([name, who]) =>
          who === undefined ? [] : [[name, named(who)]],
        ),
      );
      const party = partyName(seat, index);
      const memory: Memory<M> = { party, names };
      const alike = JSON.stringify([role, agent, peers, seat.silent, seat.cut]);
      const { chart: machine, remaining } = played;
      return { name: party, kind: 'client', machine, input: memory, alike, remaining };
    });
    const doors = parties.map(({ name }): Door => ({
      channel: 'wireless',
      hop: name,
      to: name,
      from: 'attacker',
      server: false,
    }));
    const starters = seats.flatMap((seat, index) => {
      const starts = (stretchesOf(playedBy(seat).role)[0]?.then.length ?? 0) > 0;
      return starts ? [[partyName(seat, index), [{ type: 'start', values: {} }]] as const] : [];
    });
    return {
      parties,
      principals: agents.map((agent) => ({
        party: agent,
        account: named(agent),
        honest: agent !== insider,
      })),
      opening: seats.flatMap((seat, index) =>
        seat.first === true ? [partyName(seat, index)] : [],
      ),
      agenda: Object.fromEntries(starters),
      anytime: {},
      doors,
      attackerAt: [],
      publicValues: publicIn(algebra, scenario, protocol),
      secrets: [],
      root: algebra.name('seed', 'root'),
      answer: () => undefined,
      budget: {},
    };
  };
}

/** The claim that a belief is. */
function claimOf({ id, source }: Protocol, belief: Belief): Claim {
  const { about } = belief;
  const isSecrecy = belief.belief === 'secrecy';
  const kind = isSecrecy ? 'secrecy' : belief.injective ? 'injective-agreement' : 'agreement';
  const predicate = isSecrecy
    ? secrecy(about)
    : agreement({
        commit: { claim: 'commit', about },
        running: { claim: 'running', about },
        injective: belief.injective,
        by: 'anyone',
      });
  return {
    id: `${id}/${kind}-${about}`,
    title: `${kind} of ${about}`,
    says: isSecrecy
      ? `nobody but the two learns ${about}`
      : `who believes in ${about} has a peer that was running with the same`,
    source,
    corrupts: [],
    court: false,
    ...predicate,
    ...(isSecrecy ? { secretOf: about } : {}),
  };
}

/** The claims that a script makes. */
export function scriptClaims(protocol: Protocol): readonly Claim[] {
  return protocol.beliefs.map((belief) => claimOf(protocol, belief));
}
