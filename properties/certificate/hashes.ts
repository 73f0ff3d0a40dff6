/**
 * What a certificate is about, as hashes: the reading, the protocol's messages and primitives, and
 * the source of the roles, of the attackers and of the reference implementation.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AnyShape } from '../../model/core/shape.ts';
import { visible } from '../../model/core/untagged.ts';
import { messages } from '../../model/sa2pmp/messages.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { root } from '../root.ts';
import type { Protocol } from '../verdict/verdict.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';

/** Tests, and what only they use, are no part of what is run. */
const notRun = /(\.(test|property)\.ts$|(^|\/)testing\/)/u;

/** The files of a folder that are run, from the root of the project, in the order of their names. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(fileURLToPath(new URL(folder, root)), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !notRun.test(path))
    .sort();
}

/** The hash of the sources of folders: each file's path and text, line ends as line feeds. */
function sourceHash(folders: readonly string[]): string {
  const files = folders.flatMap(filesIn).map((path) => {
    const text = readFileSync(fileURLToPath(new URL(path, root)), 'utf8');
    return [path, text.replaceAll('\r\n', '\n')];
  });
  return sha256(canonicalJson(files));
}

/** Hashes of what all protocols have in common. */
export interface SourceHashes {
  /** Charts, messages, claims and scenarios: `model/`. */
  readonly roles: string;
  /** Attackers and their rules of deduction. */
  readonly attackers: string;
  /** Codec and cryptography on octets: `src/`. */
  readonly implementation: string;
}

let known: SourceHashes | undefined;

/** The hashes of the installed sources. */
export function sourceHashes(): SourceHashes {
  known ??= {
    roles: sourceHash(['model']),
    attackers: sourceHash(['attacks/capability', 'attacks/rule']),
    implementation: sourceHash(['src']),
  };
  return known;
}

/** The forms of message of a reading as they can be told apart, by name. */
export function shapesOf(reading: Reading): Readonly<Record<string, AnyShape>> {
  const all = Object.values<AnyShape>({ ...messages(reading) }).map(visible);
  return Object.fromEntries(all.map((shape) => [shape.name, shape]));
}

/** Hashes of one protocol. */
export interface ProtocolHashes {
  /** Of the choice on every axis. */
  readonly reading: string;
  /** Of the name, the checks switched off, the primitives and all forms of message. */
  readonly protocol: string;
}

/** The hashes of a protocol. */
export function protocolHashes({ name, reading, omitted }: Protocol): ProtocolHashes {
  const said = { name, omitted, suite: suiteOf(reading), shapes: shapesOf(reading) };
  return { reading: sha256(canonicalJson(reading)), protocol: sha256(canonicalJson(said)) };
}
