/**
 * One protocol of a file as roles of a script, each with the statements that its claims need.
 */
import type { Message } from '../../model/script/message.ts';
import { agentSort, type Role, type Step } from '../../model/script/script.ts';
import { match, receive, send, state } from '../../model/script/steps.ts';
import { claimKinds } from './claims.ts';
import { type Declared, namesOf, typeOf } from './declared.ts';
import { type Complaint, type Place, type Tree, within } from './grammar.ts';
import { messageOf, type Scope, termsIn } from './message.ts';
import type { Drafted, DraftedClaim, DraftedEvent, DraftedRole } from './draft.ts';
import { openSort, pairs } from './sorts.ts';

/** What surrounds a protocol. */
interface Surroundings {
  readonly declared: Declared;
  readonly complain: (complaint: Complaint) => void;
  /** Whether it is the only one. */
  readonly isOne: boolean;
}

/** A message that a role sends or receives, before the statements are added. */
interface Exchanging extends Omit<DraftedEvent, 'step'> {
  readonly at: Place;
  /** What is made before it, or opened after it. */
  readonly matches: readonly Step[];
}

/** What a role does, before the statements are added. */
type Act =
  | Exchanging
  | { readonly does: 'match'; readonly at: Place; readonly step: Step }
  | { readonly does: 'claim'; readonly at: Place; readonly claim: Tree };

/** A role as it is read. */
interface Read {
  readonly tree: Tree;
  readonly name: string;
  readonly scope: Scope;
  readonly sorts: (readonly [string, string])[];
  readonly makes: readonly string[];
  readonly acts: readonly Act[];
}

/** The sort that a type of a file stands for. */
function sortFor(type: string | undefined): string {
  if (type === 'sessionkey') return 'key';
  return type === 'agent' ? agentSort : (type ?? openSort);
}

const closedSorts: Readonly<Partial<Record<Message['is'], string>>> = {
  sealed: 'box',
  encrypted: 'encryption',
  signed: 'signature',
  hash: 'digest',
};

/** The identifiers that stand directly in a construct. */
function directIdents({ parts }: Tree): readonly Tree[] {
  return parts.filter(({ rule }) => rule === 'ident');
}

/** The label of an event or a claim; `undefined` for a claim that has none. */
function labelOf(tree: Tree): string | undefined {
  return within(tree, 'label')[0]?.text.slice(1);
}

/** Reads what a role declares and does. */
function readRole(
  tree: Tree,
  name: string,
  { declared, complain, roles }: Pick<Surroundings, 'declared' | 'complain'> & Pick<Scope, 'roles'>,
): Read {
  const fresh = within(tree, 'Fresh');
  const sorts = [...fresh, ...within(tree, 'Variable')].flatMap((one) => {
    const type = typeOf(one);
    if (type !== undefined && !declared.types.has(type)) {
      complain({ at: one.at, says: `the type ${type} is not declared` });
    }
    return namesOf(one).map((own): readonly [string, string] => [
      `${name}.${own}`,
      one.rule === 'Fresh' && type === undefined ? 'nonce' : sortFor(type),
    ]);
  });
  const own = new Map(sorts.map(([called]) => [called.slice(name.length + 1), called]));
  const called: Step[] = [];
  const call = (message: Message): string => {
    const fresher = `${name}.part ${String(sorts.length)}`;
    sorts.push([fresher, closedSorts[message.is] ?? openSort]);
    called.push(match(fresher, message));
    return fresher;
  };
  const scope: Scope = { declared, roles, own, complain, call };
  const acts = within(tree, 'Send', 'Receive', 'Match', 'Claim').map((one): Act => {
    const act = actOf(scope, one, name);
    return 'matches' in act ? { ...act, matches: called.splice(0) } : act;
  });
  const makes = fresh.flatMap(namesOf).map((made) => `${name}.${made}`);
  return { tree, name, scope, sorts, makes, acts };
}

function actOf(scope: Scope, tree: Tree, name: string): Act {
  const { at } = tree;
  if (tree.rule === 'Claim') return { does: 'claim', at, claim: tree };
  if (tree.rule === 'Match') return { does: 'match', at, step: matchOf(scope, tree) };
  const [terms = tree] = within(tree, 'Terms');
  const ends = directIdents(tree).map(({ text, at: where }) => {
    const role = scope.roles.get(text);
    if (role === undefined) scope.complain({ at: where, says: `${text} is not a role` });
    return role ?? text;
  });
  const does = tree.rule === 'Send' ? 'send' : 'receive';
  const [from = '', to = ''] = ends;
  const [self, peer] = does === 'send' ? [from, to] : [to, from];
  if (self !== name) scope.complain({ at, says: `role ${name} cannot ${does} as ${self}` });
  const message = messageOf(scope, terms);
  return { does, at, label: labelOf(tree) ?? '', peer, message, matches: [] };
}

/** A match as a step: one side is a name of the role's own. */
function matchOf(scope: Scope, tree: Tree): Step {
  const sides = tree.parts.filter(({ rule }) => rule === 'Term' || rule === 'Terms');
  const named = sides.findIndex(({ text }) => scope.own.has(text));
  const [name, pattern] = [sides[named], sides[named === 0 ? 1 : 0]];
  if (name === undefined || pattern === undefined) {
    scope.complain({
      at: tree.at,
      says: 'a match of which no side is a variable is not supported',
    });
    return match('', { is: 'text', text: '' });
  }
  return match(scope.own.get(name.text) ?? name.text, messageOf(scope, pattern));
}

/** What both ends of each message know of its content, by the label. */
type Contents = ReadonlyMap<string, Readonly<Record<'send' | 'receive', readonly string[]>>>;

function contentsOf(roles: readonly Read[]): Contents {
  const acts = roles.flatMap((role) => role.acts.filter((act) => 'message' in act));
  const isAgent = (name: string): boolean => roles.some((role) => role.name === name);
  const entries = acts
    .filter(({ does, label }) => does === 'send' && !label.startsWith('!'))
    .map((sent) => {
      const got = acts.find(({ does, label }) => does === 'receive' && label === sent.label);
      const common = got === undefined ? [] : pairs(sent.message, got.message);
      const names = common.flatMap((pair): readonly (readonly [string, string])[] => {
        if (pair.sent.is !== 'atom' || pair.got.is !== 'atom') return [];
        return isAgent(pair.sent.name) || isAgent(pair.got.name)
          ? []
          : [[pair.sent.name, pair.got.name]];
      });
      const send = names.map(([one]) => one);
      return [sent.label, { send, receive: names.map(([, other]) => other) }] as const;
    });
  return new Map(entries);
}

/** What a role's steps are made with. */
interface Making {
  readonly protocol: string;
  readonly agents: readonly string[];
  readonly contents: Contents;
  /** Which statements some claim reads. */
  readonly wanted: ReadonlySet<string>;
}

/** A role with its statements. */
function made(read: Read, making: Making): DraftedRole {
  const { name, acts, makes, sorts } = read;
  const { protocol, agents, contents, wanted } = making;
  const [peer = name] = agents.filter((agent) => agent !== name);
  const steps: Step[] = [];
  const places: Place[] = [];
  const events: DraftedEvent[] = [];
  const claims: DraftedClaim[] = [];
  const add = (at: Place, ...more: readonly Step[]): void => {
    steps.push(...more);
    places.push(...more.map(() => at));
  };
  const begin = (at: Place): void => {
    const isFirst = events.length === 0 && wanted.has('began');
    if (isFirst) add(at, state('running', 'began', [peer, ...agents]));
  };
  const addClaim = (at: Place, tree: Tree): void => {
    const claim = claimIn(read, tree, { protocol, peer, agents });
    if (claim === undefined) return;
    add(at, claim.step);
    if (claim.step.claim === 'running') return;
    claims.push({ ...claim, at, step: steps.length - 1 });
  };
  const addEvent = ({ at, does, label, message, matches, peer: other }: Exchanging): void => {
    const content = contents.get(label);
    const about = `${protocol} ${label} ${does === 'send' ? 'sent' : 'got'}`;
    const note =
      content === undefined || !wanted.has('messages')
        ? []
        : [state('running', about, [other, ...agents, ...content[does]])];
    if (does === 'send') {
      begin(at);
      add(at, ...matches, ...note, send(other, message));
    } else {
      add(at, receive(message), ...matches);
      begin(at);
      add(at, ...note);
    }
    events.push({ does, label, peer: other, message, step: steps.length - 1 });
  };
  for (const act of acts) {
    if (act.does === 'match') add(act.at, act.step);
    else if (act.does === 'claim') addClaim(act.at, act.claim);
    else addEvent(act);
  }
  const role: Role = { name, knows: agents.filter((agent) => agent !== name), makes, steps };
  return { role, sorts, events, claims, places };
}

/** A claim as a statement; `undefined`, and a complaint, for one that is not known. */
function claimIn(
  { scope, name }: Read,
  tree: Tree,
  { protocol, peer, agents }: Pick<Making, 'protocol' | 'agents'> & { readonly peer: string },
):
  | (Omit<DraftedClaim, 'at' | 'step'> & { readonly step: Extract<Step, { do: 'state' }> })
  | undefined {
  const [, kindTree = tree] = directIdents(tree);
  const kind = kindTree.text;
  const terms = within(tree, 'ClaimTerm').flatMap(termsIn);
  const says = tree.text.replace(/^claim[^(]*\(/u, '').replace(/\)\s*;$/u, '');
  const { line, column } = tree.at;
  const about = `${protocol}, ${labelOf(tree) ?? `${String(line)}:${String(column)}`}`;
  const names = terms.map(({ text, at }) => {
    const called = scope.own.get(text) ?? scope.roles.get(text);
    if (called === undefined) {
      scope.complain({ at, says: `a claim on ${text}, which is no name here, is not supported` });
    }
    return called ?? text;
  });
  const stated = (step: Step, running = '') =>
    step.do === 'state' ? { kind, says, about, running, step } : undefined;
  const [other = peer, ...on] = names;
  if (kind === 'Empty') return undefined;
  if (kind === 'Running') {
    return stated(state('running', `${protocol} ${name}>${other}`, [other, ...on]));
  }
  if (!claimKinds.has(kind)) {
    scope.complain({ at: kindTree.at, says: `unknown claim ${kind}` });
    return undefined;
  }
  if (kind === 'Secret' || kind === 'SKR') return stated(state('secret', about, [peer, ...names]));
  if (kind === 'Commit') {
    return stated(state('commit', about, [other, ...on]), `${protocol} ${other}>${name}`);
  }
  return stated(state('commit', about, [peer, ...agents]));
}

/** Which statements the claims of a file read. */
function wantedBy(tree: Tree): ReadonlySet<string> {
  const kinds = within(tree, 'Claim').map((claim) => directIdents(claim)[1]?.text ?? '');
  return new Set([
    ...(kinds.some((kind) => ['Alive', 'Weakagree'].includes(kind)) ? ['began'] : []),
    ...(kinds.some((kind) => ['Niagree', 'Nisynch'].includes(kind)) ? ['messages'] : []),
  ]);
}

/** One protocol as roles of a script. */
export function draftOf(protocol: Tree, { declared, complain, isOne }: Surroundings): Drafted {
  const [title] = directIdents(protocol);
  const name = title?.text ?? '';
  const called = (role: string): string => (isOne ? role : `${name}.${role}`);
  const [header = protocol] = protocol.parts.filter(({ rule }) => rule === 'Terms');
  const roles = new Map(termsIn(header).map(({ text }) => [text, called(text)]));
  const read = within(protocol, 'Role').map((tree) => {
    const [own = tree] = directIdents(tree);
    if (!roles.has(own.text)) complain({ at: own.at, says: `${own.text} is not a role` });
    return readRole(tree, called(own.text), { declared, complain, roles });
  });
  const making: Making = {
    protocol: name,
    agents: [...roles.values()],
    contents: contentsOf(read),
    wanted: wantedBy(protocol),
  };
  return { name, roles: read.map((one) => made(one, making)) };
}
