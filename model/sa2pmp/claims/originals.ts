/**
 * The paper's four properties of Table 1 in the field's definitions, and one claim about money.
 */
import { agreement, atMostOnce, type Claim, secrecy } from '../../core/claim.ts';

const order = { claim: 'running', about: 'order' } as const;

/** The claims of the first verdict table, in its order. */
export const originals: readonly Claim[] = [
  {
    id: 'secrecy-order',
    title: 'secrecy of the order',
    says: 'the attacker never learns an order of an honest customer',
    source: 'Table 1 Confidentiality; Dolev & Yao 1983',
    corrupts: [],
    court: false,
    secretOf: 'order',
    ...secrecy('order'),
  },
  {
    id: 'secrecy-password',
    title: 'secrecy of the password',
    says: 'the attacker never learns the password of an honest customer',
    source:
      'Table 1 Confidentiality, §4.2 "each user has his/her own userid/password"; Dolev & Yao 1983',
    corrupts: [],
    court: false,
    secretOf: 'password',
    ...secrecy('password'),
  },
  {
    id: 'secrecy-key',
    title: 'secrecy of the AES key',
    says: 'the attacker never learns the AES key of an honest customer',
    source:
      '§4.3 "the same secret key, which clearly cannot be transferred over the open wireless network"; W1',
    corrupts: [],
    court: false,
    secretOf: 'package-key',
    ...secrecy('package-key'),
  },
  {
    id: 'agreement-order',
    title: 'integrity and origin of the order',
    says: "an order that the bank accepts on an account was sent, just so, by the account's owner",
    source: 'Table 1 Integrity; non-injective agreement, Lowe 1997',
    corrupts: [],
    court: false,
    ...agreement({
      commit: { claim: 'commit', about: 'order' },
      running: order,
      injective: false,
      by: 'owner',
    }),
  },
  {
    id: 'injective-agreement-order',
    title: 'authentication of the client',
    says: "each acceptance of an order by the bank has a sending of its own by the account's owner",
    source: 'Table 1 Authentication; injective agreement, Lowe 1997',
    corrupts: [],
    court: false,
    ...agreement({
      commit: { claim: 'commit', about: 'order' },
      running: order,
      injective: true,
      by: 'owner',
    }),
  },
  {
    id: 'agreement-result',
    title: 'authentication of the bank',
    says: 'a result that the customer accepts for an order was given, just so, by the bank for it',
    source: '§5.2 BLS "sending the result information"; non-injective agreement, Lowe 1997',
    corrupts: [],
    court: false,
    ...agreement({
      commit: { claim: 'commit', about: 'result' },
      running: { claim: 'running', about: 'result' },
      injective: false,
      by: 'anyone',
    }),
  },
  {
    id: 'nro-soundness',
    title: 'non-repudiation of origin',
    says: "a judge who sees only the evidence blames no customer for an order that was not sent; everyone but the accused is on the attacker's side",
    source: 'Table 1 Non-repudiation; after Zhou & Gollmann 1996, soundness of the judge',
    corrupts: ['bank', 'log'],
    court: true,
    ...agreement({
      commit: { claim: 'judged', about: 'order' },
      running: order,
      injective: false,
      by: 'owner',
    }),
  },
  {
    id: 'at-most-once',
    title: 'an order moves money at most once',
    says: 'no order on the account of an honest customer is posted more often than it was sent, and none twice that was not sent',
    source: 'W4; idempotence of payment',
    corrupts: [],
    court: false,
    ...atMostOnce('posted', 'order'),
  },
];
