import { describe, expect, test } from 'vitest';
import type { Term } from '../../core/term.ts';
import { plainProceedings } from '../proceedings.ts';
import { hearEvidence, hearWitness } from './quorum.ts';
import type { JudgeContext } from './context.ts';
import { claimsIn, opened, pay, type Play, type Scene } from '../testing/play.ts';

interface Bench {
  /** How many witnesses there are. */
  readonly of: number;
  /** How many have to stand by a head. */
  readonly need: number;
  /** How many of them are the attacker's, and answer nothing by themselves. */
  readonly corrupt?: number;
}

/** Alice has paid twice, before witnesses; what the log holds is a tree (A20 merkle). */
function paid({ of, need, corrupt = 0 }: Bench): Play {
  const p = opened(
    { A20: 'merkle', A22: 'signed' },
    {
      court: true,
      proceedings: { ...plainProceedings, witnesses: { of, need } },
      ...(corrupt > 0 ? { corrupt: ['witness'], corruptWitnesses: corrupt } : {}),
    },
  );
  pay(p);
  pay(p, '20 CAD');
  return p;
}

/** The evidence for an order of alice's, by its place in the log. */
function evidence(p: Play, place: number, change: Readonly<Record<string, Term>> = {}): Term {
  const { algebra, messages: m } = p;
  const kept = p.log().at(place) ?? expect.fail('nothing logged');
  const entry = algebra.decode(m.entry, kept.entry) ?? expect.fail('no entry');
  const { customer, signingKey } = p.client();
  const binding = algebra.encode(m.keyBinding, {
    clientId: algebra.encode(m.clientId, customer),
    publicKey: algebra.publicKey(signingKey ?? expect.fail('no key')),
    token: p.bank().token ?? expect.fail('no token'),
  });
  return algebra.encode(m.evidence, { ...entry, signature: kept.signature, binding, ...change });
}

/** The head of an entry, which witnesses sign. */
function headOf(p: Play, place: number): Term {
  const { algebra, messages: m } = p;
  const kept = p.log().at(place) ?? expect.fail('nothing logged');
  const { previous } = algebra.decode(m.entry, kept.entry) ?? {};
  const digest = algebra.hash(kept.entry);
  return algebra.encode(m.head, { digest, previous: previous ?? expect.fail('no place') });
}

/** A witness's own cosignature, made without asking it. */
function cosignature(p: Play, witness: string, head: Term): Term {
  const party = p.system.parties.find(({ name }) => name === witness) ?? expect.fail(witness);
  const { signingKey } = party.input as { readonly signingKey: Term };
  return p.algebra.sign(signingKey, p.algebra.name('seed', 'w'), head);
}

const shown = (p: Play, message: Term): Scene => p.put('court', 'judge', message);
const judged = ({ events }: Scene): readonly string[] =>
  claimsIn(events).flatMap(({ claim, about }) => (claim === 'judged' ? [about] : []));
const cosigners = ({ events }: Scene): readonly string[] =>
  claimsIn(events).flatMap(({ party, about }) => (about === 'cosigned' ? [party] : []));
/** Who was asked whether, in order, and who for the signature. */
const asked = (p: Play, { events }: Scene): readonly string[] =>
  events.flatMap((event) => {
    if (event.kind !== 'sent' || event.party !== 'judge' || event.channel !== 'branch') return [];
    const isWhether = p.algebra.decode(p.messages.headInquiry, event.message) !== undefined;
    return [`${isWhether ? 'whether' : 'signature'} ${event.to}`];
  });
const convincing = ['order', 'record', 'signature', 'place'];

describe('a judge with witnesses', () => {
  test('asks as many as are wanting, and has them sign once there are enough', () => {
    const p = paid({ of: 4, need: 3 });
    const scene = shown(p, evidence(p, 0));
    expect(asked(p, scene)).toEqual([
      ...['whether witness 1', 'whether witness 2', 'whether witness 3'],
      ...['signature witness 1', 'signature witness 2', 'signature witness 3'],
    ]);
    expect(cosigners(scene)).toEqual(['witness 1', 'witness 2', 'witness 3']);
    expect(judged(scene)).toEqual(convincing);
  });

  test('reads the head out by which it judges, and nothing where nobody is convinced', () => {
    const p = paid({ of: 1, need: 1 });
    const heads = ({ events }: Scene) =>
      events.flatMap((event) =>
        event.kind === 'sent' && event.to === 'public'
          ? [[event.channel, event.message, event.note]]
          : [],
      );
    const read = ['court', headOf(p, 0), 'head of the log, read out'];
    expect(heads(shown(p, evidence(p, 0)))).toEqual([read]);
    expect(heads(shown(p, evidence(p, 0)))).toEqual([]);
  });

  test('passes over who does not stand by a head, and takes another', () => {
    const p = paid({ of: 4, need: 2 });
    expect(judged(shown(p, evidence(p, 0)))).toEqual(convincing);
    // Witnesses 1 and 2 have signed the first head; what comes first follows no head of theirs.
    const again = shown(p, evidence(p, 0));
    expect(asked(p, again)).toEqual([
      ...['whether witness 1', 'whether witness 2', 'whether witness 3', 'whether witness 4'],
      ...['signature witness 3', 'signature witness 4'],
    ]);
    expect(judged(again)).toEqual(convincing);
    // The next head follows for all of them.
    expect(cosigners(shown(p, evidence(p, 1)))).toEqual(['witness 1', 'witness 2']);
  });

  test('is not convinced where too few stand by it, and nobody has signed for nothing', () => {
    const p = paid({ of: 3, need: 2 });
    expect(judged(shown(p, evidence(p, 0)))).toEqual(convincing);
    const scene = shown(p, evidence(p, 0));
    expect(asked(p, scene)).toEqual([
      'whether witness 1',
      'whether witness 2',
      'whether witness 3',
    ]);
    expect([judged(scene), cosigners(scene)]).toEqual([[], []]);
  });

  test('asks nobody about what would convince nobody', () => {
    const p = paid({ of: 2, need: 2 });
    const { algebra } = p;
    const forged = algebra.sign(
      algebra.name('signing-key', 'x'),
      algebra.name('seed', 'x'),
      headOf(p, 0),
    );
    const scene = shown(p, evidence(p, 0, { signature: forged }));
    expect([asked(p, scene), judged(scene)]).toEqual([[], []]);
    expect(judged(shown(p, evidence(p, 0)))).toEqual(convincing);
  });

  // Kills: a first question that brings an answer; one about anything but the entry that was shown.
  test('asks first what nobody has answered, and shows what it was shown', () => {
    const p = paid({ of: 2, need: 2 });
    const message = evidence(p, 0);
    const [first] = shown(p, message).events.filter((event) => event.kind === 'sent');
    expect(first?.note).toBe('the head of the log, to be cosigned');
    const inquiry = first && p.algebra.decode(p.messages.headInquiry, first.message);
    expect(inquiry).toEqual({
      entry: p.log().at(0)?.entry,
      shown: message,
      before: p.algebra.constant('nobody asked'),
    });
  });

  // Kills: a head asked for where there are no witnesses to stand by it.
  test('that has none is convinced by evidence that has no place in the log', () => {
    const p = opened({ A22: 'signed' });
    pay(p);
    const event = {
      ...({ type: 'frame', channel: 'court', from: 'alice', to: 'judge', at: 0 } as const),
      ...{ message: evidence(p, 0), fresh: p.algebra.name('seed', 'judge') },
    };
    const context = { witnesses: [], attested: [] } as unknown as JudgeContext<Term>;
    const found = hearEvidence(p.setting, context, event);
    expect(found?.map((one) => one.effect === 'claim' && one.about)).toEqual([
      'order',
      'record',
      'signature',
    ]);
  });

  test('without a place in the log has nothing that a witness could stand by', () => {
    const p = paid({ of: 1, need: 1 });
    const { algebra, messages: m } = p;
    const whole = algebra.decode(m.evidence, evidence(p, 0)) ?? expect.fail('no evidence');
    const bare = algebra.encode(m.evidence, { ...whole, record: algebra.name('data', 'x') });
    expect(asked(p, shown(p, bare))).toEqual([]);
  });
});

describe('cosignatures that are shown', () => {
  const shownWith = (p: Play, signatures: readonly Term[], place = 0): Scene => {
    const { algebra, messages: m } = p;
    const [signature, second, third] = signatures;
    if (signature === undefined) return shown(p, evidence(p, place));
    const fields = { evidence: evidence(p, place), signature };
    if (second === undefined) return shown(p, algebra.encode(m.witnessed, fields));
    if (third === undefined)
      return shown(p, algebra.encode(m.witnessedByTwo, { ...fields, second }));
    return shown(p, algebra.encode(m.witnessedByThree, { ...fields, second, third }));
  };
  const of = (p: Play, ...places: readonly number[]): readonly Term[] =>
    places.map((place) => cosignature(p, `witness ${place}`, headOf(p, 0)));

  test('count, and only the others are asked, as many as are wanting', () => {
    const cases: readonly (readonly [readonly number[], readonly string[]])[] = [
      [[1, 2, 3], []],
      [[2, 3, 4], []],
      [
        [1, 3],
        ['whether witness 2', 'signature witness 2'],
      ],
      [
        [1],
        [
          ...['whether witness 2', 'whether witness 3'],
          ...['signature witness 2', 'signature witness 3'],
        ],
      ],
    ];
    for (const [places, questions] of cases) {
      const p = paid({ of: 4, need: 3 });
      const scene = shownWith(p, of(p, ...places));
      expect(asked(p, scene)).toEqual(questions);
      expect(judged(scene)).toEqual(convincing);
    }
  });

  test('count once each, in the order of witnesses, and of this head alone', () => {
    const p = paid({ of: 4, need: 2 });
    for (const signatures of [of(p, 1, 1), of(p, 2, 1), of(p, 3, 1, 2), of(p, 1, 2, 2)]) {
      const scene = shownWith(p, signatures);
      expect([asked(p, scene), judged(scene)]).toEqual([[], []]);
    }
    const other = [cosignature(p, 'witness 1', headOf(p, 1)), ...of(p, 2)];
    expect(judged(shownWith(p, other))).toEqual([]);
    expect(judged(shownWith(p, of(p, 1, 2), 1))).toEqual([]);
    expect(judged(shownWith(p, of(p, 1, 2)))).toEqual(convincing);
  });
});

describe('an answer of a witness', () => {
  /** A judge before two witnesses that are the attacker's, and what it does on an answer. */
  const bench = (of = 2, need = 2) => {
    const p = paid({ of, need, corrupt: of });
    const { algebra, messages: m } = p;
    const place = p.system.parties.findIndex(({ name }) => name === 'judge');
    const context = p.locals()[place]?.snapshot.context as JudgeContext<Term>;
    const keys = Array.from({ length: of }, (_, index) =>
      algebra.derive(algebra.derive(p.system.root, `witness ${index + 1}`), 'signing-key'),
    );
    expect(context.witnesses?.map(({ publicKey }) => publicKey)).toEqual(
      keys.map(algebra.publicKey),
    );
    const says = (answer: Term, from: string) =>
      hearWitness(p.setting, context, {
        ...{ type: 'frame', channel: 'branch', from, to: 'judge', message: answer, at: 0 },
        fresh: algebra.name('seed', 'judge'),
      });
    const first = shown(p, evidence(p, 0)).events.flatMap((event) =>
      event.kind === 'sent' && event.party === 'judge' ? [event.message] : [],
    );
    const sign = (witness: number, head = headOf(p, 0)): Term =>
      algebra.sign(keys[witness - 1] ?? expect.fail('no key'), algebra.name('seed', 'w'), head);
    return {
      p,
      says,
      first: first.at(-1) ?? expect.fail('nobody asked'),
      willing: (request: Term) => algebra.encode(m.willing, { request }),
      unwilling: (request: Term) => algebra.encode(m.unwilling, { request }),
      cosigned: (request: Term, signature: Term) =>
        algebra.encode(m.cosigned, { request, signature }),
      sign,
    };
  };
  type Ruling = ReturnType<ReturnType<typeof bench>['says']>;
  const next = (ruling: Ruling): readonly [to: string, message: Term] => {
    const [effect] = ruling ?? [];
    return effect?.effect === 'send' ? [effect.to, effect.message] : expect.fail('nothing asked');
  };

  test('leads to the next question until enough have signed', () => {
    const { says, first, willing, cosigned, sign } = bench();
    const [second, whether] = next(says(willing(first), 'witness 1'));
    expect(second).toBe('witness 2');
    const [third, signature] = next(says(willing(whether), 'witness 2'));
    expect(third).toBe('witness 1');
    const [fourth, last] = next(says(cosigned(signature, sign(1)), 'witness 1'));
    expect(fourth).toBe('witness 2');
    const verdict = says(cosigned(last, sign(2)), 'witness 2') ?? [];
    expect(verdict.flatMap((one) => (one.effect === 'claim' ? [one.about] : []))).toEqual(
      convincing,
    );
  });

  test('that is a refusal has another asked, and is the end where none is left', () => {
    const { says, first, unwilling, willing } = bench();
    const [second, whether] = next(says(unwilling(first), 'witness 1'));
    expect(second).toBe('witness 2');
    expect(says(willing(whether), 'witness 2')).toBeUndefined();
    const three = bench(3, 2);
    const [, asked] = next(three.says(three.unwilling(three.first), 'witness 1'));
    const [to, again] = next(three.says(three.willing(asked), 'witness 2'));
    expect(to).toBe('witness 3');
    expect(next(three.says(three.willing(again), 'witness 3'))[0]).toBe('witness 2');
  });

  test('is heard of a witness alone, and as what was asked for', () => {
    const { p, says, first, willing, cosigned, sign } = bench();
    for (const from of ['alice', 'judge', 'witness 3', '']) {
      expect(says(willing(first), from)).toBeUndefined();
    }
    for (const none of [
      first,
      evidence(p, 0),
      willing(evidence(p, 0)),
      p.algebra.constant('yes'),
    ]) {
      expect(says(none, 'witness 1')).toBeUndefined();
    }
    // A signature where it was asked whether is none that was asked for.
    expect(next(says(cosigned(first, sign(1)), 'witness 1'))[0]).toBe('witness 2');
    const [, whether] = next(says(willing(first), 'witness 1'));
    const [, signature] = next(says(willing(whether), 'witness 2'));
    expect(says(willing(signature), 'witness 1')).toBeUndefined();
    // `put` has everything come from alice, who is no witness.
    expect(asked(p, p.put('branch', 'judge', willing(first)))).toEqual([]);
  });

  // Kills: a witness of the attacker's that goes on where all were asked, and is asked once more.
  test('is none where all were asked already, however it goes on', () => {
    const { p, says, first, willing, unwilling } = bench();
    const [, whether] = next(says(willing(first), 'witness 1'));
    const refusal = unwilling(whether);
    expect(says(refusal, 'witness 2')).toBeUndefined();
    const { headInquiry } = p.messages;
    const asked = p.algebra.decode(headInquiry, first) ?? expect.fail('no question');
    const madeUp = p.algebra.encode(headInquiry, { ...asked, before: refusal });
    for (const answer of [unwilling(madeUp), willing(madeUp)]) {
      expect(says(answer, 'witness 1')).toBeUndefined();
    }
  });

  test('counts with a signature of that witness on that head alone', () => {
    const { p, says, first, willing, cosigned, sign } = bench();
    const [, whether] = next(says(willing(first), 'witness 1'));
    const [, signature] = next(says(willing(whether), 'witness 2'));
    for (const wrong of [sign(2), sign(1, headOf(p, 1)), p.algebra.constant('signed')]) {
      expect(says(cosigned(signature, wrong), 'witness 1')).toBeUndefined();
    }
    const [, last] = next(says(cosigned(signature, sign(1)), 'witness 1'));
    expect(says(cosigned(last, sign(1)), 'witness 2')).toBeUndefined();
  });
});
