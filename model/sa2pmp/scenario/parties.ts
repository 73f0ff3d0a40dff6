/**
 * The parties of a scenario with their charts and inputs.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { Party } from '../../core/system.ts';
import { judge, type JudgeInput } from '../judge.ts';
import { bank } from '../roles/bank/chart.ts';
import type { BankInput } from '../roles/bank/context.ts';
import { client } from '../roles/client/chart.ts';
import type { ClientInput } from '../roles/client/context.ts';
import { log, type LogInput } from '../roles/log.ts';
import { setting } from '../setting.ts';
import { type Cast, judgeName, logName } from './cast.ts';
import type { Scenario } from './scenario.ts';

/** Long-term keys of the bank and the log server. */
export interface ServerKeys<M> {
  readonly bank: M;
  readonly log: M;
}

export function partiesOf<M>(
  algebra: Algebra<M>,
  scenario: Scenario,
  { casts, keys, bankName }: { casts: readonly Cast<M>[]; keys: ServerKeys<M>; bankName: M },
): readonly Party[] {
  const world = setting(algebra, scenario.reading, scenario);
  const machines = {
    client: client(world),
    bank: bank(world),
    log: log(world),
    judge: judge(world),
  };
  const phones = casts
    .filter(({ honest }) => honest)
    .map(({ name, customer, addresses }): Party => {
      const input: ClientInput<M> = { customer, addresses };
      return { name, kind: 'client', machine: machines.client, input };
    });
  const accounts = casts.map(({ customer, packageKey, addresses }): Party => {
    const input: BankInput<M> = {
      customer,
      addresses,
      name: bankName,
      packageKey,
      signingKey: keys.bank,
    };
    return { name: addresses.bank, kind: 'bank', machine: machines.bank, input };
  });
  const logInput: LogInput<M> = { address: logName, signingKey: keys.log };
  const judgeInput: JudgeInput<M> = { logPublicKey: algebra.publicKey(keys.log) };
  const all: readonly Party[] = [
    ...phones,
    ...accounts,
    { name: logName, kind: 'log', machine: machines.log, input: logInput },
    ...(scenario.court
      ? [{ name: judgeName, kind: 'judge', machine: machines.judge, input: judgeInput } as const]
      : []),
  ];
  return all.filter(({ kind }) => !scenario.corrupt.includes(kind));
}
