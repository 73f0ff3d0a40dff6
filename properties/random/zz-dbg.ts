import fc from 'fast-check';
import { worldOf, type Topic } from './cases.ts';
import { played } from './play.ts';
import { randomSchedules } from './schedule.ts';
import { forged } from './forge.ts';
import { diceOf } from '../drift/forge.ts';
const topic: Topic = {
  base: 'published',
  changes: [],
  attacker: 'insider',
  bounds: { sessions: 1, customers: 1, renewals: 0 },
  court: false,
};
let k = 0;
const short = (m: any): string => {
  switch (m.make) {
    case 'tuple':
      return m.shape.name + '(' + m.fields.map(short).join(',') + ')';
    case 'given':
      return m.name;
    case 'observed':
      return '#' + m.index;
    case 'constant':
      return m.text;
    case 'box':
      return `{${short(m.of)}}${short(m.key)}`;
    case 'field':
      return short(m.of) + '.' + m.field;
    case 'content':
      return 'open ' + short(m.of);
    default:
      return (
        m.make +
        '(' +
        Object.values(m)
          .filter((x: any) => x?.make)
          .map(short)
          .join(',') +
        ')'
      );
  }
};
for (const s of fc.sample(randomSchedules([topic]), { numRuns: 12, seed: 3 })) {
  const o = played(s, []);
  console.log('---', s.operations.length, s.operations.filter((o) => o.op === 'deliver').length);
  for (const m of o.moves)
    console.log(
      '  ',
      m.move,
      (m as any).party ?? '',
      (m as any).door ? (m as any).door.channel + '>' + (m as any).door.to : '',
      (m as any).message ? short((m as any).message) : '',
    );
}
