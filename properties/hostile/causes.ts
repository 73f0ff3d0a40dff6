/** Every way to be refused, by name, and what the operator is to read of it (A36). */
import { randomBytes } from 'node:crypto';
import type { Bytes } from '../../src/bytes.ts';
import { post } from '../../src/adapters/http/testing/wire.ts';
import { flipped, type Knowledge, logOnFrame, orderFrame } from './forge.ts';
import { passwordOf } from './town.ts';
import { envelope, hear, hearPost, type Heard, type Target } from './wire.ts';

/** A cause of refusal. */
export interface Cause {
  readonly name: string;
  /** What the operator reads at the bank when the frame came by the wire. */
  readonly wired: RegExp;
  /** And when it came over HTTPS, where it differs. */
  readonly https?: RegExp;
  readonly send: (target: Target) => Promise<Heard>;
}

/** Who is at it: a customer's phone, another's, and one whose account is locked already. */
export interface Cast {
  readonly alice: Knowledge;
  /** Enrolled, and no key registered. */
  readonly keyless: Knowledge;
  /** Tried too often. */
  readonly locked: Knowledge;
  /** An order of alice's that was executed. */
  readonly executed: Bytes;
}

type Named = readonly [name: string, why: RegExp];

const offChannel = /^unexpected channel$/;
const otherKey = (): Bytes => randomBytes(32).toString('hex') as Bytes;

/** What the gateway passes on and the bank refuses. */
export function frameCauses({ alice, keyless, locked, executed }: Cast): readonly Cause[] {
  const { reading } = alice.town;
  const order = orderFrame(alice);
  const isHttps = reading.A13 === 'https';
  const frame = ([name, wired]: Named, message: string, accid = alice.accid): Cause => ({
    name,
    wired,
    https: offChannel,
    send: (target) => hearPost(target, envelope(accid, message)),
  });
  const malformed = /^malformed order$/;
  // A36: told apart where causes are; one wrong key in 256 or so has padding that reads.
  const undecipherable =
    reading.A36 === 'distinct' ? /^(?:order cannot be decrypted|malformed order)$/ : malformed;
  const logOn = ([name, why]: Named, message: string, accid = alice.accid): Cause => ({
    ...frame([name, isHttps ? malformed : why], message, accid),
    https: isHttps ? why : offChannel,
  });
  return [
    { ...frame(['an unknown account', /^no such account$/], order, 'nobody'), https: /^no such/ },
    { ...frame(['no account at all', /^no such account$/], order, ''), https: /^no such/ },
    frame(['an empty frame', malformed], ''),
    frame(['a truncated frame', malformed], order.slice(0, -2)),
    frame(['a frame cut in its header', malformed], order.slice(0, 6)),
    frame(['another magic', malformed], flipped(order, 0, 3)),
    frame(['another tag', malformed], flipped(order, 3, 0)),
    frame(['trailing octets', malformed], `${order}00`),
    frame(['two frames in one', malformed], `${order}${order}`),
    frame(['another key', undecipherable], orderFrame(alice, { key: otherKey() })),
    frame(
      ['another signature', /^signature does not verify$/],
      orderFrame(alice, { signingKey: otherKey() }),
    ),
    frame(
      ["another customer's identifier", /^another customer's identifier$/],
      orderFrame(alice, { accid: keyless.accid }),
    ),
    frame(['another SIM', /^another customer's identifier$/], orderFrame(alice, { sim: 'x' })),
    frame(['a replay with a new name', /^not fresh$/], executed),
    frame(['no key registered', /^no key/], orderFrame(keyless), keyless.accid),
    frame(['an order outside a session', /^no session$/], orderFrame(alice, { token: otherKey() })),
    frame(['an unknown type of order', /^no business/], orderFrame(alice, { type: 'gift' })),
    logOn(['a wrong password', /^wrong userid or password$/], logOnFrame(alice, 'guess')),
    logOn(
      ['too many log-ons', /^too many log-ons tried$/],
      logOnFrame(locked, passwordOf(locked.accid)),
      locked.accid,
    ),
  ];
}

/** What no handler sees, and what is no envelope. */
export function envelopeCauses({ alice }: Cast): readonly Cause[] {
  const good = envelope(alice.accid, orderFrame(alice));
  const body = (name: string, wired: RegExp, said: unknown): Cause => ({
    name,
    wired,
    send: (target) => hearPost(target, said),
  });
  const { to: _, ...addressless } = good;
  const form = /./;
  return [
    body('a field too few', form, addressless),
    body('a field too many', form, { ...good, channel: 'https' }),
    body('no object', form, []),
    body('a message that is no hex', form, { ...good, message: 'zz' }),
    body('an id that is none', form, { ...good, id: 'x' }),
    body('an address with a line end', form, { ...good, to: 'bank:a\nb' }),
    body('a message over the limit', form, { ...good, message: '00'.repeat(16_385) }),
  ];
}

/** What HTTP refuses, seen through a whole system. */
export function httpCauses({ alice }: Cast): readonly Cause[] {
  const good = JSON.stringify(envelope(alice.accid, orderFrame(alice)));
  const sends = (name: string, wired: RegExp, octets: Buffer): Cause => ({
    name,
    wired,
    send: (target) => hear(target, octets),
  });
  return [
    sends('an unknown path', /^http: path$/, post(good, '/nowhere')),
    sends('a body over the limit', /^http: too-long$/, post(`"${'a'.repeat(50_000)}"`, '/frames')),
    sends('no JSON', /^http: json$/, post(good.slice(1), '/frames')),
    sends('another method', /^http: method$/, post(good, '/frames', 'PUT')),
  ];
}
