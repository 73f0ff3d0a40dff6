/**
 * Which of our claims a prover can be asked about, in terms of what is stated in the strands; of the
 * others, why not. A test holds each to the statements that the claim of `model/` reads.
 */
import type { Claim } from '../../model/core/claim.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { actsOf, type FlowClaim, type FlowRole, statementOf } from './flow.ts';

/** A claim but for what it says, which the model says. */
type Bare = FlowClaim extends infer C ? (C extends FlowClaim ? Omit<C, 'says'> : never) : never;

const secrecyOf = (id: string, about: string): Bare => ({
  id,
  kind: 'secrecy',
  of: `secret ${about}`,
});

const agreementOf = (
  id: string,
  [commit, running]: readonly [string, string],
  by: 'owner' | 'anyone',
): Bare => ({
  id,
  kind: 'agreement',
  commit,
  running,
  injective: id.startsWith('injective-'),
  by,
});

const clientSigns = ['did generated', 'running order'];
const bankSigns = ['did registered', 'did logged-on', 'commit order', 'running result'];

/** The claims that can be asked about. */
export const askable: readonly Bare[] = [
  secrecyOf('secrecy-order', 'order'),
  secrecyOf('secrecy-password', 'password'),
  secrecyOf('secrecy-key', 'package-key'),
  secrecyOf('secrecy-signing-key', 'signing-key'),
  secrecyOf('secrecy-token', 'token'),
  agreementOf('agreement-order', ['commit order', 'running order'], 'owner'),
  agreementOf('injective-agreement-order', ['commit order', 'running order'], 'owner'),
  { id: 'at-most-once', kind: 'once', did: 'did posted' },
  agreementOf('agreement-result', ['commit result', 'running result'], 'anyone'),
  agreementOf('injective-agreement-result', ['commit result', 'running result'], 'anyone'),
  agreementOf('agreement-key', ['did registered', 'did generated'], 'owner'),
  agreementOf('key-confirmation-bank', ['did used-key', 'did generated'], 'owner'),
  agreementOf('key-confirmation-client', ['did relied-on-key', 'did used-key'], 'anyone'),
  agreementOf('agreement-session', ['commit session', 'running session'], 'anyone'),
  {
    id: 'aliveness-client',
    kind: 'presence',
    commit: 'commit order',
    signs: clientSigns,
    on: 'account',
  },
  {
    id: 'weak-agreement-client',
    kind: 'presence',
    commit: 'commit addressed-order',
    signs: ['running addressed-order'],
    on: 'last-value',
  },
  {
    id: 'aliveness-bank',
    kind: 'presence',
    commit: 'commit result',
    signs: bankSigns,
    on: 'nothing',
  },
  {
    id: 'weak-agreement-bank',
    kind: 'presence',
    commit: 'commit result',
    signs: bankSigns,
    on: 'account',
  },
];

/** The statements on which a claim's occasion depends. */
function occasionOf(claim: Bare): string {
  if (claim.kind === 'secrecy') return claim.of;
  return claim.kind === 'once' ? claim.did : claim.commit;
}

/** Whether there is occasion for a claim, and something that could bear it out. */
function isAskable(claim: Bare, stated: ReadonlySet<string>): boolean {
  if (claim.kind === 'agreement' && !stated.has(claim.running)) return false;
  if (claim.kind === 'presence' && !claim.signs.some((sign) => stated.has(sign))) return false;
  return stated.has(occasionOf(claim));
}

/** All that is stated in some roles. */
function statedIn(roles: readonly FlowRole[]): ReadonlySet<string> {
  return new Set(
    roles.flatMap((role) =>
      actsOf(role).flatMap((act) => (act.does === 'state' ? [statementOf(act)] : [])),
    ),
  );
}

/** The claims to be asked about: those whose occasion there is in these roles. */
export function claimsFor(roles: readonly FlowRole[]): readonly FlowClaim[] {
  const stated = statedIn(roles);
  return askable
    .filter((claim) => isAskable(claim, stated))
    .map((claim): FlowClaim => {
      const { title, says } = claims.find(({ id }) => id === claim.id) ?? { title: '', says: '' };
      return { ...claim, says: `${title}: ${says}` };
    });
}

/** Why a claim is not asked about. */
function reasonFor({ id, court, secretOf, with: attackers, ordered, guessed }: Claim): string {
  if (askable.some((one) => one.id === id)) return 'no occasion for it in this reading';
  if (court) return 'about what a judge believes who is shown evidence; no judge here';
  if (guessed === true) return 'about guesses that can be tested off line';
  if (attackers !== undefined) return 'against an attacker who gets keys';
  if (ordered === true) return 'about the order of events between two parties';
  return secretOf === undefined
    ? 'about the log, the court or the end of a run'
    : 'of another attacker';
}

/** Our claims that are not asked about, each with the reason. */
export function unaskedClaims(roles: readonly FlowRole[]): readonly string[] {
  const asked = new Set(claimsFor(roles).map(({ id }) => id));
  const reasons = new Map<string, string[]>();
  for (const claim of claims.filter(({ id }) => !asked.has(id))) {
    const reason = reasonFor(claim);
    reasons.set(reason, [...(reasons.get(reason) ?? []), claim.id]);
  }
  return [...reasons].map(([reason, ids]) => `${ids.join(', ')}: ${reason}`);
}
