/** SET's readings with who takes part, what each promises, and what is published about it. */
import { type CastName, castOf, type Peer, type PeerVerdict, seatOf } from './peer.ts';
import { set, type SetReading } from './set.ts';

const bella = { by: 'Bella, Massacci & Paulson 2006' } as const;

/** What is published about a reading. */
function verdictsOf({ cardholder, gateway }: SetReading): readonly PeerVerdict[] {
  const signs = cardholder === 'signs';
  const forwarded: PeerVerdict = {
    claim: 'agreement of payment',
    under: 'authority',
    says: 'attack',
    by: 'AVISPA',
    note: 'a dishonest gateway has the payment made to another, since nothing that is signed names the gateway',
  };
  return [
    {
      ...bella,
      claim: 'secrecy of card',
      under: 'between',
      says: 'holds',
      note: 'card details stay between cardholder and gateway',
    },
    {
      ...bella,
      claim: 'agreement of payment',
      under: 'network',
      says: 'holds',
      note: signs ? 'the dual signature' : 'whoever knows the card number is taken for its holder',
    },
    {
      claim: 'agreement of payment',
      under: 'customer',
      says: 'holds',
      by: 'AVISPA',
      note: 'with honest gateways no attack was found',
    },
    gateway === 'named'
      ? {
          ...forwarded,
          says: 'holds',
          refused: true,
          by: 'ours',
          note: 'cardholder and merchant sign for which gateway',
        }
      : forwarded,
    {
      claim: 'agreement of result',
      under: 'between',
      says: 'attack',
      by: 'AVISPA',
      note: 'the merchant’s answer does not show that the gateway has seen the payment',
    },
    {
      claim: 'injective agreement of payment',
      under: 'network, twice',
      says: 'attack',
      by: 'AVISPA',
      note: 'nothing is fresh to the gateway: it has to remember LID and XID',
    },
    {
      ...bella,
      claim: 'agreement of purchase',
      under: 'origin',
      says: signs ? 'holds' : 'attack',
      note: signs
        ? 'the dual signature is the cardholder’s'
        : 'we must trust the cardholder: there is no authentication',
    },
  ];
}

/** What SET promises. */
const promises = {
  secret: 'secrecy of card',
  meant: 'agreement of payment',
  once: 'injective agreement of payment',
  answer: 'agreement of result',
  seller: 'agreement of order',
  origin: 'agreement of purchase',
  receipt: 'agreement of proof',
} as const;

/** What is said of a reading. */
interface Words extends Pick<Peer, 'reading' | 'main' | 'system'> {
  /** The only one who is asked about, where a reading differs from another in nothing else. */
  readonly only?: CastName;
}

function peerOf(id: string, reading: SetReading, { only, ...words }: Words): Peer {
  const protocol = set(id, reading);
  const without = ['J', 'Q', 'B'];
  // Cardholder and merchant at a gateway of the attacker's, and an honest gateway besides.
  const atInsider = ['C', 'M'].map((one) => seatOf(protocol, one, ['P']));
  const casts: Peer['casts'] = {
    network: castOf(protocol, { without }),
    'network, twice': castOf(protocol, { without, twice: ['P'] }),
    customer: castOf(protocol, { without, insider: true }),
    between: castOf(protocol, { without, dishonest: ['M'] }),
    authority: castOf(protocol, { without: [...without, 'C', 'M'], besides: atInsider }),
    origin: castOf(protocol, { without: ['Q', 'B'], dishonest: ['M', 'P'] }),
    receipt: castOf(protocol, { without: ['J', 'B'], dishonest: ['C', 'M'] }),
  };
  return {
    ...words,
    protocol,
    phone: 'C',
    authority: 'P',
    between: 'M',
    logOn: 0,
    trusts:
      reading.gateway === 'named'
        ? 'the gateway that was chosen'
        : 'the gateways, all of them: each can charge what was meant for another',
    casts: only === undefined ? casts : { [only]: casts[only] },
    promises: only === undefined ? promises : { meant: promises.meant, seller: promises.seller },
    verdicts: verdictsOf(reading).filter(({ under }) => only === undefined || under === only),
  };
}

const signed = { cardholder: 'signs', gateway: 'unnamed' } as const;

/** SET under its readings. */
export const setPeers: readonly Peer[] = [
  peerOf(
    'set-unsigned',
    {
      cardholder: 'has no key',
      gateway: 'unnamed',
      merchantSigns: 'request and instructions',
    },
    { system: 'SET, unsigned', reading: 'the merchant signs the instructions too', main: true },
  ),
  peerOf(
    'set-signed',
    { ...signed, merchantSigns: 'request and instructions' },
    { system: 'SET, signed', reading: 'the merchant signs the instructions too', main: true },
  ),
  peerOf(
    'set-signed-request',
    { ...signed, merchantSigns: 'request' },
    {
      system: 'SET, signed',
      reading: 'the merchant signs the request alone',
      main: false,
      only: 'authority',
    },
  ),
  peerOf(
    'set-named',
    { ...signed, gateway: 'named', merchantSigns: 'request and instructions' },
    {
      system: 'SET, signed, repaired',
      reading: 'repaired: what is signed names the gateway',
      main: true,
    },
  ),
];
