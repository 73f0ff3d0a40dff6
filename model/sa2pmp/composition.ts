/**
 * E(S(msg, ID_C)) and S(E(msg, ID_C)) put together and taken apart (Equation (1), A3, A3', A31,
 * A38), for phone, bank and judge.
 *
 * Refuses what the key does not open or what has no signature where one belongs.
 */
import type { Open } from './confidential.ts';
import { impliesRecipient, impliesRequest, signsOwner } from './reading.ts';
import type { Setting } from './setting.ts';

/** What is signed: (msg, ID_C), and the bank's name where A5 puts it there. */
export interface SignedContent<M> {
  /** msg. */
  readonly order: M;
  /** ID_C. */
  readonly clientId: M;
  /** The bank's name, where the reading signs it. */
  readonly recipient: M | undefined;
}

/** What S signs: one text whoever signs it, or one for each key, which the text then names (R1). */
export type SigningInput<M> =
  | { readonly names: 'nobody'; readonly text: M }
  | {
      readonly names: 'signer';
      /** The text that the owner of a key signs. */
      readonly textFor: (publicKey: M) => M;
    };

/**
 * By what a result names the order that it is for: its digest, and where neither is sent the account
 * with it, since an order that does not hold ID_C (A3) is anybody's to who has no key for it (R1c).
 */
export function requestDigest<M>(
  { algebra, messages, reading }: Pick<Setting<M>, 'algebra' | 'messages' | 'reading'>,
  { whole, accid }: { readonly whole: M; readonly accid: M },
): M {
  const commitment = algebra.hash(whole);
  return impliesRequest(reading)
    ? algebra.hash(algebra.encode(messages.requestOf, { commitment, accid }))
    : commitment;
}

/** What a signature under a key is on. */
export function textSignedUnder<M>(input: SigningInput<M>, publicKey: M): M {
  return input.names === 'nobody' ? input.text : input.textFor(publicKey);
}

/** A signed text, out of its encryption. */
export interface OpenedOrder<M> extends SignedContent<M> {
  /** pkC, where it comes inside (A32). */
  readonly publicKey: M | undefined;
  /** What the signature is on: (msg, ID_C), or the ciphertext (A31). */
  readonly input: SigningInput<M>;
  /** The signature. */
  readonly signature: M;
  /** S(msg, ID_C) as one message; the ciphertext when the signature is outside. */
  readonly whole: M;
}

/** A signed text and the key that what came with it is to be answered under. */
export interface Received<M> extends OpenedOrder<M> {
  /** See `confidential.ts`. */
  readonly replyKey: M;
}

/** Whether a key verifies the signature on a signed text, its own name included (R1). */
export function isSignedBy<M>(
  { algebra }: Pick<Setting<M>, 'algebra'>,
  { input, signature }: Pick<OpenedOrder<M>, 'input' | 'signature'>,
  publicKey: M,
): boolean {
  return algebra.verify(publicKey, textSignedUnder(input, publicKey), signature);
}

/** The parts of an order frame that matter here. */
export interface Composed<M> {
  readonly body: M;
  readonly signature?: M | undefined;
  readonly clientId?: M | undefined;
}

/** What is known of an order without it, for where it is signed and not sent. */
export interface Implied<M> {
  /** ID_C as it is on file (A3, A38). */
  readonly clientId: M;
  /** The bank's name (R1c). */
  readonly recipient: M | undefined;
}

/** What opens an order. */
export interface Opener<M> extends Implied<M> {
  /** Opens what is sealed. */
  readonly open: Open<M>;
}

/**
 * What S signs (A3', R1): a message of its own shape, or the values one after the other.
 *
 * @returns `undefined` when msg or ID_C is not of its shape, so that there are no values
 */
export function signingInput<M>(
  { algebra, messages, reading }: Setting<M>,
  { order, clientId, recipient }: SignedContent<M>,
): SigningInput<M> | undefined {
  const input = (textFor: (signer?: M) => M): SigningInput<M> =>
    signsOwner(reading) ? { names: 'signer', textFor } : { names: 'nobody', text: textFor() };
  if (reading["A3'"] === 'plain') {
    const msg = algebra.decode(messages.order, order);
    const client = msg && algebra.decode(messages.clientId, clientId);
    if (msg === undefined || client === undefined) return undefined;
    return input((signer) =>
      algebra.encode(messages.plainText, { ...msg, ...client, recipient, signer }),
    );
  }
  const sent = messages.signedText.fields.map(({ name }) => name);
  const isWhole = sent.includes('clientId') && !impliesRecipient(reading);
  return input((signer) =>
    isWhole && signer === undefined
      ? algebra.encode(messages.signedText, { order, clientId, recipient })
      : algebra.encode(messages.signingInput, { order, clientId, recipient, signer }),
  );
}

/** Takes S(msg, ID_C) apart; `undefined` when there is no text, or none that can be signed. */
export function openSigned<M>(
  setting: Setting<M>,
  whole: M,
  implied: Implied<M>,
): OpenedOrder<M> | undefined {
  const { algebra, messages, reading } = setting;
  const opened = algebra.decode(messages.signedOrder, whole);
  const text = opened && algebra.decode(messages.signedText, opened.text);
  if (opened === undefined || text === undefined) return undefined;
  // P-ORD-4, P-ORD-5
  const { order, clientId = implied.clientId } = text;
  const recipient = impliesRecipient(reading) ? implied.recipient : text.recipient;
  const content = { order, recipient, clientId };
  const input = signingInput(setting, content);
  if (input === undefined) return undefined;
  const { signature, publicKey } = opened;
  return { ...content, publicKey, input, signature, whole };
}

/** Takes the body of an order frame apart; `undefined` when it does not open. */
export function openOrder<M>(
  setting: Setting<M>,
  { open, clientId, recipient }: Opener<M>,
  { body, signature, clientId: outside }: Composed<M>,
): Received<M> | undefined {
  const { algebra, messages, reading } = setting;
  if (reading.A31 === 'encrypt-then-sign') {
    const found = open(messages.signedText, body);
    if (found === undefined || signature === undefined) return undefined;
    const { fields: text, replyKey } = found;
    return {
      replyKey,
      order: text.order,
      clientId: text.clientId ?? outside ?? clientId,
      recipient: text.recipient,
      publicKey: text.publicKey,
      input: { names: 'nobody', text: body },
      signature,
      whole: body,
    };
  }
  const found = open(messages.signedOrder, body);
  if (found === undefined) return undefined;
  const whole = algebra.encode(messages.signedOrder, found.fields);
  const opened = openSigned(setting, whole, { clientId: outside ?? clientId, recipient });
  return opened && { ...opened, replyKey: found.replyKey };
}
