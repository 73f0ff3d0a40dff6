/**
 * Attacks of the catalogue that are not mounted over HTTP, each with the reason; all of them are carried
 * out on bytes in process but those that say otherwise (`properties/catalogue.property.ts`).
 */

/** Reasons by the id of the attack. */
export const unmounted: Readonly<Record<string, string>> = {
  'w11-depository-entry':
    'the attacker writes into the bank’s own file, past every server; that is no message, and no protocol stands against it',
  'w20b-malware':
    'the program here has no secure element to hold out: a file sealed under a PIN stands in for it, and what reads the memory of an unlocked program reads the key in it; on the model the element is what it should be',
  'w22-chosen-prefix-collision':
    'a chosen-prefix collision of SHA-1 costs about 2^63.4 evaluations, on bytes too; it is shown on terms',
  'w24-bank-denies':
    'the judge of the running system hears who gave an order, not who got a receipt; there is no case to bring, and on the published reading nothing to bring',
  'w29-discarded-key':
    'the bank of the running system keeps replaced keys whatever A26 says, and shows the one under which a record convinces; the model discards them',
  'w27b-log-drops':
    'a log without the record shows none under either protocol, over HTTP as in the search, where it falls on the repaired one too (listed below: the log’s silence)',
};
