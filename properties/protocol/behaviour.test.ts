import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../src/bytes.ts';
import { answerFrame, notice, orderFrame, registration, resolution } from './crafted.ts';
import { honestRun, logsOn, opened, payment, pays, records } from './honest.ts';
import { algebra, at, keys, person, seedOf, shapes, to, type Town, town } from './town.ts';
import { firstToken } from './vectors.ts';

/** A town in which the phone is logged on. */
function ready(): ReturnType<typeof opened> & { readonly token: Bytes; readonly key: Bytes } {
  const all = opened();
  const run = logsOn(all);
  run.heard();
  const { signingKey } = all.phone.context() as { readonly signingKey: Bytes };
  return { ...all, token: firstToken(run as never), key: signingKey };
}

const pending = ({ phone }: Town) =>
  phone.context()['pending'] as { readonly request: Bytes; readonly replyKey: Bytes } | undefined;
const executes = ({ effects }: { readonly effects: readonly { readonly effect: string }[] }) =>
  effects.some(({ effect }) => effect === 'ask');

describe('what travels', () => {
  const run = honestRun();

  test('P-ENC-5: begins with the version, and nothing else does', () => {
    const travels = [run.package, run.logOn, run.order, run.record, run.recorded, run.answer];
    for (const message of [...travels, run.abort, run.aborted, run.notice]) {
      expect(message.slice(0, 2)).toBe('ff');
    }
    for (const message of [run.registration, run.entry, run.evidence, run.opening]) {
      expect(message.slice(0, 2)).not.toBe('ff');
    }
  });

  test('P-CRY-7: has another ephemeral key and another key for the answer each time', () => {
    const all = ready();
    const first = to(at.bank, all.phone.wants('pay', payment));
    const firstKey = pending(all)?.replyKey;
    const paid = records(all, first);
    all.bank.hears('wired', paid.recorded, at.log);
    all.phone.hears('wireless', to(at.phone, all.bank.wants('executed')), at.bank);
    const second = to(at.bank, all.phone.wants('pay', payment));
    const ephemeral = (frame: Bytes) => frame.slice(8, 74);
    expect(ephemeral(second)).not.toBe(ephemeral(first));
    expect(pending(all)?.replyKey).not.toBe(firstKey);
  });

  test('P-LGN-1: never holds the password, nor its verifier', () => {
    const { context } = opened().phone;
    const { password } = context()['customer'] as { readonly password: string };
    const enclosed = algebra.decode(shapes.logOnFrame, run.logOn)?.body ?? run.logOn;
    const inside = algebra.decryptWith(keys.box, shapes.signedLogOn, enclosed);
    for (const message of [inside?.text, ...Object.values(run)]) {
      expect(message).toBeDefined();
      expect(message).not.toContain(password);
    }
  });
});

describe('a registration', () => {
  test('P-REG-2: is taken in the branch alone', () => {
    const all = town();
    const made = registration({ key: seedOf('a key') });
    expect(all.bank.hears('wired', made).why).toEqual(['malformed order']);
    expect(all.bank.hears('branch', made).why).toEqual([]);
  });

  test('P-REG-5: is attested for nobody but who is there, by the ID_C that the notary knows', () => {
    const all = town();
    const attests = (message: Bytes, from: string) =>
      all.judge.hears('branch', message, from, at.judge).why.length === 0;
    const key = seedOf('a key');
    expect(attests(registration({ key, accid: 'carol-03' }), at.phone)).toBe(false);
    expect(attests(registration({ key }), 'phone:carol-03')).toBe(false);
    expect(attests(registration({ key, prover: seedOf('another') }), at.phone)).toBe(false);
    expect(attests(registration({ key }), at.phone)).toBe(true);
  });

  test('P-REG-6: is taken only while there is no key, or a renewal was asked for', () => {
    const all = ready();
    const made = registration({ key: seedOf('the next'), endorser: all.key });
    expect(all.bank.hears('branch', made).why).toHaveLength(1);
    all.bank.wants('expire');
    expect(all.bank.hears('branch', made).why).toEqual([]);
  });
});

describe('a key that is written into the depository', () => {
  /** Whether an order under the key that the depository then has is taken. */
  const pays = (isOwn: boolean): readonly string[] => {
    const all = ready();
    const key = isOwn ? all.key : seedOf('another');
    const clientId = algebra.encode(shapes.clientId, person);
    const entry = algebra.encode(shapes.depositoryEntry, {
      clientId,
      publicKey: algebra.publicKey(key),
    });
    expect(all.bank.hears('inside', entry).why).toEqual([]);
    return all.bank.hears('wired', orderFrame({ key, token: all.token })).why;
  };

  test('P-REG-8, P-REG-9: is used where it is the one handed over last in the branch, and no other', () => {
    expect(pays(false)).toEqual(["no key, or not the depository's"]);
    expect(pays(true)).toEqual([]);
  });
});

describe('a log-on', () => {
  test('P-LGN-7: makes a new token, and the one before is good for nothing', () => {
    const all = ready();
    const early = orderFrame({ key: all.key, token: all.token });
    const again = ready();
    // Another log-on of the same phone, in a session of its own.
    const other = opened();
    const first = logsOn(other);
    other.phone.wants('timeout');
    const second = logsOn(other);
    expect(firstToken(second as never)).not.toBe(firstToken(first as never));
    expect(other.bank.hears('wired', early).why).toEqual(['no session']);
    expect(again.bank.hears('wired', early).why).toEqual([]);
  });
});

describe('an order', () => {
  test('P-ORD-1: is refused while another is under way', () => {
    const all = ready();
    const order = orderFrame({ key: all.key, token: all.token });
    all.bank.hears('wired', order);
    expect(all.bank.hears('wired', order).why).toHaveLength(1);
    expect(all.bank.state()).toMatchObject({ BLS: 'recording' });
  });

  test('P-ORD-4, P-ORD-5: is for the account that it is addressed to, and for this bank', () => {
    const all = ready();
    const by = { key: all.key, token: all.token };
    for (const elsewhere of [{ accid: 'carol-03' }, { recipient: 'Second Bank' }]) {
      const frame = orderFrame({ ...by, ...elsewhere });
      expect(all.bank.hears('wired', frame).why).toEqual(['signature does not verify']);
    }
    expect(all.bank.hears('wired', orderFrame(by)).why).toEqual([]);
  });

  test('P-ORD-7: uses its token up when it is taken, executed or not', () => {
    const all = ready();
    const { order } = pays(all);
    expect(all.bank.hears('wired', order).why).toEqual(['no session']);
    const other = ready();
    const lost = to(at.bank, other.phone.wants('pay', payment));
    const commitment = algebra.hash(pending(other)?.request ?? lost);
    other.bank.hears('wired', lost);
    other.bank.hears('wired', resolution(commitment, 'aborted'), at.log);
    expect(other.bank.state()).toMatchObject({ BLS: 'idle' });
    const again = orderFrame({ key: other.key, token: other.token });
    expect(other.bank.hears('wired', again).why).toEqual(['no session']);
  });

  test('P-ORD-8: is not executed before the log has said of it that it is recorded', () => {
    const all = ready();
    const order = to(at.bank, all.phone.wants('pay', payment));
    expect(executes(all.bank.hears('wired', order))).toBe(false);
    const commitment = algebra.hash(pending(all)?.request ?? order);
    const says = (message: Bytes) => executes(all.bank.hears('wired', message, at.log));
    expect(says(resolution(commitment, 'recorded', keys.witness))).toBe(false);
    expect(says(resolution(algebra.hash(commitment), 'recorded'))).toBe(false);
    expect(says(resolution(commitment, 'recorded'))).toBe(true);
  });

  test('P-ABT-5: is not executed when the log says that it is aborted', () => {
    const all = ready();
    const order = to(at.bank, all.phone.wants('pay', payment));
    const abort = to(at.log, all.phone.wants('timeout'));
    all.log.hears('wireless', abort, at.phone, at.log);
    const record = to(at.log, all.bank.hears('wired', order));
    const late = to(at.bank, all.log.hears('wired', record, at.bank, at.log));
    expect(executes(all.bank.hears('wired', late, at.log))).toBe(false);
    expect(all.bank.state()).toMatchObject({ BLS: 'idle' });
  });
});

describe('a result', () => {
  test('P-RES-1: is taken under the key of the order that is awaited alone', () => {
    const all = ready();
    const paid = pays(all);
    all.phone.hears('wireless', paid.answer, at.bank);
    all.phone.wants('pay', payment);
    const request = algebra.hash(pending(all)?.request ?? paid.order);
    const old = answerFrame({ replyKey: paid.replyKey, request });
    expect(all.phone.hears('wireless', old, at.bank).why).toHaveLength(1);
    const right = answerFrame({ replyKey: pending(all)?.replyKey ?? paid.replyKey, request });
    expect(all.phone.hears('wireless', right, at.bank).why).toEqual([]);
  });

  test('P-RES-2: of the order before is not taken for the one that is awaited', () => {
    const all = ready();
    const paid = pays(all);
    all.phone.hears('wireless', paid.answer, at.bank);
    all.phone.wants('pay', payment);
    const { replyKey = paid.replyKey, request = paid.opening } = pending(all) ?? {};
    const says = (about: Bytes) =>
      all.phone.hears('wireless', answerFrame({ replyKey, request: algebra.hash(about) }), at.bank);
    expect(says(paid.opening).why).toHaveLength(1);
    expect(says(request).why).toEqual([]);
  });

  test('P-TOK-1: brings the token of the next order; without one the phone logs on again', () => {
    const all = ready();
    all.phone.hears('wireless', pays(all).answer, at.bank);
    const next = to(at.bank, all.phone.wants('pay', payment));
    expect(all.bank.hears('wired', next).why).toEqual([]);
    const asked = to(at.log, all.phone.wants('timeout'));
    all.phone.hears(
      'wireless',
      to(at.phone, all.log.hears('wireless', asked, at.phone, at.log)),
      at.log,
    );
    expect(all.phone.state()).toMatchObject({ business: 'loggedOff' });
    expect(all.phone.wants('pay', payment).sent).toEqual([]);
  });
});

describe('the log', () => {
  test('P-ABT-1: answers with what came first, and keeps no record of what was aborted', () => {
    const outcomeIn = (message: Bytes) =>
      Buffer.from(
        algebra.decode(
          shapes.resolution,
          algebra.decode(shapes.signedResolution, message)?.resolution ?? message,
        )?.outcome ?? '',
        'hex',
      ).toString();
    for (const [first, outcome] of [
      ['record', 'recorded'],
      ['abort', 'aborted'],
    ] as const) {
      const all = ready();
      const order = to(at.bank, all.phone.wants('pay', payment));
      const abort = to(at.log, all.phone.wants('timeout'));
      const record = to(at.log, all.bank.hears('wired', order));
      const takes = {
        record: () => all.log.hears('wired', record, at.bank, at.log),
        abort: () => all.log.hears('wireless', abort, at.phone, at.log),
      };
      const said = [takes[first](), takes.record(), takes.abort()];
      expect(said.map(({ sent }) => outcomeIn(sent[0]?.message ?? abort))).toEqual([
        outcome,
        outcome,
        outcome,
      ]);
      const kept = said.flatMap(({ effects }) =>
        effects.filter(({ effect }) => effect === 'store'),
      );
      expect(kept).toHaveLength(first === 'record' ? 1 : 0);
    }
  });

  test('P-REC-2: is given the commitment, and nothing of the order', () => {
    const all = ready();
    const { record, opening } = pays(all);
    expect(algebra.decode(shapes.record, record)?.content).toBe(algebra.hash(opening));
    for (const said of [payment.payee, payment.amount, 'alice-01']) {
      expect(record).not.toContain(Buffer.from(said).toString('hex'));
    }
  });

  test('P-REC-3: chains its entries', () => {
    const all = ready();
    const first = pays(all);
    all.phone.hears('wireless', first.answer, at.bank);
    const second = pays(all);
    expect(algebra.decode(shapes.entry, second.entry)?.previous).toBe(algebra.hash(first.entry));
  });
});

describe('a phone without an answer', () => {
  const waiting = () => {
    const all = ready();
    all.phone.wants('pay', payment);
    all.phone.wants('timeout');
    return { ...all, commitment: algebra.hash(pending(all)?.request ?? all.token) };
  };

  test('P-ABT-4: orders nothing before the log has said something, and asks again', () => {
    const all = waiting();
    expect(all.phone.wants('pay', payment).sent).toEqual([]);
    expect(all.phone.wants('timeout').sent.map((send) => send.to)).toEqual([at.log]);
    expect(pending(all)).toBeDefined();
  });

  test('P-ABT-6: takes an order that is recorded as placed', () => {
    const all = waiting();
    const { effects } = all.phone.hears('wireless', resolution(all.commitment, 'recorded'), at.log);
    expect(effects).toMatchObject([{ effect: 'claim', about: 'resolved' }]);
    expect(all.phone.state()).toMatchObject({ business: 'loggedOff' });
  });
});

describe('a renewal', () => {
  test('P-RNW-3: waits for a log-on that is answered with `renew`', () => {
    const all = ready();
    const stale = notice('alice-01');
    all.phone.hears('sms', stale, at.bank);
    expect(all.phone.state()).toMatchObject({ keys: 'noticed' });
    expect(logsOn(all).heard().sent).toEqual([]);
    expect(all.phone.state()).toMatchObject({ keys: 'registered' });
    all.phone.hears('sms', to(at.phone, all.bank.wants('expire')), at.bank);
    expect(
      logsOn(all)
        .heard()
        .sent.map((send) => send.to),
    ).toEqual([at.bank, at.judge]);
  });

  test('P-RNW-4: leaves the bank with the key that was replaced', () => {
    const all = ready();
    all.bank.wants('expire');
    all.bank.hears('branch', registration({ key: seedOf('the next'), endorser: all.key }));
    expect(all.bank.context()).toMatchObject({ archived: [algebra.publicKey(all.key)] });
  });
});

describe('witness and judge', () => {
  test('P-REC-4: a witness cosigns only what follows the head that it cosigned last', () => {
    const all = ready();
    const before = algebra.constant('nobody asked');
    const asks = ({ entry }: { readonly entry: Bytes }) => {
      const request = algebra.encode(shapes.headRequest, { entry, shown: entry, before });
      return all.witness.hears('branch', request, at.judge, 'witness').why;
    };
    const first = pays(all);
    all.phone.hears('wireless', first.answer, at.bank);
    const second = pays(all);
    expect(asks(first)).toEqual([]);
    expect(asks(first)).toHaveLength(1);
    expect(asks(second)).toEqual([]);
  });

  test('P-EVI-7: a judge who trusts a witness blames nobody before the witness has signed', () => {
    const witnesses = [{ publicKey: algebra.publicKey(keys.witness), address: 'witness' }];
    const all = opened(witnesses);
    const { evidence } = honestRun();
    const blames = ({ effects }: { readonly effects: readonly { readonly effect: string }[] }) =>
      effects.some(({ effect }) => effect === 'claim');
    let heard = all.judge.hears('court', evidence, at.bank, at.judge);
    for (const _ of ['whether it would', 'its signature']) {
      expect(blames(heard)).toBe(false);
      const said = to(
        'judge',
        all.witness.hears('branch', to('witness', heard), 'judge', 'witness'),
      );
      heard = all.judge.hears('branch', said, 'witness', at.judge);
    }
    expect(blames(heard)).toBe(true);
  });
});
