/**
 * The client package: the file that a customer installs, holding what the paper puts into the JAR
 * (§4.3), the AES key with it, and where the gateway and the bank are.
 *
 * Refuses, with what is wrong and where, a file that is not one.
 */
import * as v from 'valibot';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { type Bytes, parseBytes } from '../bytes.ts';
import { MESSAGE_BYTES_MAX, NAME_LENGTH_MAX } from './limits.ts';
import { isName } from './names.ts';
import { readingSchema } from './reading-schema.ts';

/** Octets in lower-case hex, at most so many. */
export const hexSchema = (bytesMax: number) =>
  v.pipe(
    v.string(),
    v.maxLength(2 * bytesMax, `at most ${bytesMax} octets`),
    v.check((text) => parseBytes(text) !== undefined, 'hex digits, lower case, two an octet'),
    v.transform((text) => text as Bytes),
  );

/** A name. */
const nameSchema = v.pipe(
  v.string(),
  v.maxLength(NAME_LENGTH_MAX),
  v.check(isName, 'letters, digits and @._+- only'),
);

const urlSchema = v.pipe(
  v.string(),
  v.maxLength(256),
  v.check((text) => /^https?:\/\/[^\s/]/u.test(text) && URL.canParse(text), 'an HTTP address'),
);

const secureUrlSchema = v.pipe(
  urlSchema,
  v.check((text) => text.startsWith('https:'), 'an HTTPS address'),
);

/** Where the bank is over HTTPS, and the certificate (PEM) to expect there. */
export interface SecureAddress {
  readonly url: string;
  readonly certificate: string;
}

/** A client package. */
export interface ClientPackage {
  readonly format: 'sa2pmp-package';
  readonly version: 1;
  /** ACCID. */
  readonly account: string;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly reading: Reading;
  /** Where the operator's gateway is. */
  readonly gateway: string;
  readonly https?: SecureAddress | undefined;
  /** The message that the chart installs: bank, bank's public key, K. */
  readonly message: Bytes;
}

/** The form of a package file. */
export const packageSchema: v.GenericSchema<unknown, ClientPackage> = v.strictObject({
  format: v.literal('sa2pmp-package'),
  version: v.literal(1),
  account: nameSchema,
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/u, 'a currency code')),
  reading: readingSchema,
  gateway: urlSchema,
  https: v.optional(
    v.strictObject({ url: secureUrlSchema, certificate: v.pipe(v.string(), v.maxLength(8192)) }),
  ),
  message: hexSchema(MESSAGE_BYTES_MAX),
});
