/**
 * The paper's own sentences, each put as a claim and quoted with its section.
 */
import { agreement, type Claim, secrecy, type Wording } from '../../core/claim.ts';
import { againstOperator } from './against-operator.ts';

const wording = (claim: Wording['claim'], about: string): Wording => ({ claim, about });
const plain = { corrupts: [], court: false } as const;

/** An order accepted was sent by the owner: the claim that a factor short must not break. */
const originOfOrder = agreement({
  commit: wording('commit', 'order'),
  running: wording('running', 'order'),
  injective: false,
  by: 'owner',
});

/** One factor in the attacker's hands, the others not. */
const withoutFactor = (
  [factor, capability]: readonly [string, string],
  [title, quoted]: readonly [string, string],
): Claim => ({
  id: `multi-factor-${factor}`,
  title,
  says: `whoever has the ${quoted} of a customer and nothing else has no order accepted on the account`,
  source:
    'Abstract "a multi-factor authentication mechanism", §4.2 "strong authentication"; W17, W19, W20',
  ...plain,
  with: [capability],
  ...originOfOrder,
});

/** Sentences of the paper. */
export const paperClaims: readonly Claim[] = [
  {
    id: 'gateway-gap',
    title: 'no gap at the gateway',
    says: 'the operator, who keeps gateway and log, never learns an order of an honest customer',
    source:
      '§4 "overcomes the security gap at the wireless protocol gateway that is found in LSM"; W26',
    ...againstOperator,
    secretOf: 'order',
    ...secrecy('order'),
  },
  {
    id: 'specific-server',
    title: 'from a specific client to a specific server',
    says: 'an order that a bank accepts was sent, just so, by the owner of the account to that very bank',
    source: '§4.2 "to ensure the message is sent from a specific client to a specific server"; W12',
    ...plain,
    ...agreement({
      commit: wording('commit', 'addressed-order'),
      running: wording('running', 'addressed-order'),
      injective: false,
      by: 'owner',
    }),
  },
  {
    id: 'prevents-impersonation',
    title: 'nobody logs on for another',
    says: 'each log-on that the bank accepts on an account was made, once each, by the owner',
    source: '§4.3 "the system must prevent impersonation"; injective agreement, Lowe 1997; W6',
    ...plain,
    ...agreement({
      commit: wording('did', 'logged-on'),
      running: wording('running', 'log-on'),
      injective: true,
      by: 'owner',
    }),
  },
  {
    id: 'trusted-auditor',
    title: 'the operator as trusted auditor',
    says: 'the operator alone can have no customer blamed for an order that was not sent',
    source: '§4.2 "objectively takes the role as the third trusted auditor"; W27, W28',
    ...againstOperator,
    ...agreement({
      commit: wording('judged', 'order'),
      running: wording('running', 'order'),
      injective: false,
      by: 'owner',
    }),
  },
  withoutFactor(['device', 'device-theft'], ['the device is not enough', 'unlocked phone']),
  withoutFactor(['password', 'password-reveal'], ['the password is not enough', 'password']),
  withoutFactor(['number', 'sim-swap'], ['the phone number is not enough', 'phone number']),
];
