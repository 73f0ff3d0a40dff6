import { expect, test } from 'vitest';
import { classics } from './index.ts';
import { references } from './references.ts';

/** Author, title, where and when. */
const published: readonly (readonly [work: string, where: string])[] = [
  [
    'Needham & Schroeder 1978',
    'R. Needham, M. Schroeder, Using encryption for authentication in large networks of computers, CACM 21(12), 1978',
  ],
  [
    'Denning & Sacco 1981',
    'D. Denning, G. Sacco, Timestamps in key distribution protocols, CACM 24(8), 1981',
  ],
  [
    'Needham & Schroeder 1987',
    'R. Needham, M. Schroeder, Authentication revisited, ACM OSR 21(1), 1987',
  ],
  [
    'Otway & Rees 1987',
    'D. Otway, O. Rees, Efficient and timely mutual authentication, ACM OSR 21(1), 1987',
  ],
  [
    'Burrows, Abadi & Needham 1989',
    'M. Burrows, M. Abadi, R. Needham, A logic of authentication, DEC SRC report 39, 1989',
  ],
  [
    'Satyanarayanan 1989',
    'M. Satyanarayanan, Integrating security in a large distributed system, ACM TOCS 7(3), 1989',
  ],
  [
    "I'Anson & Mitchell 1990",
    "C. I'Anson, C. Mitchell, Security defects in CCITT recommendation X.509, ACM CCR 20(2), 1990",
  ],
  [
    'Bellovin & Merritt 1990',
    'S. Bellovin, M. Merritt, Limitations of the Kerberos authentication system, ACM CCR 20(5), 1990',
  ],
  [
    'Tatebayashi, Matsuzaki & Newman 1989',
    'M. Tatebayashi, N. Matsuzaki, D. Newman, Key distribution protocol for digital mobile communication systems, CRYPTO 1989',
  ],
  [
    'Woo & Lam 1992',
    'T. Woo, S. Lam, Authentication for distributed systems, IEEE Computer 25(1), 1992',
  ],
  [
    'Diffie, van Oorschot & Wiener 1992',
    'W. Diffie, P. van Oorschot, M. Wiener, Authentication and authenticated key exchanges, DCC 2, 1992',
  ],
  [
    'Neuman & Stubblebine 1993',
    'B. C. Neuman, S. Stubblebine, A note on the use of timestamps as nonces, ACM OSR 27(2), 1993',
  ],
  [
    'Woo & Lam 1994',
    'T. Woo, S. Lam, A lesson on authentication protocol design, ACM OSR 28(3), 1994',
  ],
  ['Simmons 1994', 'G. Simmons, Cryptanalysis and protocol failures, CACM 37(11), 1994'],
  ['Syverson 1994', 'P. Syverson, A taxonomy of replay attacks, IEEE CSFW 7, 1994'],
  [
    'Carlsen 1994',
    'U. Carlsen, Optimal privacy and authentication on a portable communications system, ACM OSR 28(3), 1994',
  ],
  ['Hwang & Chen 1995', 'T. Hwang, Y.-H. Chen, On the security of SPLICE/AS, IPL 53(2), 1995'],
  [
    'Hwang, Lee, Li & Chen 1995',
    'T. Hwang, N.-Y. Lee, C.-M. Li, M.-Y. Ko, Y.-H. Chen, Two attacks on Neuman-Stubblebine authentication protocols, IPL 53(2), 1995',
  ],
  [
    'Kao & Chow 1995',
    'I.-L. Kao, R. Chow, An efficient and secure authentication protocol using uncertified keys, ACM OSR 29(3), 1995',
  ],
  [
    'Lowe 1995',
    'G. Lowe, An attack on the Needham-Schroeder public-key authentication protocol, IPL 56(3), 1995',
  ],
  ['Lowe 1996', 'G. Lowe, Some new attacks upon security protocols, IEEE CSFW 9, 1996'],
  ['Gollmann 1996', 'D. Gollmann, What do we mean by entity authentication?, IEEE S&P, 1996'],
  ['Zhou & Gollmann 1996', 'J. Zhou, D. Gollmann, A fair non-repudiation protocol, IEEE S&P, 1996'],
  [
    'Clark & Jacob 1997',
    'J. Clark, J. Jacob, A survey of authentication protocol literature: version 1.0, 1997',
  ],
  ['Lowe 1997', 'G. Lowe, A family of attacks upon authentication protocols, Leicester 1997/5'],
  [
    'Lowe & Roscoe 1997',
    'G. Lowe, B. Roscoe, Using CSP to detect errors in the TMN protocol, IEEE TSE 23(10), 1997',
  ],
  [
    'Asokan, Shoup & Waidner 1998',
    'N. Asokan, V. Shoup, M. Waidner, Asynchronous protocols for optimistic fair exchange, IEEE S&P, 1998',
  ],
  [
    'Schneider 1998',
    'S. Schneider, Formal analysis of a non-repudiation protocol, IEEE CSFW 11, 1998',
  ],
  [
    'Paulson 2001',
    'L. Paulson, Relations between secrets: two formal analyses of the Yahalom protocol, JCS 9(3), 2001',
  ],
  [
    'Shmatikov & Mitchell 2002',
    'V. Shmatikov, J. Mitchell, Finite-state analysis of two contract signing protocols, TCS 283(2), 2002',
  ],
  ['SPORE', 'Security Protocols Open Repository, LSV, ENS de Cachan'],
];

// Kills: a work under the name of another.
test('the works cited are those, and each is where it was published', () => {
  expect(Object.entries(references)).toEqual(published);
});

test('every verdict cites one of them', () => {
  const works = Object.keys(references);
  const cited = classics.flatMap(({ verdicts }) => verdicts.map(({ by }) => by));
  expect(cited.length).toBeGreaterThan(50);
  for (const work of cited) expect(works).toContain(work);
});
