/**
 * Which runs can make a difference to a claim, seen from the messages of the file alone.
 *
 * A run is of no consequence among others when the attacker could do without it: all that it learns
 * the attacker may know, and all that it sends the attacker can make, with values of its own for
 * what the run makes up, or nobody looks into. Then what the run does can be left out of any attack:
 * what it sent is put together by the attacker, or replaced by something that it makes up. What the
 * run states only bears claims out. Anything in doubt is of consequence.
 */
import { learntFrom } from '../../model/script/message.ts';
import type { Protocol, Step } from '../../model/script/script.ts';
import type { Seat } from '../../model/script/system.ts';
import { type Closed, closedIn, type Form, formOf, mayBeOne } from './form.ts';

/** What a run sends and takes apart, in order. */
interface Act {
  readonly does: 'send' | 'take';
  readonly form: Form;
  /** All closed forms in it. */
  readonly closed: readonly Closed[];
  /** What is taken apart, where it is no message that comes in. */
  readonly from?: string;
}

/** A run, seen from its messages. */
interface Conduct {
  readonly acts: readonly Act[];
  /** How many of them come before its first claim. */
  readonly untilClaim: number;
}

/** A file's roles, and how its messages are read. */
export interface Read {
  readonly script: Protocol;
  readonly insider: string;
  readonly typed: boolean;
}

/** The names that a role has by a step. */
function namesAfter(step: Exclude<Step, { do: 'state' }>): readonly string[] {
  if (step.do === 'send') return [];
  return [...(step.do === 'match' ? [step.name] : []), ...learntFrom(step.message)];
}

/** What a step does to a message; nothing where it calls one by a name. */
function actOf(
  step: Exclude<Step, { do: 'state' }>,
  form: Form,
  isKnown: boolean,
): Act | undefined {
  const closed = closedIn(form);
  if (step.do === 'send') return { does: 'send', form, closed };
  if (step.do === 'receive') return { does: 'take', form, closed };
  return isKnown ? { does: 'take', form, closed, from: step.name } : undefined;
}

/** What a role does as a run that is told from others by a tag. */
function conductOf({ script }: Read, seat: Seat, tag: string): Conduct {
  const role = script.roles.find(({ name }) => name === seat.role);
  if (role === undefined) return { acts: [], untilClaim: 0 };
  const called = new Map<string, Form>();
  const known = new Set<string>(role.makes);
  const acts: Act[] = [];
  let untilClaim: number | undefined;
  for (const step of role.steps) {
    if (step.do === 'state') {
      if (step.claim !== 'running') untilClaim ??= acts.length;
      continue;
    }
    const form = formOf({ script, role, seat, tag, called }, step.message);
    const act = actOf(step, form, step.do === 'match' && known.has(step.name));
    if (act !== undefined) acts.push(act);
    else if (step.do === 'match') called.set(step.name, form);
    for (const name of namesAfter(step)) known.add(name);
  }
  const end =
    seat.cut === true ? acts.findLastIndex(({ does }) => does === 'send') + 1 : acts.length;
  return { acts: acts.slice(0, end), untilClaim: untilClaim ?? acts.length };
}

/** The closed forms in what runs send, or in what they take apart. */
function closedBy(conducts: readonly Conduct[], what: Act['does']): readonly Closed[] {
  return conducts.flatMap(({ acts }) =>
    acts.flatMap(({ does, closed }) => (does === what ? closed : [])),
  );
}

/** Whether nobody but somebody honest can have made a closed form. */
function isTheirs(read: Read, { is, key }: Closed): boolean {
  const isOwned = (is === 'box' || is === 'signature') && key !== undefined && 'of' in key;
  return isOwned && !key.of.includes(read.insider);
}

/**
 * The runs as far as they can come: a message in which something is that somebody honest must have
 * made is not taken where none of the runs makes such a thing.
 */
function asFarAsTheyCome(read: Read, conducts: readonly Conduct[]): readonly Conduct[] {
  const needs = conducts.map(({ acts }) =>
    acts.map(({ does, closed }) =>
      does === 'take' ? closed.filter((form) => isTheirs(read, form)) : [],
    ),
  );
  let reached = conducts.map(() => 0);
  for (;;) {
    const so = conducts.map((one, run) => ({ ...one, acts: one.acts.slice(0, reached[run]) }));
    const made = closedBy(so, 'send');
    const isThere = (form: Closed): boolean =>
      made.some((other) => mayBeOne(form, other, read.typed));
    const next = needs.map((own, run) => {
      const stops = own.findIndex(
        (forms, act) => act >= (reached[run] ?? 0) && !forms.every(isThere),
      );
      return stops < 0 ? own.length : stops;
    });
    if (next.every((count, run) => count === reached[run])) return so;
    reached = next;
  }
}

/** Whether the attacker has the key of a closed form from the start. */
function isOpen({ insider }: Read, { is, key }: Closed): boolean {
  return is !== 'signature' && key !== undefined && 'of' in key && key.of.includes(insider);
}

/** A run and the others, as it is asked whether it is of consequence. */
interface Question {
  readonly read: Read;
  readonly run: Conduct;
  readonly others: readonly Conduct[];
}

/**
 * What a run learns that the attacker may not know: what it takes out of something closed that may
 * have been made by somebody honest.
 */
function learntInPrivate({ read, run, others }: Question): ReadonlySet<string> {
  const hidden = new Set<string>();
  const seen = new Set<string>();
  const made = closedBy([run, ...others], 'send');
  const take = (form: Form, inside: boolean): void => {
    if (form.is === 'pair') {
      take(form.left, inside);
      take(form.right, inside);
      return;
    }
    if (form.is === 'open') {
      if (inside && !seen.has(form.name)) hidden.add(form.name);
      seen.add(form.name);
      return;
    }
    if (form.is !== 'box' && form.is !== 'encryption') return;
    const mayBeTheirs =
      !isOpen(read, form) && made.some((other) => mayBeOne(form, other, read.typed));
    take(form.of, inside || mayBeTheirs);
  };
  for (const { does, form, from } of run.acts) {
    if (does === 'take') take(form, from !== undefined && hidden.has(from));
  }
  return hidden;
}

/** What is fixed in a form, keys left out. */
function fixedIn(form: Form): readonly string[] {
  if (form.is === 'fixed') return [form.what];
  if (form.is === 'pair') return [...fixedIn(form.left), ...fixedIn(form.right)];
  return 'of' in form ? fixedIn(form.of) : [];
}

/** Keys that a run makes up and sends nobody. */
function keptKeys({ acts }: Conduct): ReadonlySet<string> {
  const sent = acts.flatMap(({ does, form }) => (does === 'send' ? fixedIn(form) : []));
  const keys = acts.flatMap(({ closed }) =>
    closed.flatMap(({ key }) =>
      key !== undefined && 'form' in key && key.form.is === 'fixed' ? [key.form.what] : [],
    ),
  );
  return new Set(keys.filter((key) => !sent.includes(key)));
}

/** Whether a run can make a difference among others. */
function matters(question: Question): boolean {
  const { read, run, others } = question;
  const hidden = learntInPrivate(question);
  const looked = closedBy(others, 'take');
  const isLookedInto = (form: Closed): boolean =>
    looked.some((other) => mayBeOne(form, other, read.typed));
  /** Whether the attacker can make it, with values of its own for what the run makes up. */
  const isMakeable = (form: Form): boolean => {
    if (form.is === 'fixed') return true;
    if (form.is === 'open') return !hidden.has(form.name);
    if (form.is === 'pair') return isMakeable(form.left) && isMakeable(form.right);
    if (form.is === 'signature') return false;
    const { key } = form;
    const hasKey =
      form.is !== 'box' ||
      isOpen(read, form) ||
      (key !== undefined && 'form' in key && isMakeable(key.form));
    return hasKey && isMakeable(form.of);
  };
  const kept = keptKeys(run);
  /** Whether the attacker never sees into it. */
  const staysShut = (form: Closed): boolean => {
    const { is, key } = form;
    if (is === 'digest' || is === 'signature' || key === undefined) return is === 'digest';
    if ('of' in key) return !isOpen(read, form);
    return key.form.is === 'fixed' && kept.has(key.form.what);
  };
  /** Whether nobody gains by its being sent. */
  const isIdle = (form: Form): boolean => {
    if (form.is === 'pair') return isIdle(form.left) && isIdle(form.right);
    if (isMakeable(form)) return true;
    if (form.is === 'fixed' || form.is === 'open') return false;
    return !isLookedInto(form) && (staysShut(form) || isIdle(form.of));
  };
  return run.acts.some(({ does, form }) => does === 'send' && !isIdle(form));
}

/** Says which runs matter. */
export interface Consequence {
  /** Whether the run at a place can make a difference to the others. */
  readonly matters: (seats: readonly Seat[], place: number) => boolean;
  /** Whether the first one may come to its claims, and every other one can make a difference. */
  readonly allMatter: (seats: readonly Seat[]) => boolean;
}

/** What is of consequence among the runs of a file, whatever they state. */
export function consequenceIn(read: Read): Consequence {
  // By the run itself: each is asked about in many companies.
  const known = new Map<Seat, Map<number, Conduct>>();
  const conductAt = (seat: Seat, place: number): Conduct => {
    const places = known.get(seat) ?? new Map<number, Conduct>();
    const conduct = places.get(place) ?? conductOf(read, seat, String(place));
    known.set(seat, places.set(place, conduct));
    return conduct;
  };
  const mattersAmong = (conducts: readonly Conduct[], place: number): boolean => {
    const run = conducts[place];
    const others = conducts.filter((_, index) => index !== place);
    return run !== undefined && matters({ read, run, others });
  };
  return {
    matters: (seats, place) => mattersAmong(asFarAsTheyCome(read, seats.map(conductAt)), place),
    allMatter: (seats) => {
      const conducts = asFarAsTheyCome(read, seats.map(conductAt));
      const [claimant] = conducts;
      if (claimant === undefined || claimant.acts.length < claimant.untilClaim) return false;
      return conducts.every((_, place) => place === 0 || mattersAmong(conducts, place));
    },
  };
}
