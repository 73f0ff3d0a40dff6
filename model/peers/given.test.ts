import { describe, expect, test } from 'vitest';
import { scriptSystem } from '../script/system.ts';
import { playing } from '../script/testing/runs.ts';
import { world } from '../script/testing/played.ts';
import { peers } from './index.ts';
import { type Cast, insider } from './peer.ts';

/** Who takes part honestly, in a seat or by name. */
function honestIn({ seats }: Cast): readonly string[] {
  const all = seats.flatMap(({ agent, peers: known }) => [agent, ...Object.values(known)]);
  return [...new Set(all)].filter((agent) => agent !== insider);
}

/** What the attacker is given in a cast, by name. */
function givenIn(cast: Cast): readonly string[] {
  const { protocol, seats } = cast;
  const honest = honestIn(cast);
  const scenario = { honest, insider: cast.insider ? insider : undefined, seats, typed: true };
  return Object.keys(scriptSystem(protocol, scenario)(world().algebra).publicValues);
}

const isPublic = (honest: readonly string[]): ((name: string) => boolean) => {
  const all = [...honest, insider].flatMap((agent) => [agent, `public key of ${agent}`]);
  return (name) => all.includes(name);
};

const casts = peers.flatMap(({ protocol, casts: named }) =>
  Object.entries(named).map(([name, cast]) => [protocol.id, name, cast] as const),
);

describe.each(casts)('%s against %s', (_, name, cast) => {
  // Kills: an attacker with the keys of somebody honest, or without those of who is dishonest.
  test('has the attacker know everybody, and no secret but of who is dishonest or of all', () => {
    const honest = honestIn(cast);
    const given = givenIn(cast);
    for (const agent of honest) expect(given).toEqual(expect.arrayContaining([agent]));
    const secret = given.filter((one) => !isPublic(honest)(one));
    const foreign = secret.filter((one) => !/\bi\b|of all$/u.test(one));
    expect(foreign).toEqual([]);
    expect(secret.length > 0).toBe(!name.startsWith('network'));
  });

  test('has the attacker in no seat', () => {
    expect(cast.seats.map(({ agent }) => agent)).not.toContain(insider);
  });
});

const ofEvidence = peers.flatMap(({ protocol, phone, authority, casts: { origin, receipt } }) => {
  const { id } = protocol;
  return [
    { id, protocol, kind: 'origin', accused: phone, cast: origin },
    { id, protocol, kind: 'receipt', accused: authority, cast: receipt },
  ].flatMap(({ cast, ...about }) => (cast === undefined ? [] : [{ ...about, cast }]));
});

// What `proofs` says of itself. Kills: somebody honest who could have made the evidence.
test.each(ofEvidence)(
  '$id: where $kind is judged nobody who plays a part is honest but $accused, who is accused',
  ({ protocol, accused, cast }) => {
    const honest = playing(protocol).filter((role) => honestIn(cast).includes(role.toLowerCase()));
    expect(honest).toEqual([accused]);
  },
);

// Kills: one key for all that an insider has not; a key of two that it has.
test('with one key in the application every customer has it', () => {
  const withKey = peers
    .filter(({ casts: { customer } }) => customer && givenIn(customer).includes('key of all'))
    .map(({ protocol: { id } }) => id);
  expect(withKey).toEqual(['jasa-one-key']);
});
