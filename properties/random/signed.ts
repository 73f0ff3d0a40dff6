/**
 * What S signs of a text (A3'): a signature of the attacker's is worth something only on that.
 */
import type { Knowledge } from '../../attacks/knowledge.ts';
import type { Term } from '../../model/core/term.ts';
import { signingInput } from '../../model/sa2pmp/composition.ts';
import type { World } from './cases.ts';

/** What is signed of a text with msg and ID_C in it; of anything else the thing itself. */
export function signedOf({ setting }: World, knowledge: Knowledge, whole: Term): Term {
  const { algebra, messages } = setting;
  const text = algebra.decode(messages.signedText, whole);
  const clientId = text?.clientId ?? knowledge.ofSort(messages.clientId.name)[0];
  if (text === undefined || clientId === undefined) return whole;
  const signedBy = signingInput(setting, { ...text, clientId, recipient: text.recipient });
  // Schedules take readings whose signatures do not name their key (R1): any signer does.
  return signedBy?.(whole) ?? whole;
}
