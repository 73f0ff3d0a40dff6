/**
 * Where messages can be put in, and the addresses at which the attacker is.
 */
import { attackerAddress, type Door } from '../../core/system.ts';
import { linkToGateway, registrationWay, resolves } from '../reading.ts';
import { type Cast, judgeName, logName } from './cast.ts';
import type { Scenario } from './wanted.ts';

/** The desk of those who keep the depository: the shape of message that it takes. */
export const depositoryDesk = 'depository-entry';

/** The desk of those who keep the ledger: the shape of message that it takes. */
export const ledgerDesk = 'ledger-entry';

/** The doors of a scenario: those of each account, those of the log server and those of the court. */
export function doorsOf<M>(
  casts: readonly Cast<M>[],
  { court, reading, corrupt }: Pick<Scenario, 'court' | 'reading' | 'corrupt'>,
): readonly Door[] {
  const isNotarised = court && registrationWay(reading) === 'branch';
  const forAccount = ({ honest, addresses }: Cast<M>): readonly Door[] => {
    const { phone, bank: account } = addresses;
    const toBank = { to: account, from: phone, server: false };
    const toPhone = { to: phone, from: account, server: false };
    const isCorrupt = !honest || corrupt.includes('client');
    const bankDoors: readonly Door[] = [
      { ...toBank, channel: 'wireless', hop: logName, server: true },
      { ...toBank, channel: 'wired', hop: account },
      { ...toBank, channel: 'https', hop: account, from: attackerAddress, server: true },
      // Where a judge can ask a notary (A2 in-branch), a key is handed to the bank before the notary.
      {
        ...toBank,
        channel: 'branch',
        hop: isNotarised && isCorrupt ? judgeName : account,
        server: isCorrupt,
      },
      // HTTPS ended at the gateway is open to anybody there (A16).
      ...(linkToGateway(reading) === 'https'
        ? [
            {
              ...toBank,
              channel: 'https',
              hop: logName,
              from: attackerAddress,
              server: true,
            } as const,
          ]
        : []),
      // The log on the gateway is asked what has become of an order (R7).
      ...(resolves(reading)
        ? [
            {
              channel: linkToGateway(reading),
              hop: logName,
              to: logName,
              from: phone,
              server: true,
            } as const,
          ]
        : []),
    ];
    // Desks inside the bank (W11), where messages go past the servers of figure 5(B).
    const atDesk = { ...toBank, channel: 'inside', hop: account, from: attackerAddress } as const;
    const desks: readonly Door[] = [
      { ...atDesk, desk: depositoryDesk },
      { ...atDesk, desk: ledgerDesk },
    ];
    const phoneDoors: readonly Door[] = [
      { ...toPhone, channel: 'wireless', hop: phone },
      { ...toPhone, channel: 'wired', hop: logName },
      { ...toPhone, channel: 'https', hop: phone },
      { ...toPhone, channel: 'sms', hop: phone },
      { ...toPhone, channel: 'package', hop: phone },
    ];
    return honest ? [...bankDoors, ...desks, ...phoneDoors] : [...bankDoors, ...desks];
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
