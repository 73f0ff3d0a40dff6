/**
 * The positive control of each property: the test, named by its title, in which a fault is planted and the
 * property's own means must find it. A property without one has not shown that it can fail.
 */

/** Where a fault is planted. */
export interface Control {
  readonly property: string;
  /** The file of the test, and a part of its title or of what it plants. */
  readonly in: string;
  readonly planted: string;
}

const own = (property: string, planted: string): Control => ({ property, in: property, planted });

/** All controls. */
export const controls: readonly Control[] = [
  own('properties/audit/attack.property.ts', 'a replayed order: the model takes it too'),
  {
    property: 'properties/audit/live.property.ts',
    in: 'properties/audit/tamper.property.ts',
    planted: 'is refused by the model when an effect is another',
  },
  own('properties/audit/tamper.property.ts', 'is refused with the digests as they were'),
  own('properties/capability/capability.property.ts', 'is stolen when it may be'),
  own('properties/catalogue.property.ts', '$id is closed by the reading named'),
  own('properties/catalogue/repaired.property.ts', 'succeeds, tried again, on the reading'),
  own('properties/certificate/check.property.ts', 'of any one leaf is found'),
  {
    property: 'properties/classics/classics.property.ts',
    in: 'properties/engines/engines.property.ts',
    planted: 'a mistake planted in an engine',
  },
  own('properties/crash/crash.property.ts', 'a party that sends before it stores is caught'),
  own('properties/drift.property.ts', 'the drift check catches a world in which'),
  own('properties/engines/engines.property.ts', 'a mistake planted in an engine'),
  own('properties/export/export.property.ts', 'sees that %s was made %s'),
  {
    property: 'properties/export/peers.property.ts',
    in: 'properties/export/export.property.ts',
    planted: 'sees that %s was made %s',
  },
  {
    property: 'properties/honest-session.property.ts',
    in: 'properties/mutants/record.test.ts',
    planted: 'is killed as the record says',
  },
  own('properties/hostile/refusals.property.ts', 'refusals distinct (A36)'),
  own('properties/load/history.property.ts', 'a flawed bank is caught'),
  own('properties/mutants.property.ts', 'breaks a claim that held: $check'),
  own('properties/peers/peers.property.ts', 'fails on every verdict that is turned round'),
  {
    property: 'properties/random-attack.property.ts',
    in: 'properties/engines/engines.property.ts',
    planted: 'a mistake planted in an engine',
  },
  own('properties/schedules.property.ts', 'finds within the quick budget that'),
  own('properties/repaired/paid.property.ts', 'falls without its rule'),
  own('properties/repaired/repaired.property.ts', 'falls, on terms and on bytes'),
  own('properties/spdl/fillings.property.ts', 'the two ways are apart'),
  own('properties/spdl/spdl.property.ts', 'of Needham-Schroeder: the responder’s claims fall'),
  own('properties/verdicts.property.ts', 'replay breaks agreement'),
  own('properties/weakness/byte-laws.property.ts', 'two messages with one SHA-1 digest'),
  own('properties/weakness/cipher-claims.property.ts', '$by: without it $claim holds'),
  own('properties/weakness/cipher-truncation.property.ts', 'is no message, of whatever form'),
  own('properties/weakness/cipher.property.ts', 'nothing that a rule gives can be had without it'),
  own('properties/weakness/concatenation.property.ts', 'has one reading'),
  own('properties/weakness/signature-breaks.property.ts', '%s breaks nothing where the reading is'),
  own('properties/weakness/signature.property.ts', 'what it gives is had with it, not without it'),
  own('properties/weakness/untagged.property.ts', 'breaks the agreement on the session'),
];

/** Properties for which no fault is planted yet. */
export const withoutControl: readonly string[] = [
  'properties/hostile/frames.property.ts',
  'properties/spdl/print.property.ts',
];
