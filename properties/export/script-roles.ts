/**
 * The roles of a script as strands, and where their values come from: its own charts narrowed along the
 * run in which all play with each other, as SA2pMP's are.
 *
 * What the strand would pass over in silence is put in: that two values are not the same, and that a
 * value is taken once only.
 */
import { theatre } from '../../attacks/search/theatre.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import type { InFlight } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import { stretchesOf } from '../../model/script/chart.ts';
import type { Names } from '../../model/script/pattern.ts';
import type { Protocol, Role, Step } from '../../model/script/script.ts';
import { agentKeys, agentNamed, scriptSystem } from '../../model/script/system.ts';
import type { TakenOnce } from './casting.ts';
import type { Flow, FlowAct, FlowRole, KeyOrigin, Origin } from './flow.ts';
import { inexpressible } from './inexpressible.ts';
import { type Cue, played, type Turn } from './session.ts';
import { namesIn, shownIn } from './shown.ts';
import { type Act, type House, type Strand, strandAlong } from './strand.ts';

/** The house of a script: each role that does something played once by an agent of its name. */
export function houseOf(protocol: Protocol): House {
  const honest = protocol.roles.map(({ name }) => name);
  const peers = Object.fromEntries(honest.map((name) => [name, name]));
  const acting = protocol.roles.filter(({ steps }) => steps.length > 0);
  const seats = acting.map(({ name }) => ({ role: name, agent: name, peers }));
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
export function turnsOf(house: House, protocol: Protocol): readonly Turn[] {
  const speaks = (role: Role): boolean =>
    stretchesOf(role)[0]?.then.some((step) => step.do === 'send') === true;
  // Who begins with something to say waits until all have begun.
  const inOrder = [
    ...protocol.roles.filter((role) => !speaks(role)),
    ...protocol.roles.filter(speaks),
  ];
  const cues = inOrder.flatMap(({ name }): readonly Cue[] => {
    const party = partyOf(house, name) ?? '';
    return (house.system.agenda[party] ?? []).map((intent) => ({ phase: 'run', party, intent }));
  });
  const forwarding = (frame: InFlight<Term>): InFlight<Term> | undefined => {
    const hop = partyOf(house, frame.to);
    return hop === undefined ? undefined : { ...frame, hop, to: hop };
  };
  const showing = shownIn(house, protocol, (role) => partyOf(house, role));
  return played(house, cues, { forwarding, showing });
}

/** Everything goes over the open network; a secret is stated with the agent who believes it. */
function flowing(self: Term, act: Act): readonly FlowAct[] {
  if (act.does === 'send' || act.does === 'receive') {
    return [{ does: act.does, on: { way: 'open' }, message: act.message }];
  }
  // Scripts keep no list of what they took.
  if (act.does === 'spend') return [];
  const isSecret = act.does === 'state' && act.claim === 'secret';
  return [isSecret ? { ...act, values: [self, ...act.values] } : act];
}

/** A step that goes on only if two names stand for different values. */
type Unlike = Extract<Step, { do: 'match' }>;

/** What a stretch compares. */
function differing(then: readonly Step[], names: Names<Term>): readonly FlowAct[] {
  const unlike = then.filter((step): step is Unlike => step.do === 'match' && step.not === true);
  return unlike.map(({ name, message }): FlowAct => {
    const value = names[name];
    const other = message.is === 'atom' ? names[message.name] : undefined;
    if (value !== undefined && other !== undefined) return { does: 'differ', value, other };
    throw inexpressible(
      `that ${name} is not the same as a message that is made for the comparison`,
    );
  });
}

/** A role that is followed. */
interface Followed {
  readonly role: Role;
  readonly self: Term;
  readonly takenOnce: TakenOnce | undefined;
}

/** What is taken once of what came to be known. */
function spending({ role, self, takenOnce }: Followed, was: Names<Term>, is: Names<Term>) {
  if (takenOnce?.role !== role.name || was[takenOnce.name] !== undefined) return [];
  const value = is[takenOnce.name];
  return value === undefined ? [] : [{ does: 'spend', value, by: self } as const];
}

/** The acts of one turn: what came is taken, then compared, and only then something is done. */
function actsOfTurn(
  followed: Followed,
  then: readonly Step[],
  { before, after }: { readonly before: Strand; readonly after: Strand },
): readonly FlowAct[] {
  const acts = after.acts.flatMap((act) => flowing(followed.self, act));
  const isTaking = ({ does }: FlowAct): boolean => does === 'receive' || does === 'take';
  const [was, is] = [namesIn(before.local), namesIn(after.local)];
  return [
    ...acts.filter(isTaking),
    ...differing(then, is),
    ...spending(followed, was, is),
    ...acts.filter((act) => !isTaking(act)),
  ];
}

/** A role of the flow. @throws Error where its run does not come to an end */
export function roleOf(
  house: House,
  { role, turns, takenOnce }: { readonly turns: readonly Turn[] } & Omit<Followed, 'self'>,
): FlowRole {
  const { name } = role;
  const party = house.system.parties.findIndex((one) => one.name === partyOf(house, name));
  const own = turns.filter((turn) => turn.party === party);
  const [begin] = own;
  const isOver = own.at(-1)?.came.local.snapshot.value === 'done';
  if (begin === undefined || !isOver) {
    throw inexpressible(`role ${name} does not come to its end when all play with each other`);
  }
  const followed = { role, self: agentNamed(house.algebra, name), takenOnce };
  // The first stretch is of the start, and no turn where nothing is done then.
  const stretches = stretchesOf(role).filter(({ receive, then }, index) =>
    index > 0 ? true : receive !== undefined || then.length > 0,
  );
  const acts: FlowAct[] = [];
  let before: Strand = { acts: [], local: begin.before, honest: new Map() };
  for (const [index, turn] of own.entries()) {
    const after = strandAlong(house, [turn], before);
    acts.push(...actsOfTurn(followed, stretches[index]?.then ?? [], { before, after }));
    before = after;
  }
  return { name, acts };
}

/** The origins of long-term keys and secrets, as agents have them. */
function keysOf({ algebra, store }: House, protocol: Protocol): ReadonlyMap<Term, Origin> {
  const agents = protocol.roles.map(({ name }) => name);
  const nameOf = (t: Term): string => store.label(t);
  const key = (kind: KeyOrigin['key'], of: readonly string[], what?: string): KeyOrigin => ({
    from: 'key',
    key: kind,
    of,
    ...(what === undefined ? {} : { what }),
  });
  return new Map(
    agents.flatMap((agent): readonly (readonly [Term, Origin])[] => {
      const keyring = agentKeys(algebra, { agents, agent, protocol });
      const { own, shared, toward, secrets, common } = keyring;
      const pairOf = (other: Term): readonly string[] => [agent, nameOf(other)].sort();
      return [
        [own, key('private', [agent])],
        ...shared.map((one) => [one.key, key('shared', pairOf(one.of))] as const),
        ...toward.map((one) => [one.key, key('directed', [agent, nameOf(one.of)])] as const),
        ...Object.entries(secrets).flatMap(([what, entries]) =>
          entries.map((one) => [one.key, key('secret', pairOf(one.of), what)] as const),
        ),
        ...Object.entries(common).map(
          ([what, value]) =>
            [value, { from: 'world', name: `application ${what}`, isPublic: false }] as const,
        ),
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
export function originsOf(house: House, protocol: Protocol): Flow['origin'] {
  const { store, system, algebra } = house;
  const keys = keysOf(house, protocol);
  const names = new Map(
    protocol.roles.map(({ name }) => [agentNamed(algebra, name), name] as const),
  );
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
