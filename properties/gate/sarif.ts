/**
 * The report as SARIF 2.1.0 (OASIS, 2020): each difference a result; an attack's code flow goes
 * through the lines of the charts and roles at which its steps happen.
 */
import type { Certificate } from '../certificate/schema.ts';
import { type Finding, rules } from './compare.ts';
import { moveText } from './departure.ts';
import type { GateReport } from './report.ts';
import { lineOf, type EventRecord, type SourceLine } from './sources.ts';

const schemaUri =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A location, with what is to be said there. */
function location({ path, line }: SourceLine, says: string): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: path, uriBaseId: 'SRCROOT' },
      region: { startLine: line },
    },
    message: { text: says },
  };
}

/** An event in a few words. */
function eventText({ kind, party, intent, note, claim, about, what, why }: EventRecord): string {
  const rest = [intent, note, claim, about, what, why].filter((text) => text !== undefined);
  return `${party ?? 'attacker'}: ${kind} ${rest.join(' ')}`;
}

/** Events that say nothing about the charts: a message arrives, and what comes of it is told. */
const isQuiet = ({ kind }: EventRecord): boolean => kind === 'delivered';

/** The steps of an attack at their lines of the source. */
function flowOf({ record }: Finding): readonly object[] {
  const [attack] = record?.attacks ?? [];
  return (attack?.moves ?? []).flatMap(({ does, events }, step) =>
    events
      .filter((event) => !isQuiet(event))
      .flatMap((event) => {
        const line = lineOf(event);
        const says = `step ${step + 1}, ${moveText(does)}: ${eventText(event)}`;
        return line === undefined ? [] : [location(line, says)];
      }),
  );
}

/** The statement that breaks the claim: the last that it reads; `undefined` where it reads none. */
function brokenAt({ record }: Finding, { claims }: Certificate): object | undefined {
  const reads = claims[record?.claim ?? '']?.reads ?? [];
  const [attack] = record?.attacks ?? [];
  const events = (attack?.moves ?? []).flatMap((move) => move.events);
  const last = events.findLast(({ claim, about }) =>
    reads.includes(`${claim ?? ''} ${about ?? ''}`),
  );
  const line = last && lineOf(last);
  return last && line && location(line, eventText(last));
}

/** Where a difference is: where an attack breaks the claim, or in the expectations. */
function placeOf(finding: Finding, { certificate, file }: GateReport): object {
  const broken = finding.rule === 'new-attack' ? brokenAt(finding, certificate) : undefined;
  if (broken !== undefined) return broken;
  return {
    physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine: 1 } },
    logicalLocations: [{ fullyQualifiedName: finding.at }],
  };
}

/** One difference as a result. */
function result(finding: Finding, report: GateReport): object {
  const { rule, says, cell, at, against } = finding;
  const flow = flowOf(finding);
  const locations = flow.map((one, index) => ({ location: one, executionOrder: index + 1 }));
  return {
    ruleId: rule,
    ruleIndex: Object.keys(rules).indexOf(rule),
    level: rule === 'inconclusive' ? 'warning' : 'error',
    message: { text: says },
    locations: [placeOf(finding, report)],
    partialFingerprints: { 'cell/v1': `${against} ${rule} ${cell ?? at}` },
    ...(flow.length > 0 ? { codeFlows: [{ threadFlows: [{ locations }] }] } : {}),
  };
}

/** The report as SARIF. */
export function sarif(report: GateReport): object {
  const { certificate, findings } = report;
  const { name, version } = certificate.tool;
  const described = Object.entries(rules).map(([id, text]) => ({
    id,
    shortDescription: { text },
  }));
  return {
    $schema: schemaUri,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name, semanticVersion: version, version, rules: described } },
        originalUriBaseIds: { SRCROOT: { description: { text: 'the root of the project' } } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, report)),
      },
    ],
  };
}
