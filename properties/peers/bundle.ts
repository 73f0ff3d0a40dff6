/**
 * The phone of a peer as it would be downloaded: interpreter, script and the primitives that its role
 * uses in one file, bundled and weighed as SA2pMP's client is (`properties/costs/bundle.ts`).
 *
 * Refuses to weigh a bundle with which an honest run does not come out octet for octet as without.
 */
import { fileURLToPath } from 'node:url';
import { peers } from '../../model/peers/index.ts';
import type { Peer } from '../../model/peers/peer.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import type { Message } from '../../model/script/message.ts';
import type { Step } from '../../model/script/script.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Bytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { bundled, loaded, type Weight, weightOf, weightUnder } from '../costs/bundle.ts';
import { cutTo, cutUnused } from '../costs/specialise.ts';
import type { Compared } from './comparison.ts';
import { type PhoneCode, playing } from './costs.ts';
import { primitivesOf } from './mode.ts';
import type { Carried } from './phone.ts';

const entry = fileURLToPath(new URL('phone.ts', import.meta.url));

/** The line of the entry in whose place what is carried is written. */
const place = "throw new Error('peers: no script is written in');";

const isMessage = (step: Step): boolean => step.do !== 'state';

/** What a phone carries; statements of others, and what is said of the protocol, are left out. */
function carriedBy(peer: Peer): Carried {
  const { protocol, phone } = peer;
  const { id, sorts, roles } = protocol;
  const role = roles.find(({ name }) => name === phone);
  if (role === undefined) throw new Error(`peers: ${id} has no role ${phone}`);
  const messages = roles.map((one) =>
    one === role ? one : { ...one, steps: one.steps.filter(isMessage) },
  );
  const bare = { id, title: '', source: '', sorts, trusted: [], beliefs: [], roles: messages };
  return { protocol: bare, role, suite: primitivesOf(peer) };
}

/** The kinds of messages inside of a message. */
function kindsIn(message: Message): readonly Message['is'][] {
  if (message.is === 'pair') {
    return [...kindsIn(message.left), ...kindsIn(message.right)];
  }
  return 'of' in message ? [message.is, ...kindsIn(message.of)] : [message.is];
}

/** A source file as this peer's phone needs it. */
function changed(peer: Peer): (file: string, source: string) => string {
  const carried = carriedBy(peer);
  const messages = carried.role.steps.flatMap((step) =>
    step.do === 'state' ? [] : [step.message],
  );
  const kinds = new Set(messages.flatMap(kindsIn));
  const encrypts = kinds.has('encrypted');
  const uses = { encrypts, signs: kinds.has('signed'), seals: kinds.has('sealed') };
  return (file, source) => {
    if (file === entry) {
      if (!source.includes(place)) throw new Error('peers: the entry has no place for a script');
      return source.replace(place, () => `return ${JSON.stringify(carried)};`);
    }
    return cutUnused(
      file,
      cutTo(primitivesOf(peer), { file, source, encapsulates: encrypts }),
      uses,
    );
  };
}

/** What happens in an honest run, with the phone's code from elsewhere or not; statements aside. */
function played(peer: Peer, code?: PhoneCode): readonly TraceEvent<Bytes>[] {
  const { pay } = playing(peer, concrete(primitivesOf(peer)), code === undefined ? {} : { code });
  return pay().filter(({ kind }) => kind !== 'claimed');
}

/** What the phone of a peer weighs. @throws Error when the bundle does something else */
async function peerWeight(peer: Peer): Promise<Weight> {
  const code = await bundled(entry, changed(peer));
  await loaded(code, (module) => {
    const [left, right] = [played(peer), played(peer, module as PhoneCode)].map((one) =>
      JSON.stringify(one),
    );
    if (left !== right) throw new Error(`peers: the bundled phone of ${peer.protocol.id} differs`);
  });
  return weightOf(code);
}

/** What is compared, each with what its client weighs. */
export async function weighed(compared: readonly Compared[]): Promise<readonly Compared[]> {
  const each: Compared[] = [];
  for (const one of compared) {
    const peer = peers.find(({ protocol }) => protocol.id === one.name);
    const reading = Object.entries(readings).find(([name]) => name === one.name)?.[1];
    const weight = peer === undefined ? reading && weightUnder(reading) : peerWeight(peer);
    each.push(weight === undefined ? one : { ...one, weight: await weight });
  }
  return each;
}
