/**
 * The commands of `sa2pmp`: what each is for, and where it is. One is loaded when it is asked for: what
 * the system runs on need not be read by whoever asks for a table.
 */
import { Command } from 'commander';
import type { Done } from './system/done.ts';

/** A command that is loaded when it is asked for. */
export interface OnDemand {
  readonly name: string;
  /** In the list of commands, in a few words. */
  readonly summary: string;
  /** At the head of its help. */
  readonly says: string;
  readonly load: () => Promise<(done: Done) => Command>;
}

/** The commands by what they are for, in the order in which help lists them. */
const groups: Readonly<Record<string, readonly OnDemand[]>> = {
  'Ask the model': [
    {
      name: 'verify',
      summary: 'which claims hold against whom, each attack replayed on bytes',
      says: 'the table claim x attacker, each attack replayed on bytes',
      load: async () => (await import('./asking.ts')).verifyCommand,
    },
    {
      name: 'attack',
      summary: 'one attack, message by message, on terms and in hexadecimal',
      says: 'one attack as a numbered sequence of messages, on terms and in hexadecimal',
      load: async () => (await import('./asking.ts')).attackCommand,
    },
    {
      name: 'report',
      summary: 'verdicts, attacks, statecharts and costs as one HTML file',
      says: 'verdicts, attacks step by step, statecharts, repairs and costs as one HTML file',
      load: async () => (await import('./asking.ts')).reportCommand,
    },
    {
      name: 'repairs',
      summary: 'which repairs restore a claim; what breaks the repaired protocol',
      says: 'which sets of repairs restore a claim, or what breaks the repaired protocol',
      load: async () => (await import('./asking.ts')).repairsCommand,
    },
    {
      name: 'costs',
      summary: 'octets, round trips, operations and times of a payment',
      says: 'octets, round trips, operations and times of a payment, as ratios to published',
      load: async () => (await import('./asking.ts')).costsCommand,
    },
    {
      name: 'mutants',
      summary: 'would the claims notice? every check switched off once',
      says: 'would the claims notice? every check of every role switched off once',
      load: async () => (await import('./asking.ts')).mutantsCommand,
    },
    {
      name: 'classics',
      summary: 'protocols of the literature and their published verdicts',
      says: 'protocols of the literature: their published verdicts and those of both engines',
      load: async () => (await import('./classics.ts')).classicsCommand,
    },
    {
      name: 'compare',
      summary: 'SA2pMP beside JASA, LSM, iKP, SET and others',
      says: 'SA2pMP and its peers: who breaks which promise, what a payment costs, whom to trust',
      load: async () => (await import('./compare.ts')).compareCommand,
    },
    {
      name: 'replay',
      summary: 'one random schedule again, by its token',
      says: 'one random schedule again, by the token that a failure printed (docs/schedules.md)',
      load: async () => (await import('./replay.ts')).replayCommand,
    },
    {
      name: 'export',
      summary: 'a protocol as a model for ProVerif, Tamarin or Scyther',
      says: 'a protocol as a model for ProVerif, Tamarin or Scyther, with the claims that it can be asked about',
      load: async () => (await import('./export.ts')).exportCommand,
    },
    {
      name: 'list',
      summary: 'what can be named: protocols, attackers, claims, axes, attacks',
      says: 'what can be named: protocols, attackers, claims, axes, checks, attacks',
      load: async () => (await import('./asking.ts')).listCommand,
    },
  ],
  'Keep answers and hold a release to them': [
    {
      name: 'check',
      summary: 'check a certificate that verify --out kept',
      says: 'check a certificate: hashes, every attack carried out again, what holds tried',
      load: async () => (await import('./keeping.ts')).checkCommand,
    },
    {
      name: 'gate',
      summary: 'are the verdicts those that are counted on? 1 if not',
      says: 'are the verdicts those that are counted on? exit code 1 if not (docs/gate.md)',
      load: async () => (await import('./keeping.ts')).gateCommand,
    },
  ],
  'Run the system, and look into what ran': [
    {
      name: 'demo',
      summary: 'the whole system on loopback, from enrolment to dispute',
      says: 'start everything on loopback, tell one story from enrolment to dispute and try attacks: under the published protocol, then under the repaired one, or under the one named',
      load: async () => (await import('./system/demo.ts')).demoCommand,
    },
    {
      name: 'bank',
      summary: 'the bank, and what is done at its counter',
      says: "the bank's mobile server: key management, authentication, business logic (§5.2)",
      load: async () => (await import('./system/bank.ts')).bankCommand,
    },
    {
      name: 'log',
      summary: 'the gateway with the transaction log',
      says: "the operator's gateway: passes frames between phone and bank, keeps the transaction log (§4.2)",
      load: async () => (await import('./system/log.ts')).logCommand,
    },
    {
      name: 'client',
      summary: 'the phone, one command for each wish of its user',
      says: "the phone: its user's wishes, one command each (§5.1)",
      load: async () => (await import('./system/client.ts')).clientCommand,
    },
    {
      name: 'judge',
      summary: 'whom does the evidence blame?',
      says: 'whom does the evidence blame for which order? offline; exit 1 when nobody',
      load: async () => (await import('./system/judge.ts')).judgeCommand,
    },
    {
      name: 'witness',
      summary: 'cosigns heads of the log',
      says: 'a witness (C2SP tlog-witness): cosigns heads of a log that only ever grows',
      load: async () => (await import('./system/witness.ts')).witnessCommand,
    },
    {
      name: 'audit',
      summary: 'the model takes every step of a run again',
      says: 'have the model take every step of a run again, and judge the claims on it; exit 1 on an attack, 2 when a trace is refused',
      load: async () => (await import('./system/audit.ts')).auditCommand,
    },
    {
      name: 'trace',
      summary: "a party's trace as a file",
      says: "a party's trace as a JSON file, to be handed over and audited elsewhere",
      load: async () => (await import('./system/audit.ts')).traceCommand,
    },
    {
      name: 'fsck',
      summary: 'do the books agree?',
      says: 'are the databases sound, each by itself and all against each other? changes nothing; exit 1 when one is broken',
      load: async () => (await import('./system/fsck.ts')).fsckCommand,
    },
  ],
};

/** The group of what is about the program itself. */
export const itself = 'This program (--version, --help)';

/** A command with the group that it is in. */
export interface Grouped extends OnDemand {
  readonly group: string;
}

/** All of them. */
export const commands: readonly Grouped[] = Object.entries(groups).flatMap(([group, own]) =>
  own.map((one) => ({ ...one, group })),
);

/** The words of a command line, or all that could be asked for. */
export type Asked = readonly string[] | 'all';

/** The command itself where the words ask for it, or else what stands for it in the list. */
export async function commandFor(one: Grouped, words: Asked, done: Done): Promise<Command> {
  const isAskedFor = words === 'all' || words.slice(0, 2).includes(one.name);
  const command = isAskedFor ? (await one.load())(done) : new Command(one.name);
  return command.summary(one.summary).description(one.says).helpGroup(one.group);
}
