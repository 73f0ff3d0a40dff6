/**
 * Carries out an attack move by move in one algebra, each move being one that the attacker, or the
 * scheduler that it is, may make: a party's next wish, a message at a door that is open to it, a
 * message in flight let go, a theft that its capability has, a secret shown.
 *
 * Shares nothing with the searches or with `attacks/run.ts`; the charts and the channels are the
 * model's own. Refuses, with its place in the move, the first that may not be made or that comes to
 * nothing.
 */
import { givenTo } from '../../../attacks/capability/capability.ts';
import { type Guess, guessName } from '../../../attacks/guess.ts';
import type { Recipe } from '../../../attacks/recipe.ts';
import type { Move } from '../../../attacks/run.ts';
import { accessOf, hasBegun, isOver, mayHappen, stolenName } from '../../../attacks/theft.ts';
import { directStepper, type Door, initialLocals } from '../../../model/core/system.ts';
import type { TraceEvent } from '../../../model/core/trace.ts';
import { sorted } from '../canonical-json.ts';
import { type Came, type Fault, type Field, made, type Play, settled } from './play.ts';

/** What was done: the events before the first move and of each, or where it went wrong. */
export interface Replayed<M> {
  readonly events: readonly (readonly TraceEvent<M>[])[];
  /** Steps of deduction made. */
  readonly steps: number;
  readonly fault?: Fault & { readonly move: number };
}

function intended<M>(play: Play<M>, party: string): Came<M> {
  const count = play.had.get(party) ?? 0;
  const intent = play.field.system.agenda[party]?.[count];
  if (intent === undefined) return { at: '/party', why: `${party} wants nothing more` };
  play.had.set(party, count + 1);
  return settled(play, { party, intent }, '');
}

/** Why an attacker may put nothing in at a door; `undefined` where it may. */
function closed<M>({ system, attacker }: Field<M>, door: Door): string | undefined {
  const same = JSON.stringify(sorted(door));
  if (!system.doors.some((known) => JSON.stringify(sorted(known)) === same)) {
    return 'there is no such door';
  }
  const { channel, desk, own, server } = door;
  if (desk !== undefined && attacker.desks?.includes(desk) !== true) {
    return `the attacker does not sit at the desk ${desk}`;
  }
  const hold = attacker.holds[channel];
  const isOpen = own === true || hold === 'full' || (hold === 'connect' && server);
  return isOpen ? undefined : `the attacker cannot write on ${channel}`;
}

function delivered<M>(play: Play<M>, door: Door, recipe: Recipe): Came<M> {
  const why = closed(play.field, door);
  if (why !== undefined) return { at: '/door', why };
  const came = made(play, recipe, '/message');
  if ('why' in came) return came;
  const { channel, hop, to, from } = door;
  return settled(play, { frame: { channel, hop, to, from, message: came.value } }, '/message');
}

function released<M>(play: Play<M>, place: number): Came<M> {
  const frame = play.inFlight[place];
  if (frame === undefined) return { at: '/index', why: 'no such message is in flight' };
  play.inFlight = play.inFlight.filter((_, index) => index !== place);
  return settled(play, { frame }, '/index');
}

/** Takes a value out of a party's memory, if that is among the attacker's thefts and it is time. */
function stolen<M>(play: Play<M>, party: string, what: string): Came<M> {
  const { system, attacker } = play.field;
  const place = system.parties.findIndex(({ name }) => name === party);
  const [victim, local] = [system.parties[place], play.locals[place]];
  if (victim === undefined || local === undefined) return { at: '/party', why: 'no such party' };
  const had = (name: string): number => play.had.get(name) ?? 0;
  const over = isOver(system, had, (other, event) => {
    const before = play.locals[other];
    return before !== undefined && !play.stepper(other, before, { ...event, at: 0 }).idle;
  });
  const key = JSON.stringify([party, what]);
  const taken = play.stolen.get(key) ?? 0;
  const moment = { begun: hasBegun(system, party, had(party)), over, taken };
  const alike = (attacker.thefts ?? []).filter(
    (theft) => theft.from === victim.kind && theft.what === what,
  );
  const value = alike
    .filter((theft) => mayHappen(theft, moment, alike))
    .map((theft) => system.exposes?.(victim, local.snapshot, accessOf(theft))[what])
    .find((found) => found !== undefined);
  if (value === undefined) {
    return { at: '/what', why: `the attacker may not take a ${what} from ${party} now` };
  }
  play.stolen.set(key, taken + 1);
  play.given = { ...play.given, [stolenName({ party, what }, taken + 1)]: value };
  return [{ kind: 'compromised', party, what, value }];
}

/** Whether a value passes a test as a guess. */
function passes<M>(play: Play<M>, guess: Guess<Recipe>, value: M): boolean {
  const { algebra } = play.field;
  const guessing = { ...play, given: { ...play.given, [guessName]: value } };
  const get = (recipe: Recipe): M | undefined => {
    const came = made(guessing, recipe, '');
    return 'why' in came ? undefined : came.value;
  };
  const known = get(guess.known);
  if (known === undefined) return false;
  if (guess.test === 'opens') {
    const key = get(guess.key);
    return key !== undefined && algebra.open<string, never>(key, guess.shape, known) !== undefined;
  }
  const own = get(guess.made);
  if (own === undefined) return false;
  if (guess.test === 'equal') return algebra.equal(own, known);
  const key = get(guess.key);
  return key !== undefined && algebra.verify(key, own, known);
}

/** Shows a secret, or that a right guess of it is told from a wrong one. */
function learned<M>(play: Play<M>, move: Extract<Move, { move: 'learn' }>): Came<M> {
  const { value: recipe, about, guess } = move;
  if (guess === undefined) {
    const came = made(play, recipe, '/value');
    return 'why' in came ? came : [{ kind: 'learned', value: came.value }];
  }
  const { algebra, system } = play.field;
  const isTest = !passes(play, guess, algebra.name(about, 'a wrong guess'));
  const right = system.secrets.find(
    ({ kind, value }) => kind === about && passes(play, guess, value),
  );
  return isTest && right !== undefined
    ? [{ kind: 'learned', value: right.value }]
    : { at: '/guess', why: `this tells no right ${about} from a wrong one` };
}

/** Makes one move. */
function moved<M>(play: Play<M>, move: Move): Came<M> {
  switch (move.move) {
    case 'intend':
      return intended(play, move.party);
    case 'happen': {
      const intent = play.field.system.anytime[move.party]?.[move.which];
      if (intent === undefined) return { at: '/which', why: 'nothing of that sort happens' };
      return settled(play, { party: move.party, intent }, '');
    }
    case 'deliver':
      return delivered(play, move.door, move.message);
    case 'release':
      return released(play, move.index);
    case 'compromise':
      return stolen(play, move.party, move.what);
    case 'learn':
      return learned(play, move);
  }
}

/** Carries out moves. */
export function replayed<M>(field: Field<M>, moves: readonly Move[]): Replayed<M> {
  const { algebra, system, attacker } = field;
  const given = givenTo(system, attacker, algebra.name);
  const play: Play<M> = {
    field,
    stepper: directStepper(system, algebra.derive),
    locals: initialLocals(system),
    given,
    observed: [],
    inFlight: [],
    steps: 0,
    had: new Map(),
    stolen: new Map(),
  };
  const isSecret = (value: M): boolean =>
    system.secrets.some((secret) => algebra.equal(secret.value, value));
  const held = Object.entries(given).filter(([, value]) => isSecret(value));
  const events = [
    held.map(([what, value]): TraceEvent<M> => ({ kind: 'compromised', what, value })),
  ];
  for (const [index, move] of moves.entries()) {
    const came = moved(play, move);
    if ('why' in came) return { events, steps: play.steps, fault: { move: index, ...came } };
    events.push([...came]);
  }
  return { events, steps: play.steps };
}
