import { describe, expect, test } from 'vitest';
import type { Term, TermStore } from '../../../core/term.ts';
import { sealForBank } from '../../confidential.ts';
import { proofOf, verifierOf } from '../../password.ts';
import { type Reading, readings } from '../../reading.ts';
import type { CheckId } from '../../setting.ts';
import {
  bankName,
  opened,
  pay,
  type Play,
  play,
  type Scene,
  statements,
} from '../../testing/play.ts';

const proving: Partial<Reading> = { A13: 'verifier' };

/** Everything that is in a message, in boxes too; what it has a digest of is not. */
function within(store: TermStore, message: Term): ReadonlySet<Term> {
  const found = new Set<Term>();
  const look = (term: Term): void => {
    if (found.has(term)) return;
    found.add(term);
    if (store.kind(term) !== 'digest') store.args(term).forEach(look);
  };
  look(message);
  return found;
}

/** The messages of an honest session, from the package to the answer. */
function session(changes: Partial<Reading>): { readonly p: Play; readonly sent: readonly Term[] } {
  const p = play(changes);
  const scenes: readonly Scene[] = [
    p.want(bankName, 'issue'),
    p.want('alice', 'start'),
    p.want('alice', 'logOn'),
    pay(p),
  ];
  const sent = scenes.flatMap(({ events }) =>
    events.flatMap((event) => (event.kind === 'sent' ? [event.message] : [])),
  );
  return { p, sent };
}

/** A log-on of somebody's: who has the package, and knows or guesses what it says. */
interface Attempt {
  readonly userid?: Term;
  readonly password?: Term;
  /** The number used once that the proof is made with, where it is not the one sent. */
  readonly provenWith?: Term;
  readonly fresh?: string;
  /** Whose key it is signed with, where it is not the customer's. */
  readonly signer?: Term;
}

function logOn(p: Play, attempt: Attempt = {}): Term {
  const { algebra, messages: m } = p;
  const { customer } = p.bank();
  const fresh = algebra.name('seed', attempt.fresh ?? 'attempt');
  const nonce = algebra.derive(fresh, 'nonce');
  const password = attempt.password ?? customer.password;
  const verifier = verifierOf(p, { userid: customer.userid, password });
  const proof = proofOf(p, { verifier, nonce: attempt.provenWith ?? nonce });
  const text = algebra.encode(m.logOn, { userid: attempt.userid ?? customer.userid, proof, nonce });
  const { appPackage = expect.fail('no package'), signingKey = expect.fail('no key') } = p.client();
  const signer = attempt.signer ?? signingKey;
  const signature = algebra.sign(signer, algebra.derive(fresh, 'randomness'), text);
  const signed = algebra.encode(m.signedLogOn, { text, signature });
  const { body } = sealForBank(p.setting, { appPackage, fresh, kind: 'log-on' }, signed);
  return algebra.encode(m.logOnFrame, { accid: customer.accid, body });
}

/** A customer with a package who has not logged on. */
function packaged(changes: Partial<Reading>, omitted: readonly CheckId[] = []): Play {
  const p = play(changes, { omitted });
  p.want(bankName, 'issue');
  p.want('alice', 'start');
  return p;
}

const admits = (p: Play, frame: Term): boolean =>
  statements(p.put('wired', bankName, frame)).includes('did logged-on');

describe.each([
  ['alone', proving],
  ['repaired', readings.repaired],
] as const)('a password that is proven, %s (A13 verifier)', (_, changes) => {
  // W6, W17. Kills: the password beside the proof, in any message, however well it is sealed.
  test('is in no message that anybody sends, however well it is sealed', () => {
    const sends = (under: Partial<Reading>): boolean => {
      const { p, sent } = session(under);
      expect(sent.length).toBeGreaterThan(5);
      return sent.some((message) => within(p.store, message).has(p.client().customer.password));
    };
    expect(sends(changes)).toBe(false);
    expect(sends({ ...changes, A13: 'under-key' })).toBe(true);
  });

  test('lets its owner in', () => {
    const p = packaged(changes);
    expect(admits(p, logOn(p))).toBe(true);
  });

  // Kills: any proof taken, the userid not looked at.
  test('lets nobody in who has a wrong one, or another name', () => {
    const admitted = (omitted: readonly CheckId[], attempt: (p: Play) => Attempt): boolean => {
      const p = packaged(changes, omitted);
      return admits(p, logOn(p, attempt(p)));
    };
    const attempts: readonly ((p: Play) => Attempt)[] = [
      (p) => ({ password: p.algebra.name('password', 'guess') }),
      (p) => ({ userid: p.algebra.name('userid', 'mallory') }),
    ];
    for (const attempt of attempts) {
      expect([admitted([], attempt), admitted(['credentials'], attempt)]).toEqual([false, true]);
    }
  });

  // The other factor. Kills: a log-on taken whoever signed it.
  test('lets nobody in who knows it and signs with another key', () => {
    const admitted = (omitted: readonly CheckId[]): boolean => {
      const p = packaged(changes, omitted);
      const signer = p.algebra.derive(p.algebra.name('seed', 'thief'), 'signing-key');
      return admits(p, logOn(p, { signer }));
    };
    expect([admitted([]), admitted(['log-on-signature'])]).toEqual([false, true]);
  });

  // W17. Kills: the number used once left out of the proof.
  test('lets nobody in with a proof for another number used once', () => {
    const p = packaged(changes);
    const provenWith = p.algebra.derive(p.algebra.name('seed', 'x'), 'nonce');
    expect(admits(p, logOn(p, { provenWith }))).toBe(false);
    expect(admits(p, logOn(p))).toBe(true);
  });

  // W5, W6. Kills: proofs not remembered, or forgotten at the next one.
  test('lets its proof in once, and another one after that', () => {
    const times = (omitted: readonly CheckId[]): readonly boolean[] => {
      const p = packaged(changes, omitted);
      const first = logOn(p);
      const second = logOn(p, { fresh: 'later' });
      return [first, first, second, first, second].map((frame) => admits(p, frame));
    };
    expect(times([])).toEqual([true, false, true, false, false]);
    expect(times(['log-on-freshness'])).toEqual([true, true, true, true, true]);
  });
});

test('a password that is sent where the proof of one is wanted lets nobody in, and the reverse', () => {
  const admitted = (sent: Reading['A13'], wanted: Reading['A13']): boolean => {
    const from = opened({ A13: sent });
    const p = packaged({ A13: wanted });
    const fields = from.messages.logOn.fields.map(({ name }) => name);
    const { customer } = p.bank();
    const seed = p.algebra.name('seed', 'f');
    const values = { ...customer, proof: p.algebra.hash(customer.password), nonce: seed };
    const text = p.algebra.encode(from.messages.logOn, values);
    expect(fields.length).toBeGreaterThan(1);
    const body = p.algebra.seal(p.bank().packageKey, seed, text);
    const { accid } = customer;
    return admits(p, p.algebra.encode(p.messages.logOnFrame, { accid, body }));
  };
  expect(admitted('under-key', 'under-key')).toBe(true);
  expect(admitted('under-key', 'verifier')).toBe(false);
  expect(admitted('verifier', 'under-key')).toBe(false);
});
