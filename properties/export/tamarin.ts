/**
 * A flow as a theory for Tamarin, in its multiset rewriting rules, its claims as lemmas for any
 * number of runs.
 */
import type { Asking } from './asking.ts';
import { actsOf, aritiesOf, type Flow, type FlowClaim, readBy, type Statement } from './flow.ts';
import { givenOf, type Heard, heardIn, keyFunctions, sharedWays } from './given.ts';
import { aboutAgents, headerOf } from './header.ts';
import { identifier } from './names.ts';
import { lemmasOf, reachedLemma } from './tamarin-lemma.ts';
import { type Rule, type Ruled, rulesFor } from './tamarin-role.ts';
import { factName, type Told } from './tamarin-say.ts';

/** Words that are no names of variables. */
const reserved = [
  'in let rule lemma true h pk sign verify senc sdec aenc adec exported derive fst snd pair',
  'private_key shared_key directed_key diff last All Ex',
].flatMap((line) => line.split(' '));

/** A rule as it is written. */
function written({ name, premises, actions, conclusions }: Rule): string {
  const listed = (facts: readonly string[]): string =>
    facts.length === 0 ? '[ ]' : `[ ${facts.join('\n    , ')} ]`;
  const arrow = actions.length === 0 ? '-->' : `--[ ${actions.join('\n      , ')} ]->`;
  return `rule ${name}:\n    ${listed(premises)}\n  ${arrow}\n    ${listed(conclusions)}`;
}

/** A rule without actions. */
const plain = (
  name: string,
  premises: readonly string[],
  conclusions: readonly string[],
): Rule => ({
  name,
  premises,
  actions: [],
  conclusions,
});

/** What everybody hears of what is new. */
function outs(told: readonly Told[], heard: Heard): readonly string[] {
  return told.flatMap(({ what }) => heard(what, mainName(what)).map((one) => `Out(${one})`));
}

/** A value's name where customers come to be. */
const mainName = (what: string): string =>
  `~${identifier(what.replace(/^(world|customer) /u, ''))}`;

/** The rules by which customers come to be, and what roles they and their bank then have. */
function customers(flow: Flow, roles: readonly Ruled[]): readonly Rule[] {
  const heard = heardIn(flow);
  const given = roles.flatMap(({ start }) => start.given);
  const [world, own] = [givenOf(given, 'world'), givenOf(given, 'customer')];
  const fresh = (told: readonly Told[]): readonly string[] =>
    told.map(({ what }) => `Fr(${mainName(what)})`);
  const starts = roles.map(
    ({ start }) =>
      `${start.isPersistent ? '!' : ''}${start.fact}(${start.given.map(({ what }) => mainName(what)).join(', ')})`,
  );
  const lines = linesOf(flow);
  const has = own.some(({ what }) => what === 'customer customer');
  return [
    ...worldRule(world, heard),
    plain(
      'Customer',
      [...worldFact(world), ...fresh(own)],
      [
        ...(has && lines.length > 0 ? ['!Customer(~customer)'] : []),
        ...starts,
        ...outs(own, heard),
      ],
    ),
    ...lines.flatMap((name): readonly Rule[] => [
      plain(
        `${factName(name)}_attacker_asks`,
        ['!Customer(~customer)', 'In(m)'],
        [`${factName(name)}_request(~customer, 'attacker', m)`],
      ),
      plain(
        `${factName(name)}_attacker_hears`,
        [`${factName(name)}_answer('attacker', m)`],
        ['Out(m)'],
      ),
    ]),
  ];
}

/** The connections that anybody may open. */
function linesOf(flow: Flow): readonly string[] {
  const names = flow.roles.flatMap((role) =>
    actsOf(role).flatMap((act) =>
      'on' in act && act.on.way === 'opens' && act.does === 'receive' ? [act.on.name] : [],
    ),
  );
  return [...new Set(names)];
}

/** An agent as a role says it. */
const agentIn =
  (given: readonly Told[]) =>
  (agent: string): string =>
    given.find(({ what }) => what === `agent ${agent}`)?.said ?? `$${identifier(agent)}`;

/** The rules by which a role begins, whoever plays it; those of whom it is said are honest. */
function begins(
  flow: Flow,
  { start: { given, fact } }: Ruled,
  { role, world }: { readonly role: string; readonly world: readonly Told[] },
): readonly Rule[] {
  const sure = [...(flow.honesty.honest.get(role) ?? [])];
  const named = sure.flatMap((name) => given.filter(({ what }) => what === `agent ${name}`));
  const ways = sharedWays(given, agentIn(given));
  return ways.map((way, index): Rule => {
    const told = given.map(({ what, said }) => way.get(what) ?? said);
    const suffix = ways.length === 1 ? '' : `_${String(index + 1)}`;
    return {
      name: `${fact}_begins${suffix}`,
      premises: givenOf(given, 'world').length === 0 ? [] : worldFact(world),
      actions: named.map((one) => `Honest(${one.said})`),
      conclusions: [`${fact}(${told.join(', ')})`],
    };
  });
}

/** The fact of what there is one of in a world; none where there is nothing. */
function worldFact(world: readonly Told[]): readonly string[] {
  return world.length === 0
    ? []
    : [`!World(${world.map(({ what }) => mainName(what)).join(', ')})`];
}

/** The rule by which a world comes to be. */
function worldRule(world: readonly Told[], heard: Heard): readonly Rule[] {
  if (world.length === 0) return [];
  return [
    {
      name: 'World',
      premises: world.map(({ what }) => `Fr(${mainName(what)})`),
      actions: ['World()'],
      conclusions: [...worldFact(world), ...outs(world, heard)],
    },
  ];
}

/** The rules by which an agent is lost to the attacker; none where nobody is. */
function losses(flow: Flow, world: readonly Told[]): readonly Rule[] {
  if (!flow.honesty.insiders) return [];
  const ofTwo = keyFunctions(flow)
    .filter(([, of]) => of === 2)
    .flatMap(([name]) => [`${name}($A, $B)`, `${name}($B, $A)`]);
  const lost = (name: string, premises: readonly string[], what: string): Rule => ({
    name,
    premises,
    actions: ['Compromised($A)'],
    conclusions: [`Out(${what})`],
  });
  return [
    lost('Compromise', [], 'private_key($A)'),
    ...ofTwo.map((key, index) => lost(`Compromise_key_${String(index + 1)}`, [], key)),
    ...world.map(({ what }, index) =>
      lost(`Compromise_world_${String(index + 1)}`, worldFact(world), mainName(what)),
    ),
  ];
}

/** The rules by which anybody begins to play a role, and is lost to the attacker. */
function agents(flow: Flow, roles: readonly Ruled[]): readonly Rule[] {
  const world = givenOf(
    roles.flatMap(({ start }) => start.given),
    'world',
  );
  return [
    ...worldRule(world, heardIn(flow)),
    ...roles.flatMap((ruled, index) =>
      begins(flow, ruled, { role: flow.roles[index]?.name ?? '', world }),
    ),
    plain('Public_keys', [], ['Out(pk(private_key($A)))']),
    ...losses(flow, world),
  ];
}

/** The restrictions under which the rules are meant. */
function restrictions(flow: Flow, rules: readonly Rule[]): readonly string[] {
  const acts = rules.flatMap(({ actions }) => actions);
  const has = (fact: string): boolean => acts.some((action) => action.startsWith(`${fact}(`));
  const taken = flow.anybody ? 'by, x' : 'x';
  return [
    ...(has('Eq') ? ['restriction equal:\n  "All x y #i. Eq(x, y) @ #i ==> x = y"'] : []),
    ...(has('World')
      ? ['restriction one_world:\n  "All #i #j. World() @ #i & World() @ #j ==> #i = #j"']
      : []),
    ...(has('Spent')
      ? [
          `// What is taken once is not taken again: the chart keeps a list.\nrestriction spent_once:\n  "All ${taken.replace(',', '')} #i #j. Spent(${taken}) @ #i & Spent(${taken}) @ #j ==> #i = #j"`,
        ]
      : []),
    ...(has('Differ') ? ['restriction unlike:\n  "not (Ex x #i. Differ(x, x) @ #i)"'] : []),
    ...(has('Honest') && has('Compromised')
      ? ['restriction honest_agents:\n  "not (Ex x #i #j. Honest(x) @ #i & Compromised(x) @ #j)"']
      : []),
    ...flow.trusted.map(
      (name) =>
        `restriction trusted_${identifier(name)}:\n  "not (Ex #i. Compromised('${identifier(name)}') @ #i)"`,
    ),
  ];
}

/** A comment; nothing in it ends it. */
const comment = (lines: readonly string[]): string =>
  `/*\n${lines.map((line) => `  ${line}`.trimEnd().replaceAll('*/', '* /')).join('\n')}\n*/`;

/** The statements with which claims have their occasion. */
function occasions(claims: readonly FlowClaim[]): readonly Statement[] {
  return [...new Set(claims.flatMap((claim) => ('commit' in claim ? [claim.commit] : [])))];
}

/** A flow as a theory for Tamarin. @throws Error that says what cannot be expressed */
export function toTamarin(flow: Flow): string {
  const arity = aritiesOf(flow);
  const wanted = readBy(flow.claims);
  const roles = flow.roles.map((role) => rulesFor({ flow, wanted }, role, reserved));
  const rules = [
    ...(flow.anybody ? agents(flow, roles) : customers(flow, roles)),
    ...roles.flatMap((role) => role.rules),
  ];
  const asking: Asking = { flow, arity };
  const keys = keyFunctions(flow).map(([name, of]) => `${name}/${String(of)} [private]`);
  const functions = ['exported/2', 'derive/2', ...(flow.anybody ? keys : [])];
  const run = `tamarin-prover --prove ${flow.id}.spthy`;
  return [
    comment(headerOf(flow, { prover: 'Tamarin 1.10', run, otherwise: otherwise(flow) })),
    `theory ${identifier(flow.id)}`,
    'begin',
    '',
    'builtins: symmetric-encryption, asymmetric-encryption, signing, hashing',
    '',
    `functions: ${functions.join(', ')}`,
    '',
    ...rules.flatMap((rule) => [written(rule), '']),
    ...restrictions(flow, rules).flatMap((one) => [one, '']),
    ...occasions(flow.claims).flatMap((one) => [reachedLemma(one, asking), '']),
    ...flow.claims.flatMap((claim) => [
      comment([claim.id, claim.says]),
      ...lemmasOf(claim, asking).flatMap((one) => [one, '']),
    ]),
    'end',
    '',
  ].join('\n');
}

/** What Tamarin's model says otherwise than ours. */
function otherwise(flow: Flow): readonly string[] {
  return [
    'values have no types but fresh and public ones: what is received may be any value',
    'any number of runs at the same time, where a chart does one thing after the other',
    'what makes a box another each time is inside of it; a signature is the same each time',
    'injective agreement: nobody else commits to the same values',
    ...aboutAgents(flow),
  ];
}
