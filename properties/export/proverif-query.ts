/**
 * Claims as ProVerif's queries (ProVerif 2.05 manual, §3.2 and §4.3): secrecy as reachability,
 * agreement as a correspondence, injective where it is, "at most once" by the times of two events.
 */
import { eventName, type Flow, type FlowClaim, type Statement } from './flow.ts';

/** Variables of a query. */
export const variables = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1)}`);

/** A flow, and how many values each statement in it has. */
export interface Asking {
  readonly flow: Flow;
  readonly arity: ReadonlyMap<Statement, number>;
}

const event = (statement: Statement, values: readonly string[], inj = false): string =>
  `${inj ? 'inj-' : ''}event(${eventName(statement)}(${values.join(', ')}))`;

const declared = (names: readonly string[]): string =>
  names.map((name) => `${name}: bitstring`).join(', ');

/** What excuses a breach, in a script: that one of the two agents is the attacker's. */
const excuses = (agents: readonly string[]): readonly string[] =>
  [...new Set(agents)].map((agent) => `event(compromised(${agent}))`);

/** A query: variables, what happens, and what then must have happened; nothing: it never happens. */
function query(names: readonly string[], happens: string, then: readonly string[]): string {
  const conclusion = then.length === 0 ? '' : `\n  ==> ${then.join(' || ')}`;
  return `query ${declared(names)};\n  ${happens}${conclusion}.`;
}

type Of<K extends FlowClaim['kind']> = Extract<FlowClaim, { readonly kind: K }>;

function secrecy({ of }: Of<'secrecy'>, { flow, arity }: Asking): readonly string[] {
  const all = variables('x', arity.get(of) ?? 0);
  const agents = flow.anybody ? all.slice(0, 2) : [];
  return all
    .slice(flow.anybody ? 2 : 1)
    .map((value) => query(all, `${event(of, all)} && attacker(${value})`, excuses(agents)));
}

function agreement(
  { commit, running, injective, by }: Of<'agreement'>,
  { flow, arity }: Asking,
): readonly string[] {
  const all = variables('x', arity.get(commit) ?? 0);
  const [account = '', ...values] = all;
  const isSame = by === 'owner' || flow.anybody;
  const ran = event(running, [isSame ? account : 'y', ...values], injective);
  const agents = flow.anybody ? all.slice(0, 3) : [];
  const names = isSame ? all : [...all, 'y'];
  return [query(names, event(commit, all, injective), [ran, ...excuses(agents)])];
}

function presence({ commit, signs, on }: Of<'presence'>, { arity }: Asking): readonly string[] {
  const all = variables('x', arity.get(commit) ?? 0);
  const seen = signs.filter((sign) => arity.has(sign));
  const signed = seen.map((sign, index) => {
    const own = variables(`y${String(index + 1)}_`, arity.get(sign) ?? 0);
    const account = on === 'nothing' ? own.slice(0, 1) : all.slice(0, 1);
    const last = on === 'last-value' ? all.slice(-1) : [];
    const free = own.slice(1, own.length - last.length);
    const loose = on === 'nothing' ? [...account, ...free] : free;
    return { loose, event: event(sign, [...account, ...free, ...last]) };
  });
  const names = [...all, ...signed.flatMap(({ loose }) => loose)];
  return [
    query(
      names,
      event(commit, all),
      signed.map((one) => one.event),
    ),
  ];
}

function once({ did }: Of<'once'>, { arity }: Asking): readonly string[] {
  const all = variables('x', arity.get(did) ?? 0);
  const done = event(did, all);
  return [`query ${declared(all)}, i: time, j: time;\n  ${done}@i && ${done}@j ==> i = j.`];
}

/** The queries of a claim. */
export function queriesOf(claim: FlowClaim, asking: Asking): readonly string[] {
  switch (claim.kind) {
    case 'secrecy':
      return secrecy(claim, asking);
    case 'agreement':
      return agreement(claim, asking);
    case 'presence':
      return presence(claim, asking);
    case 'once':
      return once(claim, asking);
  }
}
