/** Files in Scyther's language: their verdicts, and what is said of those that are not understood. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { explore } from '../../attacks/search/explicit.ts';
import { exploreLazily } from '../../attacks/search/lazy/lazy.ts';
import { setStage } from '../../attacks/search/stage.ts';
import { type Repertoire, repertoire, theatre } from '../../attacks/search/theatre.ts';
import { scriptSystem, type Seat } from '../../model/script/system.ts';
import { type Compiled, compiled } from './compile.ts';
import { type Bounds, verified } from './verify.ts';

/** A sample of ours. */
function sample(name: string): Compiled {
  const file = compiled(readFileSync(new URL(`samples/${name}.spdl`, import.meta.url), 'utf8'));
  return 'script' in file ? file : expect.fail(JSON.stringify(file));
}

/** The verdict on each claim, attacks confirmed. */
function said(name: string, bounds: Partial<Bounds> = {}): readonly string[] {
  const usual = { runs: 2, typed: true, statesMax: 20_000 };
  return verified(sample(name), { ...usual, ...bounds }).map(({ claim, says, attack }) => {
    expect(attack?.confirmed).toBe(says === 'broken' ? true : undefined);
    return `${claim.says} ${says}`;
  });
}

describe('a file in Scyther’s language', () => {
  // Scyther's manual, 3.1, and Lowe 1995. Kills: a claim judged otherwise; the insider left out.
  test('of Needham-Schroeder: the responder’s claims fall, but for aliveness', () => {
    expect(said('needham-schroeder')).toEqual([
      'I,Secret,ni holds',
      'I,Secret,nr holds',
      'I,Alive holds',
      'I,Weakagree holds',
      'I,Commit,R,ni,nr holds',
      'I,Niagree holds',
      'I,Nisynch holds',
      'R,Secret,ni broken',
      'R,Secret,nr broken',
      'R,Alive holds',
      'R,Weakagree broken',
      'R,Commit,I,ni,nr broken',
      'R,Niagree broken',
      'R,Nisynch broken',
      'R,Reachable broken',
    ]);
  });

  // Kills: macros, tuples, hash functions, hyphens in names, comments, a named untrusted agent.
  test('of Needham-Schroeder-Lowe, by a macro: everything holds', () => {
    expect(said('needham-schroeder-lowe')).toEqual([
      'I,Secret,ni holds',
      'I,Nisynch holds',
      'R,Secret,ni holds',
      'R,Secret,nr holds',
      'R,Nisynch holds',
    ]);
  });

  // Kills: `--untyped` not handed on; tickets that take one form only.
  test('of Otway-Rees: two runs come to no key typed, and a type flaw gives it away untyped', () => {
    const claims = ['I,Secret,Kir', 'I,Nisynch', 'R,Secret,Kir'];
    expect(said('otway-rees')[1]).toBe('I,Nisynch vacuous');
    expect(said('otway-rees', { typed: false })).toEqual(claims.map((claim) => `${claim} broken`));
  });

  // Kills: a symmetric `k`; signatures without recovery; claims without labels; `match`.
  test('of two protocols: signed nonces agree, and one reflects on nobody', () => {
    expect(said('two-protocols').filter((claim) => !claim.endsWith(' holds'))).toEqual([]);
  });

  // Kills: claims that no run comes to told as if they held.
  test('of Woo-Lam: one run comes to none of its claims, and that is said', () => {
    expect(said('woo-lam', { runs: 1 })).toEqual(['R,Commit,I,nr vacuous', 'R,Alive vacuous']);
  });

  // Kills: a party taken for another of a search before, whose states it has in common.
  test('is judged alike whether its searches have terms and states in common or not', () => {
    const { script, claims, insider } = sample('needham-schroeder');
    const honest = ['a', 'b'];
    const peers = { I: 'a', R: 'b' };
    const seats: readonly Seat[] = [
      { role: 'I', agent: 'a', peers },
      { role: 'R', agent: 'b', peers },
      { role: 'R', agent: 'b', peers, silent: true },
      { role: 'I', agent: 'a', peers: { I: 'a', R: insider }, silent: true },
      { role: 'I', agent: 'b', peers: { I: 'b', R: 'a' }, silent: true },
    ];
    const suite = { cipher: 'aes-128-cbc' } as const;
    const commons = [repertoire(suite), repertoire(suite, { remembers: true })];
    const [forLazy, unshared] = [repertoire(suite, { remembers: true }), undefined];
    const seen = (
      casts: readonly Seat[],
      shared: Repertoire | undefined,
      search: typeof explore = explore,
    ): unknown => {
      const build = scriptSystem(script, { honest, insider, seats: casts, typed: true });
      const problem = { suite, ownValues: {}, inert: [], build };
      const stage = setStage(problem, network, theatre(problem, shared));
      const quest = { claims: claims.map(({ claim }) => claim), statesMax: 500 };
      const { states, transitions, found } = search(stage, quest);
      return [states, transitions, found.map(({ claim, moves }) => [claim.id, moves.length])];
    };
    const pairs = seats.flatMap((one) => seats.map((other) => [one, other]));
    const lazily: typeof explore = (stage, quest) =>
      exploreLazily(stage, { claims: quest.claims, statesMax: quest.statesMax, typed: true });
    for (const pair of pairs) {
      for (const common of commons) expect(seen(pair, common)).toEqual(seen(pair, unshared));
      expect(seen(pair, forLazy, lazily)).toEqual(seen(pair, unshared, lazily));
    }
  });

  /** What is wrong with a role of one protocol. */
  const complaints = (role: string, before = ''): readonly string[] => {
    const file = compiled(`${before}protocol p(I,R) {\n role I { ${role} }\n role R { }\n}`);
    return 'script' in file
      ? []
      : file.map(({ at, says }) => `${String(at.line)}:${String(at.column)} ${says}`);
  };

  // Kills: each check left out; places that are off.
  test.each([
    ['fresh n Nonce;', '2:19 expected ";", ":", or ","'],
    ['send_1(I,R, {n}k(I,R));', '2:24 n is not declared'],
    ['fresh n: Nons;', '2:11 the type nons is not declared'],
    ['fresh n: Nonce; send_1(I,R, {n}f(I));', '2:42 the key f(I) is not supported'],
    ['fresh n: Nonce; send_1(R,I, n);', '2:27 role I cannot send as R'],
    ['fresh n: Nonce; claim(I,Secure,n);', '2:35 unknown claim Secure'],
    ['not match(I,R);', '2:11 not match is not supported'],
    ['var n: Nonce; send_1(I,R, n);', '2:25 role I sends I.n without knowing it'],
    ['recv_1(R,I, {I}pk(R));', '2:11 role I decrypts what is for R'],
  ])('with %s is refused with the place and the reason', (role, complaint) => {
    expect(complaints(role)).toEqual([complaint]);
  });

  // Kills: a claim on nothing that holds, a claim that counts in another role.
  test.each([
    ['fresh n: Nonce; fresh n: Nonce;', '2:27 the name n is there twice'],
    ['claim(R,Alive);', '2:17 role I cannot claim as R'],
    ['claim(I,Secret);', '2:19 Secret takes a term'],
    ['fresh n: Nonce; claim(I,Running);', '2:35 Running takes a role first'],
    ['fresh n: Nonce; claim(I,Commit,n,n);', '2:41 Commit takes a role first'],
  ])('with %s is refused, since it says nothing', (role, complaint) => {
    expect(complaints(role)).toEqual([complaint]);
  });

  test.each([
    ['protocol p(A) { role A { } }\n', '2:1 the protocol p is there twice'],
    ['protocol q(A,A) { role A { } }\n', '1:14 the role A is there twice'],
    ['protocol q(A) { role A { } role A { } }\n', '1:28 the role A is there twice'],
    ['protocol q(A,B) { role A { } }\n', '1:14 the role B is not there'],
    ['macro m = (I,n);\nmacro n = m;\n', '1:1 the macro m needs itself'],
  ])('that begins with %s is refused for its names', (before, complaint) => {
    expect(complaints('', before)[0]).toBe(complaint);
  });

  // Kills: the mark that some editors put in front taken for a part of the file.
  test('that begins with a mark of its byte order is read', () => {
    expect(complaints('', '\uFEFF')).toEqual([]);
  });

  test.each([
    ['option "--x";\n', '1:1 option is not supported'],
    ['include "a.spdl";\n', '1:1 include is not supported'],
    ['secret function f;\n', '1:1 secret functions and constants are not supported'],
    ['inversekeys (a,b);\n', '1:1 inverse keys other than pk and sk are not supported'],
    ['protocol @x(A) { }\n', '1:1 helper protocol @x is not supported'],
  ])('that begins with %s is refused, since that is not carried out', (before, complaint) => {
    expect(complaints('', before)).toEqual([complaint]);
  });
});
