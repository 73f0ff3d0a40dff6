/**
 * Where messages can be put in, and the addresses at which the attacker is.
 */
import { attackerAddress, type Door } from '../../core/system.ts';
import { type Cast, judgeName, logName } from './cast.ts';
import type { Scenario } from './scenario.ts';

export function doorsOf<M>(casts: readonly Cast<M>[], court: boolean): readonly Door[] {
  const forAccount = ({ honest, addresses }: Cast<M>): readonly Door[] => {
    const { phone, bank: account } = addresses;
    const toBank = { to: account, from: phone, server: false };
    const toPhone = { to: phone, from: account, server: false };
    const bankDoors: readonly Door[] = [
      { ...toBank, channel: 'wireless', hop: logName, server: true },
      { ...toBank, channel: 'wired', hop: account },
      { ...toBank, channel: 'https', hop: account, from: attackerAddress, server: true },
      { ...toBank, channel: 'branch', hop: account, server: !honest },
    ];
    const phoneDoors: readonly Door[] = [
      { ...toPhone, channel: 'wireless', hop: phone },
      { ...toPhone, channel: 'wired', hop: logName },
      { ...toPhone, channel: 'https', hop: phone },
      { ...toPhone, channel: 'sms', hop: phone },
      { ...toPhone, channel: 'package', hop: phone },
    ];
    return honest ? [...bankDoors, ...phoneDoors] : bankDoors;
  };
  const toLog = { to: logName, from: attackerAddress, hop: logName, server: false };
  const toJudge = { to: judgeName, from: attackerAddress, hop: judgeName, server: true };
  const judged: readonly Door[] = court ? [{ ...toJudge, channel: 'court' }] : [];
  return [...casts.flatMap(forAccount), { ...toLog, channel: 'wired' }, ...judged];
}

/** Where the attacker is: at its own addresses, and at those of the parties that it plays. */
export function attackerAddresses<M>(
  casts: readonly Cast<M>[],
  { corrupt }: Scenario,
): readonly string[] {
  const phones = casts.filter(({ honest }) => !honest || corrupt.includes('client'));
  const banks = corrupt.includes('bank') ? casts : [];
  return [
    attackerAddress,
    ...phones.map(({ addresses }) => addresses.phone),
    ...banks.map(({ addresses }) => addresses.bank),
    ...(corrupt.includes('log') ? [logName] : []),
  ];
}
