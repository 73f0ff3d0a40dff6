/**
 * Secrecy (Dolev & Yao 1983) of what the first table leaves out; guessing; what stays secret when a
 * key is lost later (forward secrecy), and what is safe again after a renewal (post-compromise).
 *
 * In this protocol a guess of the password is confirmed only where the password is had: it is sent
 * in the clear, over HTTPS, or inside a box under K, and nothing made of it alone (a digest, a key,
 * a signature outside the box) leaves a party. The digest of a request that holds it (A13b password,
 * A17) is itself under K. Who has K opens the box; who has not cannot tell a right guess, with a
 * deterministic cipher neither, since the box cannot be made anew without K.
 */
import { type Claim, secrecy, type Wording } from '../../core/claim.ts';
import { forwardSecrecy, postCompromise } from '../../core/claim/compromise.ts';

const wording = (claim: Wording['claim'], about: string): Wording => ({ claim, about });
const plain = { corrupts: [], court: false } as const;
/** The attacker reads all memories once the session is over. */
const revealedAfter = { ...plain, ordered: true, with: ['key-reveal-after'] } as const;

/** Claims about what the attacker learns, with and without loss of keys. */
export const secrets: readonly Claim[] = [
  {
    id: 'secrecy-signing-key',
    title: 'secrecy of the signing key',
    says: 'the attacker never learns a signing key of an honest customer',
    source: '§4.3 "we propose to generate the key pair in the mobile device"; W20, W21',
    ...plain,
    secretOf: 'signing-key',
    ...secrecy('signing-key'),
  },
  {
    id: 'secrecy-token',
    title: 'secrecy of the session',
    says: 'the attacker never has a session on the account of an honest customer',
    source: '§5.2 "checking for userid/password legality during log on"; Dolev & Yao 1983; W6',
    ...plain,
    secretOf: 'token',
    ...secrecy('token'),
  },
  {
    id: 'guessing-password',
    title: 'no off-line guessing of the password',
    says: 'nothing that the attacker gets tells a right guess of a password from a wrong one',
    source:
      '§4.2 "Something you know"; Lowe 2002, Delaune & Jacquemard 2004; strong secrecy of the password as far as tests on subterms go; W17',
    ...plain,
    secretOf: 'password',
    guessed: true,
    ...secrecy('password'),
  },
  {
    id: 'forward-secrecy-order',
    title: 'forward secrecy of the order',
    says: 'orders sent before the keys are lost stay secret afterwards',
    source: '§4.3 on the AES key, which is never renewed; forward secrecy, Günther 1989; W3',
    ...revealedAfter,
    secretOf: 'order',
    ...forwardSecrecy('order'),
  },
  {
    id: 'forward-secrecy-password',
    title: 'forward secrecy of the password',
    says: 'passwords sent before the keys are lost stay secret afterwards',
    source: '§4.3 on the AES key, which is never renewed; forward secrecy, Günther 1989; W3, W17',
    ...revealedAfter,
    secretOf: 'password',
    ...forwardSecrecy('password'),
  },
  {
    id: 'post-compromise-order',
    title: 'security after a renewal',
    says: "after the customer's keys were lost and the customer has renewed the key pair, orders accepted are the customer's again",
    source:
      '§4.3 "A key pair will eventually expire"; post-compromise security, Cohn-Gordon, Cremers, Garratt 2016; W3',
    ...plain,
    ordered: true,
    with: ['key-reveal-before'],
    needs: { renewals: 1 },
    ...postCompromise({
      commit: wording('commit', 'order'),
      running: wording('running', 'order'),
      injective: false,
      renewal: [
        wording('did', 'expired'),
        wording('did', 'generated'),
        wording('did', 'registered'),
      ],
    }),
  },
];
