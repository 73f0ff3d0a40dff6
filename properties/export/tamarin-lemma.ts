/**
 * Claims as Tamarin's lemmas (Tamarin manual, "Property specification"): guarded formulas over the
 * action facts of the rules. Injective agreement is the usual one: no other commitment to the same.
 */
import { eventName, type FlowClaim, type Statement } from './flow.ts';
import { identifier } from './names.ts';
import { type Asking, variables } from './proverif-query.ts';
import { factName } from './tamarin-say.ts';

/** A statement as an action at a time. */
const action = (statement: Statement, values: readonly string[], at: string): string =>
  `${factName(eventName(statement))}(${values.join(', ')}) @ #${at}`;

/** What excuses a breach, in a script: that an agent is the attacker's. */
const excuses = (agents: readonly string[]): readonly string[] =>
  [...new Set(agents)].map((agent, index) => {
    const at = `c${String(index + 1)}`;
    return `(Ex #${at}. Compromised(${agent}) @ #${at})`;
  });

/** A lemma: what happens at `i`, and what then must be so. */
function lemma(
  id: string,
  { names, happens }: { readonly names: readonly string[]; readonly happens: string },
  then: readonly string[],
): string {
  const all = [...names, '#i'].join(' ');
  return `lemma ${id}:\n  "All ${all}.\n    ${happens}\n    ==>\n    ${then.join('\n    | ')}"`;
}

type Of<K extends FlowClaim['kind']> = Extract<FlowClaim, { readonly kind: K }>;

function secrecy(claim: Of<'secrecy'>, { flow, arity }: Asking): readonly string[] {
  const names = variables('x', arity.get(claim.of) ?? 0);
  const agents = flow.anybody ? names.slice(0, 2) : [];
  const values = names.slice(flow.anybody ? 2 : 1);
  return values.map((value, index) => {
    const id = `${identifier(claim.id)}${index === 0 ? '' : `_${String(index + 1)}`}`;
    const then = [`not (Ex #j. K(${value}) @ #j)`, ...excuses(agents)];
    return lemma(id, { names, happens: action(claim.of, names, 'i') }, then);
  });
}

function agreement(claim: Of<'agreement'>, { flow, arity }: Asking): readonly string[] {
  const { id, commit, running, injective, by } = claim;
  const names = variables('x', arity.get(commit) ?? 0);
  const [account = '', ...values] = names;
  const isSame = by === 'owner' || flow.anybody;
  const agents = flow.anybody ? names.slice(0, 3) : [];
  const happens = action(commit, names, 'i');
  const ran = action(running, [isSame ? account : 'y', ...values], 'j');
  const others = isSame ? names : ['z', ...values];
  const twice = `(Ex ${isSame ? '' : 'z '}#k. ${action(commit, others, 'k')} & not (#k = #i))`;
  const alone = injective ? `\n      & not ${twice}` : '';
  const bears = `(Ex ${isSame ? '' : 'y '}#j. ${ran} & #j < #i${alone})`;
  return [lemma(identifier(id), { names, happens }, [bears, ...excuses(agents)])];
}

function presence(claim: Of<'presence'>, { arity }: Asking): readonly string[] {
  const { id, commit, signs, on } = claim;
  const names = variables('x', arity.get(commit) ?? 0);
  const then = signs
    .filter((sign) => arity.has(sign))
    .map((sign) => {
      const own = variables('y', arity.get(sign) ?? 0);
      const account = on === 'nothing' ? own.slice(0, 1) : names.slice(0, 1);
      const last = on === 'last-value' ? names.slice(-1) : [];
      const free = own.slice(1, own.length - last.length);
      const loose = [...(on === 'nothing' ? account : []), ...free, '#j'].join(' ');
      return `(Ex ${loose}. ${action(sign, [...account, ...free, ...last], 'j')} & #j < #i)`;
    });
  return [lemma(identifier(id), { names, happens: action(commit, names, 'i') }, then)];
}

function once({ id, did }: Of<'once'>, { arity }: Asking): readonly string[] {
  const names = variables('x', arity.get(did) ?? 0);
  const both = `${action(did, names, 'i')} & ${action(did, names, 'j')}`;
  return [
    `lemma ${identifier(id)}:\n  "All ${names.join(' ')} #i #j.\n    ${both}\n    ==>\n    #i = #j"`,
  ];
}

/** The lemmas of a claim. */
export function lemmasOf(claim: FlowClaim, asking: Asking): readonly string[] {
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

/** The lemma that something comes to be stated at all, so that no claim holds for want of occasion. */
export function reachedLemma(statement: Statement, { arity }: Asking): string {
  const names = variables('x', arity.get(statement) ?? 0);
  const id = `reached_${eventName(statement)}`;
  return `lemma ${id}:\n  exists-trace\n  "Ex ${names.join(' ')} #i. ${action(statement, names, 'i')}"`;
}
