/**
 * Where the paper's arguments against its peers stand, in words, with the figures of the comparison: for
 * `docs/compare.md` and the report alike. Names and commands are between backquotes.
 *
 * Refuses figures of a protocol that is not compared.
 */
import type { Compared } from './comparison.ts';

/** What is said of a peer. */
export interface Passage {
  readonly about: string;
  readonly text: string;
}

/** What one protocol takes, as the words need it. */
interface Figures {
  readonly of: (name: string) => Compared;
  /** Octets on the air as a multiple of published SA2pMP's. */
  readonly times: (name: string, digits: number) => string;
  /** How many more octets on the air one takes than another. */
  readonly more: (name: string, than: string) => string;
}

function figuresIn(compared: readonly Compared[]): Figures {
  const of = (name: string): Compared => {
    const found = compared.find((one) => one.name === name);
    if (found === undefined) throw new Error(`peers: ${name} is not compared`);
    return found;
  };
  const octets = (name: string): number => of(name).costs.octetsOnAir;
  return {
    of,
    times: (name, digits) => (octets(name) / octets('published')).toFixed(digits),
    more: (name, than) => String(octets(name) - octets(than)),
  };
}

const jasa = `It stands, and no reading saves it: the judge is shown the request and the key, and the server has made it (\`jasa\`, origin). It is not the whole story: published SA2pMP fails the same test. The key pair is the customer’s, but nothing ties it to the customer before the judge (W11 and its kin), so that bank and operator together frame somebody. What the paper asks of JASA holds from \`minimal\` on. And with a key of its own for each customer, JASA keeps what published SA2pMP loses to another customer: secrecy of the order and who meant it. With one key in the application it loses both, by the same attack as SA2pMP, whose K is in the package of all (\`jasa-one-key\`, c). So the light protocol that the paper sets out from is, under its kind reading, the safer of the two but for evidence. That reading has boxes that nobody can change, which AES by itself does not give. Block by block (\`jasa-ecb\`, n) two requests of one customer are joined to an order that nobody gave, and two answers likewise; in counter mode (\`jasa-ctr\`, n) the payee is turned into another; chained (\`jasa-cbc\`) the first block alone can be changed, and what falls hangs on what stands there, here only a word. Published SA2pMP has a signature inside its box and loses no order that way, whatever the mode.`;

const lsm = `It stands: secrecy falls to the gateway in both readings, and where the gateway signs for the customer it also orders. Published SA2pMP’s own operator does no worse only as long as it has no customer’s key: with it, it reads and orders as LSM’s gateway does (b). Where LSM’s token signs, its orders and its evidence are safe from the gateway, as the paper’s own remark on tamper-resistant devices says.`;

function ikp({ of, times, more }: Figures): string {
  const [published, three, repaired] = ['published', '3kp', 'repaired'].map((one) => of(one).costs);
  return `As to what is counted here, it stands in part. 3KP takes ${times('3kp', 1)} times the octets of published on the air, ${String(three?.roundTrips)} round trips for ${String(published?.roundTrips)}, ${String(three?.publicKey.phone)} public-key operations on the phone for ${String(published?.publicKey.phone)}; with certificates more. But it buys what published does not have: of its promises to payer and acquirer none falls. 1KP and 2KP ask of the phone no key of its own, and their evidence against the customer is worth nothing, since the acquirer knows card number and PIN: they stand with JASA there. Repaired SA2pMP takes ${String(repaired?.publicKey.phone)} operations on the phone and ${times('repaired', 2)} times the octets, without a seller in the protocol; so with its repairs the paper’s argument of lightness holds, and only with them is it about like things. The published gap of 2KP and 3KP is there: whoever intercepts a payment asks for its authorisation itself, and the seller never did (seller, n). With the seller’s signature on the payment (\`3kp-repaired\`) it is gone, for ${more('3kp-repaired', '3kp')} octets more on the air.`;
}

function set({ of, times, more }: Figures): string {
  const { publicKey } = of('set-signed').costs;
  return `It stands: ${times('set-signed', 1)} times the octets, ${String(publicKey.phone)} operations on the phone and ${String(publicKey.servers)} elsewhere. AVISPA’s forwarding is found as well: a dishonest gateway has an honest one charge the cardholder, since nothing signed names the gateway; with honest gateways it is not there. It is there also where the merchant signs the encrypted payment instructions (Bella, Massacci & Paulson’s EncB), which one might think a remedy: the gateway then re-encrypts them on their way from cardholder to merchant, who cannot tell and signs what it gets (\`set-signed\`, a; seen with \`sa2pmp compare set-signed --search\`). The name of the gateway in what is signed ends both (\`set-named\`), for ${more('set-named', 'set-signed')} octets on the air. It is W12, surreptitious forwarding, and the repair \`recipient\` of SA2pMP is the same remedy at the same price.`;
}

function unseen({ of, times, more }: Figures): string {
  const { roundTrips } = of('passkey').costs;
  const { onAir, symmetric } = of('ksl').costs;
  return `KSL takes symmetric operations alone, ${String(symmetric.phone)} on the phone, for ${times('ksl', 1)} times the octets in ${String(onAir)} messages, and keeps all that it promises but the evidence: issuer and client have the same key, so that each makes what should convict the other (\`ksl\`, origin and receipt), whatever a logic of accountability says of it. Were the keys to stay, a payment would be taken twice (\`ksl-again\`, once). LMPP’s payee takes the same message twice, as AVISPA found, which is published SA2pMP’s replay (once, n). Visa’s contactless flow has the terminal act on a word that nobody signs; signing all fields restores what the terminal believes and costs ${more('visa-dda-repaired', 'visa-emv')} octets and one signature of the card, and the bank’s own view stays as it was. A passkey confirmation promises all that repaired SA2pMP does but the log, for ${String(roundTrips)} round trips and ${times('passkey', 1)} times the octets in a session of its own; under TLS that is there anyway, for ${times('passkey-bare', 1)} times.`;
}

/** Where the paper's arguments stand, with the figures of all that is compared. */
export function argumentsAgainst(compared: readonly Compared[]): readonly Passage[] {
  const figures = figuresIn(compared);
  return [
    { about: 'JASA: no non-repudiation.', text: jasa },
    { about: 'LSM: the gateway reads.', text: lsm },
    { about: 'iKP: heavy.', text: ikp(figures) },
    { about: 'SET: heavier still.', text: set(figures) },
    { about: 'What the paper did not look at.', text: unseen(figures) },
  ];
}
