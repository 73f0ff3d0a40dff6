/**
 * What SARIF 2.1.0 asks of the members that the gate writes (OASIS, sections 3.13 to 3.38): names,
 * types and which are required. Strict: a member that is misspelt is refused.
 */
import * as v from 'valibot';

const message = v.strictObject({ text: v.pipe(v.string(), v.minLength(1)) });

/** A location in a file. */
export const sarifLocation = v.strictObject({
  physicalLocation: v.strictObject({
    artifactLocation: v.strictObject({
      uri: v.pipe(v.string(), v.minLength(1)),
      uriBaseId: v.optional(v.string()),
    }),
    region: v.strictObject({ startLine: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  }),
  logicalLocations: v.optional(v.array(v.strictObject({ fullyQualifiedName: v.string() }))),
  message: v.optional(message),
});

const threadFlow = v.strictObject({
  locations: v.pipe(
    v.array(
      v.strictObject({
        location: sarifLocation,
        executionOrder: v.pipe(v.number(), v.integer(), v.minValue(0)),
      }),
    ),
    v.minLength(1),
  ),
});

const result = v.strictObject({
  ruleId: v.string(),
  ruleIndex: v.pipe(v.number(), v.integer(), v.minValue(0)),
  level: v.picklist(['none', 'note', 'warning', 'error']),
  message,
  locations: v.array(sarifLocation),
  partialFingerprints: v.record(v.string(), v.string()),
  codeFlows: v.optional(
    v.array(v.strictObject({ threadFlows: v.pipe(v.array(threadFlow), v.minLength(1)) })),
  ),
});

const driver = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1)),
  version: v.string(),
  semanticVersion: v.string(),
  rules: v.array(v.strictObject({ id: v.string(), shortDescription: message })),
});

/** The form of a SARIF log, as far as the gate writes one. */
export const sarifSchema = v.strictObject({
  $schema: v.pipe(v.string(), v.url()),
  version: v.literal('2.1.0'),
  runs: v.pipe(
    v.array(
      v.strictObject({
        tool: v.strictObject({ driver }),
        originalUriBaseIds: v.record(v.string(), v.strictObject({ description: message })),
        columnKind: v.picklist(['utf16CodeUnits', 'unicodeCodePoints']),
        results: v.array(result),
      }),
    ),
    v.length(1),
  ),
});
