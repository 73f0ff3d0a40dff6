/** Damage to what the repaired protocol keeps besides: commitments, orders that wait, outcomes. */
import { type Damage, on, strange } from './damage.ts';

/** What breaks the checks of commitments and resolutions. */
export const atRepaired: readonly Damage[] = [
  {
    what: 'what a commitment is to, changed',
    base: 'repaired',
    strikes: on(
      'bank',
      `UPDATE opening SET content = '${strange}' WHERE commitment = (SELECT min(commitment) FROM opening)`,
    ),
    breaks: ['bank openings', 'across as-recorded'],
  },
  {
    what: 'an opening of no order, of another content',
    base: 'repaired',
    strikes: on('bank', `INSERT INTO opening VALUES ('${strange}', 'bob-01', '${strange}')`),
    breaks: ['bank openings'],
  },
  {
    what: 'the word of the log that an order is recorded, changed',
    base: 'repaired',
    strikes: on(
      'bank',
      `UPDATE word SET content = '${strange}' WHERE seq = (SELECT min(seq) FROM word)`,
    ),
    breaks: ['bank words'],
  },
  {
    what: 'the word of the log that an order is recorded, lost',
    base: 'repaired',
    strikes: on('bank', 'DELETE FROM word WHERE seq = (SELECT min(seq) FROM word)'),
    breaks: ['bank words'],
  },
  {
    what: 'an order noted to wait that does not',
    base: 'repaired',
    strikes: on(
      'bank',
      `INSERT INTO meta VALUES ('waits for the log: bob-01', '{"key":"x","records":[]}')`,
    ),
    breaks: ['bank waiting'],
  },
  {
    what: 'a record said to have been given up',
    base: 'repaired',
    strikes: on(
      'log',
      "UPDATE resolved SET outcome = 'aborted' WHERE commitment = (SELECT min(commitment) FROM resolved)",
    ),
    breaks: ['log outcomes'],
  },
  {
    what: 'an order said to be recorded that is not',
    base: 'repaired',
    strikes: on('log', `INSERT INTO resolved VALUES ('${strange}', 'recorded', '[]')`),
    breaks: ['log outcomes'],
  },
];
