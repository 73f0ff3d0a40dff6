/** Axes about the session: log-on, transport, replies (§4.1, §5.1, §5.2). */
import { axis } from '../axis.ts';

/** A13: log-on. */
export const A13 = axis({
  name: 'log-on',
  paper: '§5.2 "checking for userid/password legality during log on"',
  choices: {
    'under-key': 'userid and password under the package key, no nonce',
    clear: 'userid and password in the clear',
    https: 'userid and password over HTTPS',
    signed: 'userid and password signed, then under the package key',
    verifier:
      'repair: userid and a proof made of a verifier of the password and a number used once, signed by the phone and sealed for the bank, which takes each proof once; the password itself is never sent',
  },
  published: 'under-key',
  charitable: 'https',
});

/** A13b: what log-on is to an order. */
export const A13b = axis({
  name: 'order-binding',
  paper: '§4.2 names userid/password a factor; no sentence links log-on to orders',
  choices: {
    none: 'an order needs no log-on',
    'logged-on': 'an order needs an account that is logged on, by whomever',
    token: 'every order carries the token of its session',
    password: 'every order carries the password',
  },
  published: 'none',
  charitable: 'none',
});

/** A16: the wireless link. */
export const A16 = axis({
  name: 'transport',
  paper: '§4.1 "via HTTP/HTTPs" against §5.1 "We propose the use of HTTP"',
  choices: {
    http: 'HTTP by way of the gateway, but for what other axes put over HTTPS',
    https: 'everything between phone and bank over HTTPS, which the gateway cannot look into',
    'https-to-gateway':
      'HTTPS from the phone to the gateway, which looks into everything and passes it on over the wire',
  },
  published: 'http',
  charitable: 'http',
});

/** A17: the result. */
export const A17 = axis({
  name: 'result',
  paper: '§5.2 "it responds by sending the result information to the user\'s mobile device"',
  choices: {
    clear: 'result in the clear',
    'under-key': 'result under the package key',
    'under-key-bound': 'result and digest of the request under the package key',
    signed: 'result and digest of the request signed by the bank',
  },
  published: 'under-key',
  charitable: 'under-key-bound',
});

/** A18: whether the bank signs. */
export const A18 = axis({
  name: 'bank-signature-key',
  paper:
    '§5.2 "initiating messages notifying the client"; no sentence on a signature key of the bank',
  choices: {
    none: 'the bank signs nothing but what A10b and A17 have it sign',
    exists:
      "the bank signs its notices of renewal, and the phone obeys no others; everybody knows the bank's verification key, so that nobody goes by the one that a package names",
  },
  published: 'none',
  charitable: 'none',
});

/** A37: sessions at a time. */
export const A37 = axis({
  name: 'concurrency',
  paper: 'no sentence on sessions at a time (§5.2 "during log on")',
  choices: {
    any: 'a log-on is taken at any time, however many sessions are open; the latest has the token',
    one: 'no log-on is taken while a session is open; one ends by its age',
  },
  published: 'any',
  charitable: 'any',
});
