/**
 * Scripts as Scyther's language has them: signatures with recovery, keys with a direction, one digest,
 * roles that know all others, agreement that is not injective.
 */
import { hashOf, joined, type Message, text } from '../../../model/script/message.ts';
import type { Protocol, Statement, Step } from '../../../model/script/script.ts';
import { constantName } from '../print.ts';
import type { Scenario, Seat } from '../../../model/script/system.ts';

/** A script and who takes part. */
export interface Spoken {
  readonly protocol: Protocol;
  readonly scenario: Omit<Scenario, 'typed'>;
}

/** A message as the language has it: signatures with recovery, keys with a direction, one `h`. */
function spoken(message: Message): Message {
  if (message.is === 'pair') {
    return { ...message, left: spoken(message.left), right: spoken(message.right) };
  }
  if (message.is === 'text') return text(constantName(message.text));
  if (message.is === 'signed') {
    const of = spoken(message.of);
    return joined(of, { ...message, of });
  }
  if (message.is === 'hash') return hashOf(joined(text('h'), spoken(message.of)));
  if (message.is === 'sealed' && message.key.key === 'shared') {
    const [one, other] = message.key.between.toSorted();
    const between = [one ?? '', other ?? ''] as const;
    return { ...message, key: { key: 'shared', between, directed: true }, of: spoken(message.of) };
  }
  return 'of' in message ? { ...message, of: spoken(message.of) } : message;
}

/** A case as the language has it: each role knows all others, agreement is not injective. */
export function asSpoken({ protocol, scenario }: Spoken): {
  readonly protocol: Protocol;
  readonly scenario: Scenario;
} {
  const names = protocol.roles.map(({ name }) => name);
  const roles = protocol.roles.map((role) => ({
    ...role,
    knows: names.filter((name) => name !== role.name),
    steps: role.steps.map((step): Step =>
      step.do === 'state' ? step : { ...step, message: spoken(step.message) },
    ),
  }));
  const beliefs = protocol.beliefs.map((belief) =>
    belief.belief === 'agreement' ? { ...belief, injective: false } : belief,
  );
  const home = Object.fromEntries(names.map((name) => [name, name.toLowerCase()]));
  const seats = scenario.seats.map((seat): Seat => {
    const peers = { ...home, ...seat.peers };
    // With an untrusted partner nothing is claimed, as in the language.
    return Object.values(peers).includes('i')
      ? { ...seat, peers, silent: true }
      : { ...seat, peers };
  });
  return {
    protocol: { ...protocol, roles, beliefs },
    scenario: { ...scenario, seats, typed: true },
  };
}

/** A statement without its name, and a secret without the peer, of whom the language says nothing. */
function spokenOf(step: Statement): Statement {
  return { ...step, about: '', peer: step.claim === 'secret' ? '' : step.peer };
}

/** Roles without what a file calls otherwise: the role before a name, what a statement is about. */
export function bare({ roles }: Protocol): unknown {
  const plain = roles.map(({ name, knows, makes, steps }) => ({
    name,
    knows,
    makes,
    steps: steps.map((step) => (step.do === 'state' ? spokenOf(step) : step)),
  }));
  return JSON.parse(JSON.stringify(plain).replaceAll(/"\w+\.([\w-]+)"/gu, '"$1"'));
}
