/**
 * What the names of a file's roles stand for: what is declared, and for `Ticket` and for variables
 * without a type what is sent in their place by the role that sends the message.
 */
import { layoutOf } from '../../model/script/layout.ts';
import type { Message } from '../../model/script/message.ts';
import type { Drafted, DraftedEvent } from './role.ts';

/** The parts of two messages that stand in the same place, and one of which is a name. */
export function pairs(
  sent: Message,
  got: Message,
): readonly { readonly sent: Message; readonly got: Message }[] {
  if (sent.is === 'atom' || got.is === 'atom') return [{ sent, got }];
  if (sent.is === 'pair' && got.is === 'pair') {
    return [...pairs(sent.left, got.left), ...pairs(sent.right, got.right)];
  }
  const isClosed = sent.is === 'sealed' || sent.is === 'encrypted' || sent.is === 'hash';
  return isClosed && 'of' in got && got.is === sent.is ? pairs(sent.of, got.of) : [];
}

/** The sends and receives of a protocol that belong together. */
export function exchanged({ roles }: Drafted): readonly (readonly [DraftedEvent, DraftedEvent])[] {
  const events = roles.flatMap((role) => role.events);
  return events
    .filter(({ does }) => does === 'send')
    .flatMap((sent) => {
      const got = events.find(({ does, label }) => does === 'receive' && label === sent.label);
      return got === undefined ? [] : [[sent, got] as const];
    });
}

/** A name is open when nothing says what it stands for. */
export const openSort = 'ticket';

/** How often sorts are handed on: a value that is passed on more often than that stays open. */
const handedOnMax = 6;

/** The sorts of all names. */
export function settledSorts(drafted: readonly Drafted[]): Readonly<Record<string, string>> {
  const roles = drafted.flatMap((one) => one.roles.map(({ role }) => role));
  let sorts = Object.fromEntries(drafted.flatMap((one) => one.roles.flatMap((role) => role.sorts)));
  const all = drafted.flatMap(exchanged).flatMap(([sent, got]) => pairs(sent.message, got.message));
  for (let time = 0; time < handedOnMax; time += 1) {
    const { sort } = layoutOf({ sorts, roles: [...roles] }, true);
    const learnt = all.flatMap(({ sent, got }) =>
      got.is === 'atom' && (sorts[got.name] === openSort || sent.is === 'text') && got.name in sorts
        ? [[got.name, sort(sent)] as const]
        : [],
    );
    sorts = { ...sorts, ...Object.fromEntries(learnt) };
  }
  return sorts;
}
