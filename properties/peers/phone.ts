/**
 * All that the phone of a peer needs, as one module: what is bundled and weighed (`bundle.ts`). The
 * interpreter of role scripts over noble and the codec, stepped by XState, and the script as data; the
 * database and the sockets are the platform's.
 */
import type { AnyStateMachine } from 'xstate';
import type { Suite } from '../../model/core/algebra.ts';
import { chartOf } from '../../model/script/chart.ts';
import { layoutOf } from '../../model/script/layout.ts';
import type { Keyring } from '../../model/script/pattern.ts';
import type { Protocol, Role } from '../../model/script/script.ts';
import type { Bytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';

export { start, step } from '../../model/core/step.ts';

/** What a phone carries: the messages of all, for the forms that they have on the wire, and its role. */
export interface Carried {
  readonly protocol: Protocol;
  readonly role: Role;
  readonly suite: Suite;
}

/** What is carried is written in where the module is bundled. */
function carried(): Carried {
  throw new Error('peers: no script is written in');
}

/** The chart of the phone, with the keys of its customer. */
export function phone(keyring: Keyring<Bytes>): AnyStateMachine {
  const { protocol, role, suite } = carried();
  const layout = layoutOf(protocol, true);
  const bench = { self: role.name, algebra: concrete(suite), layout, keyring };
  return chartOf({ protocol, role, bench });
}
