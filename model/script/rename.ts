/**
 * Messages and steps with their names changed: a role that is played again, or in an earlier session.
 */
import type { Key, Message } from './message.ts';
import type { Step } from './script.ts';

/** What a name becomes. */
type As = (name: string) => string;

/** A message with its names changed, session keys too. */
export function renamedMessage(message: Message, as: As): Message {
  const inner = (of: Message): Message => renamedMessage(of, as);
  switch (message.is) {
    case 'atom':
      return { ...message, name: as(message.name) };
    case 'text':
      return message;
    case 'pair':
      return { ...message, left: inner(message.left), right: inner(message.right) };
    case 'sealed':
      return { ...message, key: renamedKey(message.key, as), of: inner(message.of) };
    case 'encrypted':
      return { ...message, to: as(message.to), of: inner(message.of) };
    case 'signed':
      return { ...message, by: as(message.by), of: inner(message.of) };
    case 'hash':
      return { ...message, of: inner(message.of) };
    case 'secret': {
      const [one, other] = message.between;
      if (one === undefined || other === undefined) return message;
      return { ...message, between: [as(one), as(other)] };
    }
  }
}

function renamedKey(key: Key, as: As): Key {
  if (key.key === 'atom') return { ...key, name: as(key.name) };
  const [one, other] = key.between;
  return { ...key, between: [as(one), as(other)] };
}

/** A step with its names changed. */
export function renamedStep(step: Step, as: As): Step {
  if (step.do === 'state') return { ...step, peer: as(step.peer), on: step.on.map(as) };
  const message = renamedMessage(step.message, as);
  return step.do === 'match' ? { ...step, name: as(step.name), message } : { ...step, message };
}
