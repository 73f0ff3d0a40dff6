/**
 * What a gate says of verdicts, case by case: one for every cell that something is expected of, and one
 * for each rule about the whole that is broken. An attack is told at the lines of the source.
 */
import type { Certificate } from '../certificate/schema.ts';
import { type Finding, type RuleId, rules } from './compare.ts';
import { moveText } from './departure.ts';
import type { GateReport } from './report.ts';
import { lineOf, type EventRecord } from './sources.ts';
import type { Case, Fault, Place, Told } from './told.ts';

/** An event in a few words. */
function eventText({ kind, party, intent, note, claim, about, what, why }: EventRecord): string {
  const rest = [intent, note, claim, about, what, why].filter((text) => text !== undefined);
  return `${party ?? 'attacker'}: ${kind} ${rest.join(' ')}`;
}

/** The line of an event, with what is to be said there. */
function placed(event: EventRecord, says: string): Place | undefined {
  const line = lineOf(event);
  return line && { ...line, isOurs: true, says };
}

/** Events that say nothing about the charts: a message arrives, and what comes of it is told. */
const isQuiet = ({ kind }: EventRecord): boolean => kind === 'delivered';

/** The steps of an attack at their lines of the source. */
function stepsOf({ record }: Finding): readonly Place[] {
  const [attack] = record?.attacks ?? [];
  return (attack?.moves ?? []).flatMap(({ does, events }, step) =>
    events
      .filter((event) => !isQuiet(event))
      .flatMap(
        (event) => placed(event, `step ${step + 1}, ${moveText(does)}: ${eventText(event)}`) ?? [],
      ),
  );
}

/** The statement that breaks the claim: the last that it reads; `undefined` where it reads none. */
function brokenAt({ record }: Finding, { claims }: Certificate): Place | undefined {
  const reads = claims[record?.claim ?? '']?.reads ?? [];
  const [attack] = record?.attacks ?? [];
  const events = (attack?.moves ?? []).flatMap((move) => move.events);
  const last = events.findLast(({ claim, about }) =>
    reads.includes(`${claim ?? ''} ${about ?? ''}`),
  );
  return last && placed(last, eventText(last));
}

/** Where a difference is: where an attack breaks the claim, or in the expectations. */
function placeOf(finding: Finding, { certificate, file }: GateReport): Place {
  const broken = finding.rule === 'new-attack' ? brokenAt(finding, certificate) : undefined;
  return broken ?? { path: file, line: 1, isOurs: false, named: finding.at };
}

/** What is the matter with a cell, or with the whole. */
function fault(finding: Finding, report: GateReport): Fault {
  const { rule, says, against, cell, at } = finding;
  return {
    ...{ rule, says, against },
    isOpen: rule === 'inconclusive',
    place: placeOf(finding, report),
    steps: stepsOf(finding),
    fingerprint: `${against} ${rule} ${cell ?? at}`,
  };
}

/** The cases of a report. */
function casesOf(report: GateReport): readonly Case[] {
  const { expected, findings } = report;
  const faults = (of: readonly Finding[]): readonly Fault[] => of.map((one) => fault(one, report));
  const cells = Object.entries(expected.cells).flatMap(([protocol, rows]) =>
    Object.entries(rows).flatMap(([attacker, row]) =>
      Object.keys(row).map((claim) => ({ suite: `${protocol}/${attacker}`, name: claim })),
    ),
  );
  const ids = new Set(cells.map(({ suite, name }) => `${suite}/${name}`));
  const others = findings.filter(({ cell }) => cell === undefined || !ids.has(cell));
  return [
    ...cells.map((one) => {
      const own = findings.filter(({ cell }) => cell === `${one.suite}/${one.name}`);
      return { ...one, faults: faults(own) };
    }),
    ...[...new Set<RuleId>(others.map(({ rule }) => rule))].map((rule) => ({
      ...{ suite: 'gate', name: rules[rule] },
      faults: faults(others.filter((finding) => finding.rule === rule)),
    })),
  ];
}

/** What a gate says of verdicts. */
export function toldOf(report: GateReport): Told {
  const { certificate, outcome, file } = report;
  const { summary, bounds, digest } = certificate;
  return {
    title: 'sa2pmp gate',
    ...{ outcome, rules, cases: casesOf(report) },
    summary:
      `${summary.holds} hold, ${summary.attack} fall, ${summary.inconclusive} inconclusive, within ` +
      `${bounds.sessions} payments, ${bounds.customers} customers, ${bounds.renewals} renewals. ` +
      `Expectations: ${file}.`,
    about: `certificate ${digest}`,
  };
}
