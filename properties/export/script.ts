/**
 * A script as a flow: each role's strand along the run in which all play with each other, its
 * agents and their long-term keys put for anybody's or, of a peer, for those of a cast.
 *
 * Refuses a belief whose two sides are stated on unlike values, since no query would say what it says;
 * and two words that provers could not tell apart.
 */
import type { TermStore } from '../../model/core/term.ts';
import type { Message } from '../../model/script/message.ts';
import type { Belief, Protocol, Statement } from '../../model/script/script.ts';
import { secretsIn } from '../../model/script/system.ts';
import { type Casting, everybody } from './casting.ts';
import type { Flow, FlowClaim } from './flow.ts';
import { inexpressible } from './inexpressible.ts';
import { identifier } from './names.ts';
import { houseOf, originsOf, roleOf, turnsOf } from './script-roles.ts';

/** All statements of the roles that play. */
function statementsIn({ roles }: Protocol, { plays }: Casting): readonly Statement[] {
  return roles
    .filter(({ name }) => plays.has(name))
    .flatMap(({ steps }) => steps.filter((step) => step.do === 'state'));
}

/** Whether statements are made without the one who makes them, the same on both sides. */
function isAnonymous(about: string, said: readonly Statement[]): boolean {
  const forms = said
    .filter((one) => one.about === about && one.claim !== 'secret')
    .map(({ anonymous = false, on }) => JSON.stringify([anonymous, on.length]));
  if (new Set(forms).size > 1) throw inexpressible(`${about} is stated on unlike values`);
  return forms[0]?.startsWith('[true') === true;
}

/** A belief as a claim. */
function claimOf(belief: Belief, said: readonly Statement[]): FlowClaim {
  const { about } = belief;
  if (belief.belief === 'secrecy') {
    const says = `nobody but the two learns ${about}`;
    return { id: `secrecy of ${about}`, says, kind: 'secrecy', of: `secret ${about}` };
  }
  const { injective } = belief;
  return {
    id: `${injective ? 'injective ' : ''}agreement of ${about}`,
    says: `who believes in ${about} has a peer that was running with the same`,
    kind: 'agreement',
    commit: `commit ${about}`,
    running: `running ${about}`,
    injective,
    by: 'owner',
    ...(isAnonymous(about, said) ? { anonymous: true } : {}),
  };
}

/** Why a claim is not asked about; `undefined` for one that is. */
function whyUnasked({ about, belief }: Belief, said: readonly Statement[]): string | undefined {
  const stated = (claim: string): boolean =>
    said.some((one) => one.claim === claim && one.about === about);
  const occasion = belief === 'secrecy' ? 'secret' : 'commit';
  if (!stated(occasion)) return 'nobody who plays here states it';
  const isBorne = belief === 'secrecy' || stated('running');
  return isBorne ? undefined : 'nobody who plays here can bear it out';
}

/** How long the name of a shape may be that says all that is in it. */
const wordMax = 40;

/** What shapes are called: in full where that is short, else numbered as they are met. */
function shapeWords(store: TermStore): Flow['shapeWord'] {
  const numbered = new Map<string, string>();
  return (t) => {
    const name = store.shapeOf(t)?.name ?? '';
    if (name.length <= wordMax) return name;
    const known = numbered.get(name);
    if (known !== undefined) return known;
    const word = `${/^\w+/u.exec(name)?.[0] ?? ''} ${String(numbered.size + 1)}`;
    numbered.set(name, word);
    return word;
  };
}

/** Refuses words of the same kind that are one as an identifier. */
function refuseAlike(kind: string, words: readonly string[]): void {
  for (const same of Map.groupBy(new Set(words), identifier).values()) {
    if (same.length > 1) throw inexpressible(`two ${kind} that are one there: ${same.join(', ')}`);
  }
}

/** The texts in a message that are constants. */
function textsIn(message: Message): readonly string[] {
  if (message.is === 'text') return [message.text];
  if (message.is === 'pair') return [...textsIn(message.left), ...textsIn(message.right)];
  return 'of' in message ? textsIn(message.of) : [];
}

/** Refuses a script with two words that provers could not tell apart. */
function refuseConfusion(protocol: Protocol): void {
  const { roles, sorts, beliefs } = protocol;
  const steps = roles.flatMap((role) => role.steps);
  const messages = steps.flatMap((step) => (step.do === 'state' ? [] : [step.message]));
  refuseAlike('constants', messages.flatMap(textsIn));
  refuseAlike('kinds of value', [...Object.values(sorts), ...secretsIn(protocol).ofTwo]);
  refuseAlike(
    'beliefs',
    beliefs.map(({ about }) => about),
  );
  refuseAlike(
    'roles',
    roles.map(({ name }) => name),
  );
}

/** What is left out of every script. */
const left =
  'session keys lost after their session: our verdicts on those add one earlier session (docs/classics.md)';

/**
 * A script as a flow.
 *
 * @param protocol - the script
 * @param casting - who takes part; anybody in any role unless given
 * @throws Error that says what cannot be expressed
 */
export function scriptFlow(protocol: Protocol, casting: Casting = everybody(protocol)): Flow {
  const { plays, honesty, takenOnce, says, leavesOut = [], cast } = casting;
  refuseConfusion(protocol);
  const house = houseOf(protocol);
  const turns = turnsOf(house, protocol);
  const said = statementsIn(protocol, casting);
  const beliefs = protocol.beliefs.map((belief) => {
    const claim = claimOf(belief, said);
    return { claim, why: whyUnasked(belief, said) };
  });
  const acting = protocol.roles.filter(({ name, steps }) => plays.has(name) && steps.length > 0);
  return {
    id: cast === undefined ? protocol.id : `${protocol.id}-${cast}`,
    title: protocol.title,
    source: [protocol.source],
    store: house.store,
    shapeWord: shapeWords(house.store),
    roles: acting.map((role) => roleOf(house, { role, turns, takenOnce })),
    anybody: true,
    trusted: protocol.trusted,
    secrets: secretsIn(protocol).ofTwo,
    honesty,
    origin: originsOf(house, protocol),
    claims: beliefs.flatMap(({ claim, why }) => (why === undefined ? [claim] : [])),
    left: [left],
    says: [...says, ...leavesOut],
    unasked: beliefs.flatMap(({ claim, why }) =>
      why === undefined ? [] : [`${claim.id}: ${why}`],
    ),
  };
}
