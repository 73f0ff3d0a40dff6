import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { capabilities } from '../../attacks/capability/index.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { ask } from '../verdict/ask.ts';
import { ownAttackers } from '../verdict/own-attackers.ts';
import { protocol, usualProtocols } from '../verdict/protocols.ts';
import { usualClaims } from '../verdict/usual.ts';

const file = 'properties/capability/backup-tape.attacker.ts';

// Issue 4: under 40 lines, and no change elsewhere, the list of attackers included.
test('an attacker that is not built in takes under 40 lines in a file of its own', async () => {
  expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(40);
  expect(capabilities.map(({ id }) => id)).not.toContain('backup-tape');
  const { attackers, problems } = await ownAttackers([file]);
  expect(problems).toEqual([]);
  expect(attackers.map(({ id }) => id)).toEqual(['backup-tape']);
});

test('an attacker that is not built in breaks what it can, on bytes too', async () => {
  const [attacker = expect.fail('no attacker')] = (await ownAttackers([file])).attackers;
  for (const name of usualProtocols) {
    const verdicts = ask({
      protocol: protocol(name),
      attacker,
      claims: usualClaims.filter(({ id }) => id === 'secrecy-key' || id === 'secrecy-password'),
      bounds: { ...defaultBounds, sessions: 1 },
      statesMax: 100_000,
    });
    expect(verdicts.map(({ attack }) => attack?.onBytes.confirmed)).toEqual([true, true]);
  }
});
