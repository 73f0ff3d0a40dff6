/** Random protocols printed in Scyther's language come back as they were, with the same verdicts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { explore } from '../../attacks/search/explicit.ts';
import { setStage } from '../../attacks/search/stage.ts';
import type { Claim } from '../../model/core/claim.ts';
import { hashOf, joined, type Message, text } from '../../model/script/message.ts';
import type { Protocol, Statement, Step } from '../../model/script/script.ts';
import { type Scenario, scriptClaims, scriptSystem, type Seat } from '../../model/script/system.ts';
import { type Case, caseOf, choicesArbitrary } from '../engines/generate.ts';
import { tokenOf } from '../engines/token.ts';
import { compiled } from './compile.ts';
import { printed } from './print.ts';

/** A message as the language has it: signatures with recovery, keys with a direction, one `h`. */
function spoken(message: Message): Message {
  if (message.is === 'pair') {
    return { ...message, left: spoken(message.left), right: spoken(message.right) };
  }
  if (message.is === 'signed') return joined(spoken(message.of), message);
  if (message.is === 'hash') return hashOf(joined(text('h'), spoken(message.of)));
  if (message.is === 'sealed' && message.key.key === 'shared') {
    const [one, other] = message.key.between.toSorted();
    const between = [one ?? '', other ?? ''] as const;
    return { ...message, key: { key: 'shared', between, directed: true }, of: spoken(message.of) };
  }
  return 'of' in message ? { ...message, of: spoken(message.of) } : message;
}

/** A case as the language has it: each role knows all others, agreement is not injective. */
function asSpoken({ protocol, scenario }: Case): { protocol: Protocol; scenario: Scenario } {
  const names = protocol.roles.map(({ name }) => name);
  const roles = protocol.roles.map((role) => ({
    ...role,
    knows: names.filter((name) => name !== role.name),
    steps: role.steps.map((step): Step =>
      step.do === 'state' ? step : { ...step, message: spoken(step.message) },
    ),
  }));
  const beliefs = protocol.beliefs.map((belief) =>
    belief.belief === 'agreement' ? { ...belief, injective: false } : belief,
  );
  const home = Object.fromEntries(names.map((name) => [name, name.toLowerCase()]));
  const seats = scenario.seats.map((seat): Seat => {
    const peers = { ...home, ...seat.peers };
    // With an untrusted partner nothing is claimed, as in the language.
    return Object.values(peers).includes('i')
      ? { ...seat, peers, silent: true }
      : { ...seat, peers };
  });
  return {
    protocol: { ...protocol, roles, beliefs },
    scenario: { ...scenario, seats, typed: true },
  };
}

/** A statement without its name, and a secret without the peer, of whom the language says nothing. */
function spokenOf(step: Statement): Statement {
  return { ...step, about: '', peer: step.claim === 'secret' ? '' : step.peer };
}

/** Roles without what a file calls otherwise: the role before a name, what a statement is about. */
function bare({ roles }: Protocol): unknown {
  const plain = roles.map(({ name, knows, makes, steps }) => ({
    name,
    knows,
    makes,
    steps: steps.map((step) => (step.do === 'state' ? spokenOf(step) : step)),
  }));
  return JSON.parse(JSON.stringify(plain).replaceAll(/"[ABS]\.(\w+)"/gu, '"$1"'));
}

/** How many moves an attack on each claim takes; 0 where there is none. */
function verdicts(script: Protocol, scenario: Scenario, claims: readonly Claim[]) {
  const build = scriptSystem(script, scenario);
  const problem = { suite: { cipher: 'aes-128-cbc' }, ownValues: {}, inert: [], build } as const;
  const explored = explore(setStage(problem, network), { claims, statesMax: 400 });
  const moves = claims.map(
    (claim) => explored.found.find((found) => found.claim === claim)?.moves.length ?? 0,
  );
  return { complete: explored.complete, moves };
}

describe('a protocol printed in Scyther’s language', () => {
  // Issue 8. Kills: a label, key, type or claim that is printed or read otherwise.
  test('comes back as the same protocol, with the same verdicts', () => {
    fc.assert(
      fc.property(choicesArbitrary, (choices) => {
        const played = caseOf(choices) ?? expect.fail('no case');
        const { protocol, scenario } = asSpoken(played);
        const file = compiled(printed(played.protocol));
        if (!('script' in file)) return expect.fail(`${tokenOf(choices)} ${JSON.stringify(file)}`);
        expect([tokenOf(choices), bare(file.script)]).toEqual([tokenOf(choices), bare(protocol)]);
        const kinds = { secrecy: 'Secret', agreement: 'Commit' } as const;
        const theirs = protocol.beliefs.map(
          ({ belief }) =>
            file.claims.find(({ kind }) => kind === kinds[belief])?.claim ?? expect.fail(belief),
        );
        const ours = verdicts(protocol, scenario, scriptClaims(protocol));
        expect([tokenOf(choices), verdicts(file.script, scenario, theirs)]).toEqual([
          tokenOf(choices),
          ours,
        ]);
      }),
      { numRuns: 100 },
    );
  });
});
