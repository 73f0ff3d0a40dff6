/**
 * A protocol as a file for Scyther, in its input language (Scyther manual; `docs/spdl.md`): a script
 * as it is, SA2pMP's flow as the script that it is once set up and once paid with.
 */
import type { Protocol, Role, Step } from '../../model/script/script.ts';
import { secretsIn } from '../../model/script/system.ts';
import { printed, type Senders } from '../spdl/print.ts';
import type { Casting } from './casting.ts';
import { askable } from './claims.ts';
import type { Flow } from './flow.ts';
import { headerOf } from './header.ts';
import { inexpressible } from './inexpressible.ts';
import { withQuestions } from './scyther-asked.ts';
import { flowAsScript } from './scyther-flow.ts';

/** What Scyther's model says otherwise than ours, whatever the protocol. */
const always = [
  'agreement is not injective: Commit and Running are matched on agents and values (a claim on them says nothing of replays)',
  'a signature carries what it is on, {m}sk(A); digests are of one function h',
  'two encryptions of the same under the same key are one term',
];

/** Whether our own reader takes a file: it has no keys as parts of messages, and no `not match`. */
function isRead(file: string): boolean {
  return !/[(,]k\(|not match/u.test(file);
}

/** The file with its header. */
function headed(flow: Flow, otherwise: readonly string[], file: string): string {
  const manner = {
    prover: 'Scyther 1.1',
    run: `scyther-linux ${flow.id}.spdl${isRead(file) ? `, and in our engines: sa2pmp verify --spdl ${flow.id}.spdl` : ''}`,
    otherwise: [...otherwise, ...always],
  };
  const header = headerOf(flow, manner).map((line) => `// ${line}`.trimEnd());
  const [, ...rest] = file.split('\n');
  return [...header, '', ...rest].join('\n');
}

/** Whose statements Scyther has no claim for: those that do not name both. */
const isNamed = (step: Step): boolean => step.do !== 'state' || step.anonymous !== true;

/** Beliefs of one role in another that Scyther tells apart by their values alone. */
function alike({ roles }: Protocol): readonly string[] {
  const commits = roles.flatMap(({ name, steps }) =>
    steps.flatMap((step) =>
      step.do === 'state' && step.claim === 'commit'
        ? [{ about: step.about, key: JSON.stringify([name, step.peer, step.on.length]) }]
        : [],
    ),
  );
  return [...Map.groupBy(commits, ({ key }) => key).values()].flatMap((group) => {
    const names = [...new Set(group.map(({ about }) => about))];
    return names.length < 2 ? [] : [`${names.join(' and ')} are told apart by their values alone`];
  });
}

/** A script as those who play have it, with the claims that Scyther has words for. */
function sayable(protocol: Protocol, { plays }: Casting): Protocol {
  // Who is named and does nothing takes part in name.
  const isNamedOnly = ({ name, steps }: Role): boolean =>
    steps.length === 0 && protocol.roles.some(({ knows }) => knows.includes(name));
  const roles = protocol.roles.filter((role) => plays.has(role.name) || isNamedOnly(role));
  return {
    ...protocol,
    roles: roles.map((role) => ({ ...role, steps: role.steps.filter(isNamed) })),
  };
}

/** Refuses a cast that Scyther cannot tell from another. */
function refuseCast({ cast }: Casting): void {
  if (cast === undefined || cast === 'network' || cast === 'customer') return;
  throw inexpressible(
    `cast ${cast}: Scyther judges runs all of whose agents are trusted, as in casts network and customer`,
  );
}

/** What Scyther says otherwise of secrets that are values. */
function aboutSecrets(protocol: Protocol): readonly string[] {
  const { ofTwo, common } = secretsIn(protocol);
  const [two, all] = [ofTwo.join(', '), common.join(', ')];
  return [
    ...(two === '' ? [] : [`what two share (${two}) is h of its name and k of the two`]),
    ...(all === '' ? [] : [`what all have who run the application (${all}) is a public constant`]),
  ];
}

/** A script as a file for Scyther; `flow` is what its header says of it. */
export function scriptToScyther(whole: Protocol, flow: Flow, casting: Casting): string {
  refuseCast(casting);
  const { protocol, otherwise: asked } = withQuestions(sayable(whole, casting));
  const { takenOnce } = casting;
  const anonymous = flow.claims.filter((claim) => claim.kind === 'agreement' && claim.anonymous);
  const told = {
    ...flow,
    says:
      casting.cast === undefined
        ? flow.says
        : [`cast ${casting.cast}`, ...(casting.leavesOut ?? [])],
    unasked: [
      ...flow.unasked,
      ...anonymous.map(({ id }) => `${id}: Scyther’s Commit and Running name both agents`),
    ],
  };
  const otherwise = [
    ...(casting.cast === undefined ? [] : ['there are untrusted agents whatever the cast']),
    ...asked,
    ...aboutSecrets(protocol),
    ...alike(protocol),
    ...(takenOnce === undefined
      ? []
      : [`${takenOnce.role} may take the same ${takenOnce.name} again`]),
    'every role knows the agents in all roles before it starts; runs may be of one agent with itself',
    'a long-term key of two is k of the two in the order of their names, and not the same the other way round: a role that is played the other way round has another key',
    ...(protocol.trusted.length === 0
      ? []
      : [
          `${protocol.trusted.join(', ')} may be any agent; claims count where all agents are trusted`,
        ]),
  ];
  return headed(told, otherwise, printed(protocol));
}

/** Who sends to a role: to phone and log the bank, to the bank the log where the channel is theirs. */
const sendersOf: Senders = (_, { name, steps }) =>
  steps.flatMap((step) => {
    if (step.do !== 'receive') return [];
    const isFromLog = JSON.stringify(step.message).includes('"wired-log-bank"');
    return [name !== 'B' ? 'B' : isFromLog ? 'L' : 'P'];
  });

/** SA2pMP's flow as a file for Scyther. @throws Error that says what cannot be expressed */
export function flowToScyther(flow: Flow): string {
  const script = flowAsScript(flow);
  const unasked = flow.claims.filter(
    ({ id, kind }) => kind === 'once' || kind === 'presence' || id === 'secrecy-signing-key',
  );
  const otherwise = [
    'each customer pays once: what a role remembers from one payment to the next has no words here',
    'the phone is P with the account as its name, the bank B, the log L; their key pairs are those of agents, and the bank signs and decrypts with one',
    'a password is agreed on at the beginning, and the AES key is made for each run (A9)',
    'channels that nobody reads are boxes under k of the two ends; what is there can be sent again, and another may ask over https only as an agent of its own',
    'the key that an encryption gives both sides (R3) is its randomness, which travels inside',
    'claims are on the values in an order or a result, without the constants in it',
    'Alive, Weakagree, Niagree and Nisynch can be added: they are Scyther’s own',
  ];
  const more = unasked.map(
    ({ id }) =>
      `${id}: ${id === 'secrecy-signing-key' ? 'a private key is no term to claim' : 'no claim of Scyther’s says it'}`,
  );
  const injective = askable
    .filter((claim) => claim.kind === 'agreement' && claim.injective)
    .map(({ id }) => `${id}: agreement is not injective there`);
  const told = { ...flow, unasked: [...flow.unasked, ...more, ...injective] };
  return headed(told, otherwise, printed(script, sendersOf));
}
