/**
 * The main process of a ProVerif file: customers and one bank, or agents who play any role; any
 * number of them, any number of times.
 */
import type { Flow, FlowRole } from './flow.ts';
import { givenOf, heardIn, keyFunctions, sharedWays } from './given.ts';
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

/** Whether it is said which agents are honest: they are another kind of value then than those lost. */
export function isCast({ honesty: { insiders, honest } }: Flow): boolean {
  return insiders && honest.size > 0;
}

/** A role that any agents play any number of times, those honest of whom it is said. */
function playing(flow: Flow, role: Played): string {
  const { given } = role.written;
  const names = givenOf(given, 'agent').map(({ what }) => mainName(what));
  const agents = names.map((name) => `${name}: bitstring`);
  const sure = flow.honesty.honest.get(role.role.name) ?? new Set();
  const said = (agent: string): string =>
    isCast(flow) && sure.has(agent) ? `honest(${identifier(agent)})` : identifier(agent);
  const named = (what: string): string =>
    what.startsWith('agent ') ? said(what.replace('agent ', '')) : mainName(what);
  // A key that two share is the same whoever of them is named first.
  const ways = sharedWays(given, said);
  const all = ways.flatMap((way) => calls([role], (what) => way.get(what) ?? named(what)));
  const body = all.length === 1 ? (all[0] ?? '') : `(${all.join(' | ')})`;
  if (agents.length === 0) return `!(${body})`;
  const chosen = agents.length === 1 ? agents.join('') : `(${agents.join(', ')})`;
  return `!(in(c, ${chosen}); ${body})`;
}

/** What is lost with an agent of the attacker's; nothing where there is none. */
function losing(flow: Flow, common: readonly string[], { global }: Words): readonly string[] {
  if (!flow.honesty.insiders) return [];
  const heard = isCast(flow) ? 'x: bitstring); let h = lost(x) in ' : 'h: bitstring); ';
  const trusted = flow.trusted.map(
    (name) => `if h <> ${global.of(`agent ${name}`, `agent ${name}`)} then `,
  );
  const ofTwo = keyFunctions(flow)
    .filter(([, of]) => of === 2)
    .flatMap(([name]) => [`${name}(h, other)`, `${name}(other, h)`]);
  const own = ['private_key(h)', ...common].map((one) => `out(c, ${one}) | `);
  return [
    `!(in(c, ${heard}${trusted.join('')}event compromised(h); (${own.join('')}!(in(c, other: bitstring); out(c, (${ofTwo.join(', ')})))))`,
  ];
}

/** The main process of agents who play any role any number of times. */
export function mainOfAnybody(
  flow: Flow,
  roles: readonly Played[],
  words: Words,
): readonly string[] {
  const given = roles.flatMap(({ written }) => written.given);
  const common = givenOf(given, 'world').map(({ what }) => mainName(what));
  const others = [
    ...roles.map((role) => playing(flow, role)),
    '!(in(c, h: bitstring); out(c, pk(private_key(h))))',
    ...losing(flow, common, words),
  ];
  return [
    ...common.map((name) => `new ${name}: bitstring;`),
    ...others.map((one, index) => `${index === 0 ? '(' : '|'} ${one}`),
    ')',
  ];
}
