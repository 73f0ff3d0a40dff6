/**
 * A script in a bounded scenario: honest agents in their seats, keys, and an insider whose keys
 * the attacker has.
 *
 * Everything that is sent goes over the open network: an attacker holds `wireless` or there is no
 * point in asking.
 */
import type { Algebra } from '../core/algebra.ts';
import { agreement, type Claim, secrecy } from '../core/claim.ts';
import type { Door, Party, System } from '../core/system.ts';
import { chartOf, type Memory, stretchesOf } from './chart.ts';
import { mistakesIn } from './executable.ts';
import { layoutOf } from './layout.ts';
import type { Keyring, Names } from './pattern.ts';
import { agentSort, type Belief, type Protocol } from './script.ts';

/** Somebody playing a role once. */
export interface Seat {
  /** The role's name. */
  readonly role: string;
  /** Who plays it. */
  readonly agent: string;
  /** Who it knows to play the other roles that its role knows, by role. */
  readonly peers: Readonly<Record<string, string>>;
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
  readonly own: (agent: string) => M;
}

function keysIn<M>(algebra: Algebra<M>): Keys<M> {
  const secret = (text: string, sort: string): M =>
    algebra.derive(algebra.name('seed', text), sort);
  return {
    shared: (one, other) => secret(`shared by ${[one, other].sort().join(' and ')}`, 'key'),
    own: (agent) => secret(`private of ${agent}`, 'signing-key'),
  };
}

/** The keys that an agent has or can look up. */
export function agentKeys<M>(
  algebra: Algebra<M>,
  agents: readonly string[],
  agent: string,
): Keyring<M> {
  const keys = keysIn(algebra);
  const named = (name: string): M => algebra.name(agentSort, name);
  const others = agents.filter((other) => other !== agent);
  const shared = others.map((other) => ({ of: named(other), key: keys.shared(agent, other) }));
  const published = agents.map((owner) => ({
    of: named(owner),
    key: algebra.publicKey(keys.own(owner)),
  }));
  return { shared, published, own: keys.own(agent) };
}

/** An agent's name in an algebra. */
export function agentNamed<M>(algebra: Algebra<M>, agent: string): M {
  return algebra.name(agentSort, agent);
}

/** What the attacker is given: names, public keys, and all keys of the insider. */
function publicIn<M>(
  algebra: Algebra<M>,
  agents: readonly string[],
  insider: string | undefined,
): Readonly<Record<string, M>> {
  const keys = keysIn(algebra);
  const names = agents.map((name) => [name, algebra.name(agentSort, name)] as const);
  const published = agents.map(
    (name) => [`public key of ${name}`, algebra.publicKey(keys.own(name))] as const,
  );
  const stolen =
    insider === undefined
      ? []
      : [
          [`private key of ${insider}`, keys.own(insider)] as const,
          ...agents
            .filter((name) => name !== insider)
            .map((name) => [`key of ${insider} and ${name}`, keys.shared(insider, name)] as const),
        ];
  return Object.fromEntries([...names, ...published, ...stolen]);
}

/** The name of a seat's party. */
function partyName({ role, agent }: Seat, index: number): string {
  return `${agent} as ${role}, seat ${index + 1}`;
}

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
  const [mistake] = mistakesIn(protocol);
  if (mistake !== undefined) throw new Error(`script ${protocol.id}: ${mistake}`);
  const { honest, insider, seats } = scenario;
  const agents = [...honest, ...(insider === undefined ? [] : [insider])];
  const layout = layoutOf(protocol, scenario.typed);
  return <M>(algebra: Algebra<M>): System<M> => {
    const named = (name: string): M => algebra.name(agentSort, name);
    const charts = new Map(
      protocol.roles.flatMap((role) =>
        honest.map((agent) => {
          const keyring = agentKeys(algebra, agents, agent);
          const chart = chartOf<M>({
            protocol,
            role,
            bench: { self: role.name, algebra, layout, keyring },
          });
          return [`${agent} as ${role.name}`, { chart, role }] as const;
        }),
      ),
    );
    const parties = seats.map((seat, index): Party => {
      const { role, agent, peers } = seat;
      const played = charts.get(`${agent} as ${role}`);
      if (played === undefined) throw new Error(`script: ${agent} cannot play ${role}`);
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
      const alike = JSON.stringify([role, agent, peers]);
      return { name: party, kind: 'client', machine: played.chart, input: memory, alike };
    });
    const doors = parties.map(({ name }): Door => ({
      channel: 'wireless',
      hop: name,
      to: name,
      from: 'attacker',
      server: false,
    }));
    const starters = seats.flatMap((seat, index) => {
      const role = protocol.roles.find(({ name }) => name === seat.role);
      const starts = role !== undefined && (stretchesOf(role)[0]?.then.length ?? 0) > 0;
      return starts ? [[partyName(seat, index), [{ type: 'start', values: {} }]] as const] : [];
    });
    return {
      parties,
      principals: agents.map((agent) => ({
        party: agent,
        account: named(agent),
        honest: agent !== insider,
      })),
      opening: [],
      agenda: Object.fromEntries(starters),
      anytime: {},
      doors,
      attackerAt: [],
      publicValues: publicIn(algebra, agents, insider),
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
