/** Exported files: kept as they are written now, in the languages of the provers, and well formed there. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claims } from '../../model/sa2pmp/claims.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import type { Scenario } from '../../model/script/system.ts';
import { inProject } from '../docs/pages.ts';
import { treeOf } from '../spdl/grammar.ts';
import { compiled } from '../spdl/compile.ts';
import { printed } from '../spdl/print.ts';
import { asSpoken, bare } from '../spdl/testing/spoken.ts';
import { askable } from './claims.ts';
import { type Golden, goldens } from './golden.ts';
import { toProverif } from './proverif.ts';
import { sa2pmpFlow } from './sa2pmp.ts';
import { scriptFlow } from './script.ts';
import { toTamarin } from './tamarin.ts';
import { proverifFaults } from './testing/proverif.ts';
import { tamarinFaults } from './testing/tamarin.ts';
import { sa2pmpFor, scripts } from './write.ts';

const kept = (golden: Golden): string => readFileSync(inProject(golden.path), 'utf8');

/** What is not of the grammar of Scyther's language. */
function spdlFaults(text: string): readonly string[] {
  const tree = treeOf(text);
  return 'says' in tree ? [tree.says] : [];
}

describe('an exported file that is kept', () => {
  // Kills: a chart, a shape or a printer changed and the files forgotten.
  test.each(goldens)('$path is what npm run docs:generate writes now', (golden) => {
    expect(kept(golden), 'stale: npm run docs:generate').toBe(golden.write());
  });

  // Kills: a name not declared, an argument too many, a value used before it is known, a pattern of
  // what cannot be derived, a quantifier without a guard.
  test.each(goldens)('$path is well formed for its prover', (golden) => {
    const faults = { proverif: proverifFaults, tamarin: tamarinFaults, scyther: spdlFaults };
    expect(faults[golden.prover](kept(golden))).toEqual([]);
  });

  // Those with secrets that are values have keys as parts of messages, which our reader does not take.
  test.each(goldens.filter((one) => kept(one).includes('sa2pmp verify --spdl')))(
    '$path is read back by our own reader, as it says',
    (golden) => {
      expect(compiled(kept(golden))).toHaveProperty('script');
    },
  );
});

/** Scripts of every kind: public keys, servers, tickets, keys for both ways, evidence; the kept ones are others. */
const various = [
  ...['nsl', 'nssk-amended', 'denning-sacco', 'kerberos', 'otway-rees', 'yahalom', 'woo-lam'],
  ...['andrew-lowe', 'wide-mouthed-frog', 'kao-chow-2', 'tmn', 'x509-3', 'splice', 'asw'],
].map((name) => scripts.get(name) ?? expect.fail(name));

describe('a flow', () => {
  // Kills: what the kept files have no case of.
  test.each(various)('of $id is well formed for ProVerif and Tamarin', (script) => {
    const flow = scriptFlow(script);
    expect(proverifFaults(toProverif(flow))).toEqual([]);
    expect(tamarinFaults(toTamarin(flow))).toEqual([]);
  });

  test.each(['charitable', 'minimal'] as const)('of SA2pMP, %s, is as well', (name) => {
    const flow = sa2pmpFlow(name, readings[name]);
    expect(proverifFaults(toProverif(flow))).toEqual([]);
    expect(tamarinFaults(toTamarin(flow))).toEqual([]);
  });

  // Kills: roles printed otherwise than they are, for scripts with servers, matches and evidence.
  test.each([...scripts.values()])('of $id comes back from Scyther’s language', (script) => {
    const file = compiled(printed(script));
    if (!('script' in file)) return expect.fail(JSON.stringify(file));
    const nobody: Scenario = { honest: [], insider: undefined, seats: [], typed: true };
    const spoken = asSpoken({ protocol: script, scenario: nobody }).protocol;
    expect(file.script.roles.map(({ name, steps }) => [name, steps.length])).toEqual(
      spoken.roles.map(({ name, steps }) => [name, steps.length]),
    );
    expect(bare(file.script)).toEqual(bare(spoken));
  });

  test('of a reading in which payments are counted is refused with the reason', () => {
    const counted = { ...readings.charitable, A7: 'counter' } as const;
    expect(() => sa2pmpFor('tamarin', 'counted', counted)).toThrow('a counter, A7');
  });

  test('for Scyther is refused where a public key comes over the open network', () => {
    expect(() => sa2pmpFor('scyther', 'published', readings.published)).toThrow(
      'a public key that comes over the open network',
    );
  });
});

describe('the claims that provers are asked about', () => {
  // Kills: a claim of the model that reads other statements than the query made of it.
  test.each(askable)('$id reads what the claim of the model reads', (asked) => {
    const claim = claims.find(({ id }) => id === asked.id) ?? expect.fail(asked.id);
    const occasion =
      asked.kind === 'secrecy' ? asked.of : asked.kind === 'once' ? asked.did : asked.commit;
    expect(claim.occasion).toBe(occasion);
    const others =
      asked.kind === 'agreement' ? [asked.running] : asked.kind === 'presence' ? asked.signs : [];
    expect(claim.reads).toEqual(expect.arrayContaining([...others]));
  });
});

describe('a check of a file', () => {
  const text = (end: string): string =>
    kept(goldens.find(({ path }) => path.endsWith(end)) ?? expect.fail(end));

  test.each([
    ['event running_', 'event runing_', 'not declared'],
    ['decrypt(private_key', 'decript(private_key', 'no such function'],
    ['out(c, message', 'out(A, message', 'is no channel'],
    ['new Na: bitstring;', '', 'not declared'],
    ['let role_A(', 'let role_A(x: bitstring, ', 'takes 3 arguments'],
    ['query x1: bitstring,', 'query z: bitstring, x1: bitstring,', 'is not used'],
    ['const none', 'const none: bitstring.\nconst none', 'declared twice'],
    ['.\n\nprocess', '\n\nprocess', 'expected'],
  ])('for ProVerif sees that %s was made %s', (was, is, says) => {
    const file = text('nspk.pv').replace(
      'free c: channel.',
      'free c: channel.\nconst none: bitstring.',
    );
    expect(file).toContain(was);
    expect(proverifFaults(file.replace(was, is)).join('\n')).toContain(says);
  });

  test.each([
    ['Fr(~Na)', 'Fr(~Nc)', 'is in no premise'],
    ['A_setting_1($B, $A', 'A_setting_1($A', 'elsewhere with'],
    ['[ A_setting_1(', '[ A_setting_9(', 'no rule makes it'],
    ['Out(pk(private_key($A)))', 'Out(pk(private_key($A, $A)))', 'arguments'],
    ['In(<', 'Out(<', 'out of place'],
    ['In(<', 'In(<h(hidden), ', 'cannot be derived'],
    ['All x1 ', 'All x0 x1 ', 'is not guarded'],
    ['not (Ex #j. K(x3) @ #j)', 'not (Ex #j. K(x9) @ #j)', 'is not bound'],
    ['Commit_initiator(', 'Commited_initiator(', 'no rule has such an action'],
    ['begin\n', '\n', 'expected'],
  ])('for Tamarin sees that %s was made %s', (was, is, says) => {
    const file = text('nspk.spthy');
    expect(file).toContain(was);
    expect(tamarinFaults(file.replace(was, is)).join('\n')).toContain(says);
  });
});
