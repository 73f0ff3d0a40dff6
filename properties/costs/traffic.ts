/**
 * What travels, out of a trace: octets and frames on the air each way, over the wire between gateway
 * and bank, and in person; and how often the phone waits for an answer.
 *
 * Counts messages as the codec writes them. What carries them, HTTP, TCP and TLS, is the same for
 * every reading and not counted.
 */
import type { Channel } from '../../model/core/effect.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Bytes } from '../../src/bytes.ts';
import { phoneName } from './session.ts';

/** How much travels. */
export interface Load {
  readonly octets: number;
  readonly frames: number;
}

/** Where it travels. */
export const links = ['up', 'down', 'wired', 'in-person'] as const;

/** Where it travels: from the phone, to the phone, between gateway and bank, over a counter. */
export type Link = (typeof links)[number];

/** What travels where. */
export interface Traffic extends Readonly<Record<Link, Load>> {
  /** How often the phone sends and then gets an answer. */
  readonly roundTrips: number;
}

type Sent = Extract<TraceEvent<Bytes>, { kind: 'sent' }>;

/** Channels that are no radio. */
const counters: readonly Channel[] = ['branch', 'inside', 'court'];

function linkOf({ channel, party, hop }: Sent): Link {
  if (counters.includes(channel)) return 'in-person';
  if (party === phoneName) return 'up';
  return hop === phoneName ? 'down' : 'wired';
}

/** Octets of a value. */
export function octetsOf(value: Bytes): number {
  return value.length / 2;
}

/** What travelled in some events. */
export function trafficOf(events: readonly TraceEvent<Bytes>[]): Traffic {
  const sent = events.filter((event) => event.kind === 'sent');
  const on = (link: Link): Load => {
    const frames = sent.filter((frame) => linkOf(frame) === link);
    const octets = frames.reduce((sum, { message }) => sum + octetsOf(message), 0);
    return { octets, frames: frames.length };
  };
  const ways = sent.map(linkOf).filter((link) => link === 'up' || link === 'down');
  const answered = ways.filter((way, index) => way === 'down' && ways[index - 1] === 'up');
  return {
    up: on('up'),
    down: on('down'),
    wired: on('wired'),
    'in-person': on('in-person'),
    roundTrips: answered.length,
  };
}
