import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { poster } from './client.ts';
import { after, ask, head, post, say, served, smallLimits } from './testing/wire.ts';
import type { Answer } from './answer.ts';

const LONG = { timeout: 10_000 };

function waiting() {
  const going: ((answer: Answer) => void)[] = [];
  const routes = { '/wait': () => new Promise<Answer>((resolve) => going.push(resolve)) };
  return { going, routes };
}

test('what is in flight when a server closes is answered, and its connection ended', async () => {
  const { going, routes } = waiting();
  const server = await served({ ...smallLimits, inFlightMax: 1 }, routes);
  const first = say(server.port, post('1', '/wait'));
  await expect.poll(() => going.length, LONG).toBe(1);
  const queued = say(server.port, post('2', '/wait'));
  // Needs no place, and comes after the second.
  await ask(server.port, post('3', '/nowhere'));
  await ask(server.port, post('3', '/nowhere'));
  const closed = server.close(15_000);
  expect(going).toHaveLength(1);
  going[0]?.({ status: 200, body: 'done' });
  await expect.poll(() => going.length, LONG).toBe(2);
  going[1]?.({ status: 200, body: 'done' });
  for (const { text, error } of await Promise.all([first, queued])) {
    expect(text).toMatch(/200 OK[^]*connection: close[^]*"done"$/);
    expect(error).toBe('');
  }
  await closed;
});

test('a server that closes takes no new connection and no new request', async () => {
  const { going, routes } = waiting();
  const server = await served(smallLimits, routes);
  const flight = ask(server.port, post('1', '/wait'));
  const begun = connect(server.port, '127.0.0.1');
  let heard = '';
  begun.on('data', (more) => (heard += more.toString()));
  begun.write(head('Content-Length: 2\r\n').slice(0, 40));
  await expect.poll(() => going.length, LONG).toBe(1);
  const closed = server.close(15_000);
  expect(await say(server.port, post('2'))).toMatchObject({ text: '', error: 'ECONNREFUSED' });
  begun.write(`${head('Content-Length: 2\r\n').slice(40)}{}`);
  await expect.poll(() => heard, LONG).toContain('403');
  expect(server.faults).toEqual(['closing']);
  going[0]?.({ status: 200, body: 'done' });
  expect(await flight).toContain('"done"');
  await closed;
});

test('when the grace is over everything is cut', async () => {
  const { going, routes } = waiting();
  const server = await served(smallLimits, routes);
  const never = say(server.port, post('1', '/wait'));
  const half = say(server.port, head('Content-Length: 9\r\n'));
  await expect.poll(() => going.length, LONG).toBe(1);
  const begun = performance.now();
  await server.close(200);
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(await never).toMatchObject({ text: '', ended: true });
  expect(await half).toMatchObject({ text: '', ended: true });
  going[0]?.({ status: 200, body: 'too late' });
  await after(20);
});

test('idle connections do not hold a close up, and asking twice changes nothing', async () => {
  const server = await served();
  const { post: send, close } = poster({ url: server.url, limits: smallLimits });
  await send('/echo', 1);
  const silent = say(server.port, '');
  await after(50);
  const begun = performance.now();
  await Promise.all([server.close(10_000), server.close(0)]);
  expect(performance.now() - begun).toBeLessThan(8_000);
  expect((await silent).ended).toBe(true);
  expect(await send('/echo', 2)).toMatchObject({ ok: false });
  close();
});

test('a port that is taken is an error to whoever opens it', async () => {
  const server = await served();
  const { listen } = await import('./server.ts');
  const refused = { status: 403, body: null };
  const options = {
    host: '127.0.0.1',
    port: server.port,
    limits: smallLimits,
    routes: {},
    refused,
  };
  await expect(listen(options)).rejects.toThrow('EADDRINUSE');
  const unsendable = { ...options, port: 0, refused: { status: 204, body: null } };
  await expect(listen(unsendable)).rejects.toThrow(RangeError);
  await server.close(0);
});
