/**
 * Secrets: keys stand in no file but their owners', an order's clear text not at the gateway where
 * the reading hides it, and what the user names in no file at all. A file with a trace holds
 * secrets by design and is left out.
 */
import { isSealed } from '../../src/host/phone/lock.ts';
import { businesses } from '../../model/sa2pmp/business.ts';
import { recordForm } from '../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { textOf } from '../../src/adapters/sqlite/database.ts';
import { bytesOf } from '../../src/adapters/sqlite/journal.ts';
import { type Bytes, fromBytes, parseBytes, textToBytes } from '../../src/bytes.ts';
import { encodeFrame } from '../../src/codec/codec.ts';
import type { Member, SecretsCheck, System, Tables } from './check.ts';
import { signingKeyOf } from './entries.ts';
import type { Needle } from './needles.ts';
import { jsonOf } from './open.ts';
import { accidOf, stateOfPhone } from './phone.ts';

/** The checks of secrets. */
export const secretsChecks: readonly SecretsCheck[] = [
  {
    id: 'keys-secret',
    of: 'octets',
    says: "no key of another's stands in the file: package keys, private keys, their seeds, verifiers",
    seeks: (system, file) =>
      ownedIn(system)
        .filter(({ owners }) => !owners.includes(file.path))
        .map(({ what, value }) => ({ what, octets: fromBytes(value) })),
  },
  {
    id: 'orders-secret',
    of: 'octets',
    says: 'no order stands in the clear at the gateway',
    seeks: (_, file) => (isBlind(file) ? clearOrders(file as Member) : undefined),
  },
  {
    id: 'named-secret',
    of: 'octets',
    says: 'no text that was named as secret stands in the file',
    seeks: ({ secrets }) =>
      secrets.length === 0
        ? undefined
        : secrets.map((text, index) => ({
            what: `the secret named as number ${index + 1}`,
            octets: fromBytes(textToBytes(text)),
          })),
  },
];

/** A secret, and the files that may hold it. */
interface Owned {
  readonly what: string;
  readonly value: Bytes;
  readonly owners: readonly string[];
}

function ownedIn(system: System): readonly Owned[] {
  const { bank, log, phones, witnesses } = system;
  return [
    ...packageKeys(system),
    ...phones.flatMap(phoneKeys),
    ...(bank === undefined ? [] : bankKeys(bank)),
    ...(log === undefined ? [] : [...seeds(log, ['signing-seed', 'head-seed']), signingKey(log)]),
    ...witnesses.flatMap((witness) => seeds(witness, ['seed'])),
  ];
}

/** K of every package: the bank's, and that of the phones whose package it is (A9). */
function packageKeys({ bank, phones }: System): readonly Owned[] {
  const installed = phones.map((phone) => ({
    key: stateOfPhone(phone)?.context.appPackage?.key,
    accid: accidOf(phone),
    path: phone.path,
  }));
  const issued = (bank?.all('SELECT accid, package_key FROM customer') ?? []).map((row) => ({
    key: bytesOf(row, 'package_key'),
    accid: textOf(row, 'accid'),
  }));
  const keyed = [...issued, ...installed];
  return [...new Set(keyed.flatMap(({ key }) => key ?? []))].map((value) => {
    const accids = new Set(keyed.filter(({ key }) => key === value).map(({ accid }) => accid));
    const holders = installed.filter(({ accid }) => accids.has(accid)).map(({ path }) => path);
    const [some = ''] = accids;
    return {
      what: `the package key K of ${accids.size === 1 ? some : 'all packages'}`,
      value,
      owners: [...holders, ...(bank === undefined ? [] : [bank.path])],
    };
  });
}

function phoneKeys(phone: Member): readonly Owned[] {
  const value = stateOfPhone(phone)?.context.signingKey;
  // What is sealed under the PIN is not known here, and cannot be looked for (A25).
  if (value === undefined || isSealed(value)) return [];
  return [
    {
      what: `the private key of ${accidOf(phone)}`,
      value: value as Bytes,
      owners: [phone.path],
    },
  ];
}

function bankKeys(bank: Member): readonly Owned[] {
  const owners = [bank.path];
  const verifiers = bank.all('SELECT accid, verifier FROM customer').map((row) => ({
    what: `the password verifier of ${textOf(row, 'accid')}`,
    value: bytesOf(row, 'verifier'),
    owners,
  }));
  const pem = httpsKeyLine(bank);
  return [
    ...seeds(bank, ['signing-seed', 'release-seed', 'box-seed']),
    signingKey(bank),
    ...verifiers,
    ...(pem === undefined
      ? []
      : [{ what: "the bank's key for HTTPS", value: textToBytes(pem), owners }]),
  ];
}

/** The first line of the bank's HTTPS key in PEM, part of the key in it. */
function httpsKeyLine({ about }: Member): string | undefined {
  const identity = jsonOf(about('https-identity') ?? '');
  if (typeof identity !== 'object' || identity === null) return undefined;
  const pems = Object.values(identity).filter((value) => typeof value === 'string');
  return pems.find((pem) => pem.includes('PRIVATE KEY'))?.split('\n')[1];
}

function signingKey(file: Member): Owned {
  const what = `the private key of the ${file.party}`;
  return { what, value: signingKeyOf(file), owners: [file.path] };
}

function seeds({ about, path, party }: Tables, names: readonly string[]): readonly Owned[] {
  return names.flatMap((name) => {
    const value = parseBytes(about(name) ?? '');
    if (value === undefined || value === '') return [];
    return [{ what: `the ${name} of the ${party}`, value, owners: [path] }];
  });
}

/** Whether the reading lets the gateway see ciphertexts alone (A19, A22, A31). */
function isBlind(file: Tables): boolean {
  return file.party === 'log' && recordForm((file as Member).reading) === 'order-frame';
}

/** How an order in the clear begins, whatever it says: no key is needed to find one. */
function clearOrders({ messages, reading }: Member): readonly Needle[] {
  const { encoding } = suiteOf(reading);
  const { tag, name } = messages.order;
  const begins = { name, tag, fields: [{ name: 'type', sort: 'constant' }] };
  return Object.keys(businesses).map((business) => ({
    what: `an order to ${business}`,
    octets: encodeFrame(begins, [fromBytes(textToBytes(business))], encoding),
  }));
}
