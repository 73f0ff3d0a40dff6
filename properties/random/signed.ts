/**
 * What S signs of a text (A3', R1): a signature of the attacker's is worth something only on that.
 */
import type { Knowledge } from '../../attacks/knowledge.ts';
import type { Term } from '../../model/core/term.ts';
import { signingInput, textSignedUnder } from '../../model/sa2pmp/composition.ts';
import type { World } from './world.ts';

/** What is signed, and with which private key. */
export interface Signing {
  readonly whole: Term;
  readonly signingKey: Term;
}

/** What is signed of a text with msg and ID_C in it; of anything else the thing itself. */
export function signedOf(
  { setting }: World,
  knowledge: Knowledge,
  { whole, signingKey }: Signing,
): Term {
  const { algebra, messages } = setting;
  const text = algebra.decode(messages.signedText, whole);
  const clientId = text?.clientId ?? knowledge.ofSort(messages.clientId.name)[0];
  const [recipient] = knowledge.ofSort('bank');
  if (text === undefined || clientId === undefined) return whole;
  const input = signingInput(setting, {
    ...text,
    clientId,
    recipient: text.recipient ?? recipient,
  });
  return input === undefined ? whole : textSignedUnder(input, algebra.publicKey(signingKey));
}
