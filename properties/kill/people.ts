/** Who the customers are to the bank. */
import type { Owner } from '../../src/system/phone.ts';
import type { CustomerName } from './wishes.ts';

/** A customer's phone and SIM. */
export function ownerOf(name: CustomerName): Owner {
  return { userid: name, sim: `8930-${name}`, phone: `3569-${name}` };
}

/** A customer's password. */
export function passwordOf(name: CustomerName): string {
  return `password of ${name}`;
}
