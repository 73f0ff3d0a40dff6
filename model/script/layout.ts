/**
 * Layouts: the shapes of a script's messages, with or without types on the wire.
 *
 * Typed, each form of message has a shape of its own, and fields say what they hold: nothing is
 * taken for anything else. Untyped, there is one shape for every pair and one wrapping for every
 * content, so that what two messages have in the same place may be confused (type flaws: Heather,
 * Lowe & Schneider 2000).
 */
import { shape, type Shape } from '../core/shape.ts';
import type { Message } from './message.ts';
import { type Protocol, sortOf } from './script.ts';

/** The shapes of one script. */
export interface Layout {
  /** What a message is, to whoever must say what a field holds. */
  readonly sort: (message: Message) => string;
  /** The shape of a pair of these. */
  readonly pair: (left: Message, right: Message) => Shape<'left' | 'right'>;
  /** The shape around what a box holds, or around a whole message. */
  readonly wrapping: (around: 'content' | 'message', of: Message) => Shape<'of'>;
}

/** Numbers shapes in the order in which they are first asked for; a name has one shape. */
function numbered(): <R extends string>(
  name: string,
  fields: Readonly<Record<R, string>>,
) => Shape<R> {
  const shapes = new Map<string, Shape>();
  return <R extends string>(name: string, fields: Readonly<Record<R, string>>) => {
    const found = shapes.get(name) ?? shape<string>([name, shapes.size], fields);
    shapes.set(name, found);
    return found as Shape<R>;
  };
}

/**
 * The layout of a script.
 *
 * @param protocol - its names and their sorts
 * @param typed - whether messages say what they are
 */
export function layoutOf(protocol: Pick<Protocol, 'sorts' | 'roles'>, typed: boolean): Layout {
  const shaped = numbered();
  const sort = (message: Message): string => {
    switch (message.is) {
      case 'atom':
        return sortOf(protocol, message.name);
      case 'text':
        return 'constant';
      case 'pair':
        return `pair(${sort(message.left)},${sort(message.right)})`;
      case 'sealed':
        return 'box';
      case 'encrypted':
        return 'encryption';
      case 'signed':
        return 'signature';
      case 'hash':
        return 'digest';
      case 'secret':
        return message.what;
    }
  };
  const field = (message: Message): string => (typed ? sort(message) : 'any');
  const pair: Layout['pair'] = (left, right) => {
    const fields = { left: field(left), right: field(right) };
    return shaped(typed ? sort({ is: 'pair', left, right }) : 'pair', fields);
  };
  const wrapping: Layout['wrapping'] = (around, of) =>
    shaped(typed ? `${around}(${sort(of)})` : around, { of: field(of) });
  // Numbered in the order of the script, so that whoever asks for its layout gets the same one.
  const visit = (message: Message): void => {
    if (message.is === 'pair') {
      pair(message.left, message.right);
      visit(message.left);
      visit(message.right);
    }
    if (!('of' in message)) return;
    wrapping('content', message.of);
    visit(message.of);
  };
  for (const step of protocol.roles.flatMap(({ steps }) => steps)) {
    if (step.do === 'state') continue;
    if (step.do !== 'match') wrapping('message', step.message);
    visit(step.message);
  }
  return { sort, pair, wrapping };
}
