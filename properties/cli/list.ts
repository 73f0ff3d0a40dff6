/**
 * `sa2pmp list`: what can be named on the command line.
 */
import { capabilities } from '../../attacks/capability/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { axes, axisIds, readings } from '../../model/sa2pmp/reading.ts';
import { checks } from '../../model/sa2pmp/setting.ts';
import { painter } from '../report/paint.ts';
import { aliases } from './attack.ts';
import { exitCodes } from './usage-error.ts';

/** The axes and their choices; `published` and `charitable` mark the named points. */
function axesText(): readonly string[] {
  return axisIds.flatMap((id) => {
    const { name, paper, choices } = axes[id];
    const marks = (choice: string): string =>
      Object.entries(readings)
        .filter(([, reading]) => reading[id] === choice)
        .map(([point]) => ` (${point})`)
        .join('');
    return [
      `  ${id} ${name}: ${paper}`,
      ...Object.entries(choices).map(
        ([choice, says]) => `      ${choice}${marks(choice)}: ${says}`,
      ),
    ];
  });
}

/** Runs the command; returns the exit code. */
export function list(): number {
  const paint = painter(process.stdout);
  const section = (title: string, lines: readonly string[]): readonly string[] => [
    paint('bold', title),
    ...lines,
    '',
  ];
  const lines = [
    ...section(
      'Protocols (--protocol)',
      Object.keys(readings).map((name) => `  ${name}`),
    ),
    ...section(
      'Attackers (--attacker)',
      capabilities.map(({ id, says }) => `  ${id}: ${says}`),
    ),
    ...section(
      'Claims (--claim)',
      claims.map(({ id, says }) => `  ${id}: ${says}`),
    ),
    ...section('Axes of the reading (--reading axis=choice)', axesText()),
    ...section(
      'Checks (--omit)',
      Object.entries(checks).map(([id, says]) => `  ${id}: ${says}`),
    ),
    ...section(
      'Attacks (sa2pmp attack); also protocol/attacker/claim',
      Object.entries(aliases).map(([alias, name]) => `  ${alias}: ${name}`),
    ),
  ];
  process.stdout.write(lines.join('\n'));
  return exitCodes.done;
}
