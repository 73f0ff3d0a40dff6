/** Published hostile texts (JSONTestSuite, the list of naughty strings), where they are at hand. */
import { HAVE_VECTORS, readJson } from '../../src/testing/vectors.ts';

/** A text that a JSON parser must take, must refuse, or may do either with. */
export interface JsonCase {
  readonly name: string;
  readonly expect: 'accept' | 'reject' | 'either';
  readonly bytes: Buffer;
}

type Stored = Omit<JsonCase, 'bytes'> & { readonly base64: string };

/** JSONTestSuite; empty when `../shared` is absent. */
export const jsonCases: readonly JsonCase[] = HAVE_VECTORS
  ? readJson('hostile/json_parsing.json', (json) => json as readonly Stored[]).map(
      ({ base64, ...rest }) => ({ ...rest, bytes: Buffer.from(base64, 'base64') }),
    )
  : [];

/** The list of naughty strings; empty when `../shared` is absent. */
export const naughtyStrings: readonly string[] = HAVE_VECTORS
  ? readJson('hostile/naughty_strings.base64.json', (json) => json as readonly string[]).map(
      (base64) => Buffer.from(base64, 'base64').toString('utf8'),
    )
  : [];
