/**
 * Claims as Tamarin's lemmas (Tamarin manual, "Property specification"): guarded formulas over the
 * action facts of the rules. Injective agreement is the usual one: no other commitment to the same.
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
import { identifier } from './names.ts';
import { factName } from './tamarin-say.ts';

/** A statement as an action at a time. */
const action = (statement: Statement, values: readonly string[], at: string): string =>
  `${factName(eventName(statement))}(${values.join(', ')}) @ #${at}`;

/** What excuses a breach, in a script: that an agent is the attacker's. */
const excuses = (asking: Asking, agents: readonly string[]): readonly string[] =>
  excusable(asking, agents).map((agent, index) => {
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

function secrecy(claim: Of<'secrecy'>, asking: Asking): readonly string[] {
  const names = valuesOf(asking, claim.of);
  const { agents, secrets } = secretsOf(asking, names);
  return secrets.map((value, index) => {
    const id = `${identifier(claim.id)}${index === 0 ? '' : `_${String(index + 1)}`}`;
    const then = [`not (Ex #j. K(${value}) @ #j)`, ...excuses(asking, agents)];
    return lemma(id, { names, happens: action(claim.of, names, 'i') }, then);
  });
}

function agreement(claim: Of<'agreement'>, asking: Asking): readonly string[] {
  const { id, commit, running, injective } = claim;
  const names = valuesOf(asking, commit);
  const [account = '', ...values] = names;
  const { isSame, agents } = partiesOf(asking, claim, names);
  const happens = action(commit, names, 'i');
  const ran = action(running, [isSame ? account : 'y', ...values], 'j');
  const others = isSame ? names : ['z', ...values];
  const twice = `(Ex ${isSame ? '' : 'z '}#k. ${action(commit, others, 'k')} & not (#k = #i))`;
  const alone = injective ? `\n      & not ${twice}` : '';
  const bears = `(Ex ${isSame ? '' : 'y '}#j. ${ran} & #j < #i${alone})`;
  return [lemma(identifier(id), { names, happens }, [bears, ...excuses(asking, agents)])];
}

function presence(claim: Of<'presence'>, asking: Asking): readonly string[] {
  const names = valuesOf(asking, claim.commit);
  const then = signsOf(asking, claim, () => 'y').map(
    ({ sign, values, loose }) =>
      `(Ex ${[...loose, '#j'].join(' ')}. ${action(sign, values, 'j')} & #j < #i)`,
  );
  const happens = action(claim.commit, names, 'i');
  return [lemma(identifier(claim.id), { names, happens }, then)];
}

function once({ id, did }: Of<'once'>, asking: Asking): readonly string[] {
  const names = valuesOf(asking, did);
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
export function reachedLemma(statement: Statement, asking: Asking): string {
  const names = valuesOf(asking, statement);
  const id = `reached_${eventName(statement)}`;
  return `lemma ${id}:\n  exists-trace\n  "Ex ${names.join(' ')} #i. ${action(statement, names, 'i')}"`;
}
