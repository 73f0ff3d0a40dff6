/**
 * A script as a flow: each role's strand along the run in which all play with each other, its
 * agents and their long-term keys put for anybody's.
 *
 * The script's own chart is narrowed, as SA2pMP's are: whatever messages the script language has,
 * the strand has too.
 */
import { theatre } from '../../attacks/search/theatre.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import type { InFlight } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { Belief, Protocol } from '../../model/script/script.ts';
import { agentKeys, agentNamed, scriptSystem } from '../../model/script/system.ts';
import type { Flow, FlowAct, FlowClaim, FlowRole, Origin } from './flow.ts';
import { inexpressible } from './inexpressible.ts';
import { type Cue, played, type Turn } from './session.ts';
import { type Act, type House, type Strand, strandAlong } from './strand.ts';

/** The house of a script: each role played once by an agent of its name, all honest. */
function houseOf(protocol: Protocol): House {
  const honest = protocol.roles.map(({ name }) => name);
  const peers = Object.fromEntries(honest.map((name) => [name, name]));
  const seats = honest.map((role) => ({ role, agent: role, peers }));
  const scenario = { honest, insider: undefined, seats, typed: true };
  const suite = { cipher: 'aes-128-cbc' } as const;
  const build = <M>(algebra: Algebra<M>) => scriptSystem(protocol, scenario)(algebra);
  return { ...theatre({ suite, build }), suite };
}

/** The party that plays a role. */
function partyOf({ system }: House, role: string): string | undefined {
  return system.parties.find(({ name }) => name.startsWith(`${role} as ${role},`))?.name;
}

/** All roles play with each other once: what is sent goes to the role that it is for. */
function turnsOf(house: House): readonly Turn[] {
  const cues = Object.entries(house.system.agenda).flatMap(([party, intents]): readonly Cue[] =>
    intents.map((intent) => ({ phase: 'run', party, intent })),
  );
  const forwarding = (frame: InFlight<Term>): InFlight<Term> | undefined => {
    const hop = partyOf(house, frame.to);
    return hop === undefined ? undefined : { ...frame, hop, to: hop };
  };
  return played(house, cues, forwarding);
}

/** Everything goes over the open network; a secret is stated with the agent who believes it. */
function flowing(self: Term, act: Act): FlowAct {
  if (act.does === 'send' || act.does === 'receive') {
    return { does: act.does, on: { way: 'open' }, message: act.message };
  }
  const isSecret = act.does === 'state' && act.claim === 'secret';
  return isSecret ? { ...act, values: [self, ...act.values] } : act;
}

/** A role of the flow. @throws Error where its run does not come to an end */
function roleOf(house: House, name: string, turns: readonly Turn[]): FlowRole {
  const party = house.system.parties.findIndex((one) => one.name === partyOf(house, name));
  const own = turns.filter((turn) => turn.party === party);
  const [begin] = own;
  const isOver = own.at(-1)?.came.local.snapshot.value === 'done';
  if (begin === undefined || !isOver) {
    throw inexpressible(`role ${name} does not come to its end when all play with each other`);
  }
  const start: Strand = { acts: [], local: begin.before, honest: new Map() };
  const self = agentNamed(house.algebra, name);
  const { acts } = strandAlong(house, own, start);
  return { name, acts: acts.map((act) => flowing(self, act)) };
}

/** The origins of long-term keys, as agents have them. */
function keysOf(
  { algebra, store }: House,
  agents: readonly string[],
  protocol: Protocol,
): ReadonlyMap<Term, Origin> {
  const keyring = (agent: string) => agentKeys(algebra, { agents, agent, protocol });
  const nameOf = (t: Term): string => store.label(t);
  const key = (of: readonly string[], kind: 'shared' | 'directed' | 'private'): Origin => ({
    from: 'key',
    key: kind,
    of,
  });
  return new Map(
    agents.flatMap((agent): readonly (readonly [Term, Origin])[] => {
      const { own, shared, toward } = keyring(agent);
      return [
        [own, key([agent], 'private')],
        ...shared.map((one) => [one.key, key([agent, nameOf(one.of)].sort(), 'shared')] as const),
        ...toward.map((one) => [one.key, key([agent, nameOf(one.of)], 'directed')] as const),
      ];
    }),
  );
}

/** The value that a party makes: called as in the script where it has a name there. */
function madeName({ store }: House, t: Term, made: ReadonlySet<string>): string {
  const [seed = t] = store.args(t);
  const parent = store.kind(seed) === 'derived' ? store.label(seed) : '';
  return made.has(parent) ? parent : store.label(t);
}

/** Where a script's values come from. */
function originsOf(house: House, protocol: Protocol): Flow['origin'] {
  const { store, system, algebra } = house;
  const agents = protocol.roles.map(({ name }) => name);
  const keys = keysOf(house, agents, protocol);
  const names = new Map(agents.map((name) => [agentNamed(algebra, name), name] as const));
  const made = new Set(protocol.roles.flatMap(({ makes }) => makes));
  const isMade = (t: Term): boolean => {
    if (store.kind(t) !== 'derived') return false;
    const [seed] = store.args(t);
    return seed === system.root || (seed !== undefined && isMade(seed));
  };
  return (t) => {
    const name = names.get(t);
    if (name !== undefined) return { from: 'agent', name };
    const key = keys.get(t);
    if (key !== undefined) return key;
    return isMade(t) ? { from: 'made', name: madeName(house, t, made), again: false } : undefined;
  };
}

/** A belief as a claim. */
function claimOf(belief: Belief): FlowClaim {
  const { about } = belief;
  if (belief.belief === 'secrecy') {
    const says = `nobody but the two learns ${about}`;
    return { id: `secrecy of ${about}`, says, kind: 'secrecy', of: `secret ${about}` };
  }
  const { injective } = belief;
  return {
    id: `${injective ? 'injective ' : ''}agreement of ${about}`,
    says: `who believes in ${about} has a peer that was running with the same`,
    kind: 'agreement',
    commit: `commit ${about}`,
    running: `running ${about}`,
    injective,
    by: 'owner',
  };
}

/** Whether somebody states what a claim is about. */
function isStated(protocol: Protocol, { about, belief }: Belief): boolean {
  const said = protocol.roles.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.do === 'state' ? [`${step.claim} ${step.about}`] : [])),
  );
  const wanted = belief === 'secrecy' ? ['secret'] : ['commit', 'running'];
  return wanted.every((claim) => said.includes(`${claim} ${about}`));
}

/**
 * A script as a flow.
 *
 * @throws Error that says what cannot be expressed
 */
export function scriptFlow(protocol: Protocol): Flow {
  const house = houseOf(protocol);
  const turns = turnsOf(house);
  const [asked, unasked] = [true, false].map((is) =>
    protocol.beliefs.filter((belief) => isStated(protocol, belief) === is),
  );
  return {
    id: protocol.id,
    title: protocol.title,
    source: [protocol.source],
    store: house.store,
    roles: protocol.roles.map(({ name }) => roleOf(house, name, turns)),
    anybody: true,
    trusted: protocol.trusted,
    origin: originsOf(house, protocol),
    claims: (asked ?? []).map(claimOf),
    left: [
      'session keys lost after their session: our verdicts on those add one earlier session (docs/classics.md)',
    ],
    unasked: (unasked ?? []).map((belief) => `${claimOf(belief).id}: nobody states it`),
  };
}
