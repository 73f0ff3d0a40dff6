/**
 * SA2pMP among its peers: which of its claims each promise is, and which attacker each class is.
 *
 * One payment, as its peers have one run; a bank that takes one order more shows replays. Proofs are of
 * orders alone: published has none of receipt, and what resolves disputes about receipt is SA2pMP's own.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import { bank } from '../../attacks/capability/bank.ts';
import { insider } from '../../attacks/capability/insider.ts';
import { network } from '../../attacks/capability/network.ts';
import { operatorActive } from '../../attacks/capability/operator-active.ts';
import { type AttackerClass, classes, type Goal, goals, isProof } from '../../model/peers/peer.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { ask } from '../verdict/ask.ts';
import { protocol, protocolNames } from '../verdict/protocols.ts';
import type { FoundOf } from './findings.ts';

/** The attacker of each class. */
const ourAttackers: Readonly<Record<AttackerClass, Capability>> = {
  network,
  customer: insider,
  between: operatorActive,
  authority: bank,
};

/** The claim that each promise is; SA2pMP has no seller. */
export const ourClaims: Readonly<Partial<Record<Goal, string>>> = {
  secret: 'secrecy-order',
  meant: 'agreement-order',
  once: 'injective-agreement-order',
  answer: 'agreement-result',
  origin: 'nro-soundness',
};

/** The readings that are compared. */
export const ourNames = protocolNames;

/** Beyond how many states a search is given up. */
const statesMax = 60_000;

/** What is found of one reading, by attacker and claim. */
export function findOurs(name: (typeof protocolNames)[number]): FoundOf {
  const bounds = { sessions: 1, customers: 1, renewals: 0 };
  const goalsFor = (attackers: AttackerClass): readonly string[] =>
    // Proofs put everybody on the attacker's side but who is accused, whoever attacks.
    goals
      .filter((goal) => attackers === 'network' || !isProof(goal))
      .flatMap((goal) => ourClaims[goal] ?? []);
  const found = classes.map((attackers) => {
    const attacker = ourAttackers[attackers];
    const ids = goalsFor(attackers);
    const asked = claims.filter(({ id }) => ids.includes(id));
    const answers = ask({ protocol: protocol(name), attacker, claims: asked, bounds, statesMax });
    const each = answers.map(({ claim, verdict, vacuous, states, attack }) => {
      const says = verdict === 'inconclusive' ? 'unknown' : vacuous ? 'nothing' : verdict;
      return [claim.id, { says, states, ...(attack ? { steps: attack.steps } : {}) }] as const;
    });
    return [attackers, Object.fromEntries(each)] as const;
  });
  return Object.fromEntries(found);
}
