/** iKP's readings with who takes part, what each promises, and what is published about it. */
import { ikp, type IkpReading } from './ikp.ts';
import { castOf, type Peer, type PeerVerdict, seatOf } from './peer.ts';

const repaired: PeerVerdict = {
  claim: 'agreement of order',
  under: 'customer',
  says: 'holds',
  by: 'Ogata & Futatsugi 2003',
  note: 'the seller’s signature is on the payment itself, and it makes it when it asks',
};

const counterexample: PeerVerdict = {
  claim: 'agreement of order',
  under: 'network',
  says: 'attack',
  by: 'Ogata & Futatsugi 2003',
  note: 'who intercepts the payment asks for its authorisation itself: the seller’s signature is on the invoice only',
};

/** What is published about a reading. */
function verdictsOf({ keys, sellerSigns, payments }: IkpReading): readonly PeerVerdict[] {
  const isTwo = keys >= 2;
  const bellare = { by: 'Bellare et al. 1995' } as const;
  return [
    {
      ...bellare,
      claim: 'secrecy of card',
      under: 'between',
      says: 'holds',
      note: 'the number is under the acquirer’s key, also towards the seller',
    },
    {
      ...bellare,
      claim: 'agreement of payment',
      under: 'between',
      says: 'holds',
      note: 'A1, C1: no payment without the customer, as long as card number and PIN are secret',
    },
    {
      ...bellare,
      claim: 'agreement of authorisation',
      under: 'customer',
      says: 'holds',
      note: 'M1: the acquirer’s signature',
    },
    {
      ...bellare,
      claim: 'agreement of receipt',
      under: 'between',
      says: 'holds',
      note: 'C2: the acquirer’s signature, passed on',
    },
    {
      ...bellare,
      claim: 'agreement of proof',
      under: 'receipt',
      says: 'holds',
      note: 'M1, C2 as proof: nobody else makes the acquirer’s signature',
    },
    {
      ...bellare,
      claim: 'agreement of origin',
      under: 'origin',
      says: keys === 3 ? 'holds' : 'attack',
      note:
        keys === 3
          ? 'A1, M2, strong: the customer’s signature on the payment'
          : 'A1 is weak: the acquirer knows card number and PIN, and makes the payment itself',
    },
    ...(isTwo
      ? [
          {
            ...bellare,
            claim: 'agreement of invoice',
            under: 'customer',
            says: 'holds',
            note: 'C3: the seller’s signature on the invoice',
          } as const,
          {
            ...bellare,
            claim: 'agreement of delivery',
            under: 'customer',
            says: 'holds',
            note: 'C4: the seller opens V when it has been paid',
          } as const,
        ]
      : []),
    ...(isTwo && sellerSigns === 'payment'
      ? [repaired]
      : [
          isTwo
            ? counterexample
            : {
                ...counterexample,
                by: 'Bellare et al. 1995' as const,
                note: 'A2 is no promise of 1KP: the seller has no key',
              },
        ]),
    payments === 'taken once'
      ? {
          ...bellare,
          claim: 'injective agreement of payment',
          under: 'between, twice',
          says: 'holds',
          note: 'the acquirer refuses what it has seen',
        }
      : {
          claim: 'injective agreement of payment',
          under: 'network, twice',
          says: 'attack',
          by: 'ours',
          note: 'the request for authorisation is sent again',
        },
  ];
}

function peerOf(id: string, reading: IkpReading, words: Pick<Peer, 'reading' | 'main'>): Peer {
  const protocol = ikp(id, reading);
  const { keys, sellerSigns, payments } = reading;
  const one = ikp(id, { ...reading, payments: 'taken again' });
  const twice = payments === 'taken again' ? ['A'] : [];
  const without = ['J', 'Q'];
  const name = `${String(keys)}KP`;
  // A seller whose customer is the attacker.
  const forInsider = seatOf(protocol, 'M', ['C']);
  return {
    ...words,
    protocol: one,
    system: sellerSigns === 'payment' ? `${name}, repaired` : name,
    phone: 'C',
    authority: 'A',
    between: 'M',
    logOn: 0,
    ...(payments === 'taken once' ? { takenOnce: { role: 'A', name: 'HC' } } : {}),
    trusts:
      keys === 3 ? 'the acquirer for the money' : 'the acquirer, also in what it says of others',
    casts: {
      network: castOf(one, { without }),
      'network, twice': castOf(protocol, { without, twice }),
      customer: castOf(one, {
        without: [...without, 'M'],
        besides: [forInsider],
      }),
      between: castOf(one, { without, dishonest: ['M'] }),
      'between, twice': castOf(protocol, { without, twice, dishonest: ['M'] }),
      authority: castOf(one, { without, dishonest: ['A'] }),
      origin: castOf(one, { without: ['Q'], dishonest: ['M', 'A'] }),
      receipt: castOf(one, { without: ['J'], dishonest: ['C', 'M'] }),
    },
    promises: {
      secret: 'secrecy of card',
      meant: 'agreement of payment',
      once: 'injective agreement of payment',
      answer: 'agreement of receipt',
      ...(keys >= 2 ? { seller: 'agreement of order' } : {}),
      origin: 'agreement of origin',
      receipt: 'agreement of proof',
    },
    verdicts: verdictsOf(reading),
  };
}

const once = { payments: 'taken once' } as const;
const asPublished = { ...once, sellerSigns: 'invoice' } as const;

/** 1KP, 2KP and 3KP, as published and repaired. */
export const ikpPeers: readonly Peer[] = [
  ...([1, 2, 3] as const).map((keys) =>
    peerOf(
      `${String(keys)}kp`,
      { ...asPublished, keys },
      {
        reading: 'the acquirer takes a payment once, by date and nonce',
        main: true,
      },
    ),
  ),
  ...([2, 3] as const).map((keys) =>
    peerOf(
      `${String(keys)}kp-repaired`,
      { ...once, keys, sellerSigns: 'payment' },
      {
        reading: 'repaired: the seller signs the payment when it asks for authorisation',
        main: keys === 3,
      },
    ),
  ),
  peerOf(
    '3kp-again',
    { keys: 3, sellerSigns: 'invoice', payments: 'taken again' },
    {
      reading: 'the acquirer forgets: a payment is taken as often as it comes',
      main: false,
    },
  ),
];
