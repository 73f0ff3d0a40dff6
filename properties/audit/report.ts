/** An audit as lines of text for a terminal. */
import { match } from 'ts-pattern';
import type { Paint } from '../report/paint.ts';
import { counted } from '../report/table.ts';
import type { Audit, Audited } from './audit.ts';
import type { Injected } from './merge.ts';
import type { Refusal } from './read.ts';
import type { ClaimVerdict } from './trace.ts';

/** Messages put in that are listed one by one. */
const INJECTED_LISTED_MAX = 10;

/** What an audit found, line by line. */
export function report(paint: Paint, found: Audit): readonly string[] {
  return 'refused' in found ? refusal(paint, found.refused) : account(paint, found);
}

function refusal(paint: Paint, { file, line, why }: Refusal): readonly string[] {
  const where = line === undefined ? file : `${file}, line ${line}`;
  return [`${paint('red', 'refused')}: ${where}: ${why}`];
}

function account(paint: Paint, found: Audited): readonly string[] {
  const { files, parties, steps, messages, undelivered } = found;
  return [
    `${counted(parties.length, 'chart')}, ${counted(steps, 'step')}: the model takes ${paint('green', 'every one')}`,
    `${counted(messages, 'message')} delivered, ${undelivered} sent and not delivered`,
    ...outside(paint, found),
    ...files.map(({ file, head }) =>
      paint('dim', `the last line of ${file} has the digest ${head}`),
    ),
    '',
    ...found.claims.map((verdict) => claim(paint, verdict)),
  ];
}

/** What nobody known sent, or what came too often, or whose traces are wanting. */
function outside(paint: Paint, { injected, repeated, missing }: Audited): readonly string[] {
  const more = injected.length - INJECTED_LISTED_MAX;
  return [
    ...(injected.length === 0
      ? ['nothing was put in from outside']
      : [paint('red', `${counted(injected.length, 'message')} that no party known sent`)]),
    ...injected.slice(0, INJECTED_LISTED_MAX).map(stray),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...(repeated === 0
      ? []
      : [paint('yellow', `${repeated} delivered again: resent by the transport, or replayed`)]),
    ...(missing.length === 0
      ? []
      : [
          paint(
            'yellow',
            `without a trace, so that what they sent looks put in: ${missing.join(', ')}`,
          ),
        ]),
  ];
}

function stray({ file, line, party, channel, from }: Injected): string {
  return `  ${file}, line ${line}: ${party} took it over ${channel} as ${from}'s`;
}

function claim(paint: Paint, { claim: id, verdict, why, occasions }: ClaimVerdict): string {
  const said = match(verdict)
    .with('holds', () =>
      occasions === 0
        ? paint('yellow', 'holds: nothing gave occasion to break it')
        : `${paint('green', 'holds')} (${counted(occasions, 'occasion')})`,
    )
    .with('broken', () => `${paint('red', 'broken')}: ${why ?? ''}`)
    .with('not judged', () => paint('dim', `not judged: ${why ?? ''}`))
    .exhaustive();
  return `${id.padEnd(26)} ${said}`;
}
