import { readings } from '../../model/sa2pmp/reading.ts';
import { readFile } from './read.ts';
import { accepted, logOn, pay, running } from './system.ts';
const changes = Object.fromEntries(process.argv.slice(3).map((a) => a.split('=')));
const system = await running({ ...readings[process.argv[2] as 'published'], ...changes } as never);
try {
  await system.alice.phone.wants('start');
  await logOn(system.alice);
  console.log(JSON.stringify(await pay(system.alice, 'bob-02', '10 CAD')));
  for (const f of await system.close()) { const {lines} = accepted(readFile(f)); for (const l of lines) { const s = JSON.stringify(l.said).replace(/"(message|fresh)":"[0-9a-f]*"/g,'"$1":".."').replace(/"values":\[[^\]]*\]/g,'""'); if (s.includes('frame')||s.includes('send')) console.log(f.split('/').pop(), s.slice(0,900)); } }
} finally { system.remove(); }
