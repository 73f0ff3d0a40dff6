import fc from 'fast-check';
import { capabilities } from '../../attacks/capability/index.ts';
import { axes, contradictions } from '../../model/sa2pmp/reading.ts';
import { protocol } from '../verdict/protocols.ts';
import { saidOf, topicName, type Topic } from './cases.ts';
import { played } from './play.ts';
import { randomSchedules } from './schedule.ts';
const N = Number(process.argv[2] ?? 2000),
  seed = Number(process.argv[3] ?? 1),
  mode = process.argv[4] ?? 'plain',
  sessions = Number(process.argv[5] ?? 1);
const topics: Topic[] = [];
const changesOf = (base: 'published' | 'charitable') =>
  mode === 'plain'
    ? [[]]
    : [
        'A1',
        'A2',
        'A5',
        'A6',
        'A7',
        'A8',
        'A9',
        'A13',
        'A13b',
        'A17',
        'A19',
        'A20',
        'A22',
        'A22b',
        'A27',
        'A31',
        'A33',
        'A4',
      ].flatMap((a) =>
        Object.keys((axes as any)[a].choices)
          .filter((c) => c !== (axes as any)[a][base])
          .map((c) => [{ axis: a as any, choice: c }]),
      );
for (const base of ['published', 'charitable'] as const)
  for (const changes of changesOf(base))
    for (const { id } of capabilities)
      for (const court of [false, true]) {
        if (contradictions(protocol(base, changes).reading).length) continue;
        topics.push({
          base,
          changes,
          attacker: id,
          bounds: {
            sessions,
            customers: Number(process.argv[6] ?? 1),
            renewals: Number(process.argv[7] ?? 0),
          },
          court,
        });
      }
let t0 = performance.now();
const stats = new Map<string, any>();
let n = 0,
  mv = 0,
  fg = 0;
const short = [] as string[];
for (const s of fc.sample(randomSchedules(topics), { numRuns: N, seed })) {
  const said = saidOf(s.topic);
  const name = topicName(s.topic);
  const st = stats.get(name) ?? { runs: 0, hit: new Map() };
  stats.set(name, st);
  st.runs++;
  const o = played(s, said.inquiry.claims);
  n++;
  mv += o.moves.length;
  fg += o.forgeries;
  for (const [id, { after, breach }] of o.fell) {
    const c = st.hit.get(id) ?? { n: 0, min: 99 };
    c.n++;
    c.min = Math.min(c.min, after);
    st.hit.set(id, c);
    if (said.holding.some((h) => h.id === id))
      console.log('HOLE', name, id, breach, after, JSON.stringify(s).length, s.opensFirst);
    if (
      s.opensFirst &&
      !id.startsWith('secrecy') &&
      said.falling.has(id) &&
      after < said.falling.get(id)!
    )
      console.log('SHORTER', name, id, after, said.falling.get(id));
  }
}
for (const t of topics) {
  const name = topicName(t);
  const st = stats.get(name);
  if (!st) continue;
  const said = saidOf(t);
  const miss = [...said.falling].filter(([id]) => !st.hit.has(id)).map(([id, l]) => `${id}:${l}`);
  if (mode === 'plain' || process.argv[8])
    console.log(
      name,
      st.runs,
      'states',
      said.states,
      'hit',
      [...st.hit]
        .map(([id, c]: any) => `${id} ${c.n}x min${c.min}/${said.falling.get(id)}`)
        .join(', '),
      'MISS',
      miss.join(','),
    );
}
console.log(
  n,
  'schedules',
  mv / n,
  'moves',
  fg / n,
  'forgeries',
  Math.round(performance.now() - t0),
  'ms',
);
