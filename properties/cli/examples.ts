/**
 * Examples, by the command that they are of: shown below its help, and each is parsed by a test.
 */

const enrol =
  'bank enrol --gateway http://localhost:7000 --out alice.json --account alice-01 --userid alice --balance 1000 --phone 356938035643809 --sim 8930201234567890123';

/** What to type, without the name of the program, by the words of the command. */
export const examples: Readonly<Record<string, readonly string[]>> = {
  verify: [
    'verify',
    'verify --protocol charitable --attacker malware,insider --claim at-most-once',
    'verify --protocol repaired --attacker insider+device-theft --claim agreement-order',
    'verify --use docs/examples/my-attacker.ts --claim secrecy-key',
    'verify --spdl properties/spdl/samples/nsl.spdl properties/spdl/samples/yahalom.spdl',
  ],
  attack: [
    'attack order-replay',
    'attack published/insider/at-most-once --unfold',
    'attack w04-replayed-order --format mermaid',
  ],
  report: ['report', 'report --protocol published,repaired --coverage --out report.html'],
  repairs: [
    'repairs --claim agreement-result --attacker network',
    'repairs --break --size 2 --claim secrecy-order',
  ],
  costs: ['costs', 'costs --protocol repaired --repairs --rounds 0'],
  mutants: ['mutants'],
  classics: ['classics', 'classics nspk'],
  list: ['list'],
  check: ['check certificate.json', 'check certificate.json --runs 1000 --again'],
  gate: [
    'gate --expect expect.json --certificate certificate.json --update',
    'gate --expect expect.json --baseline released.json --junit gate.xml --sarif gate.sarif',
    'gate --target http://127.0.0.1:7911 --junit target.xml',
    'gate --target http://127.0.0.1:7911 --target-log http://127.0.0.1:7912 --target-bank http://127.0.0.1:7913',
  ],
  compare: [
    'compare',
    'compare --rounds 5',
    'compare published jasa 3kp --bundle',
    'compare repaired 3kp passkey',
    'compare jasa --search',
  ],
  export: [
    'export --to proverif --protocol charitable --out sa2pmp.pv',
    'export --to tamarin --protocol charitable --reading A7=none',
    'export --to scyther --classic nspk',
    'export --to proverif --peer set-signed --cast authority --out set.pv',
    'export --to tamarin --use docs/examples/my-protocol.ts --protocol one-message',
  ],
  replay: [
    'replay s1.AbC…',
    'replay s1.AbC… --level openssl --trace',
    'replay s1.AbC… --level http',
  ],
  demo: ['demo', 'demo --protocol repaired --trace --dir town'],
  audit: ['audit town/bank.sqlite town/log.sqlite'],
  trace: ['trace bank.sqlite --out bank.trace.json'],
  fsck: ['fsck bank.sqlite log.sqlite alice.sqlite'],
  judge: ['judge evidence.json', 'judge evidence.json --protocol repaired --trust trust.json'],
  witness: ['witness --log log.key --data witness.sqlite --port 7002'],
  completion: ['completion bash', 'completion fish'],
  bank: ['bank --data bank.sqlite --port 7001'],
  'bank enrol': [enrol],
  'bank key': ['bank key --data bank.sqlite --protocol repaired'],
  'bank issue': [
    'bank issue --account alice-01 --gateway http://localhost:7000 --out alice-again.json',
  ],
  'bank expire': ['bank expire --account alice-01'],
  'bank unlock': ['bank unlock --account alice-01'],
  'bank testify': ['bank testify --account alice-01 --out testimony.json'],
  'bank word': ['bank word --account alice-01 --out word.json'],
  'bank disclose': ['bank disclose evidence.json --out disclosed.json'],
  'bank branch': ['bank branch branch.json --data bank.sqlite'],
  'bank accounts': ['bank accounts --data bank.sqlite'],
  log: ['log --data log.sqlite --port 7000 --bank http://localhost:7001'],
  'log key': ['log key --data log.sqlite --protocol repaired'],
  'log records': ['log records --data log.sqlite'],
  'log evidence': ['log evidence 3 --data log.sqlite --out evidence.json'],
  'log trust': ['log trust --data log.sqlite --out trust.json'],
  client: ['client pay bob-01 12.50 --data alice.sqlite'],
  'client install': [
    'client install alice.json --userid alice --phone 356938035643809 --sim 8930201234567890123',
  ],
  'client register': ['client register --data alice.sqlite'],
  'client log-on': ['client log-on --data alice.sqlite --password-file password.txt'],
  'client pay': ['client pay bob-01 12.50 --data alice.sqlite'],
  'client bill': ['client bill hydro 80.00 --data alice.sqlite'],
  'client balance': ['client balance --data alice.sqlite'],
  'client history': ['client history --data alice.sqlite'],
  'client renew': ['client renew --data alice.sqlite'],
  'client resend': ['client resend --data alice.sqlite'],
  'client resolve': ['client resolve --data alice.sqlite'],
  'client give-up': ['client give-up --data alice.sqlite'],
  'client status': ['client status --data alice.sqlite'],
};
