/**
 * Attackers by name: those that are built in, those of files named by the user, and coalitions of
 * them, `a+b`.
 */
import { allied } from '../../attacks/capability/coalition.ts';
import type { Capability } from '../../attacks/capability/capability.ts';
import { capabilities } from '../../attacks/capability/index.ts';

/** An attacker, or what is wrong with its name. */
export type Named =
  | { readonly found: true; readonly attacker: Capability }
  | { readonly found: false; readonly problems: readonly string[] };

/**
 * The attacker of a name.
 *
 * @param name - an id, or ids joined by `+`
 * @param own - attackers besides those that are built in
 */
export function attackerNamed(name: string, own: readonly Capability[] = []): Named {
  const alliance = allied(name.split('+'), [...capabilities, ...own]);
  return alliance.formed
    ? { found: true, attacker: alliance.capability }
    : { found: false, problems: alliance.problems };
}
