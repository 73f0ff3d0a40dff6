import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpFault } from './faults.ts';
import {
  after,
  ask,
  head,
  post,
  say,
  served,
  smallLimits,
  undated,
  type Served,
} from './testing/wire.ts';

const REFUSAL =
  'HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\ncontent-length: 16\r\n' +
  'cache-control: no-store\r\nconnection: close\r\n\r\n{"refused":true}';

const chunked = (body: string) =>
  `${head('Transfer-Encoding: chunked\r\n')}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
const withField = (field: string) => `${head(`Content-Length: 2\r\n${field}\r\n`)}{}`;
const typed = (type: string) => post('{}').toString().replace('application/json', type);
const without = (name: RegExp) => post('{}').toString().replace(name, '');

const CAUSES: readonly (readonly [string, HttpFault, string | Buffer])[] = [
  ['GET', 'method', post('{}', '/echo', 'GET')],
  ['PUT', 'method', post('{}', '/echo', 'PUT')],
  ['OPTIONS of everything', 'method', 'OPTIONS * HTTP/1.1\r\nHost: bank\r\n\r\n'],
  ['an unknown path', 'path', post('{}', '/nowhere')],
  ['a path with a query', 'path', post('{}', '/echo?a=1')],
  ['the absolute form', 'path', post('{}', 'http://bank/echo')],
  ['the asterisk form', 'path', post('{}', '*')],
  ['another content type', 'content-type', typed('text/plain')],
  ['a content type with more behind it', 'content-type', typed('application/json, text/plain')],
  ['another charset', 'content-type', typed('application/json; charset=utf-16')],
  ['no content type', 'content-type', without(/Content-Type: [^\r]+\r\n/)],
  ['two content types', 'content-type', withField('Content-Type: text/plain')],
  ['no Host', 'host', without(/Host: bank\r\n/)],
  ['two Hosts', 'host', withField('Host: gateway')],
  ['an expectation', 'expectation', withField('Expect: 100-continue')],
  ['an unknown expectation', 'expectation', withField('Expect: the-moon')],
  ['an upgrade', 'upgrade', withField('Connection: upgrade\r\nUpgrade: websocket')],
  ['an upgrade to HTTP/2', 'upgrade', withField('Connection: upgrade\r\nUpgrade: h2c')],
  ['a content coding', 'content-encoding', withField('Content-Encoding: gzip')],
  [
    'a coding before chunked',
    'transfer-encoding',
    `${head('Transfer-Encoding: gzip, chunked\r\n')}2\r\n{}\r\n0\r\n\r\n`,
  ],
  ['33 header fields', 'fields', withField(`${'a: b\r\n'.repeat(29)}a: b`)],
  ['HTTP/0.9', 'version', 'GET /echo\r\n\r\n'],
  ['HTTP/1.0', 'version', post('{}').toString().replace('HTTP/1.1', 'HTTP/1.0')],
  ['HTTP/2.0 on a request line', 'version', post('{}').toString().replace('HTTP/1.1', 'HTTP/2.0')],
  ['a body over the limit, by length', 'too-long', post(`"${'a'.repeat(1_999)}"`)],
  ['a body over the limit, in chunks', 'too-long', chunked(`"${'a'.repeat(1_999)}"`)],
  ['a length over what is thrown away', 'too-long', head('Content-Length: 20001\r\n')],
  ['no body', 'json', post('')],
  ['neither length', 'json', head('')],
  ['not JSON', 'json', post('{order}')],
  ['concatenated JSON', 'json', post('{}{}')],
  ['JSON cut short', 'json', post('{"a":')],
  ['a byte order mark', 'json', post('\ufeff{}')],
  ['a NUL in a body', 'json', post('{"a":"\0"}')],
  ['octets that are not UTF-8', 'utf-8', post(Buffer.from([0x22, 0xff, 0x22]))],
  ['a surrogate in UTF-8', 'utf-8', post(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))],
  ['an overlong form', 'utf-8', post(Buffer.from([0x22, 0xc0, 0xaf, 0x22]))],
  ['a handler that throws', 'handler', post('{}', '/throw')],
  ['a handler that rejects', 'handler', post('{}', '/reject')],
  ['an answer that is no JSON', 'handler', post('{}', '/bigint')],
  ['an answer nested too deeply', 'handler', post('{}', '/deep')],
  ['an answer that cannot have content', 'handler', post('{}', '/204')],
];

let server: Served;

beforeAll(async () => {
  const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
  server = await served(smallLimits, {
    '/reject': () => Promise.reject(new Error('the ledger is closed')),
    '/bigint': () => ({ status: 200, body: 1n }),
    '/deep': () => ({ status: 200, body: deep }),
    '/204': () => ({ status: 204, body: undefined }),
    '/refuse': () => ({ status: 403, body: { refused: true } }),
  });
});

afterAll(() => server.close(0));

describe('every refusal is the same to the octet', () => {
  test.for(CAUSES)('%s', async ([, cause, octets]) => {
    const before = server.faults.length;
    const heard = await say(server.port, octets);
    expect(undated(heard.text)).toBe(REFUSAL);
    expect(heard).toMatchObject({ error: '', ended: true });
    expect(server.faults.slice(before)).toEqual([cause]);
    expect(await ask(server.port, post('[1]'))).toMatch(/200 OK[^]*\[1\]$/);
  });

  test('the refusal that a handler chooses', async () => {
    const before = server.faults.length;
    expect(undated((await say(server.port, post('{}', '/refuse'))).text)).toBe(REFUSAL);
    expect(server.faults.length).toBe(before);
  });

  test('an expectation whose peer waits to be told to go on', async () => {
    const octets = head('Expect: 100-continue\r\nContent-Length: 2\r\n');
    expect(undated((await say(server.port, octets)).text)).toBe(REFUSAL);
  });

  test.for([
    ['a body over the limit', 'Content-Length: 19000\r\n', '/echo'],
    ['a body for an unknown path', 'Content-Length: 19000\r\n', '/nowhere'],
  ] as const)('%s is read before it is refused', async ([, fields, path]) => {
    const order: string[] = [];
    const heard = await say(server.port, (socket) => {
      socket.write(`${head(fields, path)}${'a'.repeat(9_000)}`);
      setTimeout(() => {
        order.push('rest');
        socket.write('a'.repeat(10_000));
      }, 200);
      socket.on('data', () => order.push('refusal'));
    });
    expect(undated(heard.text)).toBe(REFUSAL);
    expect(heard.error).toBe('');
    expect(order).toEqual(['rest', 'refusal']);
  });

  test('a HEAD request, but for the content, which HTTP forbids', async () => {
    const { text } = await say(server.port, post('{}', '/echo', 'HEAD'));
    expect(undated(text)).toBe(REFUSAL.replace('{"refused":true}', ''));
  });

  test('when all places are taken and the queue is full', async () => {
    const going: (() => void)[] = [];
    const busy = await served(
      { ...smallLimits, inFlightMax: 1, queueMax: 1 },
      {
        '/wait': () =>
          new Promise((resolve) => going.push(() => resolve({ status: 200, body: 'done' }))),
      },
    );
    const first = ask(busy.port, post('1', '/wait'));
    await expect.poll(() => going.length, { timeout: 10_000 }).toBe(1);
    const second = ask(busy.port, post('2', '/wait'));
    const third = ask(busy.port, post('3', '/wait'));
    const refused = await Promise.race([second, third]);
    expect(undated(refused)).toBe(REFUSAL);
    expect(busy.faults).toEqual(['queue-full']);
    going[0]?.();
    await expect.poll(() => going.length, { timeout: 10_000 }).toBe(2);
    going[1]?.();
    expect(await first).toContain('"done"');
    await busy.close(0);
  });
});

// `busy`: nothing was decided. Kills: the refusal for what was not looked at, `busy` for what was.
test('what was not looked at is answered with `busy` where it is given, all else refused', async () => {
  const { listen } = await import('./server.ts');
  let go: () => void = () => undefined;
  const { port, close } = await listen({
    ...{ host: '127.0.0.1', port: 0 },
    limits: { ...smallLimits, inFlightMax: 1, queueMax: 1 },
    routes: {
      '/throw': () => Promise.reject(new Error('the disk is full')),
      '/wait': () => new Promise((resolve) => (go = () => resolve({ status: 200, body: 'done' }))),
    },
    refused: { status: 403, body: { refused: true } },
    busy: { status: 503, body: { busy: true } },
  });
  const isBusy = (heard: string) =>
    heard.startsWith('HTTP/1.1 503 ') && heard.endsWith('{"busy":true}');
  expect(isBusy(await ask(port, post('{}', '/throw')))).toBe(true);
  for (const octets of [post('{}', '/nowhere'), post('{', '/wait'), post('{}', '/wait', 'PUT')]) {
    expect(undated((await say(port, octets)).text)).toBe(REFUSAL);
  }
  const waiting = ask(port, post('1', '/wait'));
  await after(200);
  const others = [ask(port, post('2', '/wait')), ask(port, post('3', '/wait'))];
  expect(isBusy(await Promise.race(others))).toBe(true);
  // Begun before the port closes, asked when it is closing.
  const late = say(port, (socket) => {
    const octets = post('{}', '/wait');
    socket.write(octets.subarray(0, 20));
    setTimeout(() => socket.write(octets.subarray(20)), 300);
  });
  await after(100);
  const closed = close(5_000);
  expect(isBusy((await late).text)).toBe(true);
  go();
  expect(await waiting).toContain('"done"');
  await after(100);
  go();
  await closed;
});

test('the operator is told the cause and never the body', async () => {
  const before = server.details.length;
  await say(server.port, post('{"pin": hunter2}'));
  await say(server.port, post(Buffer.from('"hunter2\xff"', 'latin1')));
  await say(server.port, `${head('Content-Length: 9\r\n')}"hunter2"hunter2 hunter2\r\n\r\n`);
  await say(server.port, post('"hunter2"', '/nowhere'));
  await say(server.port, post('{}', '/throw'));
  const told = server.details.slice(before).join('\n');
  expect(told).toContain('the ledger is closed');
  expect(told).toContain('/nowhere');
  expect(told).not.toContain('hunter2');
});

test('a log that fails changes no answer', async () => {
  const { listen } = await import('./server.ts');
  const { port, close } = await listen({
    host: '127.0.0.1',
    port: 0,
    limits: smallLimits,
    routes: {},
    refused: { status: 403, body: { refused: true } },
    onFault: () => {
      throw new Error('the disk is full');
    },
  });
  expect(undated((await say(port, post('{}'))).text)).toBe(REFUSAL);
  expect((await say(port, 'nonsense\r\n\r\n')).text).toContain('400');
  await close(0);
});
