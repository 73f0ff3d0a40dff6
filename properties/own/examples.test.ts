/**
 * The worked examples, as a researcher loads them: nothing else is changed, nothing is built.
 */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Claim } from '../../model/core/claim.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { scriptsIn, verifyScripts } from '../cli/scripts.ts';
import { ask } from '../verdict/ask.ts';
import { protocol, usualProtocols } from '../verdict/protocols.ts';
import type { Protocol, Verdict } from '../verdict/verdict.ts';
import { ownFrom } from './own.ts';

const files = ['my-attacker', 'my-claim', 'my-protocol'].map((name) => `docs/examples/${name}.ts`);
const own = await ownFrom(files);
const [[backupTape], [ownKey], [noFreshness], [oneMessage]] = [
  own.attackers,
  own.claims,
  own.protocols,
  own.scripts,
];

const about = (...ids: readonly string[]): readonly Claim[] =>
  claims.filter(({ id }) => ids.includes(id));

/** The verdicts of one payment. */
function asked(
  made: Protocol | undefined,
  attacker: Capability | undefined,
  which: readonly Claim[],
): readonly Verdict[] {
  if (made === undefined || attacker === undefined) return expect.fail('nothing was loaded');
  return ask({
    protocol: made,
    attacker,
    claims: which,
    bounds: { ...defaultBounds, sessions: 1 },
    statesMax: 100_000,
  });
}

test('the worked examples load, each under 60 lines in a file of its own', () => {
  expect(own.problems).toEqual([]);
  expect([backupTape?.id, ownKey?.id, noFreshness?.name, oneMessage?.script.id]).toEqual([
    'backup-tape',
    'origin-of-key',
    'no-freshness',
    'one-message',
  ]);
  for (const file of files) {
    expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(60);
  }
});

test('an attacker of one’s own breaks what it can, on bytes too', () => {
  for (const name of usualProtocols) {
    const verdicts = asked(protocol(name), backupTape, about('secrecy-key', 'secrecy-password'));
    expect(verdicts.map(({ attack }) => attack?.onBytes.confirmed)).toEqual([true, true]);
  }
});

test('a claim of one’s own falls where it should and holds where it should', () => {
  const mine = ownKey === undefined ? [] : [ownKey];
  const [published] = asked(protocol('published'), network, mine);
  const [charitable] = asked(protocol('charitable'), network, mine);
  expect(published?.attack?.onBytes.confirmed).toBe(true);
  expect(charitable?.verdict).toBe('holds');
});

// Kills: a choice that is not made; all others are those of the reading that is changed.
test('a reading of one’s own differs from its base in its changes alone', () => {
  const base = protocol('charitable').reading;
  expect(noFreshness?.reading).toEqual({ ...base, A7: 'none' });
  const which = about('at-most-once');
  expect(asked(noFreshness, network, which).map(({ verdict }) => verdict)).toEqual(['attack']);
  expect(asked(protocol('charitable'), network, which).map(({ verdict }) => verdict)).toEqual([
    'holds',
  ]);
});

test('a role script of one’s own is judged by both engines, and its attack told', () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const words = { protocol: ['one-message'], json: true };
  const scripts = scriptsIn(words, { ...own, files });
  expect(verifyScripts(words, scripts)).toBe(0);
  const [answer] = JSON.parse(String(write.mock.calls[0]?.[0])) as [
    { claims: { verdict: string; confirmed: boolean; engines: { steps: number }[] }[] },
  ];
  expect(answer.claims).toMatchObject([{ verdict: 'attack', confirmed: true }]);
  expect(answer.claims[0]?.engines.map(({ steps }) => steps)).toEqual([3, 3]);
  write.mockRestore();
});

test('a role script is asked about by itself, with what it knows of', () => {
  const usage = { exitCode: 2 };
  const ours = { ...own, files };
  expect(() => scriptsIn({ protocol: ['one-message', 'published'] }, ours)).toThrow(
    expect.objectContaining(usage),
  );
  expect(() => verifyScripts({ attacker: ['network'] }, own.scripts)).toThrow(
    expect.objectContaining(usage),
  );
  expect(scriptsIn({}, ours)).toEqual([]);
  expect(scriptsIn({}, { ...ours, protocols: [] })).toEqual(own.scripts);
});
