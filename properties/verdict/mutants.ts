/**
 * Mutants: each check of each role switched off alone, and the claims that then fall.
 *
 * A check matters on some ground: a reading in which it is made, and an attacker whom it stops.
 * A check that no claim misses is said to survive, with the reason; none is left out.
 */
import { capabilities, usualCapabilities as usual } from '../../attacks/capability/index.ts';
import type { Claim } from '../../model/core/claim.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { type Bounds, defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { type CheckId, checks } from '../../model/sa2pmp/setting.ts';
import { type Asking, asking } from './ask.ts';
import { type Change, protocol, type protocolNames } from './protocols.ts';
import { usualClaims } from './usual.ts';
import type { Own, Question, Verdict } from './verdict.ts';

/** A reading and bounds in which a check is made. */
export interface Ground {
  readonly name: (typeof protocolNames)[number];
  readonly changes: readonly Change[];
  readonly bounds: Bounds;
  /** The claims asked about, by id; the first table unless said. */
  readonly claims?: readonly string[];
  /** The attackers, by id; the usual ones unless said. */
  readonly attackers?: readonly string[];
  /** Within how many states; 40,000 unless said. */
  readonly statesMax?: number;
}

/** Where a check is put to the test, and what is expected of it. */
export interface Trial {
  readonly check: CheckId;
  readonly ground: Ground;
  /** Why no claim misses the check, where none does. */
  readonly survives?: string;
}

const on = (
  name: Ground['name'],
  changes: Readonly<Partial<Record<Change['axis'], string>>> = {},
  bounds: Partial<Bounds> = {},
): Ground => ({
  name,
  changes: Object.entries(changes).map(([axis, choice]) => ({
    axis: axis as Change['axis'],
    choice,
  })),
  bounds: { ...defaultBounds, ...bounds },
});

const about = (
  ground: Ground,
  claims: readonly string[],
  attackers: readonly string[] = ['network'],
): Ground => ({ ...ground, claims, attackers });

/** What the bank's signature on a result is to show (W24). */
const held = ['nrd-soundness', 'nrr-soundness'];
const signedResult = about(on('charitable', { A4: 'all', A17: 'signed' }, { sessions: 1 }), held);

/** What a witness is there for (W27). */
const views = ['log-split-view', 'log-append-only'];
const keeper = ['operator-log-keeper'];
const witnessed = about(on('published', { A20: 'merkle' }, { sessions: 1 }), views, keeper);

/** Where a judge asks a notary whose a key is, with a dishonest customer. */
const attested = about(on('charitable', { A2: 'in-branch' }, { sessions: 1 }), ['nro-soundness']);

/** The same without one; the key is beside the order, so that who keeps the log has evidence. */
const beside = { A2: 'in-branch', A1: 'in-message-checked', A32: 'outside' } as const;
const shown = about(on('charitable', beside, { sessions: 1 }), ['trusted-auditor']);

/** The same with every record signed by the bank, so that a record of another's making is none. */
const signedRecord = about(
  on('charitable', { ...beside, R5: 'bank-signed' }, { sessions: 1 }),
  ['log-alteration', 'log-back-dating'],
  keeper,
);

/** Whose key an order is under, where a notary attests keys and records hold what was signed. */
const unequivocal = about(
  on('published', { A2: 'in-branch', A22: 'signed', R2: 'proved' }, { sessions: 1 }),
  ['evidence-unequivocal'],
  ['key-substitution'],
);

/** Whose record an order is shown with, where a second bank acts with the first (W12). */
const forAnother: Ground = {
  ...about(
    on(
      'charitable',
      { A2: 'in-branch', A4: 'all', A5: 'signed', A22: 'signed', R2: 'proved' },
      { sessions: 1 },
    ),
    ['nro-soundness'],
    ['second-bank'],
  ),
  statesMax: 300_000,
};

/** The repaired protocol: what is checked there alone. */
const repaired = (sessions: number, claims: readonly string[]): Ground =>
  about(on('repaired', {}, { sessions }), claims);
const ends = ['fairness', 'timeliness'];

/** Why no claim misses a check on what arrives by the operator's own link. */
const operatorsLink =
  'nobody but the operator holds the link between gateway and bank, and its log server is then as corrupt as the link';

/** Why no claim misses a check on notices. */
const lockedOut =
  'a renewal that nobody asked for locks the customer out, which no claim is about (W18)';

/** Every check, each on a ground where it is made. */
export const trials: readonly Trial[] = [
  { check: 'signature', ground: on('charitable') },
  { check: 'payer', ground: on('charitable') },
  { check: 'freshness', ground: on('charitable') },
  { check: 'credentials', ground: on('charitable') },
  { check: 'registration-session', ground: on('charitable') },
  { check: 'result-request', ground: on('charitable') },
  { check: 'result-signature', ground: on('charitable', { A17: 'signed' }) },
  { check: 'evidence-signature', ground: shown },
  { check: 'evidence-binding', ground: shown },
  { check: 'evidence-recipient', ground: forAnother },
  { check: 'attested-person', ground: attested },
  {
    check: 'account',
    ground: on('charitable'),
    survives:
      "an order names its customer under the customer's own signature, and a registration its account by the session's token",
  },
  {
    check: 'recipient',
    ground: on('charitable', { A5: 'signed' }),
    survives:
      'there is one bank here; with a second one and a customer (W12) the search does not finish',
  },
  {
    check: 'session',
    ground: on('published', { A13: 'https', A13b: 'token' }, { sessions: 1 }),
    survives:
      'the token is under the package key: who has the key reads it, and who has not can forge nothing',
  },
  {
    check: 'key-in-message',
    ground: on('charitable', { A1: 'in-message-checked' }),
    survives: "the signature is verified with the depository's key whatever the message says",
  },
  {
    check: 'log-on-signature',
    ground: about(
      on('published', { A13: 'signed' }, { sessions: 1 }),
      ['prevents-impersonation', 'secrecy-token'],
      ['network', 'insider', 'password-reveal'],
    ),
    survives:
      'a signed log-on can be replayed (W6), so that no claim about log-ons stands to fall; orders are not bound to them (A13b)',
  },
  {
    check: 'registration-proof',
    ground: about(
      on('charitable', {}, { sessions: 1 }),
      ['agreement-order', 'agreement-key', 'key-confirmation-bank'],
      ['network', 'insider', 'key-substitution'],
    ),
    survives:
      "who registers another's public key (W10) has no order to go with it: each names its customer under the signature",
  },
  {
    check: 'registration-endorsement',
    ground: on('charitable', { A27: 'signed-by-old' }, { renewals: 1 }),
    survives: "a renewal also needs the session's token (A2)",
  },
  {
    check: 'notice-account',
    ground: on('charitable', {}, { renewals: 1 }),
    survives: lockedOut,
  },
  {
    check: 'notice-signature',
    ground: on('charitable', { A18: 'exists' }, { sessions: 1 }),
    survives: lockedOut,
  },
  {
    check: 'notice-confirmed',
    ground: on('charitable', { A27: 'notice-checked' }, { sessions: 1 }),
    survives: lockedOut,
  },
  {
    check: 'package-signature',
    ground: about(
      on('charitable', { A10b: 'signed' }, { sessions: 1 }),
      usualClaims.map(({ id }) => id),
      ['insider', 'package-over-the-air', 'operator-active'],
    ),
    survives: 'no attacker puts packages in on their way but the bank, who makes and signs them',
  },
  {
    check: 'key-validation',
    ground: about(
      on('charitable', { A30e: 'validated' }, { sessions: 1 }),
      ['agreement-order', 'agreement-key', 'key-confirmation-bank'],
      ['network', 'insider'],
    ),
    survives: 'under what is no public key no signature verifies',
  },
  { check: 'order-kept', ground: on('charitable') },
  { check: 'password-kept', ground: on('charitable') },
  { check: 'package-key-kept', ground: on('charitable') },
  {
    check: 'signing-key-kept',
    ground: about(on('charitable', {}, { sessions: 1 }), ['secrecy-signing-key']),
  },
  {
    check: 'key-store-kept',
    ground: about(on('charitable', {}, { sessions: 1 }), ['agreement-order', 'at-most-once']),
  },
  {
    check: 'plea-once',
    ground: about(on('published', {}, { sessions: 1 }), ['accountability-twice']),
  },
  {
    check: 'plea-posting',
    ground: about(
      on('charitable', { R5b: 'names-posting' }, { sessions: 1 }),
      ['accountability', 'accountability-twice'],
      ['bank-ledger'],
    ),
    survives:
      'a bank whose postings are looked at is honest and shows the evidence that it is asked for: the check is against one that does not',
  },
  { check: 'view-differs', ground: about(witnessed, ['accountability-log'], keeper) },
  { check: 'evidence-receipt', ground: signedResult },
  { check: 'evidence-request', ground: signedResult },
  { check: 'evidence-witness', ground: witnessed },
  { check: 'witness-extends', ground: witnessed },
  { check: 'attestation-proof', ground: unequivocal },
  {
    check: 'depository-attestation',
    // Minimal, where a bank that executes has no log to wait for.
    ground: about(
      on('minimal', {}, { sessions: 1 }),
      ['multi-factor-password'],
      ['bank-depository'],
    ),
  },
  { check: 'evidence-bank', ground: signedRecord },
  { check: 'log-on-freshness', ground: repaired(1, ['prevents-impersonation']) },
  { check: 'resolution-signature', ground: repaired(1, ends) },
  { check: 'resolution-order', ground: repaired(2, ends) },
  { check: 'resolution-job', ground: repaired(2, ends), survives: operatorsLink },
  {
    check: 'record-signature',
    ground: about(
      on('charitable', { R5: 'bank-signed' }, { sessions: 1 }),
      ['integrity-record', 'log-inclusion'],
      ['network', 'operator-passive', 'operator-sms', 'bank-ledger'],
    ),
    survives: operatorsLink,
  },
  {
    check: 'evidence-commitment',
    ground: about(
      on('published', { A2: 'in-branch', A22: 'commitment', R5: 'bank-signed' }),
      ['log-insertion', 'log-alteration'],
      keeper,
    ),
    survives:
      'an order shown for the record of another is one that its customer signed all the same; who reads orders that the bank never took (W26) is a customer in league with the operator, for whom the search does not finish',
  },
  {
    check: 'evidence-word',
    ground: about(
      repaired(1, ['accountability-record']),
      ['accountability-record'],
      ['operator-active'],
    ),
    survives:
      'who ordered what is under the signature of the customer; that no log answers for a word that it never gave is no claim here, and is tried in model/sa2pmp/court/word.test.ts',
  },
  {
    check: 'evidence-log',
    ground: about(on('charitable', { ...beside, A20: 'signed' }, { sessions: 1 }), [
      'trusted-auditor',
    ]),
    survives: "the log server is on the attacker's side, its signing key too",
  },
];

/** A claim that held and fell. */
export interface Kill {
  readonly attacker: string;
  readonly claim: string;
  readonly verdict: Verdict;
}

/** What came of a trial. */
export interface TrialResult extends Trial {
  readonly says: string;
  readonly kills: readonly Kill[];
  /** Verdicts left open by the state bound, with the check or without. */
  readonly inconclusive: number;
}

/** More states than this leave a claim inconclusive, neither held nor fallen. */
const statesUsually = 40_000;

/** Somebody's claims, asked about in the place of those of a ground, and attackers besides its own. */
export type OwnTrial = Pick<Own, 'claims' | 'attackers'>;

/** The claims that are asked about on a ground. */
function claimsOn({ claims: asked }: Ground, own: OwnTrial): readonly Claim[] {
  if (own.claims.length > 0) return own.claims;
  return asked ? claims.filter(({ id }) => asked.includes(id)) : usualClaims;
}

/** All questions on a ground. */
function questionsOn(ground: Ground, omitted: readonly CheckId[], own: OwnTrial): Question[] {
  const { name, changes, bounds, attackers, statesMax = statesUsually } = ground;
  const against = attackers ? capabilities.filter(({ id }) => attackers.includes(id)) : usual;
  return [...against, ...own.attackers].map((attacker) => ({
    protocol: protocol(name, changes, omitted),
    attacker,
    claims: claimsOn(ground, own),
    bounds,
    statesMax,
  }));
}

/** All verdicts on a ground. */
function* verdictsOn(
  ground: Ground,
  omitted: readonly CheckId[],
  own: OwnTrial,
): Generator<Asking, readonly Verdict[], boolean> {
  const verdicts: Verdict[] = [];
  for (const question of questionsOn(ground, omitted, own))
    verdicts.push(...(yield* asking(question)));
  return verdicts;
}

/** Puts one check to the test: what holds with it and falls without it. */
export function* trying(
  trial: Trial,
  own: OwnTrial = { claims: [], attackers: [] },
): Generator<Asking, TrialResult, boolean> {
  const { check, ground } = trial;
  const before = yield* verdictsOn(ground, [], own);
  const after = yield* verdictsOn(ground, [check], own);
  const kills = after.flatMap((verdict): readonly Kill[] => {
    const { attacker, claim } = verdict;
    const held = before.some(
      (other) => other.attacker === attacker && other.claim === claim && other.verdict === 'holds',
    );
    return held && verdict.verdict === 'attack'
      ? [{ attacker: attacker.id, claim: claim.id, verdict }]
      : [];
  });
  const open = [...before, ...after].filter(({ verdict }) => verdict === 'inconclusive');
  return { ...trial, says: checks[check], kills, inconclusive: open.length };
}
