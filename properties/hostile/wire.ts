/** A hostile peer's side of a port: what it says and hears, octet for octet and packet by packet. */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { post, undated } from '../../src/adapters/http/testing/wire.ts';
import type { Town } from './town.ts';

/** A port to talk to. */
export interface Target {
  readonly name: 'gateway' | 'wired' | 'https';
  readonly port: number;
  /** The certificate to expect, where the port speaks TLS. */
  readonly ca?: string;
}

/** What came back. */
export interface Heard {
  /** Everything but the date, Latin-1. */
  readonly text: string;
  /** How many pieces it came in. */
  readonly packets: number;
}

/** The ports of a town: the gateway's, and the bank's one or two. */
export async function targetsOf({ gateway, ports, bank }: Town): Promise<readonly Target[]> {
  const { https } = ports;
  return [
    { name: 'gateway', port: gateway.phones.port },
    { name: 'wired', port: ports.wired.port },
    ...(https === undefined
      ? []
      : [{ name: 'https', port: https.port, ca: (await bank.identity()).cert } as const]),
  ];
}

function dial({ port, ca }: Target, whenOpen: (socket: Socket) => void): Socket {
  const host = '127.0.0.1';
  const socket: Socket =
    ca === undefined
      ? connect(port, host, () => whenOpen(socket))
      : connectTls({ port, host, ca, minVersion: 'TLSv1.3' }, () => whenOpen(socket));
  return socket;
}

function isWhole(text: string): boolean {
  const [fields = '', content] = text.split('\r\n\r\n', 2);
  const length = /content-length: (\d+)/.exec(fields)?.[1];
  return content !== undefined && content.length >= Number(length);
}

/** Sends octets; hears until the other side ends, or keeps the connection after a whole answer. */
export function hear(target: Target, octets: Buffer, forMs = 10_000): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const socket = dial(target, (open) => open.write(octets));
    const late = setTimeout(() => socket.destroy(new Error('no answer in time')), forMs);
    let text = '';
    let packets = 0;
    socket.setEncoding('latin1');
    socket.on('data', (more: string) => {
      text += more;
      packets += 1;
      if (isWhole(text) && text.includes('connection: keep-alive')) socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(late);
      resolve({ text: undated(text), packets });
    });
  });
}

/** A new name for a message. */
export function freshId(): string {
  return randomBytes(16).toString('hex');
}

/** An envelope as the phone makes it. */
export interface Envelope {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

/** A message for an account, in an envelope with a new name. */
export function envelope(accid: string, message: string): Envelope {
  return { id: freshId(), from: `phone:${accid}`, to: `bank:${accid}`, message };
}

/** Posts a value, or text as it is. */
export function hearPost(target: Target, body: unknown, path = '/frames'): Promise<Heard> {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return hear(target, post(text, path));
}

/** The JSON value in an answer. */
export function bodyOf({ text }: Heard): unknown {
  return JSON.parse(text.split('\r\n\r\n', 2)[1] ?? '');
}
