import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { poster, type Posted, type Poster } from './client.ts';
import { after, hostile, served, smallLimits } from './testing/wire.ts';

const limits = { ...smallLimits, responseTimeoutMs: 5_000, answerBytesMax: 1_000 };
const head = (fields: string, status = '200 OK') => `HTTP/1.1 ${status}\r\n${fields}\r\n\r\n`;
const whole = (body: string, fields = 'x: y') =>
  `${head(`content-length: ${body.length}\r\n${fields}`)}${body}`;

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

function client(url: string, changes: Partial<typeof limits> = {}): Poster {
  const made = poster({ url, limits: { ...limits, ...changes } });
  endings.push(made.close);
  return made;
}

/** What a client gets from a server that does `act` with each connection that posts. */
async function postedTo(act: (socket: Socket) => void, withinMs = 5_000): Promise<Posted> {
  const server = await hostile((socket) => socket.once('data', () => act(socket)));
  endings.push(server.stop);
  return client(server.url, { responseTimeoutMs: withinMs }).post('/order', { amount: 5 });
}

test('what is posted arrives, and what is answered comes back', async () => {
  const server = await served();
  endings.push(() => server.close(0));
  const { post } = client(server.url);
  for (const body of [{ a: [1, 'é', null] }, 0, '', false, null]) {
    expect(await post('/echo', body)).toEqual({ ok: true, status: 200, body });
  }
  expect(await post('/nowhere', 1)).toEqual({ ok: true, status: 403, body: { refused: true } });
});

test('an answer without content has no body', async () => {
  const server = await served(smallLimits, { '/ok': () => ({ status: 202, body: undefined }) });
  endings.push(() => server.close(0));
  expect(await client(server.url).post('/ok', 1)).toEqual({
    ok: true,
    status: 202,
    body: undefined,
  });
});

test('connections are kept and used again, and there are no more than the limit', async () => {
  let connections = 0;
  const server = await hostile((socket) => {
    connections += 1;
    socket.on('data', () => setTimeout(() => socket.write(whole('1')), 10));
  });
  endings.push(server.stop);
  const { post } = client(server.url, { inFlightMax: 3 });
  const all = await Promise.all(Array.from({ length: 30 }, () => post('/order', 1)));
  expect(all.every(({ ok }) => ok)).toBe(true);
  expect(connections).toBe(3);
});

test('a post beyond the queue is turned away at once', async () => {
  const server = await hostile(() => {});
  endings.push(server.stop);
  const { post } = client(server.url, { inFlightMax: 1, queueMax: 1, responseTimeoutMs: 400 });
  const kept = [post('/order', 1), post('/order', 2)];
  const detail = 'too many posts are waiting';
  expect(await post('/order', 3)).toEqual({ ok: false, fault: 'unreachable', detail });
  for (const posted of await Promise.all(kept))
    expect(posted).toMatchObject({ fault: 'timed-out' });
});

const endless = (start: string, more: string) => (socket: Socket) => {
  const pour = () => {
    while (!socket.destroyed && socket.write(more));
  };
  socket.on('drain', pour);
  socket.write(start, pour);
};
const dripping = (start: string, more: string) => (socket: Socket) => {
  socket.write(start);
  const timer = setInterval(() => socket.write(more), 20);
  socket.on('close', () => clearInterval(timer));
};
const saying = (text: string) => (socket: Socket) => void socket.write(text);
const ending = (text: string) => (socket: Socket) => void socket.end(text);

const HOSTILE: readonly (readonly [string, string, (socket: Socket) => void])[] = [
  ['says nothing', 'timed-out', () => {}],
  ['gives an octet at a time', 'timed-out', dripping(head('content-length: 900'), 'a')],
  ['gives a header octet at a time', 'timed-out', dripping('HTTP/1.1 200 OK\r\nx: ', 'a')],
  ['gives interim answers for ever', 'timed-out', dripping('', head('x: y', '102 Processing'))],
  ['promises more than it gives', 'timed-out', saying(`${head('content-length: 3')}1`)],
  ['ends before it answers', 'cut-off', (socket) => socket.end()],
  ['resets before it answers', 'cut-off', (socket) => socket.resetAndDestroy()],
  ['ends in the header section', 'cut-off', ending('HTTP/1.1 200 OK\r\ncontent-le')],
  ['ends in the body', 'cut-off', ending(`${head('content-length: 20')}{}`)],
  ['ends in a chunk', 'cut-off', ending(`${head('transfer-encoding: chunked')}9\r\n{}`)],
  [
    'ends before the last chunk',
    'cut-off',
    ending(`${head('transfer-encoding: chunked')}2\r\n{}\r\n`),
  ],
  ['switches protocols', 'cut-off', saying(head('upgrade: h2c\r\nconnection: upgrade', '101 Go'))],
  ['has no end', 'too-long', endless(head('x: y'), '1'.repeat(999))],
  [
    'has no last chunk',
    'too-long',
    endless(head('transfer-encoding: chunked'), '1\r\n1\r\n'.repeat(99)),
  ],
  ['promises too much', 'too-long', saying(head('content-length: 1001'))],
  ['answers an octet too long', 'too-long', saying(whole('1'.repeat(1_001)))],
  ['has headers without end', 'too-long', endless('HTTP/1.1 200 OK\r\n', 'a: b\r\n'.repeat(99))],
  ['speaks HTML', 'not-json', saying(whole('<h1>bank</h1>'))],
  ['says two values', 'not-json', saying(whole('{}{}'))],
  ['speaks another protocol', 'not-json', saying('SSH-2.0-OpenSSH_9.9\r\n')],
  ['gives two lengths', 'not-json', saying(`${head('content-length: 2\r\ncontent-length: 3')}{}`)],
  [
    'gives a wrong chunk size',
    'not-json',
    saying(`${head('transfer-encoding: chunked')}zz\r\n{}\r\n`),
  ],
];

test.for(HOSTILE)('a server that %s is %s', async ([, fault, act]) => {
  const withinMs = fault === 'timed-out' ? 400 : 5_000;
  expect(await postedTo(act, withinMs)).toMatchObject({ ok: false, fault });
});

test('a server that is given up on is hung up on', async () => {
  let open = 0;
  const server = await hostile((socket) => {
    open += 1;
    socket.on('close', () => (open -= 1));
    socket.once('data', () => socket.write(head('content-length: 1001')));
  });
  endings.push(server.stop);
  const { post } = client(server.url, { responseTimeoutMs: 400 });
  expect(await post('/order', 1)).toMatchObject({ fault: 'too-long' });
  await expect.poll(() => open, { timeout: 10_000 }).toBe(0);
});

test('octets that are not UTF-8 are no JSON', async () => {
  const octets = Buffer.concat([
    Buffer.from(head('content-length: 3')),
    Buffer.from('22ff22', 'hex'),
  ]);
  expect(await postedTo((socket) => socket.write(octets))).toMatchObject({ fault: 'not-json' });
});

test('a redirection is an answer and is not followed', async () => {
  let followed = 0;
  const elsewhere = await hostile(() => (followed += 1));
  endings.push(elsewhere.stop);
  const redirection = head(`location: ${elsewhere.url}/\r\ncontent-length: 0`, '307 Go');
  expect(await postedTo((socket) => socket.write(redirection))).toEqual({
    ok: true,
    status: 307,
    body: undefined,
  });
  expect(followed).toBe(0);
});

test('what a server adds to an answer answers no later post', async () => {
  const server = await hostile((socket, connection) => {
    socket.once('data', () => socket.write(whole(String(connection)) + whole('"forged"')));
  });
  endings.push(server.stop);
  const { post } = client(server.url);
  expect(await post('/order', 1)).toMatchObject({ body: 1 });
  await after(50);
  expect(await post('/order', 2)).toMatchObject({ body: 2 });
});

test('nobody there is unreachable, and so is everybody once the poster is closed', async () => {
  const server = await hostile(() => {});
  server.stop();
  const { post, close } = client(server.url);
  expect(await post('/order', 1)).toEqual({
    ok: false,
    fault: 'unreachable',
    detail: 'ECONNREFUSED',
  });
  close();
  expect(await post('/order', 1)).toMatchObject({ detail: 'this poster is closed' });
});

test('a post under way is cut off by close', async () => {
  const server = await hostile(() => {});
  endings.push(server.stop);
  const { post, close } = client(server.url, { responseTimeoutMs: 10_000 });
  const posted = post('/order', 1);
  await after(50);
  close();
  expect(await posted).toMatchObject({ ok: false, fault: 'cut-off' });
});

test('a TLS client on a plain port finds nobody it trusts', async () => {
  const server = await served();
  endings.push(() => server.close(0));
  const secure = client(server.url.replace('http:', 'https:'));
  expect(await secure.post('/echo', 1)).toMatchObject({ ok: false, fault: 'unreachable' });
});

/** Answers the first post of each connection and resets it on the second. */
const stale = (posts: string[]) => (socket: Socket, connection: number) => {
  let asked = 0;
  socket.on('data', () => {
    asked += 1;
    posts.push(`${connection}.${asked}`);
    if (asked === 1) socket.write(whole(String(connection)));
    else socket.resetAndDestroy();
  });
};

test('a kept connection found closed: an idempotent post is made again, once', async () => {
  const posts: string[] = [];
  const server = await hostile(stale(posts));
  endings.push(server.stop);
  const { post } = client(server.url, { inFlightMax: 3 });
  await Promise.all([post('/a', 1), post('/a', 1), post('/a', 1)]);
  posts.length = 0;
  const again = await post('/order', 2, { idempotent: true });
  // On a new connection: another kept one may be as stale.
  expect(again).toEqual({ ok: true, status: 200, body: 4 });
  expect(posts).toHaveLength(2);
});

test('a kept connection found closed: another post is not made again', async () => {
  const posts: string[] = [];
  const server = await hostile(stale(posts));
  endings.push(server.stop);
  const { post } = client(server.url);
  await post('/a', 1);
  expect(await post('/order', 2)).toMatchObject({ ok: false, fault: 'cut-off' });
  expect(posts).toEqual(['1.1', '1.2']);
});

test('a new connection that is reset is not tried again', async () => {
  let connections = 0;
  const server = await hostile((socket) => {
    connections += 1;
    socket.once('data', () => socket.resetAndDestroy());
  });
  endings.push(server.stop);
  const posted = await client(server.url).post('/order', 1, { idempotent: true });
  expect(posted).toMatchObject({ ok: false, fault: 'cut-off' });
  expect(connections).toBe(1);
});

test('a request is plain: its length, one content type, and nothing to negotiate', async () => {
  let asked = '';
  await postedTo((socket) => socket.end(whole('1')));
  const server = await hostile((socket) =>
    socket.once('data', (data) => {
      asked = data.toString();
      socket.end(whole('1'));
    }),
  );
  endings.push(server.stop);
  await client(server.url).post('/order', { a: 'é' });
  const port = String(server.port);
  expect(asked.replace(port, 'PORT')).toBe(
    'POST /order HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 10\r\n' +
      'Host: 127.0.0.1:PORT\r\nConnection: keep-alive\r\n\r\n{"a":"é"}',
  );
});

test('a scheme that is not HTTP is a mistake of ours, and so is no JSON', async () => {
  expect(() => poster({ url: 'ftp://bank', limits })).toThrow(TypeError);
  await expect(client('http://127.0.0.1:1').post('/', 1n)).rejects.toThrow(TypeError);
  await expect(client('http://127.0.0.1:1').post('/', undefined)).rejects.toThrow(TypeError);
});

test('a thousand posts at once to a real server are all answered', async () => {
  const server = await served({ ...smallLimits, inFlightMax: 8 });
  endings.push(() => server.close(0));
  const { post } = client(server.url, { responseTimeoutMs: 20_000, inFlightMax: 16 });
  const all = await Promise.all(Array.from({ length: 1_000 }, (_, index) => post('/echo', index)));
  expect(all.map((posted) => posted.ok && posted.body)).toEqual(all.map((_, index) => index));
  expect(server.faults).toEqual([]);
});
