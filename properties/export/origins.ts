/**
 * Where the values of SA2pMP come from, told from the system itself: what parties are given when
 * they start, what the scenario publishes, what a party derives from the seed of one of its steps.
 */
import type { Term } from '../../model/core/term.ts';
import type { BankInput } from '../../model/sa2pmp/roles/bank/context.ts';
import type { ClientInput } from '../../model/sa2pmp/roles/client/context.ts';
import type { Flow, Origin } from './flow.ts';
import type { House } from './strand.ts';

/** The parties whose values these are. */
interface Parties {
  readonly phone: string;
  readonly account: string;
}

/** The step of which a value is made: whose, and which. */
interface Making {
  readonly party: string;
  readonly step: number;
}

function makingOf(house: House, t: Term): Making | undefined {
  const { store, system } = house;
  if (store.kind(t) !== 'derived') return undefined;
  const [seed] = store.args(t);
  if (seed === undefined) return undefined;
  if (seed !== system.root) return makingOf(house, seed);
  const [, party, step] = /^(.*) step (\d+)$/u.exec(store.label(t)) ?? [];
  return party === undefined ? undefined : { party, step: Number(step) };
}

/**
 * Where a value comes from.
 *
 * @param house - the system on terms
 * @param parties - whose values they are
 * @param begins - the step with which each party begins to pay
 */
export function originsOf(
  house: House,
  parties: Parties,
  begins: ReadonlyMap<string, number>,
): Flow['origin'] {
  const { store, system } = house;
  const inputOf = (name: string): unknown =>
    system.parties.find((party) => party.name === name)?.input;
  const { customer } = inputOf(parties.phone) as ClientInput<Term>;
  const bank = inputOf(parties.account) as BankInput<Term>;
  const others = system.parties.filter(
    ({ name, kind }) => kind === 'bank' && name !== parties.account,
  );
  const isShared = others.some(
    ({ input }) => (input as BankInput<Term>).packageKey === bank.packageKey,
  );
  const published = new Set(Object.values(system.publicValues));
  const origins = new Map<Term, Origin>();
  const add = (t: Term | undefined, origin: Origin): void => {
    if (t !== undefined && !origins.has(t)) origins.set(t, origin);
  };
  for (const [name, t] of Object.entries<Term>({ ...customer })) {
    add(t, { from: 'customer', name, isPublic: published.has(t) });
  }
  add(bank.packageKey, {
    from: isShared ? 'world' : 'customer',
    name: 'package_key',
    isPublic: false,
  });
  add(bank.signingKey, { from: 'world', name: 'bank_signing_key', isPublic: false, isPair: true });
  add(bank.boxKey, { from: 'world', name: 'bank_box_key', isPublic: false, isPair: true });
  const log = inputOf('log') as { readonly signingKey?: Term } | undefined;
  add(log?.signingKey, { from: 'world', name: 'log_signing_key', isPublic: false, isPair: true });
  add(bank.name, { from: 'everybody', name: 'bank_name' });
  return (t) => {
    const known = origins.get(t);
    if (known !== undefined) return known;
    if (store.kind(t) === 'name') {
      return published.has(t)
        ? { from: 'everybody', name: store.label(t) }
        : { from: 'made', name: store.sort(t), again: true };
    }
    const making = makingOf(house, t);
    if (making === undefined) return undefined;
    const again = making.step >= (begins.get(making.party) ?? 0);
    return { from: 'made', name: store.label(t), again };
  };
}
