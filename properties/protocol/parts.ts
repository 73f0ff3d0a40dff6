/** The parts of `docs/protocol.md` that come from the code: the example, the messages, the limits. */
import type { AnyShape } from '../../model/core/shape.ts';
import { fromBytes } from '../../src/bytes.ts';
import { FRAME_BYTES_MAX } from '../../src/codec/format.ts';
import { defaultHttpLimits } from '../../src/adapters/http/limits.ts';
import {
  AMOUNT_MINOR_MAX,
  ANSWERS_KEPT_MAX,
  FRAME_TAKEN_BYTES_MAX,
  LOG_ON_ATTEMPTS_MAX,
  NAME_LENGTH_MAX,
  NOTICES_KEPT_MAX,
  PASSED_KEPT_MAX,
} from '../../src/host/limits.ts';
import { row } from '../docs/markdown.ts';
import type { Parts } from '../docs/parts.ts';
import { honestRun } from './honest.ts';
import { shapes } from './town.ts';

/** The messages that the page specifies, by whom they concern. */
const specified: readonly (keyof typeof shapes)[] = [
  ...(['appPackage', 'signedPackage', 'clientId', 'keyBinding', 'registration'] as const),
  ...(['passwordProof', 'logOn', 'signedLogOn', 'logOnFrame', 'welcome'] as const),
  ...(['order', 'signedText', 'signingInput', 'signedOrder'] as const),
  ...([
    'orderFrame',
    'result',
    'toldResult',
    'requestOf',
    'answerFrame',
    'tokenSource',
    'abortRequest',
    'resolution',
  ] as const),
  ...(['signedResolution', 'notice', 'signedNotice', 'recordText', 'record', 'entry'] as const),
  'evidence',
  'wordedEvidence',
];

function messageTable(): string {
  const lines = specified.map((id) => {
    const { name, tag, outermost, fields }: AnyShape = shapes[id];
    const tagged = tag.toString(16).padStart(2, '0');
    const listed = fields.map((field) => field.name).join(', ');
    return row([`\`${name}\``, `\`${tagged}\``, outermost === true ? 'travels' : '', listed]);
  });
  return [row(['message', 'tag', '', 'fields']), row(['---', '---', '---', '---']), ...lines].join(
    '\n',
  );
}

const DIGITS_A_LINE = 96;

function exchange(): string {
  const run = honestRun();
  const steps = [
    ['bank → phone: package', run.package],
    ['phone → bank and notary, in the branch: registration', run.registration],
    ['phone → bank: log-on', run.logOn],
    ['bank → phone: the token', run.welcome],
    ['phone → bank: order, 1000 CAD to bob-02', run.order],
    ['bank → log: record', run.record],
    ['log → bank: recorded', run.recorded],
    ['bank → phone: executed', run.answer],
    ['phone → log: give up the next order, of which no answer came', run.abort],
    ['log → phone: aborted', run.aborted],
  ] as const;
  const told = steps.flatMap(([what, message]) => [
    `${what} (${fromBytes(message).length})`,
    ...(message.match(new RegExp(`.{1,${DIGITS_A_LINE}}`, 'gu')) ?? []).map((line) => `  ${line}`),
    '',
  ]);
  return ['```text', ...told.slice(0, -1), '```'].join('\n');
}

const octetsOf = (count: number): string => `${count.toLocaleString('en')} octets`;

function limitTable(): string {
  const limits: readonly (readonly [string, string])[] = [
    ['a frame that is read', octetsOf(FRAME_BYTES_MAX)],
    ['a frame that a port takes', octetsOf(FRAME_TAKEN_BYTES_MAX)],
    ['a request’s body', octetsOf(defaultHttpLimits.bodyBytesMax)],
    ['a name: a letter or digit, then letters, digits, `@._+-`', `${NAME_LENGTH_MAX} characters`],
    ['an amount', `${AMOUNT_MINOR_MAX.toLocaleString('en')} minor units`],
    ['log-ons in a row without success', String(LOG_ON_ATTEMPTS_MAX)],
    ['orders under way, of an account', '1'],
    ['sessions of an account; a log-on ends the one before', '1'],
    ['answers that the bank keeps for repetitions, of an account', String(ANSWERS_KEPT_MAX)],
    [
      'requests that the gateway knows again, of those that left a record',
      PASSED_KEPT_MAX.toLocaleString('en'),
    ],
    ['notices kept for a phone', String(NOTICES_KEPT_MAX)],
  ];
  const lines = limits.map((limit) => row(limit));
  return [row(['limit', 'value']), row(['---', '---']), ...lines].join('\n');
}

/** The parts by their names. */
export const protocolParts: Parts = {
  'protocol exchange': exchange,
  'protocol messages': messageTable,
  'protocol limits': limitTable,
};
