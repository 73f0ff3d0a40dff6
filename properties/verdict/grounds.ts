/**
 * For each claim one question on which it falls and one on which it holds, not vacuously, which differ
 * in what the claim is about; or why no reading of the paper has it hold.
 *
 * Where no reading does, a repaired protocol may: its question then takes the place of the argument.
 */
import type { CheckId } from '../../model/sa2pmp/setting.ts';
import type { protocolNames } from './protocols.ts';

/** A protocol, by changes to a reading, and who attacks it. */
export interface Ground {
  readonly name: (typeof protocolNames)[number];
  readonly changes?: Readonly<Record<string, string>>;
  readonly attackers?: readonly [string, ...string[]];
  readonly omitted?: readonly CheckId[];
  readonly sessions?: number;
  readonly renewals?: number;
}

/** The published reading, attacked by the network. */
export const published: Ground = { name: 'published' };
/** The charitable reading, attacked by the network. */
export const charitable: Ground = { name: 'charitable' };
/** Attacked by others. */
export const against = (ground: Ground, ...attackers: readonly [string, ...string[]]): Ground => ({
  ...ground,
  attackers,
});
/** With other choices. */
export const but = (ground: Ground, changes: Readonly<Record<string, string>>): Ground => ({
  ...ground,
  changes,
});
const without = (ground: Ground, ...omitted: readonly CheckId[]): Ground => ({
  ...ground,
  omitted,
});

/** Why a claim holds on no ground. */
export interface Argument {
  /** In no reading of the paper. */
  readonly inNoReading: string;
}

/** A search that is not finished within small bounds. */
export interface Unfinished {
  /** What has been searched in vain, and why it is large. */
  readonly unfinished: string;
  readonly ground: Ground;
}

/** A claim's two questions. */
export interface Grounds {
  readonly falls: Ground;
  readonly holds: Ground | Argument | Unfinished;
}

const signedResult = but(charitable, { A17: 'signed' });
/** A bank that compares the whole of ID_C, which keeps searches small. */
const receipts = but(charitable, { A17: 'signed', A4: 'all' });
const knownKey = but(charitable, { A17: 'signed', A18: 'exists' });
const gatewaySigns = but(charitable, { A19: 'gateway', A20: 'signed' });
const registersUnderKey = but(published, { A2: 'under-key' });
const kept = (A20: string): Ground => against(but(published, { A20 }), 'operator-log-keeper');
const twice = (ground: Ground): Ground => ({ ...ground, sessions: 2 });
/** Nothing but the order itself is in its frame: no account beside the box that a stranger could change. */
const inItself = { A9: 'per-release', A10: 'in-branch' } as const;
const unaddressed = but(charitable, inItself);
const outOfTurn = twice(but(charitable, { A7: 'none' }));

const byInsider = against(published, 'insider');
const keeper = (ground: Ground): Ground => against(ground, 'operator-log-keeper');
/** Keys attested by a notary, and beside the order, so that whoever keeps the log knows them. */
const attested = keeper(
  but(charitable, { A2: 'in-branch', A1: 'in-message-checked', A32: 'outside' }),
);
/** All repairs: with abort and resolve whoever waits asks the log (R7), and nothing is left open (W25). */
const repaired: Ground = { name: 'repaired' };
/** Times in records that the bank sets (A40), which whoever keeps the log can show a judge. */
const dated = (changes: Readonly<Record<string, string>>): Ground => ({
  ...attested,
  changes: { ...attested.changes, A40: 'bank', ...changes },
});

/** The questions, by the claim's id. */
export const grounds: Readonly<Record<string, Grounds>> = {
  'aliveness-client': { falls: byInsider, holds: published },
  'synchronisation-result': { falls: byInsider, holds: published },
  'aliveness-bank': { falls: against(published, 'insider'), holds: published },
  'weak-agreement-bank': { falls: against(published, 'insider'), holds: published },
  'injective-agreement-result': { falls: against(published, 'insider'), holds: published },
  'weak-agreement-client': { falls: against(published, 'insider'), holds: published },
  'recent-aliveness-client': { falls: charitable, holds: but(charitable, { A7: 'challenge' }) },
  'recent-aliveness-bank': { falls: against(published, 'insider'), holds: published },
  'synchronisation-order': { falls: outOfTurn, holds: unaddressed },
  'injective-synchronisation-order': { falls: published, holds: unaddressed },
  'injective-synchronisation-result': { falls: published, holds: unaddressed },
  'secrecy-token': { falls: against(published, 'insider'), holds: charitable },
  'guessing-password': { falls: against(published, 'insider'), holds: charitable },
  'forward-secrecy-order': { falls: charitable, holds: but(charitable, { A16: 'https' }) },
  'forward-secrecy-password': { falls: published, holds: charitable },
  'post-compromise-order': { falls: published, holds: charitable },
  'agreement-key': { falls: published, holds: charitable },
  'key-confirmation-bank': { falls: against(published, 'insider'), holds: published },
  'key-confirmation-client': { falls: against(published, 'insider'), holds: published },
  'nro-completeness': {
    falls: but(charitable, { A22: 'ciphertext' }),
    holds: but(charitable, { A4: 'all' }),
  },
  'nrs-completeness': { falls: charitable, holds: gatewaySigns },
  'weak-fairness': {
    falls: charitable,
    holds: but(charitable, { ...inItself, A19: 'gateway', A20: 'signed' }),
  },
  'nrd-completeness': { falls: signedResult, holds: knownKey },
  'nrr-completeness': { falls: signedResult, holds: knownKey },
  'agreement-session': {
    falls: but(published, { A2: 'under-key', A3b: 'untagged' }),
    holds: registersUnderKey,
  },
  'log-split-view': { falls: kept('hash-chain'), holds: kept('merkle') },
  'log-append-only': { falls: without(kept('merkle'), 'witness-extends'), holds: kept('merkle') },
  'log-order': { falls: twice(kept('merkle')), holds: kept('merkle') },
  'nrd-soundness': { falls: without(receipts, 'evidence-receipt'), holds: receipts },
  'nrr-soundness': { falls: without(receipts, 'evidence-receipt'), holds: receipts },
  accountability: { falls: against(published, 'insider'), holds: charitable },
  'integrity-record': { falls: but(published, { A19: 'gateway' }), holds: charitable },
  'log-inclusion': { falls: against(published, 'operator-active'), holds: charitable },
  'prevents-impersonation': { falls: published, holds: charitable },
  'multi-factor-device': {
    falls: charitable,
    holds: but(charitable, { A2: 'in-branch', A25: 'rms-pin' }),
  },
  'secrecy-order': { falls: byInsider, holds: published },
  'secrecy-password': { falls: byInsider, holds: published },
  'secrecy-key': { falls: byInsider, holds: published },
  'agreement-order': { falls: byInsider, holds: published },
  'injective-agreement-order': { falls: published, holds: charitable },
  'agreement-result': { falls: byInsider, holds: charitable },
  'nro-soundness': { falls: charitable, holds: but(charitable, { A2: 'in-branch' }) },
  'at-most-once': { falls: published, holds: charitable },
  'secrecy-signing-key': { falls: without(charitable, 'signing-key-kept'), holds: charitable },
  'nrs-soundness': {
    falls: without(gatewaySigns, 'evidence-log'),
    holds: {
      inNoReading:
        'what the gateway signs of an order reaches parties in a dispute alone, so that nobody has it to show where there is none and the claim holds vacuously',
    },
  },
  'evidence-unequivocal': {
    falls: against(charitable, 'joint-signature'),
    holds: but(published, { A22: 'signed' }),
  },
  fairness: { falls: charitable, holds: repaired },
  timeliness: { falls: charitable, holds: repaired },
  'accountability-twice': { falls: without(published, 'plea-once'), holds: published },
  'accountability-result': {
    falls: against(but(published, { A4: 'all' }), 'insider'),
    holds: charitable,
  },
  'accountability-record': {
    falls: against(published, 'operator-active'),
    holds: {
      inNoReading:
        'nobody shows a court that the log had a record: the log gives no receipt for one, and its signed word on an order (R7) is not taken in the place of the record (W27, R6)',
    },
  },
  'accountability-log': { falls: kept('hash-chain'), holds: kept('merkle') },
  'log-insertion': { falls: keeper(published), holds: attested },
  'log-alteration': {
    falls: keeper(published),
    holds: { ...attested, changes: { ...attested.changes, A22: 'signed' } },
  },
  // A time that the bank signs with the record is nobody else's to change (R5).
  'log-back-dating': { falls: dated({}), holds: dated({ R5: 'bank-signed' }) },
  'gateway-gap': {
    falls: keeper(published),
    holds: but(charitable, { A22: 'ciphertext', A10: 'in-branch' }),
  },
  'specific-server': {
    falls: against(but(published, { A2: 'in-branch' }), 'second-bank', 'insider'),
    holds: published,
  },
  'trusted-auditor': { falls: keeper(published), holds: attested },
  'multi-factor-password': { falls: byInsider, holds: charitable },
  'multi-factor-number': { falls: byInsider, holds: charitable },
};
