/**
 * What is too late: an order after its window has passed, an order under a key that was replaced. Worked
 * out here from clocks and statements alone, apart from the roles that are to hold to it.
 *
 * The window of A7 clock-window: the slot in which the order was made, and as many after it as
 * `slotsBackMax` says. Must kill: an expiry that is off by one. The key of an order (§4.3): the one
 * registered last, where keys come out of the depository (A1) and late orders under an old one are not
 * let pass (A26). Must kill: a stale key accepted.
 */
import { slotMs } from '../../model/sa2pmp/limits.ts';
import type { House } from './house.ts';
import type { Broken } from './breach.ts';
import type { Played } from './play.ts';

/** Slots after its own in which an order may still be taken (A7): the previous one counts. */
const slotsLateMax = 1;

/** Orders that were taken outside their window, forwards or backwards. */
export function tooLate<M>(
  { reading, nameOf }: House<M>,
  { run, marks, clocks }: Pick<Played<M>, 'run' | 'marks' | 'clocks'>,
): readonly Broken[] {
  if (reading.A7 !== 'clock-window') return [];
  const sent = new Map<string, Set<number>>();
  const broken: Broken[] = [];
  for (const [index, clock] of clocks.entries()) {
    const slot = Math.floor(clock / slotMs);
    for (const event of run.events.slice(index === 0 ? 0 : marks[index - 1], marks[index])) {
      if (event.kind !== 'claimed' || event.about !== 'order') continue;
      const name = event.values.map(nameOf).join(' ');
      const slots = sent.get(name) ?? new Set<number>();
      sent.set(name, slots);
      if (event.claim === 'running') slots.add(slot);
      if (event.claim !== 'commit' || slots.size === 0) continue;
      const isTimely = [...slots].some((own) => slot >= own && slot <= own + slotsLateMax);
      if (isTimely) continue;
      const says = `made in slot ${[...slots].join(', ')}, taken in slot ${slot}`;
      broken.push({ failure: true, law: 'an order is taken within its window', says });
    }
  }
  return broken;
}

/** Orders that were taken under another key than the one registered last. */
export function staleKeys<M>(
  { reading, nameOf }: House<M>,
  { run }: Pick<Played<M>, 'run'>,
): readonly Broken[] {
  if (reading.A1 !== 'depository' || reading.A26 === 'archive-late') return [];
  const current = new Map<string, string | number>();
  return run.events.flatMap((event) => {
    if (event.kind !== 'claimed' || event.claim !== 'did') return [];
    const [key] = event.values;
    if (key === undefined) return [];
    if (event.about === 'registered') current.set(event.party, nameOf(key));
    if (event.about !== 'used-key' || nameOf(key) === current.get(event.party)) return [];
    const law = 'an order is taken under the key registered last';
    return [{ failure: true, law, says: `${event.party} used another key` }];
  });
}
