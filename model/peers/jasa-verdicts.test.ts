import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { jasaPeers } from './jasa.ts';
import { peersPrinted } from './testing/printed.ts';

// Kills: somebody honest who is accused, a role that plays once where it is to play twice, a verdict turned round.
test('JASA, reading by reading: who takes part, what is promised and what is published of it', () => {
  expect(peersPrinted(jasaPeers)).toEqual(
    linesOf(`
      jasa, main: JASA: a key for each customer; a request is taken as often as it comes
        C to S by nobody, log-on 2
        trusts the server, in everything; with one key for all, every customer as well
        secret = secrecy of request, meant = agreement of request, once = injective agreement of request, answer = agreement of response, origin = agreement of origin
        network: c=C(S s) s=S()
        network, twice: c=C(S s) s=S() s=S()
        customer, insider: c=C(S s) s=S()
        customer, twice, insider: c=C(S s) s=S() s=S()
        authority, insider: c=C(S i)
        origin, insider: c=C(S i) j=J(S i)
        holds: secrecy of request under customer [Itani & Kayssi 2004] end-to-end confidentiality: who lacks the key reads nothing
        holds: agreement of request under customer [Itani & Kayssi 2004] client authentication: who lacks the key makes no request
        attack: agreement of origin under origin [Rice & Zhu 2009] the server makes the request itself: it has the same key
        attack: injective agreement of request under network, twice [ours] an overheard request is taken again
      jasa-once: JASA: a key for each customer; the server remembers requests
        C to S by nobody, log-on 2, S takes N once
        trusts the server, in everything; with one key for all, every customer as well
        secret = secrecy of request, meant = agreement of request, once = injective agreement of request, answer = agreement of response, origin = agreement of origin
        network: c=C(S s) s=S()
        network, twice: c=C(S s) s=S()
          S makes A, A′
            <- C, 'hello'
            K is key(C,S)
            <- 'log-on', {C, password(C,S)}K
            <- {'request', C, R, N}K
            commit request with C: R, N
            running response with C: A, R, N
            -> C: {'response', A, R, N}K
            <- {'request', C, R′, N′}K
            N′ is not N
            commit request with C: R′, N′
            running response with C: A′, R′, N′
            -> C: {'response', A′, R′, N′}K
        customer, insider: c=C(S s) s=S()
        customer, twice, insider: c=C(S s) s=S()
          S as before
        authority, insider: c=C(S i)
        origin, insider: c=C(S i) j=J(S i)
        holds: injective agreement of request under customer, twice [ours] what was taken before is refused
        attack: agreement of origin under origin [Rice & Zhu 2009] the server makes the request itself: it has the same key
      jasa-one-key: JASA: one key in the application, the same for all; the server remembers requests
        C to S by nobody, log-on 2, S takes N once
        trusts the server, in everything; with one key for all, every customer as well
        secret = secrecy of request, meant = agreement of request, once = injective agreement of request, answer = agreement of response, origin = agreement of origin
        network: c=C(S s) s=S()
        network, twice: c=C(S s) s=S()
          S makes A, A′
            <- C, 'hello'
            K is key()
            <- 'log-on', {C, password(C,S)}K
            <- {'request', C, R, N}K
            commit request with C: R, N
            running response with C: A, R, N
            -> C: {'response', A, R, N}K
            <- {'request', C, R′, N′}K
            N′ is not N
            commit request with C: R′, N′
            running response with C: A′, R′, N′
            -> C: {'response', A′, R′, N′}K
        customer, insider: c=C(S s) s=S()
        customer, twice, insider: c=C(S s) s=S()
          S as before
        authority, insider: c=C(S i)
        origin, insider: c=C(S i) j=J(S i)
        holds: agreement of request under network [ours] as long as nobody who has the application is dishonest
        attack: secrecy of request under customer [ours] another customer has the key and reads along
        attack: agreement of request under customer [ours] another customer has the key and orders in the payer’s name
      jasa-ecb: JASA: a key for each customer; each block encrypted by itself (ECB); a request names a payee
        C to S by nobody, log-on 2, aes-128-ecb
        trusts the server, in everything; with one key for all, every customer as well
        secret = secrecy of request, meant = agreement of request, once = injective agreement of request, answer = agreement of response, origin = agreement of origin
        network, aes-128-ecb: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        network, twice, aes-128-ecb: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        customer, insider, aes-128-ecb: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        customer, twice, insider, aes-128-ecb: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        authority, insider, aes-128-ecb: c=C(S i, P p)
        origin, insider, aes-128-ecb: c=C(S i, P p) j=J(S i)
        attack: agreement of request under network [ours] the front of one request and the back of another are an order that nobody gave
        holds: secrecy of request under network [ours] blocks are moved about, and read by nobody
        attack: agreement of response under network [ours] so are the front of one answer and the back of another an answer that nobody gave
      jasa-ctr: JASA: a key for each customer; a stream that is added (counter mode); a request names a payee
        C to S by nobody, log-on 2, aes-128-ctr
        trusts the server, in everything; with one key for all, every customer as well
        secret = secrecy of request, meant = agreement of request, once = injective agreement of request, answer = agreement of response, origin = agreement of origin
        network, aes-128-ctr: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        network, twice, aes-128-ctr: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        customer, insider, aes-128-ctr: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        customer, twice, insider, aes-128-ctr: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        authority, insider, aes-128-ctr: c=C(S i, P p)
        origin, insider, aes-128-ctr: c=C(S i, P p) j=J(S i)
        attack: agreement of request under network [ours] the payee’s name is turned into another in the box, without the key
      jasa-cbc: JASA: a key for each customer; blocks chained (CBC), no check; a request names a payee
        C to S by nobody, log-on 2, aes-128-cbc
        trusts the server, in everything; with one key for all, every customer as well
        secret = secrecy of request, meant = agreement of request, once = injective agreement of request, answer = agreement of response, origin = agreement of origin
        network, aes-128-cbc: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        network, twice, aes-128-cbc: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        customer, insider, aes-128-cbc: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        customer, twice, insider, aes-128-cbc: c=C(S s, P p) c=C(S s, P p) s=S() s=S()
        authority, insider, aes-128-cbc: c=C(S i, P p)
        origin, insider, aes-128-cbc: c=C(S i, P p) j=J(S i)
        holds: agreement of request under network [ours] the vector changes the first block alone, in which nothing stands but the word request
    `),
  );
});
