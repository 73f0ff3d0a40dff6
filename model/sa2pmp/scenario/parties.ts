/**
 * The parties of a scenario with their charts and inputs.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { Party } from '../../core/system.ts';
import { judge, type JudgeInput } from '../judge.ts';
import { bank } from '../roles/bank/chart.ts';
import type { BankInput } from '../roles/bank/context.ts';
import { client } from '../roles/client/chart.ts';
import type { SharingInput } from '../roles/client/context.ts';
import { log, type OperatorInput } from '../roles/log.ts';
import { nobody, plainProceedings } from '../proceedings.ts';
import {
  encapsulates,
  namesRecipient,
  registrationWay,
  resolves,
  showsWord,
  signsRecords,
} from '../reading.ts';
import { witness, type WitnessInput } from '../roles/witness.ts';
import { setting } from '../setting.ts';
import { type Cast, judgeName, logName, witnessName } from './cast.ts';
import type { Scenario } from './wanted.ts';

/** Long-term keys of the bank and the log server. */
export interface ServerKeys<M> {
  readonly bank: M;
  /** What requests are encrypted for (R3). */
  readonly box: M;
  readonly log: M;
  /** One for each witness, those of the attacker's last. */
  readonly witnesses: readonly M[];
}

/** Some values, where the reading has them. */
function where<T extends object>(isThere: boolean, values: T): Partial<T> {
  return isThere ? values : {};
}

/** How many of the witnesses are the attacker's. */
export function corruptWitnessesOf({
  corrupt,
  corruptWitnesses = 1,
}: Pick<Scenario, 'corrupt' | 'corruptWitnesses'>): number {
  return corrupt.includes('witness') ? corruptWitnesses : 0;
}

/** The parties that have a chart, which are all but those that the attacker plays. */
export function partiesOf<M>(
  algebra: Algebra<M>,
  scenario: Scenario,
  { casts, keys, bankName }: { casts: readonly Cast<M>[]; keys: ServerKeys<M>; bankName: M },
): readonly Party[] {
  const { reading } = scenario;
  const world = setting(algebra, reading, scenario);
  const machines = {
    client: client(world),
    bank: bank(world),
    log: log(world),
    judge: judge(world),
    witness: witness(world),
  };
  const platformKey = algebra.publicKey(keys.bank);
  const logPublicKey = algebra.publicKey(keys.log);
  const phones = casts
    .filter(({ honest }) => honest)
    .map(({ name, customer, addresses, sharedKey }): Party => {
      const shared = sharedKey === undefined ? {} : { sharedKey };
      const input: SharingInput<M> = {
        customer,
        addresses,
        ...shared,
        ...where(reading.A10b === 'signed', { platformKey }),
        ...where(reading.A18 === 'exists', { bankPublicKey: platformKey }),
        ...where(resolves(reading), { logPublicKey }),
      };
      return { name, kind: 'client', machine: machines.client, input };
    });
  const accounts = casts.map(({ customer, packageKey, releases, addresses }): Party => {
    const input: BankInput<M> = {
      customer,
      addresses,
      name: bankName,
      packageKey,
      signingKey: keys.bank,
      ...where(encapsulates(reading), { boxKey: keys.box }),
      ...where(resolves(reading), { logPublicKey }),
      ...where(reading.A11 === 'each-release', { releases }),
    };
    return { name: addresses.bank, kind: 'bank', machine: machines.bank, input };
  });
  const packageKeys = [...new Set(casts.map(({ packageKey }) => packageKey))];
  const { disputes, hears } = world.proceedings;
  const keepsSubscribers = disputes || hears.includes('submission');
  const subscribers = casts.map(({ customer, addresses: { phone, bank: service } }) => ({
    account: customer.accid,
    phone,
    bank: service,
  }));
  const logInput: OperatorInput<M> = {
    address: logName,
    signingKey: keys.log,
    ...where(reading.A39 === 'yes', { packageKeys }),
    ...where(signsRecords(reading), { bankPublicKey: platformKey }),
    ...where(keepsSubscribers, { subscribers }),
  };
  const { proceedings = plainProceedings } = scenario;
  const judgeInput: JudgeInput<M> = {
    ...{ logPublicKey, bankPublicKey: platformKey },
    ...where(namesRecipient(reading), { bank: bankName }),
    ...where(keys.witnesses.length > 0, {
      witnesses: keys.witnesses.map((key, place) => ({
        publicKey: algebra.publicKey(key),
        address: witnessName(place),
      })),
      quorum: (proceedings.witnesses ?? nobody).need,
    }),
    ...where(registrationWay(reading) === 'branch', {
      known: casts.map(({ customer, addresses: { phone, bank: service } }) => ({
        customer,
        phone,
        bank: service,
      })),
    }),
    ...where(showsWord(reading) && proceedings.disputes, { log: logName }),
    benches: proceedings.disputes
      ? casts.map(({ customer, addresses }) => ({ account: customer.accid, bank: addresses.bank }))
      : [],
  };
  const honestWitnesses = keys.witnesses
    .slice(0, keys.witnesses.length - corruptWitnessesOf(scenario))
    .map((signingKey, place): Party => {
      const address = witnessName(place);
      const account = casts[0]?.customer.accid ?? bankName;
      const input: WitnessInput<M> = { address, signingKey, account };
      return { name: address, kind: 'witness', machine: machines.witness, input };
    });
  const all: readonly Party[] = [
    ...phones,
    ...accounts,
    { name: logName, kind: 'log', machine: machines.log, input: logInput },
    ...(scenario.court
      ? [{ name: judgeName, kind: 'judge', machine: machines.judge, input: judgeInput } as const]
      : []),
    ...honestWitnesses,
  ];
  return all.filter(({ kind }) => kind === 'witness' || !scenario.corrupt.includes(kind));
}
