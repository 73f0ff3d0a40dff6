/**
 * The main process of a ProVerif file: customers and one bank, or agents who play any role; any
 * number of them, any number of times.
 */
import type { Term } from '../../model/core/term.ts';
import { actsOf, type Flow, type FlowRole, termsIn } from './flow.ts';
import { identifier } from './names.ts';
import type { Given, Words, Written } from './proverif-role.ts';

/** A role and its process. */
export interface Played {
  readonly role: FlowRole;
  readonly name: string;
  readonly written: Written;
}

/** What some processes are given, each once. */
function givenTo(roles: readonly Played[], kind: string): readonly Given[] {
  const all = roles.flatMap(({ written }) => written.given);
  return [...new Map(all.map((one) => [one.what, one])).values()].filter(({ what }) =>
    what.startsWith(`${kind} `),
  );
}

/** The name of a thing in the main process, from what it is. */
const mainName = (what: string): string =>
  identifier(what.replace(/^(world|customer|channel|line|agent) /u, ''));

function calls(
  roles: readonly Played[],
  named: (what: string) => string = mainName,
): readonly string[] {
  return roles.map(
    ({ name, written }) => `${name}${bracketed(written.given.map(({ what }) => named(what)))}`,
  );
}

/** Arguments in brackets; nothing where there are none. */
export const bracketed = (args: readonly string[]): string =>
  args.length === 0 ? '' : `(${args.join(', ')})`;

/** The main process of customers and one bank. */
export function mainOfCustomers(flow: Flow, roles: readonly Played[]): readonly string[] {
  const origins = flow.roles.flatMap((role) => actsOf(role).flatMap(termsIn));
  const isPublic = new Set<string>();
  const isPair = new Set<string>();
  const visit = (t: Term): void => {
    const from = flow.origin(t);
    if (from?.from === 'world' || from?.from === 'customer') {
      if (from.isPublic) isPublic.add(`${from.from} ${from.name}`);
      if (from.isPair === true) isPair.add(`${from.from} ${from.name}`);
    } else for (const arg of flow.store.args(t)) visit(arg);
  };
  for (const t of origins) visit(t);
  const news = (kind: string): readonly string[] =>
    givenTo(roles, kind).flatMap(({ what, type }) => {
      const name = mainName(what);
      const told = isPair.has(what) ? [`out(c, pk(${name}));`] : [];
      return [`new ${name}: ${type};`, ...(isPublic.has(what) ? [`out(c, ${name});`] : told)];
    });
  const lines = givenTo(roles, 'line').map(
    ({ what }) => `!(in(c, m: bitstring); out(${mainName(what)}, (c, m)))`,
  );
  const [first = '0', ...others] = [...calls(roles), ...lines];
  return [
    ...news('world'),
    '!(',
    ...news('customer'),
    ...news('channel'),
    ...news('line'),
    `( ${first}`,
    ...others.map((call) => `| ${call}`),
    ')',
    ')',
  ];
}

/** Each way in which keys that two share may be named: with the one first, or the other. */
function turnsOf(shared: readonly Given[]): readonly ReadonlyMap<string, string>[] {
  return shared.reduce<readonly ReadonlyMap<string, string>[]>(
    (before, { what }) => {
      const [one = '', other = ''] = what.replace('shared ', '').split(' ').map(identifier);
      return before.flatMap((so) => [
        new Map([...so, [what, `shared_key(${one}, ${other})`]]),
        new Map([...so, [what, `shared_key(${other}, ${one})`]]),
      ]);
    },
    [new Map()],
  );
}

/** The main process of agents who play any role any number of times. */
export function mainOfAnybody(
  flow: Flow,
  roles: readonly Played[],
  { global }: Words,
): readonly string[] {
  const played = roles.map((role) => {
    const agents = givenTo([role], 'agent').map(({ what }) => `${mainName(what)}: bitstring`);
    // A key that two share is the same whoever of them is named first.
    const ways = turnsOf(givenTo([role], 'shared'));
    const all = ways.flatMap((way) => calls([role], (what) => way.get(what) ?? mainName(what)));
    const body = all.length === 1 ? (all[0] ?? '') : `(${all.join(' | ')})`;
    if (agents.length === 0) return `!(${body})`;
    const chosen = agents.length === 1 ? agents.join('') : `(${agents.join(', ')})`;
    return `!(in(c, ${chosen}); ${body})`;
  });
  const honest = flow.trusted.map(
    (name) => `if h <> ${global.of(`agent ${name}`, `agent ${name}`)} then `,
  );
  const others = [
    ...played,
    '!(in(c, h: bitstring); out(c, pk(private_key(h))))',
    `!(in(c, h: bitstring); ${honest.join('')}event compromised(h); (out(c, private_key(h)) | !(in(c, other: bitstring); out(c, (shared_key(h, other), shared_key(other, h), directed_key(h, other), directed_key(other, h))))))`,
  ];
  return [...others.map((one, index) => `${index === 0 ? '(' : '|'} ${one}`), ')'];
}
