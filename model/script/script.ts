/**
 * Role scripts: a small protocol as data. Each role is a list of things done in order, with the
 * claims where they are made.
 *
 * One interpreter (`chart.ts`) turns a role into a statechart, so that every engine runs the same.
 */
import type { Message } from './message.ts';

/** One thing that a role does. */
export type Step =
  /** Puts a message on the network. */
  | { readonly do: 'send'; readonly to: string; readonly message: Message }
  /** Waits for a message of this form; names not known yet are learnt from it. */
  | { readonly do: 'receive'; readonly message: Message }
  /** Calls a message by a name; where the name is known, takes what it stands for apart. */
  | {
      readonly do: 'match';
      readonly name: string;
      readonly message: Message;
      /** Whether it goes on only if the name stands for something else: what was taken before. */
      readonly not?: true;
    }
  /** States something about a peer. */
  | Statement;

/** A statement, on which claims are judged. */
export interface Statement {
  readonly do: 'state';
  /** `running`: committed to it; `commit`: believes the peer is; `secret`: the two alone know. */
  readonly claim: 'running' | 'commit' | 'secret';
  /** Which belief it is; a `commit` is borne out by a `running` about the same. */
  readonly about: string;
  /** The agent whose honesty decides whether it counts: the name of a role. */
  readonly peer: string;
  /** Names that are agreed on, or secret. */
  readonly on: readonly string[];
  /** Whether who is believed to be running need not know who believes it, so that it is not agreed on. */
  readonly anonymous?: true;
}

/** One side of a protocol. */
export interface Role {
  /** The name of the role, which is also the name of the agent in it: `A`. */
  readonly name: string;
  /** The roles whose agents it knows before it starts, beside its own. */
  readonly knows: readonly string[];
  /** Names that it makes up when first needed. */
  readonly makes: readonly string[];
  readonly steps: readonly Step[];
  /** Whether it can look up what two others share: an issuer behind it, a court that is shown keys. */
  readonly deposited?: true;
}

/** A belief that the script's roles state. */
export type Belief =
  /** Nobody but the two knows it. */
  | { readonly belief: 'secrecy'; readonly about: string }
  /** Who commits has a peer that was running with the same; one of its own if injective. */
  | { readonly belief: 'agreement'; readonly about: string; readonly injective: boolean };

/** A protocol. */
export interface Protocol {
  /** Stable id. */
  readonly id: string;
  /** A short name. */
  readonly title: string;
  /** Where it is published. */
  readonly source: string;
  /** What kind of value a name that is no role's stands for: `nonce`, `key`, `box`. */
  readonly sorts: Readonly<Record<string, string>>;
  readonly roles: readonly Role[];
  /** Roles played by the one agent that all trust: a server. */
  readonly trusted: readonly string[];
  readonly beliefs: readonly Belief[];
}

/** The sort of agents' names. */
export const agentSort = 'agent';

/** What kind of value a name stands for. @throws Error for a name that the script does not have. */
export function sortOf({ sorts, roles }: Pick<Protocol, 'sorts' | 'roles'>, name: string): string {
  const sort = roles.some((role) => role.name === name) ? agentSort : sorts[name];
  if (sort === undefined) throw new Error(`script: nothing is called ${name}`);
  return sort;
}
