/**
 * A look-up as a question: a role that compares what it is sent with a secret of two others asks the one of
 * them who takes no part otherwise, under a key of its own with them.
 *
 * Scyther gives the attacker all that a role of an untrusted agent begins with, so that no role may begin with
 * what two others share. Refuses whatever else is looked up.
 */
import { atoms, joined, type Message, text, underShared } from '../../model/script/message.ts';
import type { Protocol, Role, Step } from '../../model/script/script.ts';
import { receive, send } from '../../model/script/steps.ts';
import { inexpressible } from './inexpressible.ts';

/** A comparison with a secret of two others, and who is asked. */
interface LookUp {
  readonly step: Extract<Step, { do: 'match' }>;
  readonly owner: string;
  readonly asked: string;
}

/** What a role compares with a secret of two others, one of whom does nothing. */
function lookUpIn({ roles }: Protocol, role: Role, step: Step): LookUp | undefined {
  if (step.do !== 'match' || step.message.is !== 'secret') return undefined;
  const [one, other] = step.message.between;
  if (one === undefined || other === undefined || [one, other].includes(role.name))
    return undefined;
  const isIdle = (name: string): boolean =>
    roles.some((each) => each.name === name && each.steps.length === 0);
  if (isIdle(other)) return { step, owner: one, asked: other };
  return isIdle(one) ? { step, owner: other, asked: one } : undefined;
}

/** Question and answer, under the key of who asks and who is asked. */
function exchange(role: Role, { step, owner, asked }: LookUp) {
  const of = (word: string): Message =>
    underShared([role.name, asked], joined(text(word), atoms(owner, step.name)));
  return { question: of('is it right'), answer: of('it is right') };
}

/** The script with a question in the place of the look-up, and who is said to be asked. */
export function withQuestions(protocol: Protocol): {
  readonly protocol: Protocol;
  readonly otherwise: readonly string[];
} {
  const holder = protocol.roles.find(({ deposited }) => deposited === true);
  if (holder === undefined) return { protocol, otherwise: [] };
  const looked = holder.steps.flatMap((step) => lookUpIn(protocol, holder, step) ?? []);
  const [lookUp, another] = looked;
  if (lookUp === undefined || another !== undefined) {
    throw inexpressible(
      `role ${holder.name} can look up what two others share: Scyther gives the attacker all that a role of an untrusted agent begins with`,
    );
  }
  const { owner, asked, step: looking } = lookUp;
  const { question, answer } = exchange(holder, lookUp);
  const asking = holder.steps.flatMap((step): readonly Step[] =>
    step === looking ? [send(asked, question), receive(answer)] : [step],
  );
  const answering: readonly Step[] = [receive(question), looking, send(holder.name, answer)];
  const { deposited: _, ...bare } = holder;
  const roles = protocol.roles.map((role): Role => {
    if (role === holder) return { ...bare, steps: asking };
    return role.name === asked ? { ...role, knows: [owner, holder.name], steps: answering } : role;
  });
  return {
    protocol: { ...protocol, roles },
    otherwise: [
      `${holder.name} asks ${asked}, under their key, whether ${looking.name} is ${owner}’s: in ours it looks that up`,
    ],
  };
}
