/**
 * Claims as ProVerif's queries (ProVerif 2.05 manual, §3.2 and §4.3): secrecy as reachability,
 * agreement as a correspondence, injective where it is, "at most once" by the times of two events.
 */
import {
  type Asking,
  excusable,
  type Of,
  partiesOf,
  secretsOf,
  signsOf,
  valuesOf,
} from './asking.ts';
import { eventName, type FlowClaim, type Statement } from './flow.ts';

const event = (statement: Statement, values: readonly string[], inj = false): string =>
  `${inj ? 'inj-' : ''}event(${eventName(statement)}(${values.join(', ')}))`;

const declared = (names: readonly string[]): string =>
  names.map((name) => `${name}: bitstring`).join(', ');

/** What excuses a breach, in a script: that one of the two agents is the attacker's. */
const excuses = (asking: Asking, agents: readonly string[]): readonly string[] =>
  excusable(asking, agents).map((agent) => `event(compromised(${agent}))`);

/** A query: variables, what happens, and what then must have happened; nothing: it never happens. */
function query(names: readonly string[], happens: string, then: readonly string[]): string {
  const conclusion = then.length === 0 ? '' : `\n  ==> ${then.join(' || ')}`;
  return `query ${declared(names)};\n  ${happens}${conclusion}.`;
}

function secrecy({ of }: Of<'secrecy'>, asking: Asking): readonly string[] {
  const all = valuesOf(asking, of);
  const { agents, secrets } = secretsOf(asking, all);
  return secrets.map((value) =>
    query(all, `${event(of, all)} && attacker(${value})`, excuses(asking, agents)),
  );
}

function agreement(claim: Of<'agreement'>, asking: Asking): readonly string[] {
  const { commit, running, injective } = claim;
  const all = valuesOf(asking, commit);
  const [account = '', ...values] = all;
  const { isSame, agents } = partiesOf(asking, claim, all);
  const ran = event(running, [isSame ? account : 'y', ...values], injective);
  const names = isSame ? all : [...all, 'y'];
  return [query(names, event(commit, all, injective), [ran, ...excuses(asking, agents)])];
}

function presence(claim: Of<'presence'>, asking: Asking): readonly string[] {
  const all = valuesOf(asking, claim.commit);
  const signs = signsOf(asking, claim, (index) => `y${String(index + 1)}_`);
  const names = [...all, ...signs.flatMap(({ loose }) => loose)];
  const seen = signs.map(({ sign, values }) => event(sign, values));
  return [query(names, event(claim.commit, all), seen)];
}

function once({ did }: Of<'once'>, asking: Asking): readonly string[] {
  const all = valuesOf(asking, did);
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
