/**
 * The version of this tool and of the libraries that its answers rest on, as its manifest pins them.
 */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { root } from '../root.ts';

const manifestSchema = v.object({
  name: v.string(),
  version: v.string(),
  dependencies: v.record(v.string(), v.string()),
});

/** What made a certificate. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  /** Versions of the libraries that run while a question is answered. */
  readonly libraries: Readonly<Record<string, string>>;
}

/** Libraries that model, attacks and octets are made with; those of the command line are none. */
const answering = /^(@noble\/.+|xstate|ts-pattern)$/u;

/** This tool. */
export function tool(): Tool {
  const text = readFileSync(new URL('package.json', root), 'utf8');
  const { name, version, dependencies } = v.parse(manifestSchema, JSON.parse(text));
  const libraries = Object.entries(dependencies).filter(([library]) => answering.test(library));
  return { name, version, libraries: Object.fromEntries(libraries) };
}
