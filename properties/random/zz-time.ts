import { saidOf, topicName, type Topic } from './cases.ts';
for (const base of ['published', 'charitable'] as const)
  for (const attacker of ['network', 'insider', 'package-extraction'])
    for (const court of [false, true]) {
      const t: Topic = {
        base,
        changes: [],
        attacker,
        bounds: { sessions: 1, customers: 1, renewals: 0 },
        court,
      };
      const t0 = performance.now();
      const s = saidOf(t);
      console.log(
        topicName(t),
        s.states,
        Math.round(performance.now() - t0),
        s.holding.map((c) => c.id).join(),
      );
    }
