/**
 * The notary before whom a key is handed over in a branch (A2 in-branch); whoever judges asks it.
 *
 * Knows customers in person: attests a key for nobody but who stands there and for no ID_C but that
 * customer's, whatever key it is (W9, W10), as long as that person has it where a proof is asked for (R2). Passes on to the bank what is meant for it, so that no key is registered unattested.
 */
import type { Effect, FrameStep } from '../../core/effect.ts';
import { provesPossession } from '../reading.ts';
import type { Setting } from '../setting.ts';
import type { JudgeContext, Known } from './context.ts';

/** A key binding attested, and for whom. */
export interface Attestation<M> {
  /** Who handed it over. */
  readonly person: Known<M>;
  /** The key binding. */
  readonly binding: M;
}

/** What the notary attests of what is handed over; `undefined` when that is no key of the person's. */
export function attestationIn<M>(
  { algebra, messages, reading, check }: Setting<M>,
  { known = [] }: Pick<JudgeContext<M>, 'known'>,
  { channel, from, message }: FrameStep<M>,
): Attestation<M> | undefined {
  const person = known.find(({ phone }) => phone === from);
  if (channel !== 'branch' || person === undefined) return undefined;
  const registration = algebra.decode(messages.registration, message);
  const bound = registration && algebra.decode(messages.keyBinding, registration.binding);
  if (registration === undefined || bound === undefined) return undefined;
  const { binding, proof } = registration;
  const proves = (): boolean =>
    !provesPossession(reading) ||
    (proof !== undefined && algebra.verify(bound.publicKey, binding, proof));
  if (!check('attestation-proof', proves)) return undefined;
  const clientId = algebra.encode(messages.clientId, person.customer);
  const isNamed = (): boolean => algebra.equal(bound.clientId, clientId);
  // P-REG-5
  return check('attested-person', isNamed) ? { person, binding } : undefined;
}

/** The statement of it, and the message passed on where it is for the bank. */
export function attest<M>(
  { person }: Attestation<M>,
  { channel, from, to, message }: FrameStep<M>,
): readonly Effect<M>[] {
  const { customer, bank } = person;
  const account = customer.accid;
  const stated: Effect<M> = {
    effect: 'claim',
    claim: 'did',
    about: 'attested',
    account,
    values: [],
  };
  if (to !== bank) return [stated];
  const note = 'public key, attested in the branch';
  return [stated, { effect: 'send', channel, hop: bank, from, to, message, note }];
}
