/**
 * A report as SARIF 2.1.0 (OASIS, 2020): everything that is the matter a result; an attack's code flow
 * goes through the lines of the charts and roles at which its steps happen.
 */
import type { Tool } from '../certificate/versions.ts';
import type { Fault, Place, Told } from './told.ts';

const schemaUri =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A location, with what is to be said there. */
function location({ path, line, isOurs, says, named }: Place): object {
  return {
    physicalLocation: {
      artifactLocation: isOurs ? { uri: path, uriBaseId: 'SRCROOT' } : { uri: encodeURI(path) },
      region: { startLine: line },
    },
    ...(says === undefined ? {} : { message: { text: says } }),
    ...(named === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: named }] }),
  };
}

/** One fault as a result. */
function result({ rule, says, isOpen, place, steps, fingerprint }: Fault, { rules }: Told): object {
  const flow = steps.map((one, index) => ({ location: location(one), executionOrder: index + 1 }));
  return {
    ruleId: rule,
    ruleIndex: Object.keys(rules).indexOf(rule),
    level: isOpen ? 'warning' : 'error',
    message: { text: says },
    locations: [location(place)],
    partialFingerprints: { 'cell/v1': fingerprint },
    ...(flow.length > 0 ? { codeFlows: [{ threadFlows: [{ locations: flow }] }] } : {}),
  };
}

/** One report as a run. */
function run(told: Told, { name, version }: Pick<Tool, 'name' | 'version'>): object {
  const described = Object.entries(told.rules).map(([id, text]) => ({
    id,
    shortDescription: { text },
  }));
  return {
    tool: { driver: { name, semanticVersion: version, version, rules: described } },
    automationDetails: { id: `${told.title}/` },
    originalUriBaseIds: { SRCROOT: { description: { text: 'the root of the project' } } },
    columnKind: 'utf16CodeUnits',
    results: told.cases.flatMap(({ faults }) => faults).map((one) => result(one, told)),
  };
}

/** Reports as SARIF, a run each. */
export function sarif(reports: readonly Told[], tool: Pick<Tool, 'name' | 'version'>): object {
  return { $schema: schemaUri, version: '2.1.0', runs: reports.map((told) => run(told, tool)) };
}
