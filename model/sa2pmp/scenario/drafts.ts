/**
 * Drafts: texts that a dishonest customer may come to sign on an account of its own, known before
 * anything happens, so that a key can be made for them (W9, W10) or a collision (W22). An attacker
 * without an account has them in the name of a customer, of whom it would have them signed.
 *
 * Made of what is public and of the attacker's own. None where a text holds more: what the bank gives
 * out later (a challenge, a session's token), a transaction id; nor where the signature is on a
 * ciphertext (A31), or on the public key as well (R1): no key can be made for a text that names it.
 */
import { signingInput } from '../composition.ts';
import type { Setting } from '../setting.ts';
import type { Cast } from './cast.ts';

/** To whom the drafts pay. */
const payees: Readonly<Record<string, string>> = {
  "a draft for the attacker's account": 'mule-0666',
  'a draft for the shop': 'shop-0815',
};

/** Fields of an order that nobody has beforehand. */
const later: readonly string[] = ['challenge', 'token', 'transaction'];

/**
 * The attacker's drafts, by name.
 *
 * @param setting - the algebra and the reading in force
 * @param casts - all accounts
 * @param bankName - for whom they are
 */
export function draftsOf<M>(
  setting: Setting<M>,
  casts: readonly Cast<M>[],
  bankName: M,
): Readonly<Record<string, M>> {
  const { algebra, messages, reading } = setting;
  const isLater = messages.order.fields.some(({ name }) => later.includes(name));
  if (isLater || reading.A31 === 'encrypt-then-sign') return {};
  const own = casts.filter(({ honest }) => !honest);
  const isSecret = messages.order.fields.some(({ name }) => name === 'password');
  const signers = own.length > 0 || isSecret ? own : casts.slice(0, 1);
  const texts = signers.flatMap(({ customer }) =>
    Object.entries(payees).flatMap(([name, payee]) => {
      const { sim, phid, accid, password } = customer;
      const order = algebra.encode(messages.order, {
        type: algebra.constant('pay'),
        payee: algebra.name('payee', payee),
        amount: algebra.name('amount', '990000 CAD'),
        payer: accid,
        memo: algebra.name('memo', 'invoice 666'),
        time: algebra.constant('slot 0'),
        counter: algebra.constant('number 1'),
        password,
      });
      const clientId = algebra.encode(messages.clientId, { sim, phid, accid });
      const input = signingInput(setting, { order, clientId, recipient: bankName });
      return input?.names === 'nobody' ? [[name, input.text] as const] : [];
    }),
  );
  return Object.fromEntries(texts);
}
