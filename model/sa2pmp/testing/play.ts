/**
 * A play: the system on terms with nobody in between, for tests to act on and look into.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { Channel, IntentEvent } from '../../core/effect.ts';
import { symbolic } from '../../core/symbolic.ts';
import {
  directStepper,
  type Holds,
  initialLocals,
  type Local,
  type Outcome,
  settle,
  type Stimulus,
  type System,
} from '../../core/system.ts';
import { type Term, type TermStore, termStore } from '../../core/term.ts';
import type { TraceEvent } from '../../core/trace.ts';
import { openOrder, signingInput, textSignedUnder } from '../composition.ts';
import { openAtBank, sealForBank } from '../confidential.ts';
import { type Messages, messages } from '../messages.ts';
import { type Reading, readings } from '../reading.ts';
import { type Setting, setting } from '../setting.ts';
import { suiteOf } from '../suite.ts';
import { type BankContext, bankKeys } from '../roles/bank/context.ts';
import type { ClientContext } from '../roles/client/context.ts';
import type { LogEntry } from '../roles/log.ts';
import { buildSystem } from '../scenario/scenario.ts';
import type { Scenario } from '../scenario/wanted.ts';

/** A step that was taken. */
export type Scene = Outcome<Local, Term>;

/** What arrives: the channel, whom it is for, the message, and when. */
export type Arrival = readonly [channel: Channel, to: string, message: Term, at?: number];

/** A play under way. */
export interface Play {
  readonly store: TermStore;
  readonly algebra: Algebra<Term>;
  readonly system: System<Term>;
  readonly messages: Messages;
  readonly setting: Setting<Term>;
  /** A party wants something. */
  readonly want: (party: string, type: string, more?: Wanting) => Scene;
  /** A message arrives at a party over a channel. */
  readonly put: (...arrival: Arrival) => Scene;
  readonly client: () => ClientContext<Term>;
  readonly bank: () => BankContext<Term>;
  /** What the log server keeps, oldest first: each entry and its signature, if signed. */
  readonly log: () => readonly LogEntry<Term>[];
  /** S(msg, ID_C) of every order that the bank took, oldest first; the ciphertext under A31. */
  readonly taken: () => readonly Term[];
  readonly locals: () => readonly Local[];
}

/** The particulars of a wish. */
export interface Wanting {
  readonly values?: Readonly<Record<string, Term>>;
  readonly at?: number;
}

/** What may differ from the plainest scenario. */
export interface Staging extends Partial<Scenario> {
  /** Channels on which nothing arrives by itself. */
  readonly holds?: Holds;
  /** Whether the regular bank will not execute. */
  readonly declines?: boolean;
  /** Whether the regular bank leaves every question unanswered. */
  readonly unanswered?: boolean;
}

/** The account that all is about. */
export const bankName = 'bank:alice';

/**
 * Sets up alice, her bank, the log server and, if asked for, a judge.
 *
 * @param changes - how the reading differs from the published one
 * @param staging - what else differs from the plainest scenario
 */
export function play(changes: Partial<Reading> = {}, staging: Staging = {}): Play {
  const { holds = {}, declines = false, unanswered = false, ...scenario } = staging;
  const store = termStore();
  const reading = { ...readings.published, ...changes };
  const algebra = symbolic(store, suiteOf(reading));
  const bounds = { sessions: 2, customers: 1, renewals: 1 };
  const plain = { reading, bounds, insider: false, corrupt: [], court: false };
  const built = buildSystem(algebra, { ...plain, ...scenario });
  const decline = (): IntentEvent<Term> => ({ type: 'declined', values: {} });
  const answer = unanswered ? () => undefined : declines ? decline : built.answer;
  const system = { ...built, answer };
  const stepper = directStepper(system, algebra.derive);
  let locals = initialLocals(system);
  const kept: LogEntry<Term>[] = [];
  const frames: Term[] = [];
  const context = (name: string): unknown =>
    locals[system.parties.findIndex((party) => party.name === name)]?.snapshot.context;
  const bankContext = (): BankContext<Term> => context(bankName) as BankContext<Term>;
  const world = setting(algebra, reading);
  const take = (stimulus: Stimulus<Term>, at = 0): Scene => {
    const scene = settle({ system, holds, stepper }, locals, { ...stimulus, at });
    locals = scene.locals;
    kept.push(...entriesIn(scene));
    frames.push(...framesTakenIn(scene));
    return scene;
  };
  return {
    store,
    algebra,
    system,
    messages: messages(reading),
    setting: world,
    want: (party, type, { values = {}, at = 0 } = {}) =>
      take({ party, intent: { type, values } }, at),
    put: (...[channel, to, message, at = 0]) =>
      take({ frame: { channel, hop: to, from: 'alice', to, message } }, at),
    client: () => context('alice') as ClientContext<Term>,
    bank: bankContext,
    log: () => kept,
    taken: () => frames.flatMap((frame) => wholeIn(world, bankContext(), frame)),
    locals: () => locals,
  };
}

/** A play in which alice has installed, registered and logged on. */
export function opened(changes: Partial<Reading> = {}, staging: Staging = {}): Play {
  const p = play(changes, staging);
  p.want(bankName, 'issue');
  p.want('alice', 'start');
  p.want('alice', 'logOn');
  return p;
}

/** The entries that the log server made in a scene. */
function entriesIn({ events }: Scene): readonly LogEntry<Term>[] {
  return events.flatMap((event): readonly LogEntry<Term>[] => {
    if (event.kind !== 'stored' || event.party !== 'log') return [];
    const [entry, signature] = event.values;
    return entry === undefined ? [] : [{ entry, signature }];
  });
}

/** The frames of the orders that the bank took in a scene. */
function framesTakenIn({ events }: Scene): readonly Term[] {
  return claimsIn(events)
    .filter(({ about }) => about === 'took-order')
    .flatMap(({ values }) => values);
}

/** What is signed and sealed in an order frame, as the bank opens it. */
function wholeIn(world: Setting<Term>, bank: BankContext<Term>, frame: Term): readonly Term[] {
  const { algebra, messages: m } = world;
  const outer = algebra.decode(m.orderFrame, frame);
  const open = openAtBank(world, bankKeys(bank), 'order');
  const clientId = algebra.encode(m.clientId, bank.customer);
  const opened = outer && openOrder(world, { open, clientId, recipient: bank.name }, outer);
  return opened === undefined ? [] : [opened.whole];
}

/** Alice pays. */
export function pay(p: Play, amount = '10 CAD', at = 0): Scene {
  const payee = p.algebra.name('payee', 'shop-0815');
  return p.want('alice', 'pay', {
    values: { payee, amount: p.algebra.name('amount', amount) },
    at,
  });
}

/** What was stated in a scene, in order: `claim about`. */
export function statements({ events }: Scene): readonly string[] {
  return claimsIn(events).map(({ claim, about }) => `${claim} ${about}`);
}

/** The claims among events. */
export function claimsIn(
  events: readonly TraceEvent<Term>[],
): readonly Extract<TraceEvent<Term>, { kind: 'claimed' }>[] {
  return events.filter((event) => event.kind === 'claimed');
}

/** Whether the bank took an order. */
export function accepts(scene: Scene): boolean {
  return statements(scene).includes('commit order');
}

/** The last message that a party sent in a scene. */
export function sentBy({ events }: Scene, party: string): Term {
  const sent = events.filter((event) => event.kind === 'sent').filter((s) => s.party === party);
  const last = sent.at(-1);
  if (last === undefined) throw new Error(`${party} sent nothing`);
  return last.message;
}

/** What an order differs in from one that alice would send. */
export interface OrderChanges {
  readonly order?: Readonly<Record<string, Term>>;
  readonly clientId?: Readonly<Record<string, Term>>;
  readonly text?: Readonly<Record<string, Term>>;
  readonly outer?: Readonly<Record<string, Term>>;
  readonly signingKey?: Term;
  readonly key?: Term;
  /** Randomness of signature and box. */
  readonly fresh?: string;
}

/** The frame of an order as alice would send it, but for the changes. */
export function orderFrom(p: Play, changes: OrderChanges = {}): Term {
  const { algebra, messages: m } = p;
  const { customer, signingKey, token } = p.client();
  const { packageKey, boxKey, name } = p.bank();
  const fresh = algebra.name('seed', changes.fresh ?? 'f');
  const signer = changes.signingKey ?? signingKey ?? fresh;
  const order = algebra.encode(m.order, {
    type: algebra.constant('pay'),
    payer: customer.accid,
    payee: algebra.name('payee', 'shop-0815'),
    amount: algebra.name('amount', '10 CAD'),
    transaction: algebra.derive(fresh, 'transaction'),
    time: algebra.constant('slot 0'),
    counter: algebra.constant('number 1'),
    challenge: p.bank().challenge ?? algebra.derive(fresh, 'challenge'),
    token: token ?? algebra.derive(fresh, 'token'),
    memo: algebra.constant('no memo'),
    password: customer.password,
    ...changes.order,
  });
  const clientId = algebra.encode(m.clientId, { ...customer, ...changes.clientId });
  const publicKey = algebra.publicKey(signer);
  const content = { order, clientId, recipient: name, ...changes.text };
  const text = algebra.encode(m.signedText, { ...content, publicKey });
  const appPackage = {
    bank: name,
    bankPublicKey: publicKey,
    key: changes.key ?? packageKey,
    boxKey: boxKey && algebra.publicKey(boxKey),
  };
  const sealed = (content: Term): Term =>
    sealForBank(p.setting, { appPackage, fresh, kind: 'order' }, content).body;
  const sign = (content: Term): Term =>
    algebra.sign(signer, algebra.derive(fresh, 'randomness'), content);
  const input = signingInput(p.setting, content);
  const signsOutside = m.orderFrame.fields.some((field) => field.name === 'signature');
  const body = signsOutside
    ? sealed(text)
    : sealed(
        algebra.encode(m.signedOrder, {
          text,
          publicKey,
          signature: sign(input ? textSignedUnder(input, publicKey) : text),
        }),
      );
  return algebra.encode(m.orderFrame, {
    accid: customer.accid,
    clientId,
    publicKey,
    recipient: name,
    body,
    signature: sign(body),
    ...changes.outer,
  });
}
