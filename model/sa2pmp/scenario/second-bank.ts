/**
 * A second bank that the attacker plays, with the same customers (W12): each has a second app on
 * the phone, which names the same ID_C, signs with the same key pair and was honestly installed.
 *
 * What its app states is no statement to the first bank, so claims do not hear it. No notice to
 * renew reaches that app.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { IntentEvent, RoleEvent } from '../../core/effect.ts';
import { start, step } from '../../core/step.ts';
import type { Door, Party, System } from '../../core/system.ts';
import { bank } from '../roles/bank/chart.ts';
import type { BankInput } from '../roles/bank/context.ts';
import { client } from '../roles/client/chart.ts';
import type { SharingInput } from '../roles/client/context.ts';
import { encapsulates } from '../reading.ts';
import type { Setting } from '../setting.ts';
import { type Cast, logName } from './cast.ts';

/** What a second bank adds to a scenario. */
export interface SecondBank<M> {
  readonly parties: readonly Party[];
  readonly opening: readonly string[];
  readonly agenda: Readonly<Record<string, readonly IntentEvent<M>[]>>;
  readonly doors: readonly Door[];
  readonly attackerAt: readonly string[];
  /** The second bank's name and keys, which are the attacker's. */
  readonly values: Readonly<Record<string, M>>;
}

/** A customer whose phone has one key pair for two apps. */
export type PhoneWithTwoApps<M> = Cast<M> & { readonly sharedKey: M };

/** The package of the second app, as it was installed before anything else happened. */
function installation<M>(setting: Setting<M>, input: BankInput<M>, fresh: M): RoleEvent<M> {
  const machine = bank(setting);
  const { snapshot } = start<M>(machine, input);
  const { effects } = step<M>(machine, snapshot, { type: 'issue', values: {}, at: 0, fresh });
  const [sent] = effects.filter((effect) => effect.effect === 'send');
  if (sent === undefined) throw new Error('second bank: it issues no package');
  const { channel, from, to, message } = sent;
  return { type: 'frame', channel, from, to, message, at: 0, fresh };
}

/** What the second app of one customer wants: one payment of its own. */
function wantsOf<M>({ name }: Algebra<M>): readonly IntentEvent<M>[] {
  const values = { payee: name('payee', 'shop-0815'), amount: name('amount', '40 CAD') };
  return [
    { type: 'start', values: {} },
    { type: 'logOn', values: {} },
    { type: 'pay', values },
  ];
}

/**
 * The second bank of some customers.
 *
 * @param setting - the same app is built for both banks, under the same reading
 * @param casts - the honest customers of the first bank
 * @param root - the seed of all honest randomness
 */
export function secondBankOf<M>(
  setting: Setting<M>,
  casts: readonly PhoneWithTwoApps<M>[],
  root: M,
): SecondBank<M> {
  const { algebra } = setting;
  const name = algebra.name('bank', 'Second Bank');
  const seed = algebra.derive(root, 'second bank');
  const packageKey = algebra.derive(algebra.derive(seed, 'package'), 'key');
  const signingKey = algebra.derive(seed, 'signing-key');
  const boxKey = algebra.derive(seed, 'box-key');
  const sealed = encapsulates(setting.reading);
  const app = client(setting);
  const seconds = casts.map((cast) => {
    const phone = `${cast.name}@second`;
    const addresses = { phone, bank: `second:${cast.name}`, log: logName, judge: 'second notary' };
    const password = algebra.name('password', `${cast.name}'s other password`);
    const customer = { ...cast.customer, password };
    return { ...cast, customer, addresses };
  });
  const parties = seconds.map(({ customer, sharedKey, addresses }): Party => {
    const { phone } = addresses;
    const own = { name, packageKey, signingKey, ...(sealed ? { boxKey } : {}) };
    const issuer: BankInput<M> = { customer, addresses, ...own };
    const past = [installation(setting, issuer, algebra.derive(seed, phone))];
    const input: SharingInput<M> = { customer, addresses, sharedKey };
    return { name: phone, kind: 'client', machine: app, input, silent: true, alike: phone, past };
  });
  const doors = seconds.flatMap(({ addresses: { phone, bank } }) =>
    (['wireless', 'https'] as const).map((channel): Door => {
      return { channel, hop: phone, to: phone, from: bank, server: false, own: true };
    }),
  );
  return {
    parties,
    // Start and log-on depend on nothing and disturb nobody: they come first, in this order alone.
    opening: seconds.flatMap(({ addresses: { phone } }) => [phone, phone]),
    agenda: Object.fromEntries(seconds.map(({ addresses }) => [addresses.phone, wantsOf(algebra)])),
    doors,
    attackerAt: seconds.map(({ addresses }) => addresses.bank),
    values: {
      "the second bank's name": name,
      ...(sealed
        ? { 'box-key of the second bank': boxKey }
        : { 'package-key of the second bank': packageKey }),
      'signing-key of the second bank': signingKey,
    },
  };
}

/** A system with a second bank beside the first. */
export function withSecondBank<M>(system: System<M>, second: SecondBank<M>): System<M> {
  return {
    ...system,
    parties: [...system.parties, ...second.parties],
    opening: [...second.opening, ...system.opening],
    agenda: { ...system.agenda, ...second.agenda },
    doors: [...system.doors, ...second.doors],
    attackerAt: [...system.attackerAt, ...second.attackerAt],
    publicValues: { ...system.publicValues, ...second.values },
  };
}
