/**
 * The attacks of the demonstration: each tried live, over HTTP, against the protocols played, and
 * told in a table. Says whether each went as it should: against the published protocol they succeed,
 * against the repaired one they fail; of another reading nothing is expected.
 */
import { demonstrated } from '../../mounted/attacks.ts';
import { mounted } from '../../mounted/mounted.ts';
import type { Paint } from '../../report/paint.ts';
import { columns } from './columns.ts';
import type { Played } from './played.ts';

/** What became of an attack on a protocol. */
type Outcome = 'succeeds' | 'fails';

/** Tries all attacks on a protocol. */
async function tried({ reading }: Played): Promise<readonly Outcome[]> {
  const at = await mounted(reading);
  try {
    const outcomes: Outcome[] = [];
    for (const { mount } of demonstrated) outcomes.push((await mount(at)) ? 'succeeds' : 'fails');
    return outcomes;
  } finally {
    await at.close();
  }
}

const expected: Readonly<Record<string, Outcome>> = { published: 'succeeds', repaired: 'fails' };

/** Tries every attack on every protocol and tells the outcomes; whether they are as they should be. */
export async function attacked(
  protocols: readonly Played[],
  { say, paint }: { readonly say: (line: string) => void; readonly paint: Paint },
): Promise<boolean> {
  const outcomes = new Map<string, readonly Outcome[]>();
  for (const played of protocols) outcomes.set(played.name, await tried(played));
  const wrong: string[] = [];
  for (const [at, { id, says }] of demonstrated.entries())
    say(`   ${String(at + 1).padStart(2)}. ${says} (${id})`);
  say('');
  const rows = demonstrated.map(({ id }, at) => [
    id,
    ...protocols.map(({ name }): string => {
      const outcome = outcomes.get(name)?.[at] ?? 'fails';
      const should = expected[name];
      if (should !== undefined && should !== outcome) wrong.push(`${id} ${outcome} on ${name}`);
      return outcome;
    }),
  ]);
  const lines = columns([['attack', ...protocols.map(({ name }) => name)], ...rows], []);
  for (const line of lines) say(`   ${line}`);
  for (const what of wrong) say(`   ${paint('red', `not as it should be: ${what}`)}`);
  return wrong.length === 0;
}
