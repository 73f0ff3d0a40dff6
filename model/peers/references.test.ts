import { expect, test } from 'vitest';
import { peers } from './index.ts';
import { works } from './references.ts';

/** Author, title, where and when. */
const published: readonly (readonly [work: string, where: string])[] = [
  [
    'Itani & Kayssi 2004',
    'W. Itani, A. Kayssi, J2ME application-layer end-to-end security for m-commerce, Journal of Network and Computer Applications 27, 2004',
  ],
  [
    'Lam et al. 2003',
    'K.-Y. Lam, S.-L. Chung, M. Gu, J.-G. Sun, Lightweight security for mobile commerce transactions, Computer Communications 26, 2003',
  ],
  [
    'Bellare et al. 1995',
    'M. Bellare, J. Garay, R. Hauser, A. Herzberg, H. Krawczyk, M. Steiner, G. Tsudik, M. Waidner, iKP: a family of secure electronic payment protocols, USENIX Workshop on Electronic Commerce, 1995',
  ],
  [
    'Bellare et al. 2000',
    'M. Bellare, J. Garay, R. Hauser, A. Herzberg, H. Krawczyk, M. Steiner, G. Tsudik, E. Van Herreweghen, M. Waidner, Design, implementation, and deployment of the iKP secure electronic payment system, IEEE JSAC 18(4), 2000',
  ],
  [
    'Ogata & Futatsugi 2003',
    'K. Ogata, K. Futatsugi, Flaw and modification of the iKP electronic payment protocols, IPL 86, 2003',
  ],
  ['SET 1997', 'Visa, MasterCard, SET secure electronic transaction specification, 1997'],
  [
    'Bella, Massacci & Paulson 2006',
    'G. Bella, F. Massacci, L. Paulson, Verifying the SET purchase protocols, Journal of Automated Reasoning 36, 2006',
  ],
  [
    'AVISPA',
    'AVISPA project, library of protocols: SET purchase, S. Mödersheim; mobile payment, M. Ratini',
  ],
  [
    'Kungpisdan, Srinivasan & Le 2004',
    'S. Kungpisdan, B. Srinivasan, P. D. Le, A secure account-based mobile payment protocol, ITCC 2004',
  ],
  [
    'Fun et al. 2008',
    'T. S. Fun, L. Y. Beng, J. Likoh, R. Roslan, A lightweight and private mobile payment protocol by using mobile network operator, ICCCE 2008',
  ],
  [
    'Basin, Sasse & Toro-Pozo 2021',
    'D. Basin, R. Sasse, J. Toro-Pozo, The EMV standard: break, fix, verify, IEEE S&P, 2021',
  ],
  ['W3C SPC', 'W3C, Secure Payment Confirmation'],
  ['Rice & Zhu 2009', 'the paper: what it says of JASA and LSM in section 3'],
];

// Kills: a work under the name of another.
test('the works cited are those, and each is where it was published', () => {
  expect(Object.entries(works)).toEqual(published);
});

test('every verdict cites one of them, or says that it is ours', () => {
  const cited = peers.flatMap(({ verdicts }) => verdicts.map(({ by }) => by));
  expect(cited.length).toBeGreaterThan(50);
  for (const work of cited) expect(['ours', ...Object.keys(works)]).toContain(work);
});
