/** The part of `docs/repairs.md` that says what `minimal` is made of. */
import { minimalRepairs } from '../../model/sa2pmp/repair.ts';
import { additionOf, needs } from '../repairs/minimal.ts';
import { row } from './markdown.ts';
import type { Parts } from './parts.ts';

const signed = (octets: number): string => (octets > 0 ? `+${octets}` : String(octets));

function needed(): string {
  const lines = needs.map(({ oneOf, claim, attacker }) => {
    const chosen = minimalRepairs.find((id) => oneOf.includes(id)) ?? '';
    const others = oneOf.filter((id) => id !== chosen).join(', ');
    const { air, wired } = additionOf(chosen);
    return row([chosen, others, `\`${claim}\``, `\`${attacker}\``, signed(air), signed(wired)]);
  });
  const head = ['repair', 'or', 'without it falls', 'to', 'on the air', 'gateway and bank'];
  return [row(head), row(['---', '---', '---', '---', '--:', '--:']), ...lines].join('\n');
}

/** The part by its name. */
export const minimalParts: Parts = { 'minimal needs': needed };
