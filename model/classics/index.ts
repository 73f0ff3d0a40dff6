/** The classics: protocols of the literature with their published verdicts. */
import { andrewClassics } from './andrew.ts';
import type { Classic } from './classic.ts';
import { denningSaccoClassics } from './denning-sacco.ts';
import { fairExchangeClassics } from './fair-exchange.ts';
import { isoClassics } from './iso-9798.ts';
import { kaoChowClassics } from './kao-chow.ts';
import { needhamSchroederClassics } from './needham-schroeder.ts';
import { neumanStubblebineClassics } from './neuman-stubblebine.ts';
import { otwayReesClassics } from './otway-rees.ts';
import { publicKeyClassics } from './public-key.ts';
import { spliceClassics } from './splice.ts';
import { tmnClassics } from './tmn.ts';
import { wideMouthedFrogClassics } from './wide-mouthed-frog.ts';
import { wooLamClassics } from './woo-lam.ts';
import { x509Classics } from './x509.ts';
import { yahalomClassics } from './yahalom.ts';

/** All of them, family by family. */
export const classics: readonly Classic[] = [
  ...publicKeyClassics,
  ...needhamSchroederClassics,
  ...denningSaccoClassics,
  ...otwayReesClassics,
  ...yahalomClassics,
  ...wooLamClassics,
  ...andrewClassics,
  ...wideMouthedFrogClassics,
  ...neumanStubblebineClassics,
  ...kaoChowClassics,
  ...tmnClassics,
  ...x509Classics,
  ...spliceClassics,
  ...isoClassics,
  ...fairExchangeClassics,
];
