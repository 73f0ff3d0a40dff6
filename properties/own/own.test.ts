import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { atoms, receive, send } from '../../model/index.ts';
import { ownFrom } from './own.ts';
import { changedReadingForm, claimForm, ownScriptForm } from './forms.ts';

const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-own-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;
/** The problems of a file with this text, without its name. */
async function problemsOf(text: string): Promise<readonly string[]> {
  const file = join(folder, `${(count += 1)}.mjs`);
  writeFileSync(file, text);
  const { problems } = await ownFrom([file]);
  return problems.map((problem) => problem.replaceAll(file, 'FILE'));
}

const claim =
  "{ id: 'mine', title: 't', says: 's', source: 'x', corrupts: [], court: false, violation: () => undefined, reads: ['did posted'], occasion: 'did posted' }";

// Kills: an export that is dropped in silence, and each check of what may be exported.
test.each([
  ['export const x = {};', /^FILE: x: no attacker \(which has "holds"\), claim /u],
  ['export const f = () => 1;', /^FILE: it exports no attacker, claim or protocol$/u],
  ['export const broken = ;', /^FILE cannot be loaded: /u],
  [
    "export const a = { holds: { fax: 'full' } };",
    /^FILE: a: as attacker: holds\.fax: there is no such field$/u,
  ],
  [
    `export const c = { ...${claim}, occasion: 7 };`,
    /^FILE: c: as claim: occasion: some text, not 7$/u,
  ],
  [
    `export const c = { ...${claim}, id: 'at-most-once' };`,
    /^FILE: c: there is a claim at-most-once already$/u,
  ],
  [
    `export const c = ${claim}; export const d = { ...c };`,
    /^FILE: d: there is a claim mine already$/u,
  ],
  [
    "export const p = { name: 'published', base: 'published', changes: {} };",
    /^FILE: p: there is a protocol published already$/u,
  ],
  [
    "export const p = { name: 'mine', base: 'publish', changes: {} };",
    /^FILE: p: as protocol: base: one of published, charitable, minimal, repaired, not "publish"$/u,
  ],
  [
    "export const p = { name: 'mine', base: 'published', changes: { A7: 'never' } };",
    /^FILE: p: as protocol: changes\.A7: one of .*none.*, not "never"$/u,
  ],
  [
    "export const p = { name: 'mine', base: 'published', changes: { A99: 'x' } };",
    /^FILE: p: as protocol: changes\.A99: there is no such axis$/u,
  ],
])('is refused with the export and the reason: %s', async (text, problem) => {
  expect((await problemsOf(text)).at(-1)).toMatch(problem);
});

test('all that is wrong is told at once, file by file', async () => {
  const text = "export const a = { holds: {}, id: 7 }; export const b = { base: 'x' };";
  const problems = await problemsOf(text);
  expect(problems.filter((problem) => problem.startsWith('FILE: a: ')).length).toBeGreaterThan(3);
  expect(problems.filter((problem) => problem.startsWith('FILE: b: ')).length).toBeGreaterThan(1);
  const { problems: none } = await ownFrom([join(folder, 'none.ts'), join(folder, 'no.ts')]);
  expect(none).toHaveLength(2);
});

test('an export is taken once, under whatever names', async () => {
  expect(await problemsOf(`export const c = ${claim}; export default c;`)).toEqual([]);
});

test('a claim that names what there is not is refused', () => {
  expect(claimForm({ with: ['nobody'], needs: { luck: true } }, '')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^with\[0\]: one of .*network.*, not "nobody"$/u),
      'needs.luck: there is no such field',
    ]),
  );
});

test('a reading that cannot be carried out is refused with the reason', () => {
  const senseless = {
    name: 'x',
    base: 'published',
    changes: { A24: 'weak-nonce', A30d: 'rfc6979' },
  };
  expect(changedReadingForm(senseless, '')).toEqual([
    expect.stringMatching(/^changes: A24 with A30d makes no sense: a nonce /u),
  ]);
});

test('a script is refused for a step that cannot be taken, and for a scenario that fits not', () => {
  const script = (steps: readonly unknown[]) => ({
    id: 'mine',
    title: 't',
    source: 's',
    sorts: { N: 'nonce' },
    trusted: [],
    beliefs: [],
    roles: [{ name: 'A', knows: [], makes: [], steps }],
  });
  const scenario = { honest: ['a'], typed: true, seats: [{ role: 'A', agent: 'a', peers: {} }] };
  const problems = (steps: readonly unknown[], other: object = {}): readonly string[] =>
    ownScriptForm({ script: script(steps), scenario: { ...scenario, ...other } }, '');
  expect(problems([receive(atoms('N'))])).toEqual([]);
  expect(problems([send('B', atoms('N'))])[0]).toMatch(/^script: A, step 1: /u);
  expect(problems([{ do: 'dance' }])).toEqual([
    'script.roles[0].steps[0].do: one of send, receive, match, state, not "dance"',
  ]);
  expect(problems([receive(atoms('M'))])[0]).toMatch(/^script: .*M/u);
  const nobody = { seats: [{ role: 'Z', agent: 'a', peers: {} }] };
  expect(problems([receive(atoms('N'))], nobody)[0]).toMatch(/^script: .*Z/u);
});
