/**
 * Algebras on bytes, each with one mistake that implementers have made; the drift check must catch
 * every one. Sound but for the mistake, so that honest sessions complete wherever they still can.
 */
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import { byName, type Fields, inOrder, shape, type Shape } from '../../model/core/shape.ts';
import type { Bytes } from '../../src/bytes.ts';

/** An algebra with a mistake in it. */
export interface Broken {
  /** The mistake. */
  readonly mistake: string;
  readonly make: (sound: Algebra<Bytes>, suite: Suite) => Algebra<Bytes>;
}

/** All of them. */
export const brokenAlgebras: readonly Broken[] = [
  {
    // The result of the verification call is never looked at.
    mistake: 'verify says yes to everything',
    make: (a) => ({ ...a, verify: () => true }),
  },
  {
    // The digest is taken of the wrong buffer, on both ends alike.
    mistake: 'a signature does not cover the message',
    make: (a) => ({
      ...a,
      sign: (key, fresh) => a.sign(key, fresh, nothing),
      verify: (key, _m, signature) => a.verify(key, nothing, signature),
    }),
  },
  {
    // A development key pair that was shipped.
    mistake: 'every signing key is the same key',
    make: (a) => ({
      ...a,
      publicKey: () => a.publicKey(a.constant('key')),
      sign: (_key, fresh, m) => a.sign(a.constant('key'), fresh, m),
    }),
  },
  {
    // A per-signature nonce from the key and message only, where randomised signatures are meant.
    mistake: 'a signature ignores the randomness',
    make: (a) => ({ ...a, sign: (key, _fresh, m) => a.sign(key, nothing, m) }),
  },
  {
    // The paper's "combines" taken literally (A3'): fields end where those of the first message of
    // the shape ended, and the last one takes the rest.
    mistake: 'encoding joins the fields without lengths',
    make: (a) => withContent(a, joining()),
  },
  {
    // One parser for all messages with as many fields.
    mistake: 'decode ignores which message it is',
    make: (a) => ({ ...a, decode: (form, m) => untagged(a, form, m) }),
  },
  {
    // What decrypts is taken for what was expected.
    mistake: 'open does not check the form of what it finds',
    make: (a) => withContent(a, { ...a, decode: (form, m) => assumed(a, form, m) }, a.decode),
  },
  {
    // The key is loaded once, and never the one passed in.
    mistake: 'open takes a wrong key',
    make: (a) => ({
      ...a,
      seal: (_key, fresh, m) => a.seal(nothing, fresh, m),
      open: (_key, form, box) => a.open(nothing, form, box),
    }),
  },
  {
    // The initialisation vector is a constant, where the suite says it is random.
    mistake: 'seal ignores the initialisation vector',
    make: (a) => ({ ...a, seal: (key, _fresh, m) => a.seal(key, nothing, m) }),
  },
  {
    // A comparison that stops early: strncmp with the length of a header.
    mistake: 'equal looks at the first four octets only',
    make: (a) => ({ ...a, equal: (x, y) => a.equal(clipped(x, 4), clipped(y, 4)) }),
  },
  {
    // A checksum column too narrow for the digest.
    mistake: 'a digest is cut to its first octet',
    make: (a) => ({ ...a, hash: (m) => clipped(a.hash(m), 1) }),
  },
  {
    // Key separation forgotten: key, vector and token are one value.
    mistake: 'derive ignores the label',
    make: (a) => ({ ...a, derive: (seed) => a.derive(seed, '') }),
  },
];

/** No octets at all. */
const nothing = '' as Bytes;

/** The first octets of a value. */
function clipped(value: Bytes, octets: number): Bytes {
  return value.slice(0, 2 * octets) as Bytes;
}

type Encoding = Pick<Algebra<Bytes>, 'encode' | 'decode'>;

const carrier = shape(['carrier', 255], { content: 'any' });

/**
 * `a` with another encoding, also inside boxes: what is sealed travels in a carrier that `open`
 * reads soundly, so that its content comes out as it went in.
 *
 * @param decode - reads what is in no box; the other encoding's unless told
 */
function withContent(
  a: Algebra<Bytes>,
  inner: Encoding,
  decode: Encoding['decode'] = inner.decode,
): Algebra<Bytes> {
  return {
    ...a,
    encode: inner.encode,
    decode,
    seal: (key, fresh, m) => a.seal(key, fresh, a.encode(carrier, { content: m })),
    open: (key, form, box) => {
      const found = a.open(key, carrier, box);
      return found && inner.decode(form, found.content);
    },
  };
}

/** The fields whatever the tag says; it is the fourth octet of a frame. */
function untagged<R extends string, O extends string>(
  a: Algebra<Bytes>,
  form: Shape<R, O>,
  m: Bytes,
): Fields<R, O, Bytes> | undefined {
  return a.decode({ ...form, tag: Number.parseInt(m.slice(6, 8), 16) }, m);
}

/** The fields whatever the tag says; where nothing can be read, all there is for each of them. */
function assumed<R extends string, O extends string>(
  a: Algebra<Bytes>,
  form: Shape<R, O>,
  m: Bytes,
): Fields<R, O, Bytes> {
  const whole = form.fields.map(() => m);
  return untagged(a, form, m) ?? byName(form, whole);
}

/** Plain concatenation after the tag, split where the first message of the shape was. */
function joining(): Encoding {
  const splits = new Map<string, readonly number[]>();
  const tagOf = ({ tag }: { readonly tag: number }): string => tag.toString(16).padStart(2, '0');
  return {
    encode: (form, fields) => {
      const values = inOrder<Bytes>(form, fields);
      if (!splits.has(form.name))
        splits.set(
          form.name,
          values.map(({ length }) => length),
        );
      return `${tagOf(form)}${values.join('')}` as Bytes;
    },
    decode: (form, m) => {
      const lengths = splits.get(form.name);
      if (lengths === undefined || !m.startsWith(tagOf(form))) return undefined;
      let at = 2;
      const values = lengths.map((length, index) => {
        const start = at;
        at += length;
        return m.slice(start, index === lengths.length - 1 ? undefined : at) as Bytes;
      });
      return byName(form, values);
    },
  };
}
