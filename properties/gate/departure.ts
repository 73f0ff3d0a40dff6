/**
 * Where an attack departs from what honest parties would do by themselves: its first step in which
 * something is stolen, made up, shown, or put in a second time.
 */
import { recipeText } from './recipe-text.ts';
import type { AttackRecord } from '../certificate/schema.ts';

type Does = AttackRecord['moves'][number]['does'];

/** A step of an attack. */
export interface Departure {
  /** Counted from 1. */
  readonly step: number;
  readonly of: number;
  readonly says: string;
}

/** A move in a few words. */
export function moveText(does: Does): string {
  switch (does.move) {
    case 'intend':
    case 'happen':
      return `${does.party} acts`;
    case 'deliver': {
      const { channel, to } = does.door;
      return `${recipeText(does.message)} put in for ${to} [${channel}]`;
    }
    case 'release':
      return 'the network lets a delayed message go on';
    case 'compromise':
      return `the ${does.what} taken from ${does.party}`;
    case 'learn':
      return `the ${does.about} shown`;
  }
}

/** The place at which an attack departs from an honest course; its last where it never does. */
export function departureOf({ moves }: AttackRecord): Departure {
  const passedOn = new Set<number>();
  const departs = moves.findIndex(({ does }) => {
    if (does.move === 'compromise' || does.move === 'learn') return true;
    if (does.move !== 'deliver') return false;
    if (does.message.make !== 'observed' || passedOn.has(does.message.index)) return true;
    passedOn.add(does.message.index);
    return false;
  });
  const place = departs < 0 ? moves.length - 1 : departs;
  const does = moves[place]?.does;
  return { step: place + 1, of: moves.length, says: does === undefined ? '' : moveText(does) };
}
