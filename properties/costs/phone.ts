/**
 * All that a phone needs, as one module: what is bundled and weighed (`bundle.ts`). The client's chart
 * over noble and the codec, stepped by XState; the database and the sockets are the platform's.
 */
import type { AnyStateMachine } from 'xstate';
import type { Reading } from '../../model/sa2pmp/reading/axes.ts';
import { client } from '../../model/sa2pmp/roles/client/chart.ts';
import { setting } from '../../model/sa2pmp/setting.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { concrete } from '../../src/concrete.ts';

export { keep, restore, start, step } from '../../model/core/step.ts';

/** The chart of a phone under a reading. */
export function phone(reading: Reading): AnyStateMachine {
  return client(setting(concrete(suiteOf(reading)), reading, { statesPrivateKeys: false }));
}
