/**
 * The client's code as a phone would download it: bundled, minified, compressed, and weighed.
 *
 * Once for all readings, and once for each with what it settles written in (`specialise.ts`). Refuses
 * to weigh a bundle with which an honest session does not come out octet for octet as without.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Plugin, rolldown } from 'rolldown';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import type { Bytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { root } from '../root.ts';
import { beginSession, moves, type PhoneCode } from './session.ts';
import { specialised, undescribed } from './specialise.ts';

/** What a bundle weighs, in octets. */
export interface Weight {
  readonly minified: number;
  readonly gzipped: number;
}

const ours = fileURLToPath(root);
const entry = join(ours, 'properties/costs/phone.ts');

/** Whether a file is one of the package's own. */
function isOurs(file: string): boolean {
  return file.startsWith(ours) && !file.slice(ours.length).includes('node_modules');
}

/** Changes the text of our files. */
function changing(change: (file: string, source: string) => string): Plugin {
  return {
    name: 'sa2pmp-costs',
    transform: (source, file) => (isOurs(file) ? change(file, source) : undefined),
  };
}

/**
 * The code of a module and of all that it needs in one file.
 *
 * @param input - the module
 * @param change - changes the text of our files
 */
export async function bundled(
  input: string,
  change: Parameters<typeof changing>[0],
): Promise<string> {
  const bundle = await rolldown({
    input,
    platform: 'browser',
    plugins: [changing(change)],
    // No module here or of the packages does anything but define.
    treeshake: { moduleSideEffects: false },
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'es', minify: true });
  await bundle.close();
  const [only, ...others] = output;
  if (others.length > 0) throw new Error('costs: the bundle is more than one file');
  return only.code;
}

/**
 * What happens in an honest session, with the phone's code from elsewhere or not; statements aside, as
 * a phone that is shipped says nothing of private keys.
 */
function played(reading: Reading, phone?: PhoneCode): readonly TraceEvent<Bytes>[] {
  const code = phone === undefined ? {} : { phone };
  const session = beginSession(concrete(suiteOf(reading)), { reading, payments: 1, ...code });
  return moves.flatMap((move) => session.make(move)).filter(({ kind }) => kind !== 'claimed');
}

/**
 * Plays an honest session with a bundle.
 *
 * @throws Error when it does not come out as without
 */
async function check(code: string, reading: Reading): Promise<void> {
  await loaded(code, (phone) => {
    const [left, right] = [played(reading), played(reading, phone as PhoneCode)].map((one) =>
      JSON.stringify(one),
    );
    if (left !== right) throw new Error('costs: the bundled phone does something else');
  });
}

/** Has a bundle loaded and used. */
export async function loaded(code: string, use: (module: unknown) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sa2pmp-bundle-'));
  try {
    const file = join(folder, 'phone.mjs');
    await writeFile(file, code);
    use(await import(pathToFileURL(file).href));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the client weighs that can be any reading's; what of it each reading runs is data. */
export async function generalWeight(readings: readonly Reading[]): Promise<Weight> {
  const code = await bundled(entry, undescribed);
  for (const reading of readings) await check(code, reading);
  return weightOf(code);
}

/** What the client of one reading weighs. */
export async function weightUnder(reading: Reading): Promise<Weight> {
  const code = await bundled(entry, (file, source) => specialised(reading, file, source));
  await check(code, reading);
  return weightOf(code);
}

/** What a bundle weighs. */
export function weightOf(code: string): Weight {
  return {
    minified: Buffer.byteLength(code),
    gzipped: gzipSync(code, { level: 9 }).length,
  };
}
