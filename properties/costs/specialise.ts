/**
 * A source file of ours as it is under one reading: what the reading settles is written in, so that a
 * bundler can leave out what never runs.
 *
 * Three kinds of places: choices asked for by name (`reading.A13`), questions of `reading/derived.ts`
 * asked of the whole reading, and cuts, entries of tables of primitives that the reading's suite does
 * not name. Refuses a cut whose text is not there: the source has changed, and the cut has to follow.
 */
import type { Suite } from '../../model/core/algebra.ts';
import { axisIds, type Reading } from '../../model/sa2pmp/reading.ts';
import * as derived from '../../model/sa2pmp/reading/derived.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';

/** A text that is left out of a file. */
interface Cut {
  /** The end of the file's path. */
  readonly file: string;
  readonly text: string;
  /** Whether the reading has no need of it. */
  readonly when: boolean;
}

function cutsOf(suite: Suite, encapsulates: boolean): readonly Cut[] {
  const { cipher, curve = 'secp192r1', digest = 'sha-1' } = suite;
  const { encoding = 'wide', signatures = 'raw' } = suite;
  const curves = ['secp192r1', 'secp192k1', 'secp256r1'] as const;
  const unusedCurves = curves.filter((one) => one !== curve);
  const aes = 'src/crypto/aes.ts';
  const modes = {
    'aes-128-ecb': "  'aes-128-ecb': (key) => ecb(key, PADDED),\n",
    'aes-128-cbc': "  'aes-128-cbc': inCbc,\n",
    'aes-128-cbc-zero-iv': "  'aes-128-cbc-zero-iv': inCbc,\n",
    'aes-128-cbc-fixed-iv': "  'aes-128-cbc-fixed-iv': inCbc,\n",
    'aes-128-ctr': "  'aes-128-ctr': (key, iv) => ctr(key, iv),\n",
    'aes-128-gcm': "  'aes-128-gcm': gcm,\n",
    'aes-128-gcm-once': "  'aes-128-gcm-once': gcm,\n",
  } as const;
  return [
    ...Object.entries(modes).map(([mode, text]) => ({ file: aes, text, when: mode !== cipher })),
    ...unusedCurves.map((one) => ({
      file: 'src/crypto/ecdsa.ts',
      text: `  ${one}: pointsOf('${one}'),\n`,
      when: true,
    })),
    { file: 'src/crypto/digest.ts', text: "'sha-1': sha1, ", when: digest !== 'sha-1' },
    { file: 'src/codec/codec.ts', text: 'wide, ', when: encoding === 'compact' },
    { file: 'src/codec/codec.ts', text: ', compact }', when: encoding !== 'compact' },
    {
      file: 'src/over.ts',
      text: '    ...encryption(primitives, suite),\n',
      when: !encapsulates,
    },
    {
      file: 'src/concrete.ts',
      text: '    gcm,\n',
      when: !encapsulates,
    },
    {
      file: 'src/over.ts',
      text: "signatures === 'der' ? toDer(one) : ",
      when: signatures !== 'der',
    },
    {
      file: 'src/over.ts',
      text: "signatures === 'der' ? fromDer(signature, scalarBytes) : ",
      when: signatures !== 'der',
    },
  ];
}

/** What stands in the place of a cut, so that the rest is well-formed. */
const remains: Readonly<Record<string, string>> = {
  ', compact }': ' }',
  // Without boxes what is derived is still of a key's size.
  '    ...symmetric(primitives, suite),\n':
    '    derive: (seed, label) => toBytes(primitives.derive(fromBytes(seed), label, 16)),\n',
};

function cut(file: string, source: string, cuts: readonly Cut[]): string {
  return cuts
    .filter((one) => one.when && file.endsWith(one.file))
    .reduce((text, one) => {
      if (!text.includes(one.text)) throw new Error(`costs: ${one.file} has no ${one.text.trim()}`);
      return text.replace(one.text, remains[one.text] ?? '');
    }, source);
}

/** A source file with what it does, and whether keys are encapsulated (R3). */
interface Cutting {
  readonly file: string;
  readonly source: string;
  readonly encapsulates: boolean;
}

/** A file without the primitives that a suite does not name. */
export function cutTo(suite: Suite, { file, source, encapsulates }: Cutting): string {
  return cut(file, source, cutsOf(suite, encapsulates));
}

/** Which primitives a role uses. */
interface Uses {
  readonly signs: boolean;
  readonly encrypts: boolean;
  readonly seals: boolean;
}

const keyPairs = `    publicKey: (key) => toBytes(primitives.publicKey(fromBytes(key))),
    isPublicKey: (m) => primitives.isPublicKey(fromBytes(m)),
    sign: (key, fresh, m) =>
      toBytes(written(signRaw(fromBytes(key), fromBytes(fresh), fromBytes(m)))),
    verify: (key, m, signature) => {
      const raw = read(fromBytes(signature));
      return raw !== undefined && primitives.verify(fromBytes(key), fromBytes(m), raw);
    },
`;

const boxes = '    ...symmetric(primitives, suite),\n';

/** A file without the primitives that a role has no use for: key pairs, and boxes. */
export function cutUnused(file: string, source: string, uses: Uses): string {
  const hasKeyPairs = uses.signs || uses.encrypts;
  const hasBoxes = uses.seals || uses.encrypts;
  return cut(file, source, [
    { file: 'src/over.ts', text: keyPairs, when: !hasKeyPairs },
    {
      file: 'src/concrete.ts',
      text: '    ...onSeeds(ecdsaOn(curve, digest)),\n',
      when: !hasKeyPairs,
    },
    { file: 'src/over.ts', text: boxes, when: !hasBoxes },
    { file: 'src/concrete.ts', text: '    boxes: aes,\n', when: !hasBoxes },
  ]);
}

/** The questions that are asked of a whole reading, with the answers. */
function answersOf(reading: Reading): readonly (readonly [name: string, answer: unknown])[] {
  return Object.entries(derived).map(([name, ask]) => [name, ask(reading)]);
}

const descriptions = /\bdescription:\s*(?:'[^'\n]*'|"[^"\n]*"),/gu;

/** A file without what it says for people of the states and transitions of charts. */
export function undescribed(file: string, source: string): string {
  return file.includes('/roles/') ? source.replaceAll(descriptions, '') : source;
}

/**
 * A file as it is under a reading.
 *
 * @param file - its path
 * @param source - its text
 */
export function specialised(reading: Reading, file: string, source: string): string {
  const whole = cutTo(suiteOf(reading), {
    file,
    source: undescribed(file, source),
    encapsulates: derived.encapsulates(reading),
  });
  if (file.endsWith('reading/derived.ts')) return whole;
  const asked = answersOf(reading).reduce(
    (text, [name, answer]) =>
      text.replaceAll(
        new RegExp(`\\b${name}\\((?:setting\\.)?reading\\)`, 'gu'),
        JSON.stringify(answer),
      ),
    whole,
  );
  return axisIds.reduce(
    (text, id) =>
      text
        .replaceAll(new RegExp(`\\breading\\.${id}\\b(?!')`, 'gu'), JSON.stringify(reading[id]))
        .replaceAll(`reading["${id}"]`, JSON.stringify(reading[id])),
    asked,
  );
}
