/**
 * The main process of a ProVerif file: customers and one bank, or agents who play any role; any
 * number of them, any number of times.
 */
import type { Flow, FlowRole } from './flow.ts';
import { givenOf, heardIn, sharedWays } from './given.ts';
import { identifier } from './names.ts';
import type { Words, Written } from './proverif-role.ts';

/** A role and its process. */
export interface Played {
  readonly role: FlowRole;
  readonly name: string;
  readonly written: Written;
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
  const given = roles.flatMap(({ written }) => written.given);
  const heard = heardIn(flow);
  const news = (kind: string): readonly string[] =>
    givenOf(given, kind).flatMap(({ what, type }) => {
      const name = mainName(what);
      return [`new ${name}: ${type};`, ...heard(what, name).map((one) => `out(c, ${one});`)];
    });
  const lines = givenOf(given, 'line').map(
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

/** The main process of agents who play any role any number of times. */
export function mainOfAnybody(
  flow: Flow,
  roles: readonly Played[],
  { global }: Words,
): readonly string[] {
  const played = roles.map((role) => {
    const { given } = role.written;
    const agents = givenOf(given, 'agent').map(({ what }) => `${mainName(what)}: bitstring`);
    // A key that two share is the same whoever of them is named first.
    const ways = sharedWays(given, identifier);
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
