import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openPhone } from '../../../src/system/phone.ts';
import { folder } from './testing/process.ts';
import { call } from './testing/door.ts';

const at = folder();
const nobody = 'http://127.0.0.1:9';

/** A customer of a bank whose gateway is down, with the application installed. */
async function installed(name: string, ...reading: readonly string[]): Promise<string> {
  const [data, out] = [at.path(`${name}.db`), at.path(`${name}.json`)];
  const enrolled = await call(
    ...['bank', 'enrol', '--data', at.path(`${name}-bank.db`), '--account', name, '--out', out],
    ...['--balance', '10.00 CAD', '--userid', name, '--phone', '1', '--sim', '2'],
    ...['--gateway', nobody, ...reading],
  );
  expect([enrolled.code, enrolled.refusal]).toEqual([0, '']);
  const words = ['--data', data, '--sim', '2', '--phone', '1', '--userid', name];
  expect((await call('client', 'install', out, ...words)).code).toBe(0);
  return data;
}

beforeAll(() => {
  vi.stubEnv('SA2PMP_PASSWORD', 'pw');
});
afterAll(() => {
  vi.unstubAllEnvs();
  at.remove();
});

// Kills: a wish sent over an answer that is awaited, or swallowed without a word.
test('a wish is not sent while an earlier answer is awaited, and the user is told so', async () => {
  const data = ['--data', await installed('a')];
  const unknown = 'no answer (unreachable (ECONNREFUSED)); `client resend` asks again';
  const began = await call('client', 'register', ...data);
  expect([began.code, began.out.trimEnd().split('\n').at(-1)]).toEqual([3, unknown]);
  const ways = '`client resend` asks again, `client give-up` stops waiting';
  const { code, out } = await call('client', 'pay', 'bob-02', '2', ...data);
  expect([code, out]).toEqual([
    3,
    `from before: ${unknown}\nnot sent: pay 2.00 CAD to bob-02. The answer to an earlier message is still awaited: ${ways}\n`,
  ]);
});

test.for([
  ['pay', 'bob-02', '100 CAD', 'order', ': paid or not is unknown'],
  ['balance', '', '', 'enquiry', ''],
] as const)(
  'what is awaited is named: %s',
  async ([business, payee, amount, what, unknown], { expect: expects }) => {
    const path = await installed(`n-${business}`);
    await call('client', 'register', '--data', path);
    const log = { refused: () => undefined, fault: () => undefined, info: () => undefined };
    const open = openPhone({ path, log });
    if ('refusal' in open) throw new Error(open.refusal);
    open.store.addOrder({ at: 0, business, payee, amount });
    open.close();
    const { out } = await call('client', 'balance', '--data', path);
    expects(out).toContain(`(unreachable (ECONNREFUSED))${unknown}; \`client resend\``);
    expects(out).toContain(`not sent: balance. The answer to an earlier ${what} is still awaited`);
  },
);

// Kills: an inquiry that found nothing and says nothing.
test('a phone without a notice keeps its key pair, and says so', async () => {
  const data = ['--data', await installed('r')];
  const gateway = createServer((_, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end('{"deliveries":[]}');
  });
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const address = gateway.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const words = [...data, '--gateway', `http://127.0.0.1:${port}`];
  const { code, out } = await call('client', 'renew', ...words);
  gateway.close();
  expect([code, out]).toEqual([0, 'no notice; the key pair stays as it is\n']);
});

test('giving up says whether there was anything to give up', async () => {
  const data = ['--data', await installed('g')];
  const { code, out } = await call('client', 'give-up', ...data);
  expect([code, out]).toEqual([0, 'nothing was awaited\n']);
  await call('client', 'register', ...data);
  expect((await call('client', 'give-up', ...data)).out).toContain('still to be registered');
});

test('a key pair that is registered at the log-on: registering says so', async () => {
  const data = ['--data', await installed('s', '--reading', 'A2=in-session')];
  const { code, out } = await call('client', 'register', ...data);
  expect([code, out]).toEqual([0, 'the key pair is registered at the next log-on (A2)\n']);
});
