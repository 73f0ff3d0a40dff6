/** The shapes of what is sealed for the bank's own key, and of log-ons, under a reading (§5.2 AS, A13, R3). */
import { type Shape, shape, type Sort } from '../../core/shape.ts';
import type { Messages } from './form.ts';
import { provesPassword, type Reading, signsLogOn } from '../reading.ts';
import { when } from './when.ts';

/** What is sealed for the bank's own key (R3), and what passwords are proven with (A13). */
export function sealedShapes(
  reading: Reading,
): Pick<
  Messages,
  | 'enclosedOrder'
  | 'enclosedLogOn'
  | 'enclosedRegistration'
  | 'logOn'
  | 'passwordFile'
  | 'passwordProof'
> {
  const proves = provesPassword(reading);
  const ordered = reading.A31 === 'encrypt-then-sign' ? 'signed-text' : 'signed-order';
  const loggedOn = signsLogOn(reading) ? 'signed-log-on' : 'log-on';
  const enclosing = (name: string, tag: number, content: Sort): Shape<'content' | 'replyKey'> =>
    shape([name, tag], { content, replyKey: 'key' });
  return {
    enclosedOrder: enclosing('enclosed-order', 34, ordered),
    enclosedLogOn: enclosing('enclosed-log-on', 35, loggedOn),
    enclosedRegistration: enclosing('enclosed-registration', 36, 'registration'),
    logOn: shape(
      ['log-on', 9],
      { userid: 'userid' },
      {
        password: when(!proves, 'password'),
        proof: when(proves, 'digest'),
        nonce: when(proves, 'nonce'),
      },
    ),
    passwordFile: shape(['password-file', 37], { userid: 'userid', password: 'password' }),
    passwordProof: shape(['password-proof', 38], { verifier: 'digest', nonce: 'nonce' }),
  };
}
