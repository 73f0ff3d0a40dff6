/**
 * What is shown to a role of a script that nobody sends anything to, a judge: in the run in which all
 * play with each other, the messages that it waits for, made of what all others have come to know.
 */
import { keep } from '../../model/core/step.ts';
import type { InFlight, Local } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import { stretchesOf } from '../../model/script/chart.ts';
import { layoutOf } from '../../model/script/layout.ts';
import type { Message } from '../../model/script/message.ts';
import { type Bench, made, type Names } from '../../model/script/pattern.ts';
import type { Protocol, Role } from '../../model/script/script.ts';
import { agentKeys } from '../../model/script/system.ts';
import type { Post } from './session.ts';
import type { House } from './strand.ts';

/** What a party of a script knows by name. */
export function namesIn({ snapshot }: Local): Names<Term> {
  return (keep(snapshot).context as { readonly names: Names<Term> }).names;
}

/** The roles that nobody sends to. */
function listeners({ roles }: Protocol): readonly Role[] {
  const sentTo = new Set(
    roles.flatMap(({ steps }) => steps.flatMap((step) => (step.do === 'send' ? [step.to] : []))),
  );
  return roles.filter(({ name, steps }) => steps.length > 0 && !sentTo.has(name));
}

/** The message that a party waits for; `undefined` once it is done. */
function awaited(role: Role, { snapshot }: Local): Message | undefined {
  const [, place] = /^step (\d+)$/u.exec(String(snapshot.value)) ?? [];
  return place === undefined ? undefined : stretchesOf(role)[Number(place)]?.receive;
}

/** Makes a message of a script for a role; each signature is of the one whose it is. */
function showing(house: House, protocol: Protocol) {
  const { algebra } = house;
  const layout = layoutOf(protocol, true);
  const agents = protocol.roles.map(({ name }) => name);
  const benchOf = (self: string, deposited = false): Bench<Term> => ({
    self,
    algebra,
    layout,
    keyring: agentKeys(algebra, { agents, agent: self, protocol, deposited }),
  });
  const fresh = algebra.constant('shown');
  return (to: Role, names: Names<Term>, whole: Message): Term | undefined => {
    const part = (message: Message): Term | undefined => {
      if (message.is === 'pair') {
        const [left, right] = [part(message.left), part(message.right)];
        const isWhole = left !== undefined && right !== undefined;
        const shape = layout.pair(message.left, message.right);
        return isWhole ? algebra.encode(shape, { left, right }) : undefined;
      }
      const bench = message.is === 'signed' ? benchOf(message.by) : benchOf(to.name, true);
      return made(bench, names, { message, fresh });
    };
    const of = part(whole);
    return of && algebra.encode(layout.wrapping('message', whole), { of });
  };
}

/** Shows each role that nobody sends to what it waits for, once all else is over. */
export function shownIn(
  house: House,
  protocol: Protocol,
  partyOf: (role: string) => string | undefined,
): NonNullable<Post['showing']> {
  const show = showing(house, protocol);
  const seen = new Set<string>();
  const frameFor = (role: Role, locals: readonly Local[]): InFlight<Term> | undefined => {
    const hop = partyOf(role.name);
    const local = locals[house.system.parties.findIndex(({ name }) => name === hop)];
    const message = local && awaited(role, local);
    if (hop === undefined || local === undefined || message === undefined) return undefined;
    const key = `${hop} ${String(local.snapshot.value)}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    const known = locals.reduce<Names<Term>>((so, one) => ({ ...namesIn(one), ...so }), {});
    const shown = show(role, { ...known, ...namesIn(local) }, message);
    return shown && { channel: 'wireless', hop, to: hop, from: 'evidence', message: shown };
  };
  return (locals) => {
    for (const role of listeners(protocol)) {
      const frame = frameFor(role, locals);
      if (frame !== undefined) return frame;
    }
    return undefined;
  };
}
