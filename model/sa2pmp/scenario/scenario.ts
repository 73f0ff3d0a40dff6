/**
 * Who takes part in a bounded run of SA2pMP, what they are given and what they will want.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { Ask, IntentEvent } from '../../core/effect.ts';
import type { System } from '../../core/system.ts';
import type { Principal } from '../../core/trace.ts';
import { nobody, plainProceedings } from '../proceedings.ts';
import { setting } from '../setting.ts';
import { budgetOf } from './budget.ts';
import { type Cast, castOf, witnessName } from './cast.ts';
import { attackerAddresses, doorsOf } from './doors.ts';
import { draftsOf } from './drafts.ts';
import { exposesOf } from './exposes.ts';
import { oraclesOf } from './oracles.ts';
import { corruptWitnessesOf, partiesOf, type ServerKeys } from './parties.ts';
import { secondBankOf, withSecondBank } from './second-bank.ts';
import { publicValuesOf, secretsOf } from './values.ts';
import type { Scenario } from './wanted.ts';
import { accountEvents, paymentsOf, phoneEvents } from './wishes.ts';

/** The regular bank executes what it is asked to (§5.2 "interacts with the regular bank"). */
function regularBank<M>({ what }: Ask<M>): IntentEvent<M> | undefined {
  return what === 'execute' ? { type: 'executed', values: {} } : undefined;
}

/** A phone generates its key pair and an account is opened before there is a session (§4.3). */
function prologueOf<M>(casts: readonly Cast<M>[]): Readonly<Record<string, number>> {
  const setUp = casts.flatMap(({ name, addresses }) => [
    [name, 1],
    [addresses.bank, 1],
  ]);
  return Object.fromEntries(setUp) as Record<string, number>;
}

/**
 * Builds the system in one algebra.
 *
 * @param algebra - how values are made
 * @param scenario - who takes part, under which reading, within which bounds
 */
export function buildSystem<M>(algebra: Algebra<M>, scenario: Scenario): System<M> {
  const root = algebra.name('seed', `honest parties ${scenario.seed ?? '0'}`);
  const bankName = algebra.name('bank', 'First Bank');
  const casts = castOf(algebra, scenario, algebra.derive(root, 'package keys'));
  const { bounds, reading, proceedings = plainProceedings } = scenario;
  const witnessed = reading.A20 === 'merkle' ? (proceedings.witnesses ?? nobody) : nobody;
  const keys: ServerKeys<M> = {
    bank: algebra.derive(algebra.derive(root, 'bank'), 'signing-key'),
    box: algebra.derive(algebra.derive(root, 'bank'), 'box-key'),
    log: algebra.derive(algebra.derive(root, 'log'), 'signing-key'),
    witnesses: Array.from({ length: witnessed.of }, (_, place) =>
      algebra.derive(algebra.derive(root, witnessName(place)), 'signing-key'),
    ),
  };
  const world = setting(algebra, scenario.reading, scenario);
  const honest = casts.filter((cast) => cast.honest);
  const wants = (type: string): IntentEvent<M> => ({ type, values: {} });
  const agenda = Object.fromEntries([
    ...honest.map(({ name }, index) => [
      name,
      [wants('start'), wants('logOn'), ...paymentsOf(algebra, scenario, index)],
    ]),
    ...honest.map(({ addresses }) => [
      addresses.bank,
      [wants('issue'), ...Array.from({ length: bounds.renewals }, () => wants('expire'))],
    ]),
    ...casts
      .filter((cast) => !cast.honest)
      .map(({ addresses }) => [addresses.bank, [wants('issue')]]),
  ]) as System<M>['agenda'];
  const first: System<M> = {
    parties: partiesOf(algebra, scenario, { casts, keys, bankName }),
    principals: casts.map(({ name, honest: isHonest, customer }): Principal<M> => ({
      party: name,
      account: customer.accid,
      honest: isHonest,
    })),
    opening: casts.map(({ addresses }) => addresses.bank),
    agenda,
    anytime: Object.fromEntries(
      honest.flatMap(({ name, addresses }) => [
        [name, phoneEvents<M>(reading, proceedings)],
        ...(accountEvents(reading, proceedings).length === 0
          ? []
          : [[addresses.bank, accountEvents<M>(reading, proceedings)] as const]),
      ]),
    ),
    doors: doorsOf(casts, scenario),
    attackerAt: attackerAddresses(casts, scenario),
    publicValues: publicValuesOf(algebra, casts, { bankName, keys, scenario }),
    drafts: draftsOf(world, casts, bankName),
    secrets: secretsOf(casts, { keys, reading, corruptWitnesses: corruptWitnessesOf(scenario) }),
    root,
    answer: regularBank,
    budget: budgetOf(casts, scenario),
    exposes: exposesOf(world),
    oracles: oraclesOf(world, casts, doorsOf(casts, scenario)),
    prologue: prologueOf(casts),
  };
  const phones = honest.flatMap(({ sharedKey, ...cast }) =>
    sharedKey === undefined ? [] : [{ ...cast, sharedKey }],
  );
  if (phones.length === 0) return first;
  return withSecondBank(first, secondBankOf(world, phones, root));
}
