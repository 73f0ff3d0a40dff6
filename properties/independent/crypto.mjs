/**
 * The cryptography of docs/protocol.md, "Cryptography", on node:crypto alone and from that page and the
 * documents that it names: ECDSA with RFC 6979, HPKE, AES-128-GCM, scrypt.
 */
import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  createPublicKey,
  ECDH,
  randomBytes,
  scryptSync,
  verify as verifyWith,
} from 'node:crypto';
import { encode, must, octets, utf8 } from './octets.mjs';

const CURVE = 'prime256v1';
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const NONE = Buffer.alloc(0);

/** SHA-256. */
export const sha256 = (message) => createHash('sha256').update(message).digest();
const hmac = (key, ...parts) => createHmac('sha256', key).update(Buffer.concat(parts)).digest();

const numberOf = (bytes) => BigInt(`0x${bytes.toString('hex') || '0'}`);
const bytesOf = (number) => octets(number.toString(16).padStart(64, '0'));
const isScalar = (number) => number > 0n && number < N;

/** The compressed point of a private scalar of 32 octets. */
export function publicKeyOf(scalar) {
  const pair = createECDH(CURVE);
  pair.setPrivateKey(scalar);
  return pair.getPublicKey(null, 'compressed');
}

/** A private scalar, at random. */
export function newScalar() {
  for (;;) {
    const candidate = randomBytes(32);
    if (isScalar(numberOf(candidate))) return candidate;
  }
}

/** A compressed point as 04, x, y; refuses what is none. */
function uncompressed(publicKey) {
  must(publicKey.length === 33, 'P-CRY-4');
  try {
    return ECDH.convertKey(publicKey, CURVE, undefined, undefined, 'uncompressed');
  } catch {
    must(false, 'P-CRY-4');
  }
}

function inverse(a) {
  let [r, s, x, y] = [N, a % N, 0n, 1n];
  while (s > 0n) {
    const quotient = r / s;
    [r, s, x, y] = [s, r - quotient * s, y, x - quotient * y];
  }
  return ((x % N) + N) % N;
}

/** The nonces of RFC 6979 §3.2 for a key and a digest, one after the other. */
function* nonces(scalar, digest) {
  const reduced = bytesOf(numberOf(digest) % N);
  let [k, v] = [Buffer.alloc(32, 0), Buffer.alloc(32, 1)];
  for (const octet of [0, 1]) {
    k = hmac(k, v, Buffer.from([octet]), scalar, reduced);
    v = hmac(k, v);
  }
  for (;;) {
    v = hmac(k, v);
    if (isScalar(numberOf(v))) yield v;
    k = hmac(k, v, Buffer.from([0]));
    v = hmac(k, v);
  }
}

/** r then s, the lower s, of a message (P-CRY-1, P-CRY-2, P-CRY-3). */
export function sign(scalar, message) {
  const digest = sha256(message);
  for (const nonce of nonces(scalar, digest)) {
    const r = numberOf(publicKeyOf(nonce).subarray(1)) % N;
    const s = (inverse(numberOf(nonce)) * (numberOf(digest) + r * numberOf(scalar))) % N;
    if (r !== 0n && s !== 0n) return Buffer.concat([bytesOf(r), bytesOf(2n * s > N ? N - s : s)]);
  }
}

/** Refuses, by a requirement of the caller's or one of the signature's form, what does not verify. */
export function mustVerify(requirement, publicKey, [message, signature]) {
  const point = uncompressed(publicKey);
  must(signature.length === 64, 'P-CRY-1');
  must(2n * numberOf(signature.subarray(32)) <= N, 'P-CRY-2');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) =>
    part.toString('base64url'),
  );
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const isRight = verifyWith('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
  must(isRight, requirement);
}

function aead(key, nonce, message) {
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  return Buffer.concat([cipher.update(message), cipher.final(), cipher.getAuthTag()]);
}

function unaead(key, nonce, sealed) {
  must(sealed.length >= 16, 'P-CRY-6');
  const cipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 });
  cipher.setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  } catch {
    must(false, 'P-CRY-6');
  }
}

/** What a box holds: ciphertext, tag; the nonce is zero, since its key makes no other. */
export const open = (key, box) => unaead(key, Buffer.alloc(12), box);

function labelled(suite) {
  const front = Buffer.concat([utf8('HPKE-v1'), suite]);
  return {
    extract: (salt, label, ikm) => hmac(salt, front, utf8(label), ikm),
    expand: (prk, [label, length], info) =>
      hmac(prk, Buffer.from([0, length]), front, utf8(label), info, Buffer.from([1])).subarray(
        0,
        length,
      ),
  };
}

const KEM = labelled(Buffer.concat([utf8('KEM'), octets('0010')]));
const HPKE = labelled(Buffer.concat([utf8('HPKE'), octets('001000010001')]));

function shared([scalar, other], encapsulated, owner) {
  const pair = createECDH(CURVE);
  pair.setPrivateKey(scalar);
  const secret = pair.computeSecret(uncompressed(other));
  const prk = KEM.extract(NONE, 'eae_prk', secret);
  const context = Buffer.concat([uncompressed(encapsulated), uncompressed(owner)]);
  return KEM.expand(prk, ['shared_secret', 32], context);
}

function scheduled(secret) {
  const context = Buffer.concat([
    Buffer.from([0]),
    HPKE.extract(NONE, 'psk_id_hash', NONE),
    HPKE.extract(NONE, 'info_hash', NONE),
  ]);
  const prk = HPKE.extract(secret, 'secret', NONE);
  const exporter = HPKE.expand(prk, ['exp', 32], context);
  return {
    key: HPKE.expand(prk, ['key', 16], context),
    nonce: HPKE.expand(prk, ['base_nonce', 12], context),
    replyKey: HPKE.expand(exporter, ['sec', 16], utf8('sa2pmp answer')),
  };
}

/**
 * HPKE, base mode, single shot: the compressed ephemeral key, then the ciphertext (P-CRY-5); and the
 * key for the answer, which is exported (P-CRY-8).
 */
export function hpkeSeal(owner, message, ephemeral = newScalar()) {
  const encapsulated = publicKeyOf(ephemeral);
  const { key, nonce, replyKey } = scheduled(shared([ephemeral, owner], encapsulated, owner));
  return { body: Buffer.concat([encapsulated, aead(key, nonce, message)]), replyKey };
}

/** The inverse of {@link hpkeSeal}, for who has the private key. */
export function hpkeOpen(scalar, sealed) {
  must(sealed.length >= 49, 'P-CRY-5');
  const encapsulated = sealed.subarray(0, 33);
  const secret = shared([scalar, encapsulated], encapsulated, publicKeyOf(scalar));
  const { key, nonce, replyKey } = scheduled(secret);
  return { message: unaead(key, nonce, sealed.subarray(33)), replyKey };
}

/** The verifier of a password (P-LGN-2). */
export function passwordVerifier({ bank, userid, password }, { N: cost, r, p }) {
  const hex = (text) => utf8(text).toString('hex');
  const salt = sha256(JSON.stringify(['sa2pmp password', hex(bank), hex(userid)]));
  const options = { N: cost, r, p, maxmem: 256 * 1024 * 1024 };
  return scryptSync(sha256(password), salt, 32, options);
}

/** The proof that one has it, with a number used once. */
export const passwordProof = (verifier, nonce) => sha256(encode({ tag: 38 }, verifier, nonce));

/** The token after one, and after the answer under a key (P-TOK-2): HKDF-SHA256, one block. */
export function nextToken(replyKey, token) {
  const prk = hmac(utf8('sa2pmp v1 derived value'), sha256(encode({ tag: 64 }, replyKey, token)));
  return hmac(prk, utf8('token'), Buffer.from([1])).subarray(0, 16);
}
