/** A phone's file: its chart, its user's orders, what waits to be sent, and no password. */
import * as v from 'valibot';
import { businesses } from '../../model/sa2pmp/business.ts';
import { client as clientChart } from '../../model/sa2pmp/roles/client/chart.ts';
import { numberOf, textOf } from '../../src/adapters/sqlite/database.ts';
import { bytesOf } from '../../src/adapters/sqlite/journal.ts';
import { resolves } from '../../model/sa2pmp/reading.ts';
import { isSealed } from '../../src/host/phone/lock.ts';
import { hexSchema } from '../../src/host/package.ts';
import { MESSAGE_BYTES_MAX } from '../../src/host/limits.ts';
import { addressesOf } from '../../src/host/names.ts';
import { chartsOf, stateIn } from './charts.ts';
import { count, type FileCheck, type Found, type Member } from './check.ts';
import { jsonOf } from './open.ts';

const octets = hexSchema(MESSAGE_BYTES_MAX);

const phoneStateSchema = v.strictObject({
  value: v.strictObject({
    keys: v.picklist(['uninstalled', 'keyless', 'generated', 'registered', 'noticed']),
    business: v.picklist([
      'loggedOff',
      'loggingOn',
      'ready',
      'challenging',
      'awaitingResult',
      'resolving',
    ]),
  }),
  context: v.strictObject({
    appPackage: v.optional(
      v.strictObject({
        bank: octets,
        bankPublicKey: octets,
        key: v.optional(octets),
        boxKey: v.optional(octets),
      }),
    ),
    // Under the PIN of the phone it is no octets, but what seals them (A25).
    signingKey: v.optional(v.union([octets, v.custom<string>(isSealed)])),
    token: v.optional(octets),
    logOnKey: v.optional(octets),
    counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    wish: v.optional(
      v.strictObject({
        type: octets,
        payee: octets,
        amount: octets,
        password: v.optional(octets),
        memo: v.optional(octets),
      }),
    ),
    pending: v.optional(
      v.strictObject({ order: octets, request: octets, replyKey: v.optional(octets) }),
    ),
  }),
});

/** The checks of a phone. */
export const phoneChecks: readonly FileCheck[] = [
  {
    id: 'charts',
    of: 'phone',
    says: "the phone's chart can be restored",
    run: (file) => {
      const { phone } = addressesOf(accidOf(file));
      return chartsOf(file, {
        chart: clientChart,
        schema: phoneStateSchema,
        owner: (name) => name === phone,
      });
    },
  },
  {
    id: 'open-orders',
    of: 'phone',
    says: 'an order is open just while its result is awaited, and it is the last',
    run: openOrders,
  },
  {
    id: 'outbox',
    of: 'phone',
    says: 'what waits in the outbox are messages of this phone to its bank, or to the log (R7)',
    run: outbox,
  },
  { id: 'password', of: 'phone', says: 'no password is kept', run: password },
];

const packageSchema = v.object({ from: v.object({ account: v.string() }) });

/** Whose phone it is. */
export function accidOf({ about, path }: Member): string {
  const parsed = v.safeParse(packageSchema, jsonOf(about('package') ?? ''));
  if (!parsed.success) throw new Error(`${path} does not say whose phone it is`);
  return parsed.output.from.account;
}

/** What a phone's chart remembers; `undefined` before its first step. */
export function stateOfPhone(phone: Member) {
  return stateIn(phone, addressesOf(accidOf(phone)).phone, phoneStateSchema);
}

function openOrders(phone: Member): Found {
  const rows = phone.all('SELECT seq, business, state FROM user_order ORDER BY seq');
  const { business = 'loggedOff' } = stateOfPhone(phone)?.value ?? {};
  const isAwaiting = ['challenging', 'awaitingResult', 'resolving'].includes(business);
  const open = rows.filter((row) => textOf(row, 'state') === 'sent');
  const stray = open.filter((row) => row !== rows.at(-1) || !isAwaiting);
  return {
    figures: `${count(rows.length, 'order')}, ${open.length} open`,
    broken: [
      ...stray.map((row) => `order ${numberOf(row, 'seq')} is open, and no result of it awaited`),
      ...(isAwaiting && open.length === 0 ? ['a result is awaited, and no order is open'] : []),
      ...rows
        .filter((row) => !Object.hasOwn(businesses, textOf(row, 'business')))
        .map((row) => `order ${numberOf(row, 'seq')} is of no business known`),
    ],
  };
}

function outbox(phone: Member): Found {
  const { phone: from, bank, judge, log } = addressesOf(accidOf(phone));
  const asksLog = resolves(phone.reading);
  const rows = phone.all('SELECT * FROM outbox ORDER BY seq');
  const isRight = (row: (typeof rows)[number]): boolean => {
    const [channel, to] = [textOf(row, 'channel'), textOf(row, 'receiver')];
    return (
      textOf(row, 'state') === 'pending' &&
      textOf(row, 'sender') === from &&
      (to === bank ||
        (asksLog && to === log && channel === 'wireless') ||
        (to === judge && channel === 'branch')) &&
      ['wireless', 'https', 'branch'].includes(channel) &&
      /^[0-9a-f]{32}$/u.test(textOf(row, 'id')) &&
      bytesOf(row, 'message') !== ''
    );
  };
  return {
    figures: count(rows.length, 'message'),
    broken: rows
      .filter((row) => !isRight(row))
      .map((row) => `message ${numberOf(row, 'seq')} is none of this phone's to send`),
    notes: rows.length > 0 ? [`${count(rows.length, 'message')} not yet answered`] : [],
  };
}

function password(phone: Member): Found {
  const kept = [
    ...phone.all('SELECT name, state AS json FROM chart'),
    ...phone.all('SELECT key AS name, value AS json FROM meta'),
  ];
  const isAwaited = (path: readonly string[]): boolean => path.includes('wish');
  const paths = kept.flatMap((row) =>
    passwordsIn(jsonOf(textOf(row, 'json'))).map((path) => [textOf(row, 'name'), ...path]),
  );
  return {
    figures: count(kept.length, 'value'),
    broken: paths
      .filter((path) => !isAwaited(path))
      .map((path) => `a password stands at ${path.join('.')}`),
    notes: paths.some(isAwaited)
      ? ['the password of an order that waits for its challenge is kept until then (A7, A13b)']
      : [],
  };
}

/** Where in some JSON a password stands that is not empty. */
function passwordsIn(json: unknown): readonly (readonly string[])[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]): readonly (readonly string[])[] =>
    name === 'password' && value !== ''
      ? [[name]]
      : passwordsIn(value).map((path) => [name, ...path]),
  );
}
