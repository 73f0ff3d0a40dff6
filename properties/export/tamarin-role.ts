/**
 * A role as Tamarin's rules (Tamarin manual, "Model specification using rules"): one for each
 * stretch from a receipt to the next, what the role knows in a state fact between them. What is
 * received is a pattern in a premise; signatures are verified in an action.
 */
import type { Term } from '../../model/core/term.ts';
import {
  eventName,
  type Flow,
  type FlowAct,
  type FlowRole,
  isIn,
  type Statement,
  statementOf,
  termsIn,
  type Way,
} from './flow.ts';
import { madeBefore } from './given.ts';
import { namesBeside } from './names.ts';
import {
  blank,
  checked,
  type Desk,
  factName,
  gives,
  inPattern,
  say,
  type Told,
} from './tamarin-say.ts';

/** A rule. */
export interface Rule {
  readonly name: string;
  readonly premises: readonly string[];
  readonly actions: readonly string[];
  readonly conclusions: readonly string[];
}

/** What a role is given from the start: values of a world, of a customer, agents, shared keys. */
export interface Start {
  readonly fact: string;
  /** What it is given, as it is said, by a key that tells it from others. */
  readonly given: readonly Told[];
  readonly isPersistent: boolean;
}

/** A role's rules. */
export interface Ruled {
  readonly start: Start;
  readonly rules: readonly Rule[];
}

/** The fact of a message on its way. */
function carried(desk: Desk, on: Way, message: string): string {
  if (on.way === 'closed') return `${factName(on.name)}(${customer(desk)}, ${message})`;
  if (on.way === 'opens') {
    return `${factName(on.name)}_request(${customer(desk)}, ${desk.connection ?? ''}, ${message})`;
  }
  if (on.way === 'answers' && desk.connection !== undefined) {
    return `${factName(on.name)}_answer(${desk.connection}, ${message})`;
  }
  return on.way === 'answers' ? `${factName(on.name)}_to(${customer(desk)}, ${message})` : message;
}

const customer = (desk: Desk): string => gives(desk, 'customer customer', '~');

/** The fact that a message is on its way, or has come. */
function carriedOr(
  desk: Desk,
  fact: 'In' | 'Out',
  { on, message }: { readonly on: Way; readonly message: string },
): string {
  return on.way === 'open' ? `${fact}(${message})` : carried(desk, on, message);
}

/** Something that is noted of the terms of an act. */
function noted(desk: Desk, fact: string, act: FlowAct): void {
  const values = termsIn(act).map((t) => say(desk, t));
  desk.sheet.actions.push(`${fact}(${values.join(', ')})`);
}

/** Writes an act into the rule. */
function write(desk: Desk, act: FlowAct, wanted: ReadonlySet<Statement>): void {
  const { sheet } = desk;
  switch (act.does) {
    case 'receive': {
      const message = inPattern(desk, () => say(desk, act.message));
      if (act.on.way === 'opens') desk.connection = desk.names.fresh('connection');
      sheet.premises.push(carriedOr(desk, 'In', { on: act.on, message }));
      return;
    }
    case 'send': {
      const message = say(desk, act.message);
      if (act.on.way === 'opens') {
        desk.connection = `~${desk.names.fresh('connection')}`;
        sheet.premises.push(`Fr(${desk.connection})`);
      }
      sheet.conclusions.push(carriedOr(desk, 'Out', { on: act.on, message }));
      return;
    }
    case 'state': {
      const statement = statementOf(act);
      if (wanted.has(statement)) noted(desk, factName(eventName(statement)), act);
      return;
    }
    case 'spend':
      noted(desk, 'Spent', act);
      return;
    case 'differ':
      noted(desk, 'Differ', act);
      return;
    case 'take':
  }
}

/** Acts from one receipt to the next. */
function stretchesOf(acts: readonly FlowAct[]): readonly (readonly FlowAct[])[] {
  return acts.reduce<readonly (readonly FlowAct[])[]>((before, act) => {
    if (act.does === 'receive') return [...before, [act]];
    return [...before.slice(0, -1), [...(before.at(-1) ?? []), act]];
  }, []);
}

/** What is known by a name and wanted by what comes later. */
function keptFor(desk: Desk, later: readonly Term[]): readonly Term[] {
  const { store } = desk.flow;
  const wanted = later.map((t) => expanded(desk, t));
  return [...desk.called.keys()].filter((t) => wanted.some((whole) => isIn(store, t, whole)));
}

/** A term with what its variables have turned out to be. */
function expanded(desk: Desk, t: Term): Term {
  const { store } = desk.flow;
  const bound = desk.bound.get(t);
  if (bound !== undefined) return expanded(desk, bound);
  if (store.isGround(t) || store.kind(t) === 'variable') return t;
  return store.rebuild(
    t,
    store.args(t).map((arg) => expanded(desk, arg)),
  );
}

/** What is known between two rules. */
interface Between {
  readonly fact: string;
  readonly isPersistent: boolean;
  readonly known: readonly Term[];
  /** What is remembered from one time to the next. */
  readonly state: readonly Term[];
}

/** A state fact: what the role is given, what it has learnt, what it remembers. */
function stateFact(desk: Desk, { fact, isPersistent, known, state }: Between): string {
  const learnt = new Set(known.map((t) => say(desk, t)));
  const said = [
    givenMark,
    ...learnt,
    ...(desk.connection === undefined ? [] : [desk.connection]),
    ...state.map((t) => say(desk, t)),
  ];
  return `${isPersistent ? '!' : ''}${fact}(${said.join(', ')})`;
}

/** Where all that a role is given stands in its facts: filled in when all of it is known. */
const givenMark = '<<given>>';

/** The rules of some acts, after a state and before another. */
interface Part {
  readonly acts: readonly FlowAct[];
  readonly label: string;
  readonly wanted: ReadonlySet<Statement>;
  readonly before: Between;
  /** What the last rule ends with; nothing where the role is over. */
  readonly ends: () => readonly string[];
  /** What comes after these acts. */
  readonly later: readonly Term[];
}

/** Takes note of what a variable has turned out to be. */
function bind(desk: Desk, { value, as }: Extract<FlowAct, { does: 'take' }>): void {
  desk.bound.set(value, as);
  desk.called.delete(value);
}

function rulesOf(desk: Desk, part: Part): readonly Rule[] {
  const stretches = stretchesOf(part.acts);
  let { before } = part;
  return stretches.map((stretch, index): Rule => {
    desk.sheet = blank();
    for (const act of stretch) if (act.does === 'take') bind(desk, act);
    const isLast = index === stretches.length - 1;
    const later = [
      ...stretches
        .slice(index + 1)
        .flat()
        .flatMap(termsIn),
      ...part.later,
    ];
    // Patterns of what came earlier are in the state fact: said first, with what is learnt.
    const premise = inPattern(desk, () => stateFact(desk, before));
    for (const act of stretch) write(desk, act, part.wanted);
    const checks = checked(desk);
    const name = factName(`${desk.role.name}_${part.label}_${String(index + 1)}`);
    const after: Between = {
      fact: name,
      isPersistent: false,
      known: keptFor(desk, later),
      state: [],
    };
    const end = isLast ? part.ends() : [stateFact(desk, after)];
    before = after;
    return {
      name,
      premises: [premise, ...desk.sheet.premises],
      actions: [...checks, ...desk.sheet.actions],
      conclusions: [...end, ...desk.sheet.conclusions],
    };
  });
}

/** Puts what a role is given into its facts. */
function filledIn(rule: Rule, given: readonly Told[]): Rule {
  const all = given.map(({ said }) => said).join(', ');
  const fill = (facts: readonly string[]): readonly string[] =>
    facts.map((fact) =>
      fact
        .replace(givenMark, () => all)
        .replace(/\(, /u, '(')
        .replace(/, \)$/u, ')'),
    );
  return { ...rule, premises: fill(rule.premises), conclusions: fill(rule.conclusions) };
}

/** A role's rules; `reserved` are words that are no names of variables. */
export function rulesFor(
  { flow, wanted }: { readonly flow: Flow; readonly wanted: ReadonlySet<Statement> },
  role: FlowRole,
  reserved: readonly string[],
): Ruled {
  const desk: Desk = {
    flow,
    role,
    names: namesBeside(reserved),
    bound: new Map(),
    called: new Map(),
    given: new Map(),
    connection: undefined,
    sheet: blank(),
    isPattern: false,
  };
  const { acts, again } = role;
  const isOnlyAgain = acts.length === 0;
  const start: Between = {
    fact: factName(`${role.name}_0`),
    isPersistent: isOnlyAgain,
    known: [],
    state: [],
  };
  const once = { acts, label: 'setting', wanted, before: start };
  const rules =
    again === undefined
      ? rulesOf(desk, { ...once, later: [], ends: () => [] })
      : roundRules(desk, { again, once, wanted });
  const given = [...desk.given.values()];
  return {
    start: { fact: start.fact, given, isPersistent: isOnlyAgain },
    rules: rules.map((rule) => filledIn(rule, given)),
  };
}

/** What a role does once, and then again and again. */
interface Round {
  readonly again: NonNullable<FlowRole['again']>;
  readonly once: Omit<Part, 'later' | 'ends'>;
  readonly wanted: ReadonlySet<Statement>;
}

/** The rules of a role that is set up once and then goes round. */
function roundRules(desk: Desk, { again, once, wanted }: Round): readonly Rule[] {
  const later = [...again.acts.flatMap(termsIn), ...again.then];
  const isPersistent = again.state.length === 0;
  let ready: Between = { ...once.before, isPersistent, state: again.state };
  const setting = rulesOf(desk, {
    ...once,
    later: [...later, ...again.at],
    ends: () => {
      desk.connection = undefined;
      const known = settled(desk, later, again.at);
      ready = {
        fact: factName(`${desk.role.name}_ready`),
        isPersistent,
        known,
        state: again.state,
      };
      return [stateFact(desk, { ...ready, state: again.at })];
    },
  });
  desk.connection = undefined;
  const round = rulesOf(desk, {
    acts: again.acts,
    label: 'again',
    wanted,
    before: ready,
    later: [...again.then, ...ready.known],
    ends: () => {
      desk.connection = undefined;
      return isPersistent ? [] : [stateFact(desk, { ...ready, state: again.then })];
    },
  });
  return [...setting, ...round];
}

/** What is known once a role is set up, with what it makes before it begins anew. */
function settled(desk: Desk, later: readonly Term[], at: readonly Term[]): readonly Term[] {
  for (const t of madeBefore(desk.flow, [...later, ...at])) say(desk, t);
  return keptFor(desk, later);
}
