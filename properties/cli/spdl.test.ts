/** `sa2pmp verify --spdl`: one file and several, what is written of them, and what is refused. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { verifySpdl } from './spdl.ts';
import { heard } from './testing/said.ts';

const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-spdl-'));
const said = heard();

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A file with this text; its path. */
function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A protocol in which A tells B a name of its own, under the key that they share or in the clear. */
function telling(name: string, message: string): string {
  return written(
    `${name}.spdl`,
    `protocol ${name}(A,B) {
  role A { fresh n: Nonce; send_1(A,B, ${message}); claim(A,Secret,n); }
  role B { var n: Nonce; recv_1(A,B, ${message}); }
}
`,
  );
}

const sealed = telling('sealed', '{n}k(A,B)');
const open = telling('open', 'n');
const wrong = written('wrong.spdl', 'protocol p(A,B) {\n  rule A { }\n}\n');
const worse = written('worse.spdl', 'option "x";\n');

describe('verify --spdl', () => {
  test('of one file writes its table, its attacks and the bounds, without its path', () => {
    expect(verifySpdl({ spdl: [open] })).toBe(0);
    expect(said()).toMatch(/^┌[^]*A,Secret,n\s+│ attack [^]*\nWithin 3 runs of roles/u);
    expect(said()).not.toContain(open);
  });

  // Kills: a file left out, or told under the name of another.
  test('of several writes each below its path, in the order given', () => {
    expect(verifySpdl({ spdl: [sealed, open] })).toBe(0);
    const [before, first, second, ...others] = said().split(/^.*[/\\](sealed|open)\.spdl$/mu);
    expect([before, first, others.length]).toEqual(['', 'sealed', 2]);
    expect(second).toContain('holds within 3 runs');
    expect(others[0]).toBe('open');
    expect(others[1]).toMatch(/│ attack /u);
  });

  test('as JSON keeps the form of one file, and puts several below their paths', () => {
    verifySpdl({ spdl: [sealed], json: true });
    const one = JSON.parse(said()) as object;
    expect(one).toMatchObject({ bounds: { runs: 3 }, claims: [{ verdict: 'holds' }] });
    verifySpdl({ spdl: [sealed, open], json: true });
    const several = JSON.parse(said().slice(said().lastIndexOf('\n{\n'))) as object;
    expect(several).toMatchObject({
      bounds: { runs: 3 },
      files: [
        { file: sealed, claims: [{ verdict: 'holds' }] },
        { file: open, claims: [{ verdict: 'broken', confirmed: true }] },
      ],
    });
  });

  // Kills: judging what can be read, and telling of the last mistake alone.
  test('refuses all files for one that is not understood, and tells of every mistake', () => {
    const places = [`${wrong}:2:3: expected `, `${worse}:1:1: option is not supported`];
    for (const place of places) {
      expect(() => verifySpdl({ spdl: [sealed, wrong, worse] })).toThrow(place);
    }
    expect(said()).toBe('');
  });

  test('of several is inconclusive where one of them is', () => {
    expect(verifySpdl({ spdl: [open, sealed], maxStates: '2' })).toBe(3);
  });
});
