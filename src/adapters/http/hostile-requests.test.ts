import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MALFORMED } from './answer.ts';
import {
  after,
  ask,
  head,
  post,
  say,
  served,
  hastyLimits,
  smallLimits,
  type Served,
} from './testing/wire.ts';

let server: Served;
let hasty: Served;
let handled = 0;

beforeAll(async () => {
  const count = () => {
    handled += 1;
    return { status: 200, body: handled };
  };
  server = await served(smallLimits, { '/count': count });
  hasty = await served(hastyLimits, { '/count': count });
});

afterAll(() => Promise.all([server.close(0), hasty.close(0)]));

async function anHonestPostSucceeds({ port }: Served = server): Promise<void> {
  expect(await ask(port, post('{"amount":5}'))).toMatch(
    /^HTTP\/1\.1 200 OK\r\n[^]*\{"amount":5\}$/,
  );
}

const chunks = (body: string, fields = '') =>
  `${head(`Transfer-Encoding: chunked\r\n${fields}`, '/count')}${body}`;
const lengths = (fields: string) => `${head(fields, '/count')}{}`;
const inner = post('{}', '/count').toString();

/** What the parser rejects, and whether the peer was sending so much that a reset may come first. */
const MALFORMED_REQUESTS: readonly (readonly [string, string | Buffer])[] = [
  ['both length headers', chunks('2\r\n{}\r\n0\r\n\r\n', 'Content-Length: 2\r\n')],
  ['both, the other way round', `${head('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n')}{}`],
  ['two equal lengths', lengths('Content-Length: 2\r\nContent-Length: 2\r\n')],
  ['two lengths', lengths('Content-Length: 2\r\nContent-Length: 40\r\n')],
  ['a list of lengths', lengths('Content-Length: 2, 2\r\n')],
  ['a signed length', lengths('Content-Length: +2\r\n')],
  ['a negative length', lengths('Content-Length: -2\r\n')],
  ['a hexadecimal length', lengths('Content-Length: 0x2\r\n')],
  ['a length past 2^64', lengths('Content-Length: 18446744073709551618\r\n')],
  ['a length with a space before its colon', lengths('Content-Length : 2\r\n')],
  ['a folded length', lengths('Content-Length:\r\n 2\r\n')],
  ['a chunk size that is no number', chunks('zz\r\n{}\r\n0\r\n\r\n')],
  ['a negative chunk size', chunks('-2\r\n{}\r\n0\r\n\r\n')],
  ['a chunk size with a prefix', chunks('0x2\r\n{}\r\n0\r\n\r\n')],
  ['a chunk size past 2^64', chunks('fffffffffffffffff\r\n{}\r\n0\r\n\r\n')],
  ['a chunk longer than its size', chunks('1\r\n{}\r\n0\r\n\r\n')],
  ['a chunk ended by LF', chunks('2\n{}\n0\n\n')],
  ['a trailer flood', chunks(`2\r\n{}\r\n0\r\n${'a: b\r\n'.repeat(5_000)}\r\n`)],
  ['chunk extensions without end', chunks(`2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`)],
  ['an unknown coding', `${head('Transfer-Encoding: xchunked\r\n')}${inner}`],
  ['chunked, then another coding', `${head('Transfer-Encoding: chunked, identity\r\n')}${inner}`],
  ['chunked in quotes', `${head('Transfer-Encoding: "chunked"\r\n')}${inner}`],
  ['chunked after a vertical tab', `${head('Transfer-Encoding: \vchunked\r\n')}${inner}`],
  [
    'chunked twice',
    `${head('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n')}0\r\n\r\n`,
  ],
  ['a field name with a space', `${head('Transfer-Encoding : chunked\r\n')}0\r\n\r\n`],
  ['a folded field', `${head('X: a\r\n b\r\n')}{}`],
  ['lines ended by LF', inner.replaceAll('\r\n', '\n')],
  ['lines ended by CR', inner.replaceAll('\r\n', '\r')],
  ['a NUL in a field', lengths('X: a\0b\r\nContent-Length: 2\r\n')],
  ['a NUL in a path', post('{}', '/count\0')],
  ['only NULs', '\0'.repeat(100)],
  ['10,000 header fields', lengths('a: b\r\n'.repeat(10_000))],
  ['header overflow', lengths(`a: ${'b'.repeat(100_000)}\r\n`)],
  ['a path without end', post('{}', `/${'a'.repeat(100_000)}`)],
  ['a method without end', 'A'.repeat(100_000)],
  ['CONNECT', 'CONNECT bank:443 HTTP/1.1\r\nHost: bank:443\r\n\r\n'],
  ['the HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a TLS hello', Buffer.from('16030100c8010000c40303', 'hex')],
  ['HTTP/1.2', inner.replace('HTTP/1.1', 'HTTP/1.2')],
  ['HTTP/1.1 with a longer number', inner.replace('HTTP/1.1', 'HTTP/01.1')],
  ['an unknown method', post('{}', '/count', 'PAY')],
];

const UNFINISHED: typeof MALFORMED_REQUESTS = [
  ['half a request line', 'POST /cou'],
  ['a body shorter than its length', `${head('Content-Length: 20\r\n', '/count')}{}`],
  ['a chunk that does not come', chunks('20\r\n{}')],
  ['a last chunk that does not come', chunks('2\r\n{}\r\n')],
];

describe('what is not HTTP is answered with one line, handled by nobody, and hurts nobody', () => {
  test.for(MALFORMED_REQUESTS)('%s', ([, octets]) => comesToNothing(server, octets));
  test.for(UNFINISHED)('%s', ([, octets]) => comesToNothing(hasty, octets));

  test('what follows a body that is longer than its length is no request', async () => {
    const before = handled;
    const heard = await say(server.port, `${head('Content-Length: 2\r\n', '/count')}{}{}{}`);
    expect(heard.ended).toBe(true);
    expect(heard.text).toBe(MALFORMED);
    expect(handled - before).toBeLessThanOrEqual(1);
    await anHonestPostSucceeds();
  });

  test('a request inside a body is a body', async () => {
    const before = handled;
    const heard = await say(server.port, post(inner));
    expect(heard.text.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(heard.text).toContain('403');
    expect(handled).toBe(before);
    await anHonestPostSucceeds();
  });

  test('a peer that is gone before its CONNECT is answered hurts nobody', async () => {
    for (let round = 0; round < 20; round += 1) {
      await say(server.port, (socket) => {
        socket.write('CONNECT bank:443 HTTP/1.1\r\nHost: bank:443\r\n\r\n', () => {
          socket.resetAndDestroy();
        });
      });
    }
    await anHonestPostSucceeds();
  });

  test('a body that its peer cuts off is handled by nobody', async () => {
    const before = handled;
    await say(server.port, (socket) => {
      socket.write(`${head('Content-Length: 20\r\n', '/count')}{}`);
      setTimeout(() => socket.destroy(), 50);
    });
    const cause = () => server.faults.at(-1);
    await expect.poll(cause, { timeout: 10_000 }).toMatch(/cut-off|malformed/);
    expect(handled).toBe(before);
    await anHonestPostSucceeds();
  });
});

describe('time runs from the first octet to the last', () => {
  const dripped = (octets: string) => (socket: Socket) => {
    let at = 0;
    const timer = setInterval(() => socket.write(octets.charAt(at++) || 'x'), 20);
    socket.on('close', () => clearInterval(timer));
  };

  test('headers an octet at a time', async () => {
    const patient = await served({ ...hastyLimits, requestTimeoutMs: 20_000 });
    const heard = await say(patient.port, dripped(head(`X: ${'a'.repeat(900)}\r\n`)));
    expect(heard).toMatchObject({ text: MALFORMED, ended: true });
    await anHonestPostSucceeds(patient);
    await patient.close(0);
  });

  test('a body an octet at a time', async () => {
    const heard = await say(hasty.port, (socket) => {
      socket.write(head('Content-Length: 1000\r\n', '/count'));
      dripped('"'.padEnd(1000))(socket);
    });
    expect(heard).toMatchObject({ text: MALFORMED, ended: true });
    await anHonestPostSucceeds(hasty);
  });

  test('a connection that says nothing', async () => {
    expect((await say(hasty.port, '')).ended).toBe(true);
  });

  test('a connection that is kept and then says nothing', async () => {
    const short = await served({ ...smallLimits, idleTimeoutMs: 100 });
    const heard = await say(short.port, post('1'));
    expect(heard).toMatchObject({ ended: true, error: '' });
    expect(heard.text).toMatch(/200 OK[^]*1$/);
    await short.close(0);
  });

  test('a peer that does not read its answer', async () => {
    const large = 'a'.repeat(20_000_000);
    let asked = false;
    const answer = () => {
      asked = true;
      return { status: 200, body: large };
    };
    const slow = await served({ ...smallLimits, responseTimeoutMs: 300 }, { '/large': answer });
    const socket = connect(slow.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.pause();
    socket.write(post('1', '/large'));
    await expect.poll(() => asked, { timeout: 10_000 }).toBe(true);
    await after(2_500);
    const size = await new Promise<number>((resolve) => {
      let read = 0;
      socket.on('data', (chunk) => (read += chunk.length));
      socket.on('close', () => resolve(read));
      socket.resume();
    });
    expect(size).toBeLessThan(large.length);
    await slow.close(0);
  });
});

describe('one peer cannot make another wait, nor the server grow', () => {
  test('500 pipelined requests end their connection', async () => {
    const before = handled;
    const flood = say(server.port, post('{}', '/count').toString().repeat(500));
    await anHonestPostSucceeds();
    expect((await flood).ended).toBe(true);
    expect(handled - before).toBeLessThanOrEqual(1);
    expect(server.faults).toContain('pipelined');
  });

  test('a connection carries one request after another, up to its limit', async () => {
    const few = await served({ ...smallLimits, connectionRequestsMax: 3 });
    const heard = await say(few.port, (socket) => {
      socket.write(post('0'));
      socket.on('data', () => socket.write(post('1')));
    });
    expect(heard.text.match(/200 OK/g)).toHaveLength(3);
    expect(heard.text.match(/connection: keep-alive/g)).toHaveLength(2);
    expect(heard.ended).toBe(true);
    await few.close(0);
  });

  test('1,000 idle connections leave room for an honest request', async () => {
    const wide = await served();
    const idle = await opened(1_000, wide.port);
    await anHonestPostSucceeds(wide);
    idle.forEach((socket) => socket.destroy());
    await wide.close(0);
  });

  test('a connection over the limit is closed, until the idle ones have been', async () => {
    const narrow = await served({ ...hastyLimits, connectionsMax: 10 });
    const idle = await opened(10, narrow.port);
    expect(await say(narrow.port, post('1'))).toMatchObject({ text: '', ended: true });
    expect(narrow.faults).toContain('connections');
    const asked = () => ask(narrow.port, post('1'));
    await expect.poll(asked, { timeout: 10_000 }).toMatch(/200 OK/);
    idle.forEach((socket) => socket.destroy());
    await narrow.close(0);
  });

  test.for([
    ['by length', head('Content-Length: 9999999999\r\n'), 'a'.repeat(60_000)],
    ['in chunks', head('Transfer-Encoding: chunked\r\n'), `ea60\r\n${'a'.repeat(60_000)}\r\n`],
    ['in chunks of an octet', head('Transfer-Encoding: chunked\r\n'), '1\r\na\r\n'.repeat(9_000)],
  ] as const)('a body without end %s is cut off and kept nowhere', async ([, start, more]) => {
    const unhurried = await served();
    const before = process.memoryUsage();
    let sent = 0;
    const heard = await say(unhurried.port, (socket) => {
      const pour = () => {
        while (!socket.destroyed && socket.write(more)) sent += more.length;
        sent += more.length;
      };
      socket.on('drain', pour);
      socket.write(start, pour);
    });
    expect(heard.ended).toBe(true);
    expect(sent).toBeLessThan(20_000_000);
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    expect(heapUsed - before.heapUsed + arrayBuffers - before.arrayBuffers).toBeLessThan(60e6);
    expect(unhurried.faults[0]).toBe('too-long');
    await anHonestPostSucceeds(unhurried);
    await unhurried.close(0);
  });

  test('a body that is nested as deeply as it may be long is only a value', async () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    const roomy = await served(
      { ...smallLimits, bodyBytesMax: 40_000 },
      {
        '/shape': (body) => ({ status: 200, body: Array.isArray(body) }),
        '/walk': (body) => ({ status: 200, body: depth(body) }),
      },
    );
    expect(await ask(roomy.port, post(deep, '/shape'))).toMatch(/true$/);
    expect(await ask(roomy.port, post(deep, '/walk'))).toMatch(/200 OK|403/);
    expect(await ask(roomy.port, post(deep))).toMatch(/403/);
    await anHonestPostSucceeds(roomy);
    await roomy.close(0);
  });

  test('a key __proto__ is merged into nothing', async () => {
    let seen: unknown;
    const looking = await served(smallLimits, {
      '/look': (body) => {
        seen = body;
        return { status: 200, body: null };
      },
    });
    await ask(looking.port, post('{"__proto__":{"admin":true}}', '/look'));
    expect(Object.hasOwn(seen as object, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(seen)).toBe(Object.prototype);
    expect('admin' in {}).toBe(false);
    await looking.close(0);
  });
});

async function comesToNothing(at: Served, octets: string | Buffer): Promise<void> {
  const before = handled;
  const told = at.faults.length;
  const heard = await say(at.port, octets);
  expect(heard.ended).toBe(true);
  // A peer who is still sending may be reset before he reads the answer.
  if (heard.error === '' || octets.length < 8_000) expect(heard.text).toBe(MALFORMED);
  else expect(['', MALFORMED]).toContain(heard.text);
  expect(handled).toBe(before);
  expect(at.faults.slice(told)).toEqual(['malformed']);
  await anHonestPostSucceeds(at);
}

function depth(value: unknown): number {
  return Array.isArray(value) ? 1 + depth(value[0]) : 0;
}

function opened(count: number, port: number): Promise<readonly Socket[]> {
  const one = () =>
    new Promise<Socket>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket));
      socket.on('error', reject);
    });
  return Promise.all(Array.from({ length: count }, one));
}
