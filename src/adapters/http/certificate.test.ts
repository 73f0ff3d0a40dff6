import { X509Certificate } from 'node:crypto';
import { connect as connectSecurely } from 'node:tls';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { selfSigned } from './certificate.ts';
import { poster } from './client.ts';
import type { HttpFault } from './faults.ts';
import { listen, type Listening } from './server.ts';
import type { Identity } from './sockets.ts';
import { after, hastyLimits, say, smallLimits } from './testing/wire.ts';

const DAY_MS = 86_400_000;
const now = Date.now();
const validity = { from: new Date(now - DAY_MS), to: new Date(now + DAY_MS) };

const faults: HttpFault[] = [];
let identity: Identity;
let server: Listening;

function serve(tls: Identity, limits = smallLimits): Promise<Listening> {
  return listen({
    host: '127.0.0.1',
    port: 0,
    limits,
    routes: { '/echo': (body) => ({ status: 200, body }) },
    tls,
    refused: { status: 403, body: null },
    onFault: (what) => faults.push(what),
  });
}

async function posted(url: string, ca?: string) {
  const { post, close } = poster({ url, limits: smallLimits, ...(ca === undefined ? {} : { ca }) });
  const answer = await post('/echo', { amount: 5 });
  close();
  return answer;
}

beforeAll(async () => {
  identity = await selfSigned(validity);
  server = await serve(identity);
});

afterAll(() => server.close(0));

test('a certificate says what it is for and no more', () => {
  const certificate = new X509Certificate(identity.cert);
  expect(certificate.subjectAltName).toBe(
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
  );
  expect(certificate).toMatchObject({ ca: false, keyUsage: ['1.3.6.1.5.5.7.3.1'] });
  expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  // Basic constraints, critical and empty: no authority (RFC 5280 §4.2.1.9).
  expect(certificate.raw.toString('hex')).toContain('0603551d130101ff04023000');
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  const seconds = (date: Date) => Math.floor(date.getTime() / 1_000);
  expect(seconds(certificate.validFromDate)).toBe(seconds(validity.from));
  expect(seconds(certificate.validToDate)).toBe(seconds(validity.to));
});

test('no two certificates share a key or a number', async () => {
  const [a, b] = [identity, await selfSigned(validity)].map(
    ({ cert }) => new X509Certificate(cert),
  );
  expect(a?.serialNumber).not.toBe(b?.serialNumber);
  expect(a?.publicKey.equals(b?.publicKey ?? a.publicKey)).toBe(false);
});

test('a certificate that is never valid is not made', async () => {
  await expect(selfSigned({ from: validity.to, to: validity.from })).rejects.toThrow(RangeError);
  const never = new Date(Number.NaN);
  await expect(selfSigned({ from: never, to: never })).rejects.toThrow(RangeError);
});

test('a client trusts the pinned certificate by address and by name', async () => {
  expect(server.url).toBe(`https://127.0.0.1:${server.port}`);
  const ok = { ok: true, status: 200, body: { amount: 5 } };
  expect(await posted(server.url, identity.cert)).toEqual(ok);
  expect(await posted(`https://localhost:${server.port}`, identity.cert)).toEqual(ok);
});

test('a client trusts no other: not pinned, pinned to another, expired, another name', async () => {
  const distrusted = (detail: string) => ({ ok: false, fault: 'unreachable', detail });
  expect(await posted(server.url)).toEqual(distrusted('DEPTH_ZERO_SELF_SIGNED_CERT'));
  const other = await selfSigned(validity);
  expect(await posted(server.url, other.cert)).toEqual(distrusted('DEPTH_ZERO_SELF_SIGNED_CERT'));

  const past = await selfSigned({ from: new Date(now - 2 * DAY_MS), to: validity.from });
  const expired = await serve(past);
  expect(await posted(expired.url, past.cert)).toEqual(distrusted('CERT_HAS_EXPIRED'));
  await expired.close(0);

  const elsewhere = server.url.replace('127.0.0.1', '127.0.0.2');
  const everywhere = await listen({
    host: '0.0.0.0',
    port: 0,
    limits: smallLimits,
    routes: {},
    tls: identity,
    refused: { status: 403, body: null },
  });
  const port = String(everywhere.port);
  expect(await posted(elsewhere.replace(/\d+$/, port), identity.cert)).toEqual(
    distrusted('ERR_TLS_CERT_ALTNAME_INVALID'),
  );
  await everywhere.close(0);
});

test('distrust cannot be switched off by the environment', async () => {
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const answer = await posted(server.url);
  warned.mockRestore();
  if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  expect(answer).toMatchObject({ ok: false, fault: 'unreachable' });
});

test('only TLS 1.3 is spoken', async () => {
  const failure = await new Promise<string>((resolve) => {
    const socket = connectSecurely({
      port: server.port,
      host: '127.0.0.1',
      ca: identity.cert,
      maxVersion: 'TLSv1.2',
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    socket.on('secureConnect', () => resolve('connected'));
  });
  expect(failure).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
  expect(faults).toContain('tls');
});

test('plain HTTP on the TLS port is told nothing in plain, and hurts nobody', async () => {
  const heard = await say(server.port, 'POST /echo HTTP/1.1\r\n\r\n');
  expect(heard).toMatchObject({ ended: true });
  expect(heard.text).not.toContain('HTTP');
  expect(await posted(server.url.replace('https:', 'http:'))).toMatchObject({ ok: false });
  expect(await posted(server.url, identity.cert)).toMatchObject({ ok: true });
});

test('a handshake that is not finished is given up', async () => {
  const hasty = await serve(identity, hastyLimits);
  expect((await say(hasty.port, HALF_A_HELLO)).ended).toBe(true);
  await hasty.close(0);
});

test('a handshake that is not finished holds no close up', async () => {
  const held = await serve(identity);
  const half = say(held.port, HALF_A_HELLO);
  await after(300);
  const begun = performance.now();
  await held.close(50);
  expect(performance.now() - begun).toBeLessThan(8_000);
  expect((await half).ended).toBe(true);
});

const HALF_A_HELLO = Buffer.from('16030100c8010000c40303', 'hex');
