/**
 * What is judged of a run over HTTP once all is over: the model takes every recorded step again, the
 * books agree, what was acknowledged is in the ledger, no refusal tells its cause, guesses are bounded,
 * no secret stands where none may, and the honest owner can pay after all.
 *
 * Claims are judged by the audit (`properties/audit`), books and files by fsck (`properties/fsck`).
 */
import type { Reading } from '../../../model/sa2pmp/reading.ts';
import { LOG_ON_ATTEMPTS_MAX } from '../../../src/host/limits.ts';
import { audit } from '../../audit/audit.ts';
import { fsck } from '../../fsck/fsck.ts';
import { givenAway } from '../../hostile/secrets.ts';
import { OPENING_MINOR, passwordOf } from '../../hostile/town.ts';
import { fileOf } from '../../mounted/vantage.ts';
import type { Broken } from '../breach.ts';
import { holdsIn } from '../known.ts';
import type { World } from '../world.ts';
import type { LivePlay } from './acts.ts';
import { accountOf, partyNames } from './town.ts';
import type { PartyName } from '../../crash/fault.ts';
import { fromBytes, parseBytes } from '../../../src/bytes.ts';

const failure = (law: string, says: string): Broken => ({ failure: true, law, says });

/** What can be judged while the town runs. */
export function judgedRunning(at: LivePlay): readonly Broken[] {
  const { town } = at;
  return [...money(at), ...refusals(at, town.reading), ...guesses(at), ...logLines(at)];
}

/** No money comes or goes, and what was acknowledged is in the ledger. */
function money({ town, acknowledged }: LivePlay): readonly Broken[] {
  const { store } = town.bank();
  const accounts = Object.values(accountOf).map((name) => store.account(name)?.balanceMinor ?? NaN);
  const sum = accounts.reduce((a, b) => a + b, 0);
  const wrong =
    sum === 2 * OPENING_MINOR
      ? []
      : [failure('no money comes or goes', `${sum} of ${2 * OPENING_MINOR}`)];
  const lines = Object.values(accountOf).flatMap((name) =>
    JSON.stringify(store.statement(name, 1000)),
  );
  const lost = acknowledged.filter(({ minor }) => !lines.some((line) => line.includes(`${minor}`)));
  return [
    ...wrong,
    ...lost.map(({ by, minor }) =>
      failure('an acknowledged order is in the ledger', `${by} was told that ${minor} were paid`),
    ),
  ];
}

function refusals({ answers }: LivePlay, { A36 }: Reading): readonly Broken[] {
  const told = answers.find(({ refusal }) => refusal !== undefined);
  if (told === undefined || A36 === 'distinct') return [];
  return [failure('a refusal says nothing', `the answer names ${String(told.refusal)}`)];
}

/** Passwords compared in a row, nobody let in meanwhile, are bounded, whatever ends and starts. */
function guesses({ town: { told }, letIn }: LivePlay): readonly Broken[] {
  return Object.values(accountOf).flatMap((account) => {
    let [most, inARow, before] = [0, 0, -1];
    for (const [place, { what, about }] of told.entries()) {
      if (about['to'] !== `bank:${account}`) continue;
      if (letIn.some((one) => one.account === account && one.told > before && one.told <= place))
        inARow = 0;
      before = place;
      if (what.includes('wrong userid or password')) inARow += 1;
      most = Math.max(most, inARow);
    }
    const law = 'log-on guesses are bounded';
    return most > LOG_ON_ATTEMPTS_MAX ? [failure(law, `${most} were compared in a row`)] : [];
  });
}

/** The secrets of both customers: passwords, signing keys, package keys. */
function secretsOf({ town }: LivePlay): Readonly<Record<string, Buffer>> {
  const of = (['alice', 'bob'] as const).flatMap((name) => {
    const { signingKey, appPackage, token } = fileOf(town.phone(name));
    const octets = { 'signing key': signingKey, 'package key': appPackage?.key, token };
    return [
      [`password of ${name}`, Buffer.from(passwordOf(accountOf[name]))] as const,
      ...Object.entries(octets).flatMap(([what, value]) => {
        // What a PIN seals is no secret as it stands.
        const open = value === undefined ? undefined : parseBytes(value);
        return open === undefined || open === ''
          ? []
          : [[`${what} of ${name}`, Buffer.from(fromBytes(open))] as const];
      }),
    ];
  });
  return Object.fromEntries(of);
}

/** No secret stands in a line of an operator's log. */
function logLines(at: LivePlay): readonly Broken[] {
  const found = givenAway(JSON.stringify(at.town.told), secretsOf(at));
  return found.map((name) => failure('no line of a log holds a secret', name));
}

/** What can be judged of the files. */
export function judgedFiles(
  world: World,
  files: Readonly<Record<PartyName, string>>,
): readonly Broken[] {
  const taken = steps(world, files);
  const isReplaced = taken.some(({ law, failure: must }) => law === 'agreement-key' && !must);
  return [
    // A key that the attacker had registered in the place of the owner's is what the claim is about (W7).
    ...books(files).map((one) => (isReplaced && one.law === keysAgree ? excused(one) : one)),
    ...taken,
  ];
}

const excused = (one: Broken): Broken => ({ ...one, failure: false });

/** The law of fsck that keys of phones and bank are the same. */
const keysAgree = 'the books agree (keys)';

function books({
  bank,
  gateway,
  alice,
  bob,
}: Readonly<Record<PartyName, string>>): readonly Broken[] {
  const report = fsck({ paths: [bank, gateway, alice, bob] });
  if (!('results' in report)) return [failure('the files can be read', JSON.stringify(report))];
  return report.results
    .filter(({ verdict }) => verdict === 'BROKEN')
    .map(({ id, broken }) => failure(`the books agree (${id})`, broken.slice(0, 2).join('; ')));
}

/** Every step is one of the model's; the claims are judged on all of them. */
function steps(world: World, files: Readonly<Record<PartyName, string>>): readonly Broken[] {
  const found = audit(partyNames.map((name) => files[name]));
  if ('refused' in found) {
    return [failure('the model takes every step again', JSON.stringify(found.refused))];
  }
  const holding = new Set(holdsIn({ ...world, attacker: 'insider', court: 'none', reach: 'own' }));
  return found.claims
    .filter(({ verdict }) => verdict === 'broken')
    .map((one) => ({
      failure: holding.has(one.claim),
      law: one.claim,
      says: one.why ?? 'broken',
    }));
}
