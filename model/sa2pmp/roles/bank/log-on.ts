/**
 * AS item 1, "checking for userid/password legality during log on" (§5.2): log-ons and the answer
 * to them.
 *
 * Refuses a wrong userid or password, a proof that was taken before (A13 verifier), and anybody
 * while a session is open that keeps others out (A37).
 */
import type { Effect, FrameStep } from '../../../core/effect.ts';
import type { Fields } from '../../../core/shape.ts';
import { openAtBank, type Opened } from '../../confidential.ts';
import { sessionMaxMs } from '../../limits.ts';
import { proofOf } from '../../password.ts';
import {
  checksNotices,
  logsOnOverHttps,
  provesPassword,
  sealsLogOn,
  signsLogOn,
} from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { type BankContext, type BankReading, bankKeys, keyInForce } from './context.ts';
import { isAttested } from './key-management-server.ts';
import { reply } from './reply.ts';
import { begun } from './run.ts';

const refused = <M>(why: string): BankReading<M> => ({ kind: 'refused', why });

/** Whether a session is open that keeps others out (A37). */
function isSessionOpen<M>(
  { reading }: Setting<M>,
  { loggedOnAt }: BankContext<M>,
  at: number,
): boolean {
  return reading.A37 === 'one' && loggedOnAt !== undefined && at - loggedOnAt < sessionMaxMs;
}

/** What a log-on says. */
type LogOn<M> = Fields<'userid', 'password' | 'proof' | 'nonce', M>;

/** A log-on out of its protection (A13, R3); `undefined` when it is none. */
function openLogOn<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  body: M,
): Opened<LogOn<M>, M> | undefined {
  const { algebra, messages, reading, check } = setting;
  const { publicKey } = context;
  if (!sealsLogOn(reading)) {
    const fields = algebra.decode(messages.logOn, body);
    return fields && { fields, replyKey: keyInForce(context) };
  }
  const open = openAtBank(setting, bankKeys(context), 'log-on');
  if (!signsLogOn(reading)) return open(messages.logOn, body);
  const found = open(messages.signedLogOn, body);
  if (found === undefined || publicKey === undefined) return undefined;
  if (!isAttested(setting, context, publicKey)) return undefined;
  const { text, signature } = found.fields;
  const verifies = (): boolean => algebra.verify(publicKey, text, signature);
  // P-LGN-3
  if (!check('log-on-signature', verifies)) return undefined;
  const fields = algebra.decode(messages.logOn, text);
  return fields && { fields, replyKey: found.replyKey };
}

/** Whether the password, or the proof of it, is right. */
function isRight<M>(
  setting: Setting<M>,
  { customer }: BankContext<M>,
  { password, proof, nonce }: LogOn<M>,
): boolean {
  const { algebra, isPassword, verifier } = setting;
  if (!provesPassword(setting.reading)) {
    return password !== undefined && isPassword(password, customer.password);
  }
  if (proof === undefined || nonce === undefined) return false;
  return algebra.equal(proof, proofOf(setting, { verifier: verifier(customer), nonce }));
}

/** The log-on that a frame holds (§5.2 AS item 1, A13); `undefined` when it is none. */
export function readLogOn<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { channel, message, at }: FrameStep<M>,
): BankReading<M> | undefined {
  const { algebra, messages, reading, check } = setting;
  const { customer } = context;
  if (channel !== (logsOnOverHttps(reading) ? 'https' : 'wired')) return undefined;
  const outer = algebra.decode(messages.logOnFrame, message);
  if (outer === undefined) return undefined;
  const opened = openLogOn(setting, context, outer.body);
  if (opened === undefined) return refused('malformed log-on');
  if (isSessionOpen(setting, context, at)) return refused('a session is open');
  const { fields, replyKey } = opened;
  const right = (): boolean =>
    algebra.equal(fields.userid, customer.userid) && isRight(setting, context, fields);
  // P-LGN-4
  if (!check('credentials', right)) return refused('wrong userid or password');
  const { proof: trace } = fields;
  const isNew = (): boolean =>
    trace === undefined || !context.seen.some((seen) => algebra.equal(seen, trace));
  // P-LGN-5
  if (!check('log-on-freshness', isNew)) return refused('proof taken before');
  return { kind: 'log-on', replyKey, trace };
}

/** The answer to a log-on: the session's token, protected as the log-on was (A13). */
export function welcome<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { fresh, from, replyKey }: Pick<FrameStep<M>, 'fresh' | 'from'> & { readonly replyKey: M },
): readonly Effect<M>[] {
  const { algebra, messages, reading } = setting;
  const { customer } = context;
  const token = sessionToken({ algebra }, fresh);
  const renew = checksNotices(reading)
    ? algebra.constant(context.renewing ? 'renew' : 'keep')
    : undefined;
  const answer = algebra.encode(messages.welcome, { token, renew });
  const sealed = sealsLogOn(reading);
  return [
    { effect: 'claim', claim: 'did', about: 'logged-on', account: customer.accid, values: [] },
    ...begun(setting, 'log-on', customer.accid),
    { effect: 'claim', claim: 'secret', about: 'token', account: customer.accid, values: [token] },
    {
      effect: 'claim',
      claim: 'running',
      about: 'session',
      account: customer.accid,
      values: [token],
    },
    reply(context, {
      to: from,
      message: sealed ? algebra.seal(replyKey, algebra.derive(fresh, 'iv'), answer) : answer,
      note: 'log-on accepted',
      https: logsOnOverHttps(reading),
    }),
  ];
}

/** The token of a session, from the seed of the log-on step (A13). */
export function sessionToken<M>({ algebra }: Pick<Setting<M>, 'algebra'>, fresh: M): M {
  return algebra.derive(fresh, 'token');
}
