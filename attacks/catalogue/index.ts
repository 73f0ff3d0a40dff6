/**
 * The catalogue: every named attack, in the order of the weaknesses.
 */
import type { NamedAttack } from './attack.ts';
import { keyExtraction } from './w01-key-extraction.attack.ts';
import { massDecryption } from './w01b-mass-decryption.attack.ts';
import { forgedReply } from './w02-forged-reply.attack.ts';
import { noForwardSecrecy } from './w03-no-forward-secrecy.attack.ts';
import { replayedOrder } from './w04-replayed-order.attack.ts';
import { delayedOrder } from './w05-delayed-order.attack.ts';
import { replayedLogOn } from './w06-replayed-log-on.attack.ts';
import { keySubstitution } from './w07-key-substitution.attack.ts';
import { malleableSignature } from './w08-malleable-signature.attack.ts';
import { jointSignature } from './w09-joint-signature.attack.ts';
import { substitutedKey } from './w10-substituted-key.attack.ts';
import { depositoryEntry } from './w11-depository-entry.attack.ts';
import { framingBeforeTheJudge } from './w11b-framing-before-the-judge.attack.ts';
import { surreptitiousForwarding } from './w12-surreptitious-forwarding.attack.ts';
import { flippedResult } from './w13-flipped-result.attack.ts';
import { paddingOracle } from './w13b-padding-oracle.attack.ts';
import { splicedResult } from './w13c-spliced-result.attack.ts';
import { strippedSignature } from './w14-stripped-signature.attack.ts';
import { registrationAsWelcome } from './w15-registration-as-welcome.attack.ts';
import { ambiguousConcatenation } from './w16-ambiguous-concatenation.attack.ts';
import { passwordDisclosure } from './w17-password-disclosure.attack.ts';
import { lockOutBySms } from './w18-lock-out-by-sms.attack.ts';
import { stolenPhone } from './w20-stolen-phone.attack.ts';
import { malware } from './w20b-malware.attack.ts';
import { repeatedNonce } from './w21-repeated-nonce.attack.ts';
import { chosenPrefixCollision } from './w22-chosen-prefix-collision.attack.ts';
import { bankDenies } from './w24-bank-denies.attack.ts';
import { paidOrNot } from './w25-paid-or-not.attack.ts';
import { operatorReadsOrders } from './w26-operator-reads-orders.attack.ts';
import { operatorReadsRecords } from './w26b-operator-reads-records.attack.ts';
import { logInserts } from './w27-log-inserts.attack.ts';
import { logDrops } from './w27b-log-drops.attack.ts';
import { logAlters } from './w27c-log-alters.attack.ts';
import { operatorAndBank } from './w28-operator-and-bank.attack.ts';
import { discardedKey } from './w29-discarded-key.attack.ts';
import { logWithoutProof } from './w30-log-without-proof.attack.ts';

/** All named attacks. */
export const catalogue: readonly NamedAttack[] = [
  keyExtraction,
  massDecryption,
  forgedReply,
  noForwardSecrecy,
  replayedOrder,
  delayedOrder,
  replayedLogOn,
  keySubstitution,
  malleableSignature,
  jointSignature,
  substitutedKey,
  depositoryEntry,
  framingBeforeTheJudge,
  surreptitiousForwarding,
  flippedResult,
  paddingOracle,
  splicedResult,
  strippedSignature,
  registrationAsWelcome,
  ambiguousConcatenation,
  passwordDisclosure,
  lockOutBySms,
  stolenPhone,
  malware,
  repeatedNonce,
  chosenPrefixCollision,
  bankDenies,
  paidOrNot,
  operatorReadsOrders,
  operatorReadsRecords,
  logInserts,
  logDrops,
  logAlters,
  operatorAndBank,
  discardedKey,
  logWithoutProof,
];
