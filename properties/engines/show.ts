/** Random protocols in the notation of the literature, for people. */
import type { Message } from '../../model/script/message.ts';
import type { Step } from '../../model/script/script.ts';
import type { Case } from './generate.ts';

/** A message. */
function showMessage(message: Message): string {
  switch (message.is) {
    case 'atom':
      return message.name;
    case 'text':
      return `'${message.text}'`;
    case 'pair':
      return `${showMessage(message.left)}, ${showMessage(message.right)}`;
    case 'sealed': {
      const { key } = message;
      const name = key.key === 'atom' ? key.name : `k(${key.between.join(',')})`;
      return `{${showMessage(message.of)}}${name}`;
    }
    case 'encrypted':
      return `{${showMessage(message.of)}}pk(${message.to})`;
    case 'signed':
      return `sig(${message.by}, ${showMessage(message.of)})`;
    case 'hash':
      return `h(${showMessage(message.of)})`;
    case 'secret':
      return `${message.what}(${message.between.join(',')})`;
  }
}

/** What a role does. */
function showStep(step: Step): string {
  if (step.do === 'state') {
    return `${step.claim} ${step.about} with ${step.peer} on ${step.on.join(', ') || 'nothing'}`;
  }
  const name = step.do === 'match' ? `${step.name} ${step.not ? 'not ' : ''}with ` : '';
  return `${step.do} ${name}${showMessage(step.message)}`;
}

/** A protocol, its claims and who takes part, one line for each. */
export function showCase({ protocol, scenario }: Case): readonly string[] {
  const roles = protocol.roles.map(
    ({ name, steps }) => `${name}: ${steps.map(showStep).join('; ')}`,
  );
  const beliefs = protocol.beliefs.map((belief) =>
    belief.belief === 'secrecy'
      ? `secrecy of ${belief.about}`
      : `${belief.injective ? 'injective ' : ''}agreement on ${belief.about}`,
  );
  const seats = scenario.seats.map(({ role, agent, peers }) => {
    const knows = Object.entries(peers).map(([name, who]) => `${name}=${who}`);
    return `${agent} as ${role}${knows.length > 0 ? ` (${knows.join(', ')})` : ''}`;
  });
  return [...roles, `claims: ${beliefs.join(', ')}`, `seats: ${seats.join('; ')}`];
}
