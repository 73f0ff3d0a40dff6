/** The bank's people: their charts, their keys in the depository, their password verifiers. */
import * as v from 'valibot';
import { businesses } from '../../model/sa2pmp/business.ts';
import { provesPassword } from '../../model/sa2pmp/reading.ts';
import { bank as bankChart } from '../../model/sa2pmp/roles/bank/chart.ts';
import { numberOf, textOf } from '../../src/adapters/sqlite/database.ts';
import { bytesOf } from '../../src/adapters/sqlite/journal.ts';
import { hexSchema } from '../../src/host/package.ts';
import { MESSAGE_BYTES_MAX } from '../../src/host/limits.ts';
import { accountAt, addressesOf } from '../../src/host/names.ts';
import { isVerifier } from '../../src/host/passwords.ts';
import { chartsOf, stateIn } from './charts.ts';
import { count, type FileCheck, type Found, type Member } from './check.ts';

const octets = v.optional(hexSchema(MESSAGE_BYTES_MAX));

/** A bank chart between two transactions: no order is half done. */
const bankStateSchema = v.strictObject({
  value: v.strictObject({
    KMS: v.picklist(['keyless', 'registered', 'renewing']),
    AS: v.picklist(['loggedOff', 'loggedOn']),
    // An order that the log is to record first is half done until the log has said so (R7).
    BLS: v.picklist(['idle', 'recording']),
  }),
  context: v.strictObject({
    publicKey: octets,
    /** Replaced keys, where they are kept (A26). */
    archived: v.array(hexSchema(MESSAGE_BYTES_MAX)),
    /** Key bindings handed over in the branch, where the notary is asked (R2b). */
    attested: v.optional(v.array(hexSchema(MESSAGE_BYTES_MAX))),
    /** The one release that there is (A11, A25); its keys are in the input. */
    release: v.literal(0),
    renewing: v.boolean(),
    /** Nobody blocks an account of the running system's (A28). */
    blocked: v.literal(false),
    /** When the session began, where it keeps others out (A37). */
    loggedOnAt: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    /** What waits to be recorded is in the outbox (A23). */
    unlogged: v.pipe(v.array(v.unknown()), v.maxLength(0)),
    token: octets,
    challenge: octets,
    /** Kept in a table of its own. */
    seen: v.pipe(v.array(v.unknown()), v.maxLength(0)),
    counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    job: v.optional(
      v.strictObject({
        order: hexSchema(MESSAGE_BYTES_MAX),
        business: v.picklist(Object.keys(businesses)),
        payer: hexSchema(MESSAGE_BYTES_MAX),
        request: hexSchema(MESSAGE_BYTES_MAX),
        recordable: hexSchema(MESSAGE_BYTES_MAX),
        replyKey: hexSchema(MESSAGE_BYTES_MAX),
        trace: octets,
        counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        publicKey: hexSchema(MESSAGE_BYTES_MAX),
        reference: hexSchema(MESSAGE_BYTES_MAX),
        replyTo: v.string(),
        frame: hexSchema(MESSAGE_BYTES_MAX),
      }),
    ),
  }),
});

/** The checks of the bank's people. */
export const customerChecks: readonly FileCheck[] = [
  {
    id: 'charts',
    of: 'bank',
    says: "every account's chart can be restored, and is the chart of a customer",
    run: (file) =>
      chartsOf(file, {
        chart: bankChart,
        schema: bankStateSchema,
        owner: (name) => {
          const accid = accountAt(name);
          return accid !== undefined && isCustomer(file, accid);
        },
      }),
  },
  {
    id: 'depository',
    of: 'bank',
    says: "every chart's public key is the last in the depository",
    run: depository,
  },
  {
    id: 'verifiers',
    of: 'bank',
    says: 'every password is kept as a scrypt verifier',
    run: verifiers,
  },
];

function isCustomer({ get }: Member, accid: string): boolean {
  return get('SELECT 1 FROM customer WHERE accid = ?', accid) !== undefined;
}

/** What a customer's chart at the bank says of the key; as at the start where it has not moved. */
export function keyAtBank(
  bank: Member,
  accid: string,
): { readonly publicKey: string | undefined; readonly awaited: boolean } {
  const state = stateIn(bank, addressesOf(accid).bank, bankStateSchema);
  if (state === undefined) return { publicKey: undefined, awaited: true };
  const { value, context } = state;
  return { publicKey: context.publicKey, awaited: value.KMS !== 'registered' };
}

/** Whether a customer's chart at the bank waits for the log's word on an order (R7). */
export function isWaitingAtBank(bank: Member, accid: string): boolean {
  return stateIn(bank, addressesOf(accid).bank, bankStateSchema)?.value.BLS === 'recording';
}

function depository(bank: Member): Found {
  const rows = bank.all(
    `SELECT accid, (SELECT public_key FROM depository AS d WHERE d.accid = c.accid
                    ORDER BY seq DESC LIMIT 1) AS filed FROM customer AS c`,
  );
  const keys = numberOf(bank.get('SELECT count(*) AS n FROM depository') ?? {}, 'n');
  const broken = rows.flatMap((row) => {
    const accid = textOf(row, 'accid');
    const filed = row['filed'] ?? undefined;
    const { publicKey, awaited } = keyAtBank(bank, accid);
    if (publicKey === filed) return [];
    // Trust on first use forgets the key that is to be renewed.
    const forgot = bank.reading.A1 === 'first-use' && awaited && publicKey === undefined;
    return forgot ? [] : [`the key of ${accid} in force is not the one filed last`];
  });
  return { figures: count(keys, 'key'), broken };
}

/** Octets of what scrypt gives where a proof of the password is sent (A13 verifier). */
const PROVEN = /^[0-9a-f]{64}$/u;

function verifiers({ all, reading }: Member): Found {
  const rows = all('SELECT accid, verifier FROM customer');
  const isKept = (row: (typeof rows)[number]): boolean =>
    provesPassword(reading)
      ? PROVEN.test(bytesOf(row, 'verifier'))
      : isVerifier(bytesOf(row, 'verifier'));
  return {
    figures: count(rows.length, 'customer'),
    broken: rows
      .filter((row) => !isKept(row))
      .map((row) => `what is kept of the password of ${textOf(row, 'accid')} is no verifier`),
  };
}
