import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { jasaPeers } from './jasa.ts';
import { scriptsPrinted } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: a key of another’s; a request that names no payee under a mode.
test('JASA, reading by reading: who sends, believes and knows what', () => {
  expect(scriptsPrinted(jasaPeers)).toEqual(
    linesOf(`
      jasa: JASA (Itani & Kayssi, JNCA 27, 2004; section 3.1 of the paper)
      sorts: key K K′, order R R′, nonce N A N′ A′
      believed: secrecy of request, agreement of request, injective agreement of request, agreement of response, agreement of origin
      C knows S; makes R, N
        K is key(C,S)
        -> S: C, 'hello'
        -> S: 'log-on', {C, password(C,S)}K
        secret request with S: R
        running request with S: R, N
        running origin whoever asks of S: R, N
        -> S: {'request', C, R, N}K
        <- {'response', A, R, N}K
        commit response with S: A, R, N
      S makes A
        <- C, 'hello'
        K is key(C,S)
        <- 'log-on', {C, password(C,S)}K
        <- {'request', C, R, N}K
        commit request with C: R, N
        running response with C: A, R, N
        -> C: {'response', A, R, N}K
      J knows S; looks up what others share
        <- C, 'shown'
        K is key(C,S)
        <- {'request', C, R, N}K
        commit origin whoever asks of C: R, N
      jasa-once: JASA (Itani & Kayssi, JNCA 27, 2004; section 3.1 of the paper)
      sorts: key K K′, order R R′, nonce N A N′ A′
      believed: secrecy of request, agreement of request, injective agreement of request, agreement of response, agreement of origin
      C as in jasa
      S as in jasa
      J as in jasa
      jasa-one-key: JASA (Itani & Kayssi, JNCA 27, 2004; section 3.1 of the paper)
      sorts: key K K′, order R R′, nonce N A N′ A′
      believed: secrecy of request, agreement of request, injective agreement of request, agreement of response, agreement of origin
      C knows S; makes R, N
        K is key()
        -> S: C, 'hello'
        -> S: 'log-on', {C, password(C,S)}K
        secret request with S: R
        running request with S: R, N
        running origin whoever asks of S: R, N
        -> S: {'request', C, R, N}K
        <- {'response', A, R, N}K
        commit response with S: A, R, N
      S makes A
        <- C, 'hello'
        K is key()
        <- 'log-on', {C, password(C,S)}K
        <- {'request', C, R, N}K
        commit request with C: R, N
        running response with C: A, R, N
        -> C: {'response', A, R, N}K
      J knows S; looks up what others share
        <- C, 'shown'
        K is key()
        <- {'request', C, R, N}K
        commit origin whoever asks of C: R, N
      jasa-ecb: JASA (Itani & Kayssi, JNCA 27, 2004; section 3.1 of the paper)
      sorts: key K K′, order R R′, nonce N A N′ A′
      believed: secrecy of request, agreement of request, injective agreement of request, agreement of response, agreement of origin
      C knows S, P; makes R, N
        K is key(C,S)
        -> S: C, 'hello'
        -> S: 'log-on', {C, password(C,S)}K
        secret request with S: R
        running request with S: P, R, N
        running origin whoever asks of S: P, R, N
        -> S: {'request', C, P, R, N}K
        <- {'response', A, R, N}K
        commit response with S: A, R, N
      S makes A
        <- C, 'hello'
        K is key(C,S)
        <- 'log-on', {C, password(C,S)}K
        <- {'request', C, P, R, N}K
        commit request with C: P, R, N
        running response with C: A, R, N
        -> C: {'response', A, R, N}K
      J knows S; looks up what others share
        <- C, 'shown'
        K is key(C,S)
        <- {'request', C, P, R, N}K
        commit origin whoever asks of C: P, R, N
      P
      jasa-ctr: JASA (Itani & Kayssi, JNCA 27, 2004; section 3.1 of the paper)
      sorts: key K K′, order R R′, nonce N A N′ A′
      believed: secrecy of request, agreement of request, injective agreement of request, agreement of response, agreement of origin
      C as in jasa-ecb
      S as in jasa-ecb
      J as in jasa-ecb
      P as in jasa-ecb
      jasa-cbc: JASA (Itani & Kayssi, JNCA 27, 2004; section 3.1 of the paper)
      sorts: key K K′, order R R′, nonce N A N′ A′
      believed: secrecy of request, agreement of request, injective agreement of request, agreement of response, agreement of origin
      C as in jasa-ecb
      S as in jasa-ecb
      J as in jasa-ecb
      P as in jasa-ecb
    `),
  );
});
