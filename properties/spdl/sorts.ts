/**
 * What the names of a file's roles stand for: what is declared, and for `Ticket` and for variables
 * without a type what is sent in their place by the role that sends the message.
 */
import { layoutOf } from '../../model/script/layout.ts';
import type { Message } from '../../model/script/message.ts';
import type { Drafted, DraftedEvent } from './draft.ts';

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
function exchanged({ roles }: Drafted): readonly (readonly [DraftedEvent, DraftedEvent])[] {
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
  const exchanges = drafted.flatMap(exchanged).map(([sent, got]) => [sent.message, got.message]);
  const matches = roles.flatMap(({ steps }) =>
    steps.flatMap((step): Message[][] =>
      step.do === 'match' ? [[step.message, { is: 'atom', name: step.name }]] : [],
    ),
  );
  const all = [...exchanges, ...matches].flatMap(([sent, got]) =>
    sent === undefined || got === undefined ? [] : pairs(sent, got),
  );
  for (let time = 0; time < handedOnMax; time += 1) {
    const { sort } = layoutOf({ sorts, roles: [...roles] }, true);
    const learnt = (to: Message, from: Message): readonly (readonly [string, string])[] => {
      const isOpen = to.is === 'atom' && (sorts[to.name] === openSort || from.is === 'text');
      return isOpen && to.name in sorts ? [[to.name, sort(from)]] : [];
    };
    const news = all.flatMap(({ sent, got }) => [...learnt(sent, got), ...learnt(got, sent)]);
    const closed = news.filter(([, one]) => !one.includes(openSort));
    sorts = { ...sorts, ...Object.fromEntries(closed) };
  }
  return sorts;
}
