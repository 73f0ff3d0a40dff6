/** Scripts played on terms, each message delivered to the role that it is for: nobody attacks. */
import { symbolic } from '../../core/symbolic.ts';
import { directStepper, initialLocals, settle, type System } from '../../core/system.ts';
import { type Term, termStore } from '../../core/term.ts';
import type { TraceEvent } from '../../core/trace.ts';
import type { Protocol } from '../script.ts';
import { type Scenario, scriptSystem } from '../system.ts';

/** A new world of terms. */
export const world = () => {
  const store = termStore();
  return { store, algebra: symbolic(store, { cipher: 'aes-128-cbc' }) };
};

/** Each role once, by an agent whose name is the role's in small letters. */
export function onceEach({ roles }: Pick<Protocol, 'roles'>): Scenario['seats'] {
  const peers = Object.fromEntries(roles.map(({ name }) => [name, name.toLowerCase()]));
  return roles.map(({ name }) => ({ role: name, agent: name.toLowerCase(), peers }));
}

/** What happens when the seats play with each other. */
export function played(
  protocol: Protocol,
  { typed = true, seats = onceEach(protocol) }: Partial<Scenario> = {},
  { algebra } = world(),
): readonly TraceEvent<Term>[] {
  // Who is named takes part, whether or not it plays.
  const named = seats.flatMap(({ agent, peers }) => [agent, ...Object.values(peers)]);
  const honest = [...new Set(named)];
  const system: System<Term> = scriptSystem(protocol, { honest, insider: 'i', seats, typed })(
    algebra,
  );
  const stepper = directStepper(system, algebra.derive);
  const wiring = { system, holds: { wireless: 'full' }, stepper } as const;
  let locals = initialLocals(system);
  const events: TraceEvent<Term>[] = [];
  const waiting: Extract<TraceEvent<Term>, { kind: 'sent' }>[] = [];
  const make = (stimulus: Parameters<typeof settle<(typeof locals)[number], Term>>[2]): void => {
    const outcome = settle(wiring, locals, stimulus);
    locals = outcome.locals;
    events.push(...outcome.events);
    waiting.push(...outcome.events.filter((event) => event.kind === 'sent'));
  };
  for (const [party, [intent]] of Object.entries(system.agenda)) {
    if (intent !== undefined) make({ party, intent, at: 0 });
  }
  for (let sent = waiting.shift(); sent !== undefined; sent = waiting.shift()) {
    const { to, message } = sent;
    const door = system.doors.find(({ hop }) => hop.includes(` as ${to},`));
    if (door === undefined) throw new Error(`nobody plays ${to}`);
    make({ frame: { ...door, message }, at: 0 });
  }
  return events;
}

/** The statements among them: the kind, what it is about, and the account and values by what they are. */
export function statements(
  events: readonly TraceEvent<Term>[],
): readonly Extract<TraceEvent<Term>, { kind: 'claimed' }>[] {
  return events.flatMap((event) => (event.kind === 'claimed' ? [event] : []));
}
