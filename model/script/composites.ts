/**
 * What an attacker may make in the place of something that a role passes on unopened: each form of
 * box, encryption, signature or digest that the script has, under keys that the insider has.
 *
 * A role that passes a value on says nothing of what is in it, so no form can be read off its chart.
 * Parts that are themselves passed on or boxed are left open, to be filled with what is known.
 */
import type { Algebra } from '../core/algebra.ts';
import { perObject } from '../core/remembered.ts';
import { layoutOf } from './layout.ts';
import { atomsIn, learntFrom, type Message } from './message.ts';
import { type Bench, made, type Names } from './pattern.ts';
import { type Protocol, sortOf, type Step } from './script.ts';
import { agentKeys, agentNamed, type Scenario } from './system.ts';

/** A message whose inside is open: what is closed in there is a name of its own. */
interface Opened {
  readonly message: Message;
  readonly sorts: Readonly<Record<string, string>>;
}

/** All messages in a message that have an inside, itself first. */
function closedIn(message: Message): readonly Extract<Message, { of: Message }>[] {
  if (message.is === 'pair') return [...closedIn(message.left), ...closedIn(message.right)];
  return 'of' in message ? [message, ...closedIn(message.of)] : [];
}

/** What is inside, with names for what is closed there. */
function openInside(of: Message, sort: (m: Message) => string, path = 'part'): Opened {
  if (of.is === 'pair') {
    const left = openInside(of.left, sort, `${path} left`);
    const right = openInside(of.right, sort, `${path} right`);
    const message = { ...of, left: left.message, right: right.message };
    return { message, sorts: { ...left.sorts, ...right.sorts } };
  }
  if (of.is === 'atom' || of.is === 'text') return { message: of, sorts: {} };
  return { message: { is: 'atom', name: path }, sorts: { [path]: sort(of) } };
}

/** Who plays which role: the one who is trusted, or anybody. */
type Casting = (role: string) => readonly string[];

function castingOf({ trusted }: Protocol, { honest, insider = '', seats }: Scenario): Casting {
  const agents = [...honest, insider];
  return (role) => {
    const players = seats.flatMap((seat) => (seat.role === role ? [seat.agent] : []));
    return trusted.includes(role) ? [...new Set(players)] : agents;
  };
}

/** Who holds the keys that a message is under, by roles, as far as the insider can use them. */
function keyHolders(message: Message, cast: Casting, insider: string) {
  if (message.is === 'encrypted') return cast(message.to).map((agent) => ({ [message.to]: agent }));
  if (message.is === 'signed') return [{ [message.by]: insider }];
  if (message.is !== 'sealed' || message.key.key === 'atom') return [{}];
  const [one, other] = message.key.between;
  return cast(one).flatMap((first) =>
    cast(other)
      .filter((second) => first !== second && [first, second].includes(insider))
      .map((second) => ({ [one]: first, [other]: second })),
  );
}

/** The names that a step closes in, or takes apart. */
function closedBy(step: Step): readonly string[] {
  if (step.do !== 'send' && step.do !== 'match') return [];
  const inside = closedIn(step.message).flatMap(({ of }) => atomsIn(of));
  return step.do === 'match' && step.not !== true ? [step.name, ...inside] : inside;
}

/**
 * The sorts of what a script's roles take unopened and then close in or open. What goes on in the clear
 * needs no composing: who could have put it in before can put it in after. Nor does what is only
 * stated: a value made up for it is stated by nobody else, and whoever agrees with nobody is no less
 * deceived.
 */
function sortsPassedOn({ roles, sorts }: Protocol): ReadonlySet<string> {
  const used = roles.flatMap(({ steps }) => {
    const taken = new Set(
      steps.flatMap((step) => (step.do === 'receive' ? learntFrom(step.message) : [])),
    );
    return steps.flatMap(closedBy).filter((name) => taken.has(name));
  });
  return new Set(used.flatMap((name) => sorts[name] ?? []));
}

/** All closed messages of a script whose like is passed on, each once. */
function formsPassedOn(protocol: Protocol) {
  const { sort } = layoutOf(protocol, true);
  const passed = sortsPassedOn(protocol);
  const sent = protocol.roles.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.do === 'state' ? [] : closedIn(step.message))),
  );
  const forms = new Map(sent.map((message) => [JSON.stringify(message), message] as const));
  return [...forms.values()].filter((message) => passed.has(sort(message)));
}

/** Whether some role passes something on that an insider could have given a form of its own. */
export const passesOnUnopened = perObject(
  (protocol: Protocol): boolean => formsPassedOn(protocol).length > 0,
);

/**
 * The forms that an insider can give to what roles pass on.
 *
 * @param protocol - the script; one in which nothing is passed on unopened has no such forms
 * @param scenario - who takes part; without an insider there are none
 * @returns makes them, a new variable for each part that is open
 */
export function scriptComposites(
  protocol: Protocol,
  scenario: Scenario,
): <M>(algebra: Algebra<M>, variable: (sort: string) => M) => readonly M[] {
  const { roles, sorts } = protocol;
  const { insider } = scenario;
  const { sort } = layoutOf(protocol, scenario.typed);
  const cast = castingOf(protocol, scenario);
  const wanted = formsPassedOn(protocol);
  return <M>(algebra: Algebra<M>, variable: (sort: string) => M): readonly M[] => {
    if (insider === undefined) return [];
    const agents = [...scenario.honest, insider];
    const keyring = agentKeys(algebra, { agents, agent: insider, protocol });
    return wanted.flatMap((form) => {
      const inside = openInside(form.of, sort);
      const message = { ...form, of: inside.message };
      const opened = { roles, sorts: { ...sorts, ...inside.sorts } };
      const layout = layoutOf(opened, scenario.typed);
      return keyHolders(form, cast, insider).flatMap((holders): readonly M[] => {
        const chosen: [string, M][] = Object.entries<string>(holders).map(([name, agent]) => [
          name,
          agentNamed(algebra, agent),
        ]);
        const open = atomsIn(message).filter((name) => !(name in holders));
        const left = [...new Set(open)].map((name): [string, M] => [
          name,
          variable(sortOf(opened, name)),
        ]);
        const names: Names<M> = Object.fromEntries([...left, ...chosen]);
        const self = Object.entries<string>(holders).find(([, agent]) => agent === insider)?.[0];
        const bench: Bench<M> = { self: self ?? '', algebra, layout, keyring };
        const m = made(bench, names, { message, fresh: algebra.constant('made up') });
        return m === undefined ? [] : [m];
      });
    });
  };
}
