import { createServer, type Server } from 'node:net';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readings } from '../../../model/sa2pmp/reading.ts';
import { openLog } from '../../../src/system/log.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Ended, folder, sa2pmp } from './testing/process.ts';
import { call } from './testing/door.ts';

const at = folder();
const { path } = at;
let taken: Server;
let takenPort = '';

beforeAll(async () => {
  vi.stubEnv('SA2PMP_PASSWORD', 'correct horse');
  await made();
  taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  const address = taken.address();
  takenPort = typeof address === 'object' ? String(address?.port) : '';
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => {
  taken.close();
  at.remove();
});

const enrols = (account: string, out = path(`${account}.json`)): readonly string[] => [
  ...['bank', 'enrol', '--data', path('bank.db'), '--account', account, '--balance', '10.00 CAD'],
  ...['--userid', account, '--phone', '356', '--sim', '893', '--gateway', 'http://127.0.0.1:9'],
  ...['--out', out],
];
const installs = (file: string, data = path('phone.db')): readonly string[] => [
  ...['client', 'install', file, '--data', data, '--sim', '893', '--phone', '356'],
  ...['--userid', 'alice'],
];
/** The same words with another value behind a flag. */
const but = (words: readonly string[], flag: string, value: string): readonly string[] =>
  words.map((word, index) => (words[index - 1] === flag ? value : word));

/** A bank with a customer, and the customer's phone. */
async function made(): Promise<void> {
  expect((await call(...enrols('alice'))).code).toBe(0);
  expect((await call(...installs(path('alice.json')))).code).toBe(0);
}

async function refusal(...words: readonly string[]): Promise<string> {
  const { code, refusal: said } = await call(...words);
  expect([code, said.includes('\n')]).toEqual([2, false]);
  return said;
}

const phone = () => ['--data', path('phone.db')];

describe('a mistake is told in one line', () => {
  test.for([
    ['bank'],
    ['log'],
    ['client', 'status'],
    ['bank', 'accounts'],
    ['log', 'records'],
    ['witness', '--log', 'x'],
  ])('%s without a database', async (words) => {
    expect(await refusal(...words)).toBe('--data <file> is needed (or SA2PMP_DATA)');
  });

  // Kills: an empty name taken for SQLite's nameless file, which is gone when it is closed.
  test('a database without a name', async () => {
    expect(await refusal('bank', 'accounts', '--data', '')).toContain('--data');
  });

  test.for(['x', '-1', '65536', '1.5', '0x10', ''])('a port that is none: %o', async (port) => {
    const data = path(`port-${port}.db`);
    expect(await refusal('log', '--data', data, '--port', port)).toContain('from 0 to 65535');
    expect(existsSync(data)).toBe(false);
  });

  test.for(['nowhere', 'ftp://127.0.0.1', '//127.0.0.1', ''])(
    'a URL that is none: %o',
    async (url) => {
      const data = path('url.db');
      expect(await refusal('log', '--data', data, '--bank', url)).toContain('--bank takes a URL');
      expect(existsSync(data)).toBe(false);
      expect(await refusal(...but(enrols('u'), '--gateway', url))).toContain(
        '--gateway takes a URL',
      );
    },
  );

  test.for([
    ['--balance', '10.00', 'names no currency'],
    ['--balance', '10.001 CAD', 'is no amount;'],
    ['--balance', '-10 CAD', 'is no amount;'],
    ['--account', 'a b', '--account takes up to 64 letters'],
    ['--userid', '', '--userid takes up to 64 letters'],
    ['--phone', 'p'.repeat(65), '--phone takes up to 64 letters'],
    ['--sim', 'a:b', '--sim takes up to 64 letters'],
  ] as const)('an enrolment with %s %o', async ([flag, value, why]) => {
    vi.stubEnv('SA2PMP_PASSWORD', 'p');
    const words = enrols('erin');
    expect(await refusal(...but(words, flag, value))).toContain(why);
    expect(existsSync(path('erin.json'))).toBe(false);
    expect((await call('bank', 'accounts', '--data', path('bank.db'))).out).not.toContain('erin');
  });

  test.for([
    ['bob', '0', 'nothing would be paid; the amount must be above 0.00 CAD'],
    ['bob', '1.234', 'is no amount;'],
    ['bob', '1 EUR', 'the account is in CAD, not in EUR'],
    ['b b', '1', 'names no payee'],
    ['', '1', 'names no payee'],
  ] as const)('a payment to %o of %o', async ([payee, amount, why]) => {
    expect(await refusal('client', 'pay', payee, amount, ...phone())).toContain(why);
    expect(await refusal('client', 'bill', payee, amount, ...phone())).toContain(why);
  });

  test('an account that is not there, or is there already', async () => {
    vi.stubEnv('SA2PMP_PASSWORD', 'p');
    const account = ['--account', 'nobody', '--data', path('bank.db')];
    for (const name of ['expire', 'unlock', 'testify']) {
      const out = name === 'testify' ? ['--out', path('none.json')] : [];
      expect(await refusal('bank', name, ...account, ...out)).toContain('nobody');
    }
    expect(await refusal(...enrols('alice', path('again.json')))).toContain('alice already');
    expect(existsSync(path('again.json'))).toBe(false);
  });

  test('a file that is there: it is not written over, and nobody is enrolled', async () => {
    vi.stubEnv('SA2PMP_PASSWORD', 'p');
    const out = path('alice.json');
    const before = readFileSync(out);
    expect(await refusal(...enrols('frank', out))).toContain('not written over');
    expect(readFileSync(out)).toEqual(before);
    expect((await call('bank', 'accounts', '--data', path('bank.db'))).out).not.toContain('frank');
    expect(statSync(out).mode & 0o077).toBe(0);
  });

  test('a folder that is not there: nobody is enrolled', async () => {
    vi.stubEnv('SA2PMP_PASSWORD', 'p');
    const out = path('nowhere/frank.json');
    expect(await refusal(...enrols('frank', out))).toContain('nowhere is not there');
    expect((await call('bank', 'accounts', '--data', path('bank.db'))).out).not.toContain('frank');
  });

  test('a file that is there, whatever is to be written', async () => {
    const out = path('alice.json');
    const before = readFileSync(out);
    const words = ['log', 'trust', '--data', path('log.db'), '--out'];
    // A name mistyped makes no new database.
    expect(await refusal(...words, out)).toContain('there is no such file');
    expect(existsSync(path('log.db'))).toBe(false);
    const log = { refused: () => undefined, fault: () => undefined, info: () => undefined };
    const made = openLog({ path: path('log.db'), reading: readings.published, log });
    if (!('refusal' in made)) made.close();
    expect(await refusal(...words, out)).toContain('not written over');
    expect(readFileSync(out)).toEqual(before);
    expect((await call(...words, path('trust.json'))).code).toBe(0);
    expect(statSync(path('trust.json')).mode & 0o077).toBe(0);
  });

  test('a database made without a trace, or for another reading, or of another party', async () => {
    vi.stubEnv('SA2PMP_PASSWORD', 'p');
    const data = path('bank.db');
    expect(await refusal(...enrols('x'), '--trace')).toContain('made without a trace');
    const other = await refusal(...enrols('x'), '--reading', 'A7=counter,A17=clear');
    expect(other).toContain('A7 is none there and counter here, A17 is under-key there');
    expect(await refusal('log', 'records', '--data', data)).toContain('of a bank, not of a log');
    expect(await refusal('client', 'status', '--data', path('no.db'))).toContain('no.db');
    expect(existsSync(path('no.db'))).toBe(false);
  });

  test('a package that is none, and a phone that has one already', async () => {
    const whole = readFileSync(path('alice.json'), 'utf8');
    const cases = [
      ['long.json', whole.padEnd(1024 * 1024 + 1), 'longer than'],
      ['text.json', 'hello', 'is not JSON'],
      ['form.json', whole.replace('"version": 1', '"version": 2'), 'version'],
      ['more.json', whole.replace('"version": 1', '"version": 1, "x": 1'), 'x'],
    ] as const;
    for (const [name, content, why] of cases) {
      writeFileSync(path(name), content);
      const said = await refusal(...installs(path(name), path('new.db')));
      expect(said).toContain(path(name));
      expect(said).toContain(why);
    }
    expect(await refusal(...installs(path('nothing.json'), path('new.db')))).toContain('be read');
    expect(existsSync(path('new.db'))).toBe(false);
    expect(await refusal(...installs(path('alice.json')))).toContain('installed already');
    const named = but(installs(path('alice.json'), path('new.db')), '--sim', 'a b');
    expect(await refusal(...named)).toContain('is no name');
  });

  test('a demonstration in a folder where something is: nothing there is touched', async () => {
    const before = readFileSync(path('alice.json'));
    const dir = path('.');
    expect(await refusal('demo', '--dir', dir)).toContain('is not empty');
    expect(readFileSync(path('alice.json'))).toEqual(before);
  });

  test('a witness of a log whose key is none', async () => {
    const words = ['--data', path('w.db'), '--log', 'x+y'];
    expect(await refusal('witness', ...words)).toContain('is no verifier key of a log');
    expect(existsSync(path('w.db'))).toBe(false);
  });
});

describe('a password', () => {
  test('that nobody can be asked for: the line says how to give it', async () => {
    vi.stubEnv('SA2PMP_PASSWORD', undefined);
    const said = await refusal(...enrols('gina'));
    for (const way of ['--password-file', 'SA2PMP_PASSWORD', 'terminal'])
      expect(said).toContain(way);
    expect(existsSync(path('gina.json'))).toBe(false);
  });

  test.for([
    ['', 'a password has 1 to 256 characters'],
    ['\nsecond line', 'a password has 1 to 256 characters'],
    ['p'.repeat(257), 'a password has 1 to 256 characters'],
  ])('of a file that says none: %o', async ([content, why]) => {
    writeFileSync(path('pw'), content ?? '');
    const said = await refusal(...enrols('gina'), '--password-file', path('pw'));
    expect(said).toContain(why);
    expect(content === '' || !said.includes('ppp')).toBe(true);
  });

  test('of a file that is not there', async () => {
    const said = await refusal(...enrols('gina'), '--password-file', path('no-pw'));
    expect(said).toContain(`${path('no-pw')} cannot be read`);
  });
});

function oneLine({ code, out, err }: Ended): string {
  expect([code, out]).toEqual([2, '']);
  expect(err).not.toMatch(/^\s+at /mu);
  expect(err.split('\n').filter((line) => line.startsWith('error:'))).toHaveLength(1);
  return err;
}

describe.concurrent('as a process, a mistake ends with exit code 2', () => {
  // What commander finds, and what we find. Kills: settings of the root not handed down.
  test.for([
    ['bank --nope', "unknown option '--nope'"],
    ['bank enrol --account a', 'required option'],
    ['bank accounts --crypto rot13', 'Allowed choices are noble, openssl'],
    ['client frob', "unknown command 'frob' of client; known: install"],
    ['bank enroll', "unknown command 'enroll' of bank; did you mean enrol?"],
    ['log recods --data x', "unknown command 'recods' of log; did you mean records?"],
    ['judge', "missing required argument 'evidence'"],
    ['bank accounts', '--data <file> is needed'],
  ] as const)('%s', async ([words, why], { expect: expects }) => {
    expects(oneLine(await sa2pmp(words.split(' ')))).toContain(why);
  });

  test.for([
    [
      'the port for customers',
      (port: string) => ['bank', '--protocol', 'charitable', '--port', '0', '--https-port', port],
    ],
    ['the port for the gateway', (port: string) => ['bank', '--port', port]],
    ['the port for phones', (port: string) => ['log', '--port', port]],
  ] as const)('when %s is in use', async ([name, words], { expect: expects }) => {
    const flag = name === 'the port for customers' ? '--https-port' : '--port';
    const data = ['--data', path(`${name}.db`)];
    const ended = await sa2pmp([...words(takenPort), ...data]);
    const why = `port ${takenPort} of 127.0.0.1 is in use; choose another with ${flag}`;
    expects(oneLine(ended)).toBe(`error: ${why}\n`);
  });

  test('environment variables stand for flags, and flags go before them', async ({
    expect: expects,
  }) => {
    const env = { SA2PMP_DATA: path('bank.db'), SA2PMP_CRYPTO: 'openssl' };
    const { code, out } = await sa2pmp(['bank', 'accounts'], { env });
    expects([code, out]).toEqual([0, 'alice\talice\t10.00 CAD\n']);
    const other = await sa2pmp(['bank', 'accounts', '--data', path('phone.db')], { env });
    expects(oneLine(other)).toContain('of a phone, not of a bank');
  });
});
