import { describe, expect, test } from 'vitest';
import type { Claim as Statement } from '../core/effect.ts';
import type { TraceEvent } from '../core/trace.ts';
import { claims } from './claims.ts';
import { traces } from './testing/claim-traces.ts';

type Event = TraceEvent<string>;
type Word = Statement<string>['claim'];

const principals = [
  { party: 'alice', account: 'a', honest: true },
  { party: 'mallory', account: 'm', honest: false },
];

/** `party claim about account value...` */
function said(line: string): Event {
  const [party = '', claim, about = '', account = '', ...values] = line.split(' ');
  if (party === 'attacker') return { kind: 'learned', value: claim ?? '' };
  if (party === 'theft')
    return { kind: 'compromised', party: claim ?? '', what: 'key', value: about };
  return { kind: 'claimed', party, claim: claim as Word, about, account, values };
}

const verdicts = (id: string, kind: 'broken' | 'kept'): readonly (string | undefined)[] => {
  const claim = claims.find((known) => known.id === id) ?? expect.fail(id);
  return (traces[id]?.[kind] ?? []).map((lines) =>
    claim.violation({ principals, events: lines.map(said) }, (x, y) => x === y),
  );
};

describe('the claims', () => {
  // A stable interface (issue 2): ids are added, never changed.
  test('have the ids that the command line promises', () => {
    const ids = claims.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'secrecy-order',
        'secrecy-password',
        'agreement-order',
        'injective-agreement-order',
        'agreement-result',
        'nro-soundness',
        'at-most-once',
      ]),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('each say something of their own, under a title of their own', () => {
    for (const words of [claims.map(({ title }) => title), claims.map(({ says }) => says)]) {
      expect(words.filter((text) => text.length < 8)).toEqual([]);
      expect(new Set(words).size).toBe(claims.length);
    }
  });

  // A search asks whether the attacker has it. Kills: another secret asked for than the claim judges.
  test('about what the attacker learns are occasioned by the statement of that secret', () => {
    const secrets = claims.filter(({ secretOf }) => secretOf !== undefined);
    expect(secrets.length).toBeGreaterThan(5);
    for (const { id, secretOf, occasion } of secrets) {
      expect(occasion, id).toBe(`secret ${secretOf ?? ''}`);
    }
  });

  // §4.2 "strong authentication". Kills: a factor that the attacker is not given.
  test('about a factor give the attacker that factor and no other', () => {
    const factors = { device: 'device-theft', password: 'password-reveal', number: 'sim-swap' };
    for (const [factor, capability] of Object.entries(factors)) {
      const claim = claims.find(({ id }) => id === `multi-factor-${factor}`);
      expect(claim?.with, factor).toEqual([capability]);
    }
  });

  test('name their source', () => {
    expect(claims.filter(({ source }) => !/§|Table|W\d/.test(source))).toEqual([]);
  });

  test.each(claims.map(({ id }) => id))(
    '%s has a trace here that breaks it and one that does not',
    (id) => {
      expect(traces[id]?.broken.length).toBeGreaterThan(0);
      expect(traces[id]?.kept.length).toBeGreaterThan(0);
    },
  );

  // Kills: any field of any agreement changed.
  test.each(Object.keys(traces))(
    '%s is broken by the traces that break it and by no other',
    (id) => {
      for (const verdict of verdicts(id, 'broken')) expect(verdict).toEqual(expect.any(String));
      for (const verdict of verdicts(id, 'kept')) expect(verdict).toBeUndefined();
    },
  );

  // What `ofHonest` promises to searches, which then forget such statements. Kills: the promise made by
  // a claim that looks at what is stated of others.
  test('that look at honest accounts alone take no notice of what is stated of others', () => {
    const ofOthers = (event: Event): readonly Event[] =>
      event.kind === 'claimed' ? [event, { ...event, account: 'm' }] : [event];
    const promising = claims.filter(({ ofHonest }) => ofHonest === true);
    expect(promising.length).toBeGreaterThan(10);
    for (const { id, violation } of promising) {
      const { broken = [], kept = [] } = traces[id] ?? {};
      for (const lines of [...broken, ...kept]) {
        const events = lines.map(said);
        const judged = (all: readonly Event[]): boolean =>
          violation({ principals, events: all }, (x, y) => x === y) !== undefined;
        expect(judged(events.flatMap(ofOthers)), id).toBe(judged(events));
      }
    }
  });

  // Everyone but the accused is the attacker's (Zhou & Gollmann 1996). Kills: a party left out.
  test('that hold somebody to something have everyone but the accused on the side of the attacker', () => {
    const accused: Readonly<Record<string, string>> = {
      'nro-soundness': 'client',
      'nrs-soundness': 'log',
      'nrd-soundness': 'bank',
      'nrr-soundness': 'bank',
      'nrd-completeness': 'client',
      'nrr-completeness': 'client',
    };
    for (const [id, party] of Object.entries(accused)) {
      const claim = claims.find((known) => known.id === id) ?? expect.fail(id);
      const others = ['client', 'bank', 'log'].filter((kind) => kind !== party);
      expect([...claim.corrupts].sort(), id).toEqual(others.sort());
      expect(claim.court, id).toBe(true);
    }
  });

  // A matrix is claims by attackers: what can share a search must. Kills: circumstances of one's own.
  // Of the claims against the operator those heard once, those that compare two verdicts under
  // witnesses and the one without have a search each: two hearings square what one has to see.
  test('share few searches', () => {
    const circumstances = claims.map(
      ({ corrupts, court, disputes, hearings, ordered, needs, with: besides }) =>
        JSON.stringify([corrupts, court, disputes, hearings, ordered, needs, besides]),
    );
    expect(new Set(circumstances).size).toBeLessThanOrEqual(17);
  });
});
