/**
 * What the search says of a protocol under an attacker, kept, for others to test.
 *
 * A case is one search: claims that put the same parties on the attacker's side. Its system is
 * built once on terms, apart from the search's own, and serves every random schedule.
 */
import { capabilities } from '../../attacks/capability/index.ts';
import { explore } from '../../attacks/search/explicit.ts';
import { setStage } from '../../attacks/search/stage.ts';
import type { Claim } from '../../model/core/claim.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import type { AxisId, ReadingName } from '../../model/sa2pmp/reading.ts';
import type { Bounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { type Inquiry, inquiries } from '../verdict/inquiry.ts';
import { protocol } from '../verdict/protocols.ts';
import { type World, worldFor } from './world.ts';

/** A question by names, so that a failing schedule says all. */
export interface Topic {
  readonly base: ReadingName;
  readonly changes: readonly { readonly axis: AxisId; readonly choice: string }[];
  /** The attacker's id. */
  readonly attacker: string;
  readonly bounds: Bounds;
  /** Whether bank and log are corrupt and a judge sits. */
  readonly court: boolean;
}

/** Beyond so many states the search gives up, and what it has not broken is not tested. */
const statesMax = 2500;

/** What the search said. */
export interface Said {
  readonly inquiry: Inquiry;
  /** The claims that hold within the bounds. */
  readonly holding: readonly Claim[];
  /** The claims that fall, with the moves of a shortest attack. */
  readonly falling: ReadonlyMap<string, number>;
  readonly states: number;
}

/** Names a topic. */
export function topicName({ base, changes, attacker, bounds, court }: Topic): string {
  const { sessions, customers, renewals } = bounds;
  const changed = changes.map(({ axis, choice }) => ` ${axis}=${choice}`).join('');
  const size = `${sessions}/${customers}/${renewals}`;
  return `${base}${changed} ${attacker}${court ? ' court' : ''} ${size}`;
}

/** The inquiry of a topic. */
function inquiryOf(topic: Topic): Inquiry {
  const { base, changes, bounds, court } = topic;
  const attacker = capabilities.find(({ id }) => id === topic.attacker);
  if (attacker === undefined) throw new Error(`no attacker ${topic.attacker}`);
  const asked = claims.filter((claim) => claim.court === court);
  const question = { protocol: protocol(base, changes), attacker, claims: asked, bounds };
  const [inquiry] = inquiries({ ...question, statesMax });
  if (inquiry === undefined) throw new Error('no claims to ask about');
  return inquiry;
}

/** Asks the search. */
function asked(topic: Topic): Said {
  const inquiry = inquiryOf(topic);
  const stage = setStage(inquiry.problem, inquiry.attacker);
  const { found, complete, states } = explore(stage, { claims: inquiry.claims, statesMax });
  const falling = new Map(found.map(({ claim, moves }) => [claim.id, moves.length]));
  const holding = complete ? inquiry.claims.filter(({ id }) => !falling.has(id)) : [];
  return { inquiry, holding, falling, states };
}

const answers = new Map<string, Said>();
const worlds = new Map<string, World>();

/** What the search says on a topic; asked once. */
export function saidOf(topic: Topic): Said {
  const name = topicName(topic);
  const found = answers.get(name) ?? asked(topic);
  answers.set(name, found);
  return found;
}

/** The world of a topic; built once. */
export function worldOf(topic: Topic): World {
  const name = topicName(topic);
  const found = worlds.get(name) ?? worldFor(inquiryOf(topic));
  worlds.set(name, found);
  return found;
}
