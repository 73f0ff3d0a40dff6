/** What is drafted of a protocol of a file: its roles as a script has them, and what is to be known of them. */
import type { Message } from '../../model/script/message.ts';
import type { Role } from '../../model/script/script.ts';
import type { Place } from './grammar.ts';

/** A message that a role sends or receives. */
export interface DraftedEvent {
  readonly does: 'send' | 'receive';
  readonly label: string;
  readonly peer: string;
  readonly message: Message;
  /** Its place among the role's steps. */
  readonly step: number;
}

/** A claim that a role makes. */
export interface DraftedClaim {
  readonly at: Place;
  readonly kind: string;
  readonly says: string;
  readonly about: string;
  readonly step: number;
  readonly running: string;
}

/** A role, with what is to be known of it. */
export interface DraftedRole {
  readonly role: Role;
  readonly sorts: readonly (readonly [string, string])[];
  readonly events: readonly DraftedEvent[];
  readonly claims: readonly DraftedClaim[];
  /** Where each step is told. */
  readonly places: readonly Place[];
}

/** A protocol. */
export interface Drafted {
  readonly name: string;
  readonly roles: readonly DraftedRole[];
}
