import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { textToBytes } from '../../src/bytes.ts';
import { type Cause, envelopeCauses, frameCauses, httpCauses } from './causes.ts';
import {
  flipped,
  knowledgeOf,
  logOnFrame,
  orderFrame,
  orderText,
  registrationFrame,
} from './forge.ts';
import { givenAway } from './secrets.ts';
import { type Stage, stage } from './stage.ts';
import { balanceOf, OPENING_MINOR, passwordOf, ready, type Told, town as start } from './town.ts';
import { bodyOf, envelope, type Heard, hearPost, type Target } from './wire.ts';

const REFUSAL: Heard = {
  packets: 1,
  text:
    'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 17\r\n' +
    'cache-control: no-store\r\nconnection: close\r\n\r\n{"deliveries":[]}',
};

const ways = ['under-key', 'https'] as const;
const stages = new Map<string, Stage>();

beforeAll(async () => {
  for (const A13 of ways) {
    for (const A36 of ['uniform', 'distinct'] as const) {
      stages.set(`${A13} ${A36}`, await stage({ A13, A36 }));
    }
  }
}, 60_000);

afterAll(async () => {
  for (const { town } of stages.values()) await town.close();
});

function on(name: string): Stage {
  return stages.get(name) ?? expect.fail(`no stage ${name}`);
}

/** What a port answers to a cause, and what the operator is told meanwhile. */
async function met(
  { town }: Stage,
  target: Target,
  cause: Pick<Cause, 'send'>,
): Promise<{ readonly heard: Heard; readonly told: readonly Told[] }> {
  const before = town.told.length;
  const heard = await cause.send(target);
  return { heard, told: town.told.slice(before) };
}

const expected = ({ wired, https = wired }: Cause, { name }: Target): RegExp =>
  name === 'https' ? https : wired;

// Design section 5 "Refusals: one identical frame for every cause; the cause goes to the
// operator's log only". Kills: a cause told, another status, a header, an answer in two writes.
describe.each(ways)('with log-on %s, refusals uniform (A36)', (A13) => {
  test('every frame refused is answered alike, and the operator reads why', async () => {
    const at = on(`${A13} uniform`);
    for (const cause of frameCauses(at.cast)) {
      for (const target of at.targets) {
        const { heard, told } = await met(at, target, cause);
        expect(heard, `${target.name}: ${cause.name}`).toEqual(REFUSAL);
        expect(told.map(({ what }) => what)).toEqual([
          expect.stringMatching(expected(cause, target)),
        ]);
      }
    }
  });

  test('so is what HTTP refuses', async () => {
    const at = on(`${A13} uniform`);
    for (const cause of httpCauses(at.cast)) {
      for (const target of at.targets) {
        const { heard, told } = await met(at, target, cause);
        expect(heard, `${target.name}: ${cause.name}`).toEqual(REFUSAL);
        expect(told.map(({ what }) => what)).toEqual([expect.stringMatching(cause.wired)]);
      }
    }
  });

  test('so is what is no envelope', async () => {
    const at = on(`${A13} uniform`);
    for (const cause of envelopeCauses(at.cast)) {
      for (const target of at.targets) {
        const { heard } = await met(at, target, cause);
        expect(heard, `${target.name}: ${cause.name}`).toEqual(REFUSAL);
      }
    }
  });

  // Vaudenay 2002: padding, format and signature errors that differ decrypt any box (A8, W13).
  test('one bit changed in any octet of an order: no oracle', async () => {
    const at = on(`${A13} uniform`);
    const order = orderFrame(at.cast.alice);
    const before = balanceOf(at.town, 'alice-01');
    for (const target of at.targets) {
      const answers: Heard[] = [];
      for (let octet = 0; octet < order.length / 2; octet += 1) {
        const message = flipped(order, octet, octet % 8);
        answers.push(await hearPost(target, envelope('alice-01', message)));
      }
      expect(answers.length).toBeGreaterThanOrEqual(200);
      for (const answer of answers) expect(answer).toEqual(REFUSAL);
    }
    expect(balanceOf(at.town, 'alice-01')).toBe(before);
    // The frame that was not changed is no refusal.
    const [gateway] = at.targets;
    const honest = gateway && (await hearPost(gateway, envelope('alice-01', order)));
    expect(honest?.text).toContain('connection: keep-alive');
    expect(balanceOf(at.town, 'alice-01')).toBe(before - 1);
  });

  // §4.3: nobody is told whether a key was taken; A2 bare.
  test('a bare registration that is taken is answered as one that is refused', async () => {
    const at = on(`${A13} uniform`);
    const { keyless } = at.cast;
    const keys = () => at.town.bank.store.keysOf(keyless.accid).length;
    for (const taken of [true, false]) {
      const before = keys();
      const send = (target: Target) =>
        hearPost(target, envelope(keyless.accid, registrationFrame(keyless)));
      const [gateway] = at.targets;
      const { heard, told } = gateway
        ? await met(at, gateway, { send })
        : expect.fail('no gateway');
      expect(heard).toEqual(REFUSAL);
      expect(keys() - before).toBe(taken ? 1 : 0);
      expect(told).toHaveLength(taken ? 0 : 1);
    }
  });
});

// A36 distinct. Kills: a cause kept back, more told than the cause.
describe.each(ways)('with log-on %s, refusals distinct (A36)', (A13) => {
  test('the answer names the cause that the operator reads, and nothing else', async () => {
    const at = on(`${A13} distinct`);
    for (const cause of frameCauses(at.cast)) {
      for (const target of at.targets) {
        const { heard, told } = await met(at, target, cause);
        const [why] = told;
        expect(told).toHaveLength(1);
        expect(why?.what, cause.name).toMatch(expected(cause, target));
        expect(bodyOf(heard)).toEqual({ deliveries: [], refusal: why?.what });
        expect(heard.packets).toBe(1);
        const { length } = JSON.stringify(bodyOf(heard));
        const keeps = REFUSAL.text.replace('close', 'keep-alive').replace('17', String(length));
        expect(heard.text.split('\r\n\r\n')[0]).toBe(keeps.split('\r\n\r\n')[0]);
      }
    }
  });

  test('what never became a frame is refused without a cause all the same', async () => {
    const at = on(`${A13} distinct`);
    for (const cause of [...envelopeCauses(at.cast), ...httpCauses(at.cast)]) {
      for (const target of at.targets) {
        expect((await met(at, target, cause)).heard, cause.name).toEqual(REFUSAL);
      }
    }
  });
});

describe("the operator's log", () => {
  function secretsOf({ town, cast }: Stage): Readonly<Record<string, Buffer>> {
    const { alice, locked } = cast;
    const hex = (value: string): Buffer => Buffer.from(value, 'hex');
    return {
      K: hex(alice.key),
      password: Buffer.from(passwordOf(alice.accid)),
      'password of another': Buffer.from(passwordOf(locked.accid)),
      verifier: hex(town.bank.store.customer(alice.accid)?.verifier ?? expect.fail('no alice')),
      'signing key': hex(alice.signingKey),
      token: hex(alice.token),
      'order clear text': hex(orderText(alice, { payee: 'bob-02', amount: '1 CAD' }).slice(0, 60)),
      amount: Buffer.from('1 CAD'),
      guess: Buffer.from('guess'),
    };
  }

  // "The cause goes to the structured log, without secrets." Kills: a frame, a password logged.
  test('holds no key, password, token or order, in any form', async () => {
    for (const [name, at] of stages) {
      const [gateway] = at.targets;
      if (gateway === undefined) expect.fail('no gateway');
      const { alice } = at.cast;
      const clear = orderText(alice);
      await hearPost(gateway, `{"password":"${passwordOf(alice.accid)}","key":"${alice.key}"`);
      await hearPost(gateway, { ...envelope(alice.accid, clear), more: alice.key });
      await hearPost(gateway, envelope(alice.accid, clear));
      await hearPost(gateway, envelope(alice.accid, logOnFrame(alice, passwordOf(alice.accid))));
      const logged = JSON.stringify(at.town.told);
      expect(at.town.told.length).toBeGreaterThan(20);
      expect(givenAway(logged, secretsOf(at)), name).toEqual([]);
    }
  });

  test('would be found out if it did', () => {
    const at = on('https uniform');
    const secrets = secretsOf(at);
    for (const [name, secret] of Object.entries(secrets)) {
      const written = [
        ...[secret.toString('hex'), secret.toString('latin1')],
        ...['', 'x', 'xy'].map((before) =>
          Buffer.concat([Buffer.from(before), secret, Buffer.from('zz')]).toString('base64'),
        ),
      ];
      for (const text of written) expect(givenAway(`.${text}.`, secrets)).toContain(name);
    }
    expect(textToBytes('1 CAD')).toBe(secrets['amount']?.toString('hex'));
  });

  test('a disk that fails is a fault without secrets, and no refusal', async () => {
    const { town } = await stageWithBrokenDisk();
    const logged = JSON.stringify(town.told);
    expect(town.told.filter(({ kind }) => kind === 'fault')).not.toEqual([]);
    expect(logged).toContain('the disk is full');
    expect(logged).not.toContain(passwordOf('alice-01'));
    await town.close();
  });
});

async function stageWithBrokenDisk(): Promise<Pick<Stage, 'town'>> {
  const disk = { isFull: false };
  const town = await start(readings.published, {
    durably: (commit) => {
      if (disk.isFull) throw new Error('the disk is full');
      commit();
    },
  });
  const alice = knowledgeOf(town, await ready(town, 'alice-01'));
  await town.phone('bob-02');
  disk.isFull = true;
  const target = { name: 'wired', port: town.ports.wired.port } as const;
  const heard = await hearPost(target, envelope('alice-01', orderFrame(alice)));
  expect(heard.text).toMatch(/^HTTP\/1.1 503 .*\{"unavailable":true\}$/su);
  expect(balanceOf(town, 'alice-01')).toBe(OPENING_MINOR);
  disk.isFull = false;
  return { town };
}
