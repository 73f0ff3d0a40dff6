/**
 * SARIF 2.1.0 as published: the JSON Schema of OASIS as Microsoft's package of matchers ships it,
 * held to by a validator of JSON Schema. It refuses members that it does not know.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';

const require = createRequire(import.meta.url);
const jsonIn = (path: string): object => JSON.parse(readFileSync(path, 'utf8')) as object;

// The schema is of draft 4, whose ids are called `id`.
const ajv = new Ajv({ schemaId: 'id', meta: false, allErrors: true });
ajv.addMetaSchema(jsonIn(require.resolve('ajv/lib/refs/json-schema-draft-04.json')));
const validate = ajv.compile(
  jsonIn(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')),
);

/** A location in a file, as far as the gate writes one. */
export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number };
  };
  readonly message?: { readonly text: string };
}

/** A log, as far as the gate writes one. */
export interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly level: string;
      readonly locations: readonly SarifLocation[];
      readonly codeFlows?: readonly {
        readonly threadFlows: readonly {
          readonly locations: readonly { readonly location: SarifLocation }[];
        }[];
      }[];
    }[];
  }[];
}

/** What the published schema refuses in a value, with the place; nothing for a log. */
export function sarifProblems(value: unknown): readonly string[] {
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ dataPath, message = '' }) => `${dataPath} ${message}`);
}
