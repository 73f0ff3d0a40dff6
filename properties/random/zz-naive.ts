import { saidOf, topicName, worldOf, type Topic } from './cases.ts';
import { searchedPlainly } from './naive.ts';
const D = Number(process.argv[2] ?? 20),
  S = Number(process.argv[3] ?? 3000);
const ch = (process.argv[4] ?? '')
  .split(',')
  .filter(Boolean)
  .map((x) => x.split('='));
for (const base of (process.argv[5] ? [process.argv[5]] : ['published', 'charitable']) as any)
  for (const attacker of ['network', 'insider', 'package-extraction'])
    for (const court of [false, true]) {
      const t: Topic = {
        base,
        changes: ch.map(([axis, choice]: any) => ({ axis, choice })),
        attacker,
        bounds: { sessions: 1, customers: 1, renewals: 0 },
        court,
      };
      const s = saidOf(t);
      const t0 = performance.now();
      const n = searchedPlainly(worldOf(t), s.inquiry.claims, { depthMax: D, statesMax: S });
      const diff = s.inquiry.claims
        .filter(({ id }) => {
          const a = s.falling.get(id),
            b = n.falling.get(id);
          return a !== b && !(b === undefined && a! > n.depth);
        })
        .map((c) => `${c.id}: search ${s.falling.get(c.id)} naive ${n.falling.get(c.id)}`);
      console.log(
        topicName(t),
        s.states,
        'naive',
        n.states,
        'tried',
        n.tried,
        'depth',
        n.depth,
        Math.round(performance.now() - t0) + 'ms',
        [...n.falling].join(' '),
        diff.length ? 'DIFF ' + diff.join('; ') : '',
      );
    }
