/**
 * Commands that are loaded when they are asked for: what the system runs on need not be read by
 * whoever asks for a table. The front door knows each by its name and what it says of itself.
 */
import { Command } from 'commander';
import type { Done } from './system/done.ts';

/** A command that is loaded when it is asked for. */
export interface OnDemand {
  readonly name: string;
  /** What it is for, in the list of commands and at the head of its help. */
  readonly says: string;
  readonly load: () => Promise<(done: Done) => Command>;
}

/** The commands, in the order in which help lists them. */
export const onDemand: readonly OnDemand[] = [
  {
    name: 'classics',
    says: 'protocols of the literature: their published verdicts and those of both engines',
    load: async () => (await import('./classics.ts')).classicsCommand,
  },
  {
    name: 'compare',
    says: 'SA2pMP and its peers: who breaks which promise, what a payment costs, whom to trust',
    load: async () => (await import('./compare.ts')).compareCommand,
  },
  {
    name: 'export',
    says: 'a protocol as a model for ProVerif, Tamarin or Scyther, with the claims that it can be asked about',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'replay',
    says: 'one random schedule again, by the token that a failure printed (docs/schedules.md)',
    load: async () => (await import('./replay.ts')).replayCommand,
  },
  {
    name: 'demo',
    says: 'start everything on loopback, tell one story from enrolment to dispute and try attacks: under the published protocol, then under the repaired one, or under the one named',
    load: async () => (await import('./system/demo.ts')).demoCommand,
  },
  {
    name: 'audit',
    says: 'have the model take every step of a run again, and judge the claims on it; exit 1 on an attack, 2 when a trace is refused',
    load: async () => (await import('./system/audit.ts')).auditCommand,
  },
  {
    name: 'trace',
    says: "a party's trace as a JSON file, to be handed over and audited elsewhere",
    load: async () => (await import('./system/audit.ts')).traceCommand,
  },
  {
    name: 'fsck',
    says: 'are the databases sound, each by itself and all against each other? changes nothing; exit 1 when one is broken',
    load: async () => (await import('./system/fsck.ts')).fsckCommand,
  },
  {
    name: 'bank',
    says: "the bank's mobile server: key management, authentication, business logic (§5.2)",
    load: async () => (await import('./system/bank.ts')).bankCommand,
  },
  {
    name: 'log',
    says: "the operator's gateway: passes frames between phone and bank, keeps the transaction log (§4.2)",
    load: async () => (await import('./system/log.ts')).logCommand,
  },
  {
    name: 'client',
    says: "the phone: its user's wishes, one command each (§5.1)",
    load: async () => (await import('./system/client.ts')).clientCommand,
  },
  {
    name: 'judge',
    says: 'whom does the evidence blame for which order? offline; exit 1 when nobody',
    load: async () => (await import('./system/judge.ts')).judgeCommand,
  },
  {
    name: 'witness',
    says: 'a witness (C2SP tlog-witness): cosigns heads of a log that only ever grows',
    load: async () => (await import('./system/witness.ts')).witnessCommand,
  },
];

/** The words of a command line, or all that could be asked for. */
export type Asked = readonly string[] | 'all';

/** The command itself where the words ask for it, or else what stands for it in the list. */
export async function commandFor(one: OnDemand, words: Asked, done: Done): Promise<Command> {
  const isAskedFor = words === 'all' || words.slice(0, 2).includes(one.name);
  const command = isAskedFor ? (await one.load())(done) : new Command(one.name);
  return command.description(one.says);
}
