/**
 * A certificate for a server of this machine: self-signed, ECDSA on P-256 with SHA-256.
 *
 * Made to be pinned: a client that has it as `ca` trusts this server and no other
 * (RFC 5280; names as in RFC 9525 §4). It is no authority and signs nothing else.
 */
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Identity } from './sockets.ts';

/** When a certificate is valid; whole seconds. */
export interface Validity {
  /** From then on. */
  readonly from: Date;
  /** Until then. */
  readonly to: Date;
}

/**
 * A new key with its certificate for `localhost`, `127.0.0.1` and `::1`.
 *
 * @throws RangeError when `to` is not after `from`.
 */
export async function selfSigned({ from, to }: Validity): Promise<Identity> {
  if (!(from.getTime() < to.getTime())) throw new RangeError('a certificate must be valid once');
  const keys = await crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    notBefore: from,
    notAfter: to,
    signingAlgorithm: ECDSA,
    keys,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { key: PemConverter.encode(key, 'PRIVATE KEY'), cert: certificate.toString('pem') };
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
