/** The steps of a script, written short. */
import { atom, type Message } from './message.ts';
import type { Statement, Step } from './script.ts';

/** Puts a message on the network. */
export function send(to: string, message: Message): Step {
  return { do: 'send', to, message };
}

/** Waits for a message of a form. */
export function receive(message: Message): Step {
  return { do: 'receive', message };
}

/** Calls a message by a name, or takes what a known name stands for apart. */
export function match(name: string, message: Message): Step {
  return { do: 'match', name, message };
}

/** Goes on only if a name stands for something else than another: what was taken before is refused. */
export function unlike(name: string, other: string): Step {
  return { do: 'match', name, message: atom(other), not: true };
}

/** States something about a peer, on the names that follow it. */
export function state(
  claim: Statement['claim'],
  about: string,
  [peer, ...on]: readonly [string, ...string[]],
): Step {
  return { do: 'state', claim, about, peer, on };
}

/** States that a peer is doing or has done something, whoever it does it with. */
export function stateOfAnybody(
  claim: 'running' | 'commit',
  about: string,
  [peer, ...on]: readonly [string, ...string[]],
): Step {
  return { do: 'state', claim, about, peer, on, anonymous: true };
}

/** Steps that are there under some readings. */
export function stepsIf(isThere: boolean, ...steps: readonly Step[]): readonly Step[] {
  return isThere ? steps : [];
}
