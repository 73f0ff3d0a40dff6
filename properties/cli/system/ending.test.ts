import type { ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { head } from '../../../src/adapters/http/testing/wire.ts';
import { folder, sa2pmp } from './testing/process.ts';

const at = folder();
afterAll(() => {
  at.remove();
});

const bank = (name: string): readonly string[] => [
  ...['bank', '--data', at.path(`${name}.db`), '--port', '0', '--https-port', '0'],
  ...['--crypto', 'openssl', '--log-file', at.path(`${name}.log`)],
];
const log = (name: string): readonly string[] => [
  ...['log', '--data', at.path(`${name}.db`), '--port', '0', '--bank', 'http://127.0.0.1:9'],
  ...['--log-file', at.path(`${name}.log`)],
];
const portIn = (said: string): number => Number(/http:\/\/127\.0\.0\.1:(\d+)/u.exec(said)?.[1]);

const BODY = JSON.stringify({
  ...{ id: '0'.repeat(32), from: 'phone:a', to: 'bank:a', message: '00' },
});

/** Sends half a request, has the process told to stop, sends the rest; what was answered. */
function halfway(child: ChildProcess, port: number): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => (heard += String(chunk)));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(heard);
    });
    socket.write(`${head(`Content-Length: ${BODY.length}\r\n`, '/frames')}${BODY.slice(0, 9)}`);
    const rest = async (): Promise<void> => {
      await setTimeout(300);
      child.kill('SIGTERM');
      await setTimeout(300);
      socket.write(BODY.slice(9));
    };
    void rest();
  });
}

describe.concurrent('a process that is told to stop', () => {
  test.for([
    ['bank', 'SIGINT', bank('int')],
    ['log', 'SIGTERM', log('term')],
    ['log', 'SIGINT', log('int-log')],
  ] as const)('%s ends with 0 on %s', async ([name, signal, words], { expect: expects }) => {
    const stop = { whenReady: (child: ChildProcess) => child.kill(signal) };
    const { code, out, err } = await sa2pmp(words, stop);
    expects([code, err]).toEqual([0, '']);
    expects(out).toMatch(new RegExp(`^${name === 'bank' ? 'bank First Bank' : 'log server'}`, 'u'));
  });

  // Kills: ports cut at once, or closed after the database.
  test.for([
    ['bank', bank('flight'), '200 OK'],
    ['log', log('flight-log'), '503 '],
  ] as const)(
    '%s answers what is under way first',
    async ([, words, status], { expect: expects }) => {
      let answer = Promise.resolve('');
      const { code, err } = await sa2pmp(words, {
        whenReady: (child, said) => {
          answer = halfway(child, portIn(said));
        },
      });
      expects([code, err]).toEqual([0, '']);
      expects(await answer).toContain(`HTTP/1.1 ${status}`);
    },
  );
});

test('what a process printed before it was ready is who it is and where', async () => {
  const { out } = await sa2pmp(bank('said'), { whenReady: (child) => child.kill('SIGTERM') });
  expect(out).toMatch(
    /^bank First Bank\nits key {11}0[23][\da-f]{48}\nfor the gateway {3}http:\/\/127\.0\.0\.1:\d+\nprocess \d+\nready\nstopped\n$/u,
  );
});
