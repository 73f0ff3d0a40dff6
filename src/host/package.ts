/**
 * The client package: the file that a customer installs, holding what the paper puts into the JAR
 * (§4.3), the AES key with it, and where the gateway and the bank are.
 *
 * Refuses, with what is wrong and where, a file that is not one.
 */
import * as v from 'valibot';
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
export const nameSchema = v.pipe(
  v.string(),
  v.maxLength(NAME_LENGTH_MAX),
  v.check(isName, 'letters, digits and @._+- only'),
);

const urlSchema = v.pipe(v.string(), v.maxLength(256), v.url('a URL'));

/** The form of a package file. */
export const packageSchema = v.strictObject({
  format: v.literal('sa2pmp-package'),
  version: v.literal(1),
  account: nameSchema,
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/u, 'a currency code')),
  reading: readingSchema,
  /** Where the operator's gateway is. */
  gateway: urlSchema,
  /** Where the bank is over HTTPS, and the certificate to expect there. */
  https: v.optional(
    v.strictObject({ url: urlSchema, certificate: v.pipe(v.string(), v.maxLength(8192)) }),
  ),
  /** The message that the chart installs: bank, bank's public key, K. */
  message: hexSchema(MESSAGE_BYTES_MAX),
});

/** A client package. */
export type ClientPackage = v.InferOutput<typeof packageSchema>;
