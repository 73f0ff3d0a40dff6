/** What is published about Otway & Rees's protocol (`with-server.ts`). */
import { attacked, type Classic, holding, trio } from './classic.ts';
import { otwayRees } from './with-server.ts';

/** With its verdicts. */
export const otwayReesClassics: readonly Classic[] = [
  {
    protocol: otwayRees,
    verdicts: [
      attacked('secrecy of key', {
        typing: 'untyped',
        by: 'Clark & Jacob 1997',
        note: '6.3.3: the run’s name and the agents’ are taken for the key',
        seats: trio,
      }),
      holding('secrecy of key', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'on typed messages',
        seats: trio,
      }),
    ],
  },
];
