/**
 * A system: parties with their charts, wired by channels, and what an attacker does not hold runs
 * on by itself.
 *
 * One external stimulus (an intent, a delivery) and all that honest channels carry on from there
 * is one step: the step compression of the search and the run of the simulation are this same
 * code. What goes out over a channel that the attacker holds is observed and goes no further.
 */
import type { AnyStateMachine } from 'xstate';
import type { Ask, Channel, Effect, Envelope, IntentEvent, RoleEvent, Unseeded } from './effect.ts';
import { isIdle, type Snapshot, start, step } from './step.ts';
import type { Principal, TraceEvent } from './trace.ts';

/** What kind of party: who can be corrupted, and whose claims are tested. */
export type PartyKind = 'client' | 'bank' | 'log' | 'judge' | 'witness';

/** A party and its chart. */
export interface Party {
  readonly name: string;
  readonly kind: PartyKind;
  readonly machine: AnyStateMachine;
  readonly input: unknown;
  /** Whether its statements concern nobody here, as those of a customer towards another bank. */
  readonly silent?: true;
  /** Parties of one sort are interchangeable but for their names; its kind unless said. */
  readonly alike?: string;
  /** What of its memory it may still use in a state; all of it unless said. */
  readonly remaining?: (snapshot: Snapshot) => unknown;
  /** What it has been through before the run begins; what it did then is nobody's concern. */
  readonly past?: readonly RoleEvent<unknown>[];
}

/** A secret of the system's and the parties that have it from the start. */
export interface Secret<M> {
  /** What it is: `package-key`, `password`. */
  readonly kind: string;
  /** The customer whose it is, or the party. */
  readonly of: string;
  /** The kinds of party that have it. */
  readonly heldBy: readonly PartyKind[];
  readonly value: M;
}

/** A place where messages can be put in: what a party hears on a channel. */
export interface Door {
  readonly channel: Channel;
  /** Who gets it first. */
  readonly hop: string;
  /** The envelope's address. */
  readonly to: string;
  /** The address that a message put in here gives as its own, to which answers go. */
  readonly from: string;
  /** Whether it is open to anybody who may open a connection on the channel. */
  readonly server: boolean;
  /**
   * The name of the only shape of message that is taken in here, at a desk inside a party; nobody
   * reaches it who does not sit there, whatever it holds of the channel.
   */
  readonly desk?: string;
  /** Whether the attacker is by right at the other end: open to it whatever it holds. */
  readonly own?: true;
}

/** How a thief comes to a party's memory. */
export interface Access {
  /** Whether the thief knows the PIN of the phone. */
  readonly pin: boolean;
  /** Whether the memory is read past the application that guards it. */
  readonly reads: boolean;
}

/**
 * What a thief finds who reads a party's memory, by kind of value: `signing-key`, `package-key`.
 *
 * @param party - whose memory
 * @param snapshot - the state in which it is
 */
export type Exposes<M> = (
  party: Party,
  snapshot: Snapshot,
  access: Access,
) => Readonly<Record<string, M>>;

/** A party that opens boxes under a key and says when it cannot (`oracle.ts`). */
export interface Oracle<M> {
  /** The key with which it opens boxes. */
  readonly key: M;
  /** Where boxes are put before it. */
  readonly door: Door;
  /** The message in which a box is put before it. */
  readonly frame: (box: M) => M;
  /** The cause for which it refuses a message whose box cannot be decrypted. */
  readonly complaint: string;
}

/** Parties, what they are given, and what they will want. */
export interface System<M> {
  readonly parties: readonly Party[];
  readonly principals: readonly Principal<M>[];
  /** Parties whose first wish comes before anything else, in order. */
  readonly opening: readonly string[];
  /** What each party will want, in order; by party name. */
  readonly agenda: Readonly<Record<string, readonly IntentEvent<M>[]>>;
  /** What may happen to a party at any time. */
  readonly anytime: Readonly<Record<string, readonly IntentEvent<M>[]>>;
  /** All doors there are. */
  readonly doors: readonly Door[];
  /** The addresses at which the attacker is: its own, and those of the parties that it plays. */
  readonly attackerAt: readonly string[];
  /** What everybody knows, by name. */
  readonly publicValues: Readonly<Record<string, M>>;
  /**
   * Texts that the attacker may come to sign or would have signed, by name; made of what is public
   * and its own, and given to it where its rules of deduction are about them.
   */
  readonly drafts?: Readonly<Record<string, M>>;
  readonly secrets: readonly Secret<M>[];
  /** The seed of all honest randomness; nobody is given it. */
  readonly root: M;
  /** The world's answer to what a party asks of it. */
  readonly answer: (ask: Ask<M>) => IntentEvent<M> | undefined;
  /** How often a party may make a claim within the bounds: `party claim about` to a number. */
  readonly budget: Readonly<Record<string, number>>;
  /** What a thief finds in a party's memory; nothing unless said. */
  readonly exposes?: Exposes<M>;
  /** Parties that tell bad padding from other faults; none unless said. */
  readonly oracles?: readonly Oracle<M>[];
  /**
   * How many of a party's first wishes set it up, by party: its session begins with the wish after
   * them. None unless said.
   */
  readonly prologue?: Readonly<Record<string, number>>;
}

/**
 * How the attacker holds a channel: reads and writes it; reads it while messages go on; gets what
 * is meant for others, who then do not; or may delay messages and open connections of its own,
 * reading none of the others'.
 */
export type Hold = 'full' | 'read' | 'divert' | 'connect';

/** Which channels the attacker holds. */
export type Holds = Readonly<Partial<Record<Channel, Hold>>>;

/** A party's state: its chart's, and how many steps have changed it, which seeds the next. */
export interface Local {
  readonly snapshot: Snapshot;
  readonly steps: number;
}

/** What one step of one party leads to, in whatever representation of local states. */
export interface LocalStep<L, M> {
  readonly local: L;
  readonly idle: boolean;
  readonly effects: readonly Effect<M>[];
}

/** How local states are stepped: directly, or through a memo. */
export type Stepper<L, M> = (party: number, local: L, event: Unseeded<M>) => LocalStep<L, M>;

/** A message on its way over a channel that the attacker may only delay. */
export interface InFlight<M> extends Envelope<M> {
  readonly hop: string;
}

/** Something that starts a step. */
export type Stimulus<M> =
  { readonly intent: IntentEvent<M>; readonly party: string } | { readonly frame: InFlight<M> };

/** What a step leads to. */
export interface Outcome<L, M> {
  readonly locals: readonly L[];
  /** Whether no party did anything but refuse. */
  readonly idle: boolean;
  /** Messages that went to the attacker, in order. */
  readonly observed: readonly M[];
  /** Messages that went onto channels that the attacker may only delay, in order. */
  readonly inFlight: readonly InFlight<M>[];
  /** Everything that happened, in order. */
  readonly events: readonly TraceEvent<M>[];
}

/** The name under which the attacker opens connections of its own. */
export const attackerAddress = 'attacker';

/** What settling needs to know. */
export interface Wiring<L, M> {
  readonly system: System<M>;
  readonly holds: Holds;
  readonly stepper: Stepper<L, M>;
}

type Queued<M> = { readonly party: number; readonly event: Unseeded<M> };

/** Whether what is sent on a channel goes to the attacker and no further. */
export function isStopped(hold: Hold | undefined): boolean {
  return hold === 'full' || hold === 'divert';
}

/** Whether what is sent comes before the attacker's eyes: on the way, or because it is for it. */
export function isObserved<M>(
  { system, holds }: { readonly system: System<M>; readonly holds: Holds },
  { channel, hop }: Pick<InFlight<M>, 'channel' | 'hop'>,
): boolean {
  const hold = holds[channel];
  return isStopped(hold) || hold === 'read' || system.attackerAt.includes(hop);
}

/** Messages per step beyond which honest parties are taken to answer each other for ever. */
const deliveriesPerStepMax = 1000;

/**
 * Runs one stimulus and all that follows from it over channels that the attacker does not hold.
 *
 * @param wiring - the system, the attacker's hold, and how a local state is stepped
 * @param before - the local states, in the order of the system's parties
 * @param stimulus - the intent or frame, with the clock in milliseconds
 */
export function settle<L, M>(
  wiring: Wiring<L, M>,
  before: readonly L[],
  stimulus: Stimulus<M> & { readonly at: number },
): Outcome<L, M> {
  const { system, holds, stepper } = wiring;
  const locals = [...before];
  const observed: M[] = [];
  const inFlight: InFlight<M>[] = [];
  const events: TraceEvent<M>[] = [];
  const queue: Queued<M>[] = [];
  let idle = true;
  const { at } = stimulus;

  const indexOf = (name: string): number =>
    system.parties.findIndex((party) => party.name === name);

  const carry = (frame: InFlight<M>): void => {
    const party = indexOf(frame.hop);
    if (isObserved(wiring, frame)) observed.push(frame.message);
    if (party < 0 || isStopped(holds[frame.channel])) return;
    if (holds[frame.channel] === 'connect') inFlight.push(frame);
    else enqueueFrame(party, frame);
  };
  const enqueueFrame = (party: number, { channel, from, to, message }: InFlight<M>): void => {
    queue.push({ party, event: { type: 'frame', channel, from, to, message, at } });
  };

  const perform = (party: number, effect: Effect<M>): void => {
    const name = system.parties[party]?.name ?? '';
    switch (effect.effect) {
      case 'send': {
        const { channel, hop, from, to, message, note } = effect;
        events.push({ kind: 'sent', party: name, channel, hop, to, message, note });
        carry({ channel, hop, from, to, message });
        return;
      }
      case 'claim': {
        if (system.parties[party]?.silent === true) return;
        const { claim, about, account, values } = effect;
        events.push({ kind: 'claimed', party: name, claim, about, account, values });
        return;
      }
      case 'store':
        events.push({ kind: 'stored', party: name, what: effect.what, values: effect.values });
        return;
      case 'refuse':
        events.push({ kind: 'refused', party: name, why: effect.why });
        return;
      case 'ask': {
        const answer = system.answer(effect);
        if (answer !== undefined) queue.push({ party, event: { ...answer, at } });
      }
    }
  };

  const deliver = ({ party, event }: Queued<M>): void => {
    const name = system.parties[party]?.name ?? '';
    const local = locals[party];
    if (local === undefined) throw new Error(`settle: no party ${party}`);
    if ('channel' in event) {
      const { channel, from, message } = event;
      events.push({ kind: 'delivered', party: name, channel, from, message });
    } else events.push({ kind: 'intended', party: name, intent: event.type });
    const stepped = stepper(party, local, event);
    locals[party] = stepped.local;
    idle &&= stepped.idle;
    for (const effect of stepped.effects) perform(party, effect);
  };

  if ('frame' in stimulus) {
    const party = indexOf(stimulus.frame.hop);
    if (party >= 0) enqueueFrame(party, stimulus.frame);
  } else queue.push({ party: indexOf(stimulus.party), event: { ...stimulus.intent, at } });
  for (let delivered = 0; ; delivered += 1) {
    const next = queue.shift();
    if (next === undefined) break;
    if (delivered > deliveriesPerStepMax) throw new Error('settle: parties answer for ever');
    deliver(next);
  }
  return { locals, idle, observed, inFlight, events };
}

/**
 * What is in flight after more has been sent. A message that is in flight already is there once:
 * the attacker can delay and drop it but not double it, and what it made itself it can make again.
 */
export function nowInFlight<M>(
  before: readonly InFlight<M>[],
  sent: readonly InFlight<M>[],
  equal: (a: M, b: M) => boolean,
): readonly InFlight<M>[] {
  const isThere = (frame: InFlight<M>): boolean =>
    before.some(
      ({ channel, hop, from, to, message }) =>
        channel === frame.channel &&
        hop === frame.hop &&
        from === frame.from &&
        to === frame.to &&
        equal(message, frame.message),
    );
  const added = sent.filter((frame) => !isThere(frame));
  return added.length === 0 ? before : [...before, ...added];
}

/** The state in which a party starts. */
export function initialLocal({ machine, input, past = [] }: Party): Local {
  return {
    snapshot: past.reduce<Snapshot>(
      (snapshot, event) => step<unknown>(machine, snapshot, event).snapshot,
      start<unknown>(machine, input).snapshot,
    ),
    steps: 0,
  };
}

/** The states in which the parties start. */
export function initialLocals<M>({ parties }: System<M>): readonly Local[] {
  return parties.map(initialLocal);
}

/** Gives an event what a party draws from in the step in which it takes it. */
export function seeded<M>(
  { parties, root }: System<M>,
  derive: (seed: M, label: string) => M,
): (party: number, local: Local, event: Unseeded<M>) => RoleEvent<M> {
  return (index, local, event) => {
    const party = parties[index];
    if (party === undefined) throw new Error(`stepper: no party ${index}`);
    return { ...event, fresh: derive(root, `${party.name} step ${local.steps}`) };
  };
}

/** Has a party take an event that has what it draws from. */
export function taken<M>(
  { parties }: System<M>,
  index: number,
  { local, event }: { readonly local: Local; readonly event: RoleEvent<M> },
): LocalStep<Local, M> {
  const party = parties[index];
  if (party === undefined) throw new Error(`stepper: no party ${index}`);
  const stepped = step<M>(party.machine, local.snapshot, event);
  const same = stepped.snapshot === local.snapshot;
  return {
    local: same ? local : { snapshot: stepped.snapshot, steps: local.steps + 1 },
    idle: isIdle(local.snapshot, stepped),
    effects: stepped.effects,
  };
}

/**
 * Steps local states directly, seeding each step with a value of its own.
 *
 * @param system - the parties
 * @param derive - the algebra's derivation
 */
export function directStepper<M>(
  system: System<M>,
  derive: (seed: M, label: string) => M,
): Stepper<Local, M> {
  const seed = seeded(system, derive);
  return (index, local, event) => taken(system, index, { local, event: seed(index, local, event) });
}
