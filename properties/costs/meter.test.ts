/** The meter itself: nothing left out, nothing counted twice, the same on every library. */
import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../model/core/trace.ts';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { type Bytes, toBytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { native } from '../../src/native.ts';
import { costsOf } from './meter.ts';
import { counting, countsOf } from './operations.ts';
import { points } from './points.ts';
import { octetsOnAir } from './rows.ts';
import { beginSession, moves, phoneName } from './session.ts';
import { specialised } from './specialise.ts';
import { octetsOf, trafficOf } from './traffic.ts';

/** No padding and no lengths of four octets, so that an octet more is an octet more. */
const unpadded: Reading = { ...readings.published, A8: 'aes-128-ctr', R1b: 'compact' };

/** What happens in an honest session with two payments. */
function eventsUnder(reading: Reading): readonly TraceEvent<Bytes>[] {
  const session = beginSession(native(suiteOf(reading)), { reading, payments: 2 });
  return [...moves, 'payment' as const].flatMap((move) => session.make(move));
}

describe.each(points)('$name', ({ reading }) => {
  // Kills: an operation that is counted on one library only, octets that depend on it.
  test('costs the same on noble and on OpenSSL', () => {
    expect(costsOf(reading, concrete)).toEqual(costsOf(reading, native));
  });

  // Kills: a link left out, a frame counted on two links or twice on its way.
  test('what travels is what arrives, each message once', () => {
    const events = eventsUnder(reading);
    const { up, down, wired, 'in-person': counter } = trafficOf(events);
    const arrived = events.filter((event) => event.kind === 'delivered');
    const octets = Buffer.from(arrived.map(({ message }) => message).join(''), 'hex').length;
    const links = [up, down, wired, counter];
    expect(links.reduce((sum, link) => sum + link.frames, 0)).toBe(arrived.length);
    expect(links.reduce((sum, link) => sum + link.octets, 0)).toBe(octets);
    const atPhone = arrived.filter(({ party }) => party === phoneName);
    expect(down.frames).toBe(atPhone.length);
  });

  // Kills: set-up counted with a payment, a first payment taken for one like the others.
  test('every payment after the first costs the same', () => {
    const { algebra, around, so } = counting(native(suiteOf(reading)));
    const session = beginSession(algebra, { reading, payments: 4, around });
    for (const move of moves) session.make(move);
    const [second, third] = [1, 2].map(() => {
      const before = so();
      const { roundTrips, up, down } = trafficOf(session.make('payment'));
      const signed = so().phone.sign - before.phone.sign;
      return { signed, roundTrips, octets: up.octets + down.octets };
    });
    expect(third).toEqual(second);
  });
});

// Kills: a field that is not in what is counted, a frame counted once too often or too seldom.
test('a field more costs its octets on each link that it travels', () => {
  const longer = costsOf({ ...unpadded, A6: 'payer-payee-amount', A33: 'checked' }, native);
  const plain = costsOf(unpadded, native);
  const account = octetsOf(native(suiteOf(unpadded)).name('account', 'alice-04711')) + 1;
  const { up, down, wired } = longer.payment.traffic;
  expect(up.octets - plain.payment.traffic.up.octets).toBe(account);
  expect(down).toEqual(plain.payment.traffic.down);
  // On from the gateway to the bank, and in the record.
  expect(wired.octets - plain.payment.traffic.wired.octets).toBe(2 * account);
});

// Kills: a wait that is not counted, an answer in two messages counted as two.
test('a challenge is a round trip more, and a message more each way', () => {
  const asked = costsOf({ ...readings.published, A7: 'challenge' }, native);
  const plain = costsOf(readings.published, native);
  expect(asked.payment.traffic.roundTrips).toBe(plain.payment.traffic.roundTrips + 1);
  expect(asked.payment.traffic.up.frames).toBe(2);
  expect(asked.payment.traffic.down.frames).toBe(2);
});

// Kills: waits counted by answers, a message to the log counted as on the air.
test('who sends and then gets two messages has waited once', () => {
  const message = toBytes(Uint8Array.of(1, 2, 3));
  const sent = (party: string, hop: string): TraceEvent<Bytes> => ({
    ...{ kind: 'sent', channel: 'wireless', to: hop, note: '' },
    ...{ party, hop, message },
  });
  const way = [sent(phoneName, 'log'), sent('log', phoneName), sent('log', phoneName)];
  const { up, down, wired, roundTrips } = trafficOf([...way, sent('log', 'bank'), ...way]);
  expect(roundTrips).toBe(2);
  expect([up, down, wired]).toEqual([
    { octets: 6, frames: 2 },
    { octets: 12, frames: 4 },
    { octets: 3, frames: 1 },
  ]);
});

// Kills: an operation charged to another party or as another operation, steps of nobody charged.
test('each operation is charged once, to who makes the step', () => {
  const { algebra, around, so } = counting(native(suiteOf(readings.repaired)));
  const key = algebra.derive(algebra.constant('seed'), 'key');
  const publicKey = around('client', () => algebra.publicKey(key));
  const signature = around('client', () => algebra.sign(key, key, key));
  around('bank', () => algebra.verify(algebra.publicKey(key), key, signature));
  around('log', () => algebra.hash(key));
  around('judge', () => algebra.verify(publicKey, key, signature));
  around('log', () => algebra.seal(key, key, key));
  const none = countsOf(() => 0);
  expect(so()).toEqual({
    phone: { ...none, publicKey: 1, sign: 1 },
    bank: { ...none, verify: 1 },
    log: { ...none, seal: 1, hash: 1 },
  });
});

// Kills: the key of the package not among what is kept, an address among it.
test('the phone keeps a package key of twice the size in so many octets more', () => {
  const wider = costsOf({ ...readings.published, A8b: '256' }, native);
  const plain = costsOf(readings.published, native);
  // Derived values are as long as keys are: K, the signing key and the token.
  expect(wider.storedOctets - plain.storedOctets).toBe(3 * 16);
});

// The sentence: issue 5, "no more round trips per payment than published". Kills: a repair that asks first.
test('no protocol compared here takes more round trips a payment than published', () => {
  const [published, ...others] = points.map(({ reading }) => costsOf(reading, native).payment);
  for (const { traffic } of others) {
    expect(traffic.roundTrips).toBe(published?.traffic.roundTrips);
  }
});

// Kills: registration in person counted as if it were on the air.
test('what is handed over in the branch is not on the air', () => {
  const { setUp } = costsOf({ ...readings.published, A2: 'in-branch' }, native);
  expect(octetsOnAir(setUp.start)).toBe(0);
  expect(setUp.start.traffic['in-person'].octets).toBeGreaterThan(0);
});

describe('a file under one reading', () => {
  const { repaired } = readings;

  // Kills: a choice or a question left as it is, one of another axis written in.
  test('has what the reading settles written in', () => {
    const source = "reading.A13 === 'signed' && encapsulates(reading) && reading.A13b";
    expect(specialised(repaired, 'some.ts', source)).toBe(
      '"verifier" === \'signed\' && true && "token"',
    );
    expect(specialised(repaired, 'some.ts', `reading["A3'"] === reading.A3`)).toBe(
      '"injective" === "identifier-looked-up"',
    );
  });

  // Kills: a cut that no longer cuts anything.
  test('is refused when a cut is not there to be made', () => {
    expect(() => specialised(repaired, 'src/crypto/aes.ts', 'something else')).toThrow('has no');
  });
});
