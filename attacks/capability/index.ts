/** All attackers that are built in, in the order in which tables show them. */
import { ambiguousConcatenation } from './ambiguous-concatenation.ts';
import { bank } from './bank.ts';
import { bankDepository } from './bank-depository.ts';
import { bankLedger } from './bank-ledger.ts';
import { bitFlipping } from './bit-flipping.ts';
import type { Capability } from './capability.ts';
import { deviceTheft } from './device-theft.ts';
import { deviceTheftWithPin } from './device-theft-with-pin.ts';
import { dishonestClient } from './dishonest-client.ts';
import { ecbCutAndPaste } from './ecb-cut-and-paste.ts';
import { insider } from './insider.ts';
import { keyRevealAfter } from './key-reveal-after.ts';
import { keyRevealBefore } from './key-reveal-before.ts';
import { keyRevealDuring } from './key-reveal-during.ts';
import { logKeyReveal } from './log-key-reveal.ts';
import { malware } from './malware.ts';
import { network } from './network.ts';
import { operatorActive } from './operator-active.ts';
import { operatorLogKeeper } from './operator-log-keeper.ts';
import { operatorPassive } from './operator-passive.ts';
import { operatorSms } from './operator-sms.ts';
import { packageByPurchase } from './package-by-purchase.ts';
import { packageExtraction } from './package-extraction.ts';
import { packageOverTheAir } from './package-over-the-air.ts';
import { paddingOracle } from './padding-oracle.ts';
import { passwordReveal } from './password-reveal.ts';
import { secondBank } from './second-bank.ts';
import { chosenPrefixCollider } from './hash-collision-chosen.ts';
import { identicalPrefixCollider } from './hash-collision-identical.ts';
import { jointSigner } from './joint-signature.ts';
import { keySubstituter } from './key-substitution.ts';
import { nonceSolver } from './nonce-reuse.ts';
import { signatureMalleability } from './signature-malleability.ts';
import { simSwap } from './sim-swap.ts';
import { witness } from './witness.ts';
import { witnessQuorum } from './witness-quorum.ts';

/** The three attackers that are asked about unless others are named. */
export const usualCapabilities: readonly Capability[] = [network, insider, packageExtraction];

/** The attackers by their stable ids. */
export const capabilities: readonly Capability[] = [
  ...usualCapabilities,
  packageOverTheAir,
  packageByPurchase,
  passwordReveal,
  simSwap,
  deviceTheft,
  deviceTheftWithPin,
  malware,
  keyRevealBefore,
  keyRevealDuring,
  keyRevealAfter,
  operatorPassive,
  operatorActive,
  operatorLogKeeper,
  operatorSms,
  logKeyReveal,
  bankDepository,
  bankLedger,
  bank,
  dishonestClient,
  secondBank,
  witness,
  witnessQuorum,
  signatureMalleability,
  jointSigner,
  keySubstituter,
  nonceSolver,
  identicalPrefixCollider,
  chosenPrefixCollider,
  bitFlipping,
  ecbCutAndPaste,
  paddingOracle,
  ambiguousConcatenation,
];
