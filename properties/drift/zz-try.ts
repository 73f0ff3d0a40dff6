import fc from 'fast-check';
import { schedules } from '/work/main/properties/drift/schedule.ts';
import { lockstep } from '/work/main/properties/drift/lockstep.ts';
import { added, emptyTally } from '/work/main/properties/drift/tally.ts';
import { symbolic } from '/work/main/model/core/symbolic.ts';
import { termStore } from '/work/main/model/core/term.ts';
import { native } from '/work/main/src/native.ts';
import { concrete } from '/work/main/src/concrete.ts';
import { remembered } from './remembered.ts';
const n = Number(process.argv[2] ?? 20);
const which = process.argv[3] ?? 'sym-native';
const W: any = {
  'sym-native': {
    left: (s: any) => symbolic(termStore(), s),
    right: remembered(native),
    sameValues: false,
  },
  'sym-noble': {
    left: (s: any) => symbolic(termStore(), s),
    right: remembered(concrete),
    sameValues: false,
  },
  'noble-native': { left: concrete, right: remembered(native), sameValues: true },
};
let t = emptyTally;
const t0 = performance.now();
let bad = 0;
for (const s of fc.sample(schedules({ operationsMin: 10, operationsMax: 60 }), {
  numRuns: n,
  seed: Number(process.argv[4] ?? 1),
})) {
  let r: any;
  try {
    r = lockstep(W[which], s);
  } catch (e: any) {
    bad++;
    console.log('THROW', e.message, JSON.stringify(s.reading));
    continue;
  }
  t = added(t, r.tally);
  if (r.findings.length) {
    bad++;
    if (bad < 6)
      console.log(
        bad,
        r.findings.length,
        r.findings.slice(0, 2),
        s.attacker,
        s.bounds,
        r.deeds.length,
      );
  }
}
console.log(t, 'bad', bad, (performance.now() - t0) / n, 'ms each');
