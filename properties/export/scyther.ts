/**
 * A protocol as a file for Scyther, in its input language (Scyther manual; `docs/spdl.md`): a script
 * as it is, SA2pMP's flow as the script that it is once set up and once paid with.
 */
import type { Protocol } from '../../model/script/script.ts';
import { printed, type Senders } from '../spdl/print.ts';
import { askable } from './claims.ts';
import type { Flow } from './flow.ts';
import { headerOf } from './header.ts';
import { flowAsScript } from './scyther-flow.ts';

/** What Scyther's model says otherwise than ours, whatever the protocol. */
const always = [
  'agreement is not injective: Commit and Running are matched on agents and values (a claim on them says nothing of replays)',
  'a signature carries what it is on, {m}sk(A); digests are of one function h',
  'two encryptions of the same under the same key are one term',
];

/** The file with its header. */
function headed(flow: Flow, otherwise: readonly string[], file: string): string {
  const manner = {
    prover: 'Scyther 1.1',
    run: `scyther-linux ${flow.id}.spdl, and in our engines: sa2pmp verify --spdl ${flow.id}.spdl`,
    otherwise: [...otherwise, ...always],
  };
  const header = headerOf(flow, manner).map((line) => `// ${line}`.trimEnd());
  const [, ...rest] = file.split('\n');
  return [...header, '', ...rest].join('\n');
}

/** A script as a file for Scyther; `flow` is what its header says of it. */
export function scriptToScyther(protocol: Protocol, flow: Flow): string {
  const otherwise = [
    'every role knows the agents in all roles before it starts; runs may be of one agent with itself',
    'a long-term key of two is k of the two in the order of their names, and not the same the other way round: a role that is played the other way round has another key',
    ...(protocol.trusted.length === 0
      ? []
      : [
          `${protocol.trusted.join(', ')} may be any agent; claims count where all agents are trusted`,
        ]),
  ];
  return headed(flow, otherwise, printed(protocol));
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
