/**
 * The form of a trace's lines, as `src/host/tracing.ts` writes them.
 *
 * A file may have been tampered with: every field is checked, octets are octets, and nothing may
 * stand in a line that the host does not write. Which wishes there are depends on the chart's kind.
 */
import * as v from 'valibot';
import { channels, type Claim } from '../../model/core/effect.ts';
import type { BankInput, BankIntent } from '../../model/sa2pmp/roles/bank/context.ts';
import type { ClientInput, ClientIntent } from '../../model/sa2pmp/roles/client/context.ts';
import type { LogInput } from '../../model/sa2pmp/roles/log.ts';
import type { Bytes } from '../../src/bytes.ts';
import { MESSAGE_BYTES_MAX, NAME_LENGTH_MAX } from '../../src/host/limits.ts';
import { hexSchema } from '../../src/host/package.ts';

/** A record holds a message and a result: no value of a trace is longer, in octets. */
const VALUE_BYTES_MAX = 4 * MESSAGE_BYTES_MAX;

const value = hexSchema(VALUE_BYTES_MAX);
const values = v.record(v.string(), value);
const text = v.pipe(v.string(), v.maxLength(2 * NAME_LENGTH_MAX));
/** No live system opens the inside of a bank. */
const channel = v.picklist(channels.filter((name) => name !== 'inside'));
const at = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ambient = { at, fresh: value };
const envelope = { channel, from: text, to: text, message: value };

const frame = v.strictObject({ type: v.literal('frame'), ...envelope, ...ambient });

const intents = {
  client: ['start', 'logOn', 'pay', 'enquire', 'timeout'] satisfies ClientIntent[],
  bank: ['issue', 'executed', 'declined', 'expire'] satisfies BankIntent[],
  log: [] as const,
};

/** The kinds of chart that a running system has. */
export type ChartKind = keyof typeof intents;

const eventOf = <K extends string>(known: readonly K[]) =>
  v.union([frame, v.strictObject({ type: v.picklist(known), values, ...ambient })]);

/** The events of each kind of chart. */
const events = {
  client: eventOf(intents.client),
  bank: eventOf(intents.bank),
  log: frame,
} as const;

const effects = v.array(
  v.variant('effect', [
    v.strictObject({ effect: v.literal('send'), ...envelope, hop: text, note: text }),
    v.strictObject({
      effect: v.literal('claim'),
      claim: v.picklist([
        'running',
        'commit',
        'secret',
        'did',
        'judged',
      ] satisfies Claim<Bytes>['claim'][]),
      about: text,
      account: value,
      values: v.array(value),
    }),
    v.strictObject({ effect: v.literal('store'), what: text, values: v.array(value) }),
    v.strictObject({ effect: v.literal('ask'), what: text, values }),
    v.strictObject({ effect: v.literal('refuse'), why: v.string() }),
  ]),
);

const customer = v.strictObject({
  sim: value,
  phid: value,
  accid: value,
  userid: value,
  password: value,
});
const addresses = v.strictObject({ phone: text, bank: text, log: text, judge: text });

const opens = v.variant('kind', [
  v.strictObject({
    opens: text,
    kind: v.literal('client'),
    input: v.strictObject({
      customer,
      addresses,
      platformKey: v.optional(value),
      bankPublicKey: v.optional(value),
      logPublicKey: v.optional(value),
    } satisfies Record<keyof ClientInput<Bytes>, unknown>),
  }),
  v.strictObject({
    opens: text,
    kind: v.literal('bank'),
    input: v.strictObject({
      customer,
      addresses,
      name: value,
      packageKey: value,
      signingKey: value,
      boxKey: v.optional(value),
      logPublicKey: v.optional(value),
      releases: v.optional(value),
    } satisfies Record<keyof BankInput<Bytes>, unknown>),
  }),
  v.strictObject({
    opens: text,
    kind: v.literal('log'),
    input: v.strictObject({
      address: text,
      signingKey: value,
      packageKeys: v.optional(v.array(value)),
      bankPublicKey: v.optional(value),
    } satisfies Record<keyof LogInput<Bytes>, unknown>),
  }),
]);

const stepOf = <K extends ChartKind>(kind: K) =>
  v.strictObject({ step: text, event: events[kind], effects });

const forms = {
  client: v.union([opens, stepOf('client')]),
  bank: v.union([opens, stepOf('bank')]),
  log: v.union([opens, stepOf('log')]),
} as const;

/** A chart is set up. */
export type Opens = v.InferOutput<typeof opens>;

/** A chart takes a step. */
export type Step = v.InferOutput<
  ReturnType<typeof stepOf<'client'>> | ReturnType<typeof stepOf<'bank'>>
>;

/** What a line says. */
export type Said = Opens | Step;

/**
 * What a line of a party's says; a text saying what is wrong with it when it says nothing.
 *
 * @param kind - the kind of the party's charts
 * @param line - the line, as it stands in the file
 */
export function saidIn(kind: ChartKind, line: string): Said | string {
  const json = jsonIn(line);
  if (json === undefined) return 'no JSON';
  if (JSON.stringify(json) !== line) return 'not written as the host writes';
  const form = isRecord(json) && 'opens' in json ? opens : forms[kind];
  const parsed = v.safeParse(form, json);
  if (!parsed.success) return `not of a line's form: ${issueIn(parsed.issues[0])}`;
  if ('opens' in parsed.output && parsed.output.kind !== kind) {
    return `sets up a ${parsed.output.kind} in the file of a ${kind}`;
  }
  return parsed.output;
}

/** The JSON that a text is; `undefined` when it is none. */
export function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(json: unknown): json is object {
  return typeof json === 'object' && json !== null;
}

type Issue = v.BaseIssue<unknown>;

/** The innermost complaint and where: a union's own says only that no alternative fits. */
function issueIn(issue: Issue): string {
  const inner = issue.issues?.at(-1);
  const where = v.getDotPath(issue);
  const what = inner === undefined ? issue.message : issueIn(inner);
  return where === null ? what : `${where}: ${what}`;
}
