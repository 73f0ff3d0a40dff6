/**
 * A flow as a file for ProVerif, in its typed pi calculus (ProVerif 2.05 manual, chapters 3 and 4),
 * its claims as secrecy and correspondence queries for any number of runs.
 */
import type { Term } from '../../model/core/term.ts';
import { type Asking, valuesOf } from './asking.ts';
import { actsOf, aritiesOf, eventName, type Flow, readBy, saidBy } from './flow.ts';
import { keyFunctions } from './given.ts';
import { aboutAgents, headerOf } from './header.ts';
import { namesBeside } from './names.ts';
import { bracketed, isCast, mainOfAnybody, mainOfCustomers, type Played } from './proverif-main.ts';
import { queriesOf } from './proverif-query.ts';
import { functionNames, processOf, shapeName, type Words, type Written } from './proverif-role.ts';

const keywords = [
  'among axiom channel choice clauses const def diff do elimtrue else equation equivalence event',
  'expand fail for forall foreach free fun get if implementation in inj insert lemma let letfun',
  'letproba new noninterf noselect not nounif or otherwise out param phase pred proba process proof',
  'public_vars putbegin query reduc restriction secret select set suchthat sync table then type',
  'weaksecret yield attacker mess bitstring time nat bool true false c spent compromised',
].flatMap((line) => line.split(' '));

/** Functions that every file declares. */
const functions: readonly string[] = [
  ...Object.values(functionNames),
  ...['verify', 'open', 'decrypt', 'exporting', 'derive'],
  ...['honest', 'lost'],
];

const equations = `free c: channel.

fun hash(bitstring): bitstring.
fun pk(bitstring): bitstring.
fun derive(bitstring, bitstring): bitstring.

(* Signatures: signing key, message, randomness. *)
fun sign(bitstring, bitstring, bitstring): bitstring.
fun verify(bitstring, bitstring, bitstring): bool
  reduc forall k: bitstring, m: bitstring, r: bitstring; verify(pk(k), m, sign(k, m, r)) = true.

(* Encryption under a shared key, and for the owner of a public key: key, message, randomness. *)
fun seal(bitstring, bitstring, bitstring): bitstring.
reduc forall k: bitstring, m: bitstring, r: bitstring; open(k, seal(k, m, r)) = m.
fun encrypt(bitstring, bitstring, bitstring): bitstring.
reduc forall k: bitstring, m: bitstring, r: bitstring; decrypt(k, encrypt(pk(k), m, r)) = m.

(* The key that an encryption gives both sides (RFC 9180, export). *)
fun exported(bitstring, bitstring): bitstring.
reduc forall k: bitstring, m: bitstring, r: bitstring;
  exporting(k, encrypt(pk(k), m, r)) = exported(pk(k), r).`;

/** The functions of agents that their keys are, and by which the attacker's agents are told from others. */
function agentFunctions(flow: Flow): readonly string[] {
  const keys = keyFunctions(flow).map(
    ([name, of]) =>
      `fun ${name}(${Array<string>(of).fill('bitstring').join(', ')}): bitstring [private].`,
  );
  const are = ['honest', 'lost'].map((name) => `fun ${name}(bitstring): bitstring [data].`);
  return [
    '',
    `(* Long-term keys: of an agent, of two, of one towards another${flow.secrets.length > 0 ? '; secrets of two' : ''}. *)`,
    ...keys,
    ...(isCast(flow)
      ? ['', '(* Agents: those who are honest, and those who are the attacker’s. *)', ...are]
      : []),
  ];
}

/** What is taken once is not taken again. */
function onceOnly({ anybody }: Flow): readonly string[] {
  const [names, types] = anybody ? ['by, x', 'bitstring, bitstring'] : ['x', 'bitstring'];
  const typed = anybody ? 'by: bitstring, x: bitstring' : 'x: bitstring';
  return [
    `event spent(${types}).`,
    '',
    '(* What is taken once is not taken again: the chart keeps a list. *)',
    `restriction ${typed}, i: time, j: time;\n  event(spent(${names}))@i && event(spent(${names}))@j ==> i = j.`,
  ];
}

/** A comment; nothing in it ends it. */
const comment = (lines: readonly string[]): string =>
  `(*\n${lines.map((line) => `  ${line}`.trimEnd().replaceAll('*)', '* )').replaceAll('(*', '( *')).join('\n')}\n*)`;

/** A process with lines indented by how deep they are. */
function laidOut(lines: readonly string[]): string {
  let depth = 1;
  return lines
    .map((line) => {
      const closes = (line.match(/\)/gu) ?? []).length - (line.match(/\(/gu) ?? []).length;
      if (closes > 0) depth -= closes;
      const text = `${'  '.repeat(Math.max(1, depth))}${line}`;
      if (closes < 0) depth -= closes;
      return text;
    })
    .join('\n');
}

/** Everything that the terms of a flow need declared: constants and shapes, in the order met. */
function declarations(words: Words): readonly string[] {
  const { flow, global } = words;
  const { store } = flow;
  const lines = new Set<string>();
  const visit = (t: Term): void => {
    const from = flow.origin(t);
    if (from?.from === 'everybody') {
      lines.add(`const ${global.of(`constant ${from.name}`, from.name)}: bitstring.`);
    }
    if (from !== undefined) return;
    for (const arg of store.args(t)) visit(arg);
    const kind = store.kind(t);
    if (kind === 'tuple') {
      const sorts = store.args(t).map(() => 'bitstring');
      lines.add(`fun ${shapeName(words, t)}(${sorts.join(', ')}): bitstring [data].`);
    }
    if (kind === 'constant' || kind === 'derived') {
      const label = store.label(t) === '' ? 'none' : store.label(t);
      lines.add(`const ${global.of(`constant ${label}`, label)}: bitstring.`);
    }
  };
  for (const role of flow.roles) for (const t of saidBy(role)) visit(t);
  const agents = flow.trusted.map(
    (name) => `const ${global.of(`agent ${name}`, `agent ${name}`)}: bitstring.`,
  );
  return [...agents, ...lines];
}

const given = ({ given: all }: Written): string =>
  bracketed(all.map(({ name, type }) => `${name}: ${type}`));

/** A flow as a file for ProVerif. @throws Error that says what cannot be expressed */
export function toProverif(flow: Flow): string {
  const arity = aritiesOf(flow);
  const wanted = readBy(flow.claims);
  const events = [...wanted].filter((statement) => arity.has(statement));
  const keyNames = keyFunctions(flow).map(([name]) => name);
  const global = namesBeside([...keywords, ...functions, ...keyNames, ...events.map(eventName)]);
  const words: Words = { flow, global, wanted };
  const declaredTerms = declarations(words);
  const names = flow.roles.map(({ name }) => global.of(`role ${name}`, `role_${name}`));
  const roles = flow.roles.map((role, index): Played => ({
    role,
    name: names[index] ?? '',
    written: processOf(words, role),
  }));
  const spends = flow.roles.some((role) => actsOf(role).some(({ does }) => does === 'spend'));
  const main = flow.anybody ? mainOfAnybody(flow, roles, words) : mainOfCustomers(flow, roles);
  const asking: Asking = { flow, arity };
  return [
    comment(
      headerOf(flow, {
        prover: 'ProVerif 2.05',
        run: `proverif ${flow.id}.pv`,
        otherwise: otherwise(flow),
      }),
    ),
    '',
    equations,
    ...(flow.anybody ? agentFunctions(flow) : []),
    '',
    ...declaredTerms,
    '',
    ...(flow.honesty.insiders ? ['event compromised(bitstring).'] : []),
    ...events.map(
      (statement) =>
        `event ${eventName(statement)}(${valuesOf(asking, statement)
          .map(() => 'bitstring')
          .join(', ')}).`,
    ),
    ...(spends ? onceOnly(flow) : []),
    '',
    ...flow.claims.flatMap((claim) => [
      comment([claim.id, claim.says]),
      ...queriesOf(claim, asking),
      '',
    ]),
    ...roles.flatMap(({ name, written }) => [
      `let ${name}${given(written)} =`,
      `${laidOut(written.lines)}.`,
      '',
    ]),
    'process',
    laidOut(main),
    '',
  ].join('\n');
}

/** What ProVerif's model says otherwise than ours. */
function otherwise(flow: Flow): readonly string[] {
  const remembers = flow.roles.some(({ again }) => (again?.state.length ?? 0) > 0);
  return [
    'values have no types: a name may be taken for any other value in the same place of a message',
    'any number of runs at the same time, where a chart does one thing after the other',
    ...(remembers
      ? [
          'what a role remembers goes round on a private channel, which ProVerif may take for a set: "cannot be proved" is then no attack',
        ]
      : []),
    ...aboutAgents(flow),
  ];
}
