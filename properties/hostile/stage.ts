/** The system in which every cause of refusal can be brought about: see `causes.ts`. */
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { LOG_ON_ATTEMPTS_MAX } from '../../src/host/limits.ts';
import type { Cast } from './causes.ts';
import { knowledgeOf, logOnFrame, orderFrame } from './forge.ts';
import { ready, type Town, town } from './town.ts';
import { bodyOf, envelope, hearPost, type Target, targetsOf } from './wire.ts';

/** A town, its ports and its people. */
export interface Stage {
  readonly town: Town;
  readonly targets: readonly Target[];
  readonly cast: Cast;
}

/** Sets the stage: bob's account is paid to, one account is keyless, one locked. */
export async function stage(changes: Pick<Reading, 'A13' | 'A36'>): Promise<Stage> {
  const at = await town({
    ...readings.published,
    ...{ A4: 'all', A7: 'signatures', A13b: 'token' },
    ...changes,
  });
  const targets = await targetsOf(at);
  const phone = await ready(at, 'alice-01');
  await ready(at, 'bob-02');
  const alice = knowledgeOf(at, phone);
  const keyless = { ...knowledgeOf(at, await at.phone('keyless-03')), ...keysOf(alice) };
  const locked = knowledgeOf(at, await ready(at, 'locked-04'));
  const executed = orderFrame(alice);
  const [gateway] = targets;
  const logsOnAt = targets.at(-1);
  if (gateway === undefined || logsOnAt === undefined) throw new Error('no port');
  const answer = await hearPost(gateway, envelope(alice.accid, executed));
  if (JSON.stringify(bodyOf(answer)) === '{"deliveries":[]}') throw new Error('not executed');
  for (let tries = 0; tries < LOG_ON_ATTEMPTS_MAX; tries += 1) {
    await hearPost(logsOnAt, envelope(locked.accid, logOnFrame(locked, 'guess')));
  }
  return { town: at, targets, cast: { alice, keyless, locked, executed } };
}

const keysOf = ({ signingKey, token }: Cast['alice']) => ({ signingKey, token });
