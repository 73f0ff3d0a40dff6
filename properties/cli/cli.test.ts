/**
 * The front door as a user meets it: a process of its own, its output, its exit code.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { capabilities } from '../../attacks/capability/index.ts';
import { usualClaims } from '../verdict/usual.ts';

const launcher = fileURLToPath(new URL('sa2pmp.mjs', import.meta.url));

/** What a process said and how it ended. */
interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** How a process is started and ended. */
interface Setup {
  readonly env?: Readonly<Record<string, string>>;
  /** Sends Ctrl-C once the process has been at it for a while. */
  readonly interruptAfterMs?: number;
}

function environment(env: Setup['env'] = {}): NodeJS.ProcessEnv {
  const plain = Object.entries(process.env).filter(
    ([name]) => !['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS'].includes(name),
  );
  return { ...Object.fromEntries(plain), ...env };
}

function sa2pmp(words: string, { env, interruptAfterMs }: Setup = {}): Promise<Ended> {
  const args = [launcher, ...words.split(' ').filter((word) => word !== '')];
  const child = spawn(process.execPath, args, { env: environment(env) });
  let out = '';
  let err = '';
  const interruptLater = (): void => {
    if (interruptAfterMs === undefined) return;
    setTimeout(() => child.kill('SIGINT'), interruptAfterMs);
  };
  child.stdout.once('data', interruptLater);
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, out, err });
    });
  });
}

/** The one line that a wrong word is answered with. */
function errorLine({ err }: Ended): string {
  const lines = err.split('\n').filter((line) => line.startsWith('error:'));
  expect(lines).toHaveLength(1);
  expect(err).not.toMatch(/^\s+at /mu);
  return lines[0] ?? '';
}

const question = '--protocol published --attacker network';
/** A search that takes far longer than a test waits. */
const endless = 'verify --protocol published --attacker network --customers 2 --renewals 2';

describe.concurrent('help', () => {
  test.for(['--help', 'verify --help', 'attack --help', 'list', '--version'])(
    '%s is an answer: exit code 0, nothing on standard error',
    async (words, { expect }) => {
      const { code, out, err } = await sa2pmp(words);
      expect([code, err]).toEqual([0, '']);
      expect(out).not.toBe('');
    },
  );
});

describe.concurrent('a word that is not known', () => {
  // Issue 2: "Unknown names list the near ones; 2 for wrong usage".
  test.for([
    ['verfy', 'verify'],
    ['verify --protcol published', '--protocol'],
    ['verify --protocol publshed', 'published'],
    ['verify --attacker netwrok', 'network'],
    ['verify --claim secrecy-ordr', 'secrecy-order'],
    ['verify --reading freshnes=signatures', 'freshness'],
    ['verify --reading A7=signature', 'signatures'],
    ['verify --omit sigature', 'signature'],
    ['attack order-repla', 'order-replay'],
    ['attack published/netwrok/secrecy-order', 'network'],
    ['costs --protocol minmal', 'minimal'],
  ] as const)('%s ends with exit code 2 and names %s', async ([words, meant], { expect }) => {
    const ended = await sa2pmp(words);
    expect([ended.code, ended.out]).toEqual([2, '']);
    errorLine(ended);
    expect(ended.err).toContain(meant);
  });
});

describe.concurrent('a word that makes no sense', () => {
  test.for([
    ['verify --sessions 0', 'from 1 to 9; got "0"'],
    ['verify --sessions x', 'from 1 to 9; got "x"'],
    ['verify --sessions 10', 'from 1 to 9; got "10"'],
    ['verify --timeout 0', 'got "0"'],
    ['verify --max-states 1e3', 'got "1e3"'],
    ['verify --reading A7', 'axis=choice'],
    ['verify --workers 0', 'from 1 to 64; got "0"'],
    ['verify --attacks 0', 'from 1 to 50; got "0"'],
    ['verify --untyped', 'the explicit search is typed'],
    ['verify --engine both --untyped', 'the two are compared'],
    ['verify --engine lazy --claim guessing-password', 'guessing'],
    ['verify --engine lazy --attacks 2', 'does not take --attacks'],
    ['costs --rounds -1', 'from 0 to 1000; got "-1"'],
    ['costs --reading A8=aes-128-ecb', 'makes no sense: encryption for a public key comes with'],
    ['verify --attacker network+', 'an empty name of an attacker'],
    ['verify --attacker network+network', 'named more than once'],
    ['verify --use no-such-file.ts', 'no-such-file.ts cannot be loaded'],
    [
      'verify --protocol published --reading A13=signed --reading A1=first-use',
      'A1=first-use with A13=signed makes no sense: a signed log-on needs a registered key',
    ],
  ] as const)('%s is refused with the reason', async ([words, reason], { expect }) => {
    const ended = await sa2pmp(words);
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(errorLine(ended)).toContain(reason);
  });
});

interface Answer {
  readonly verdicts: readonly Readonly<Record<string, unknown>>[];
}

async function answered(words: string): Promise<Answer> {
  const { code, out, err } = await sa2pmp(`verify ${words} --json`);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as Answer;
}

describe.concurrent('verify --json', () => {
  // The stable interface of issue 2: these fields, of these types.
  test('prints one object with the fields that are promised', async () => {
    expect(await answered(`${question} --claim secrecy-order`)).toMatchObject({
      protocol: 'published',
      reading: { published: { A7: 'none' } },
      bounds: { sessions: 2, customers: 1, renewals: 0, statesMax: 1_000_000 },
      omitted: [],
      assumptions: expect.arrayContaining([expect.any(String)]),
      verdicts: [
        {
          protocol: 'published',
          attacker: 'network',
          claim: 'secrecy-order',
          verdict: 'holds',
          states: expect.any(Number),
          ms: expect.any(Number),
        },
      ],
    });
  });

  test('says of an attack its steps and that it is confirmed, and of what holds neither', async () => {
    const { verdicts } = await answered(question);
    expect(verdicts.map(({ claim }) => claim)).toEqual(usualClaims.map(({ id }) => id));
    for (const verdict of verdicts) {
      const isAttack = verdict['verdict'] === 'attack';
      expect(verdict['confirmed']).toBe(isAttack ? true : undefined);
      expect(typeof verdict['steps']).toBe(isAttack ? 'number' : 'undefined');
      expect(verdict).not.toHaveProperty('gap');
    }
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['attack', 'holds']));
  });

  // A7: a bank that remembers signatures takes no order twice.
  test.for([
    ['', 'attack'],
    ['--reading A7=signatures', 'holds'],
    ['--reading freshness=signatures', 'holds'],
    ['--reading a7=signatures', 'holds'],
    ['--reading A7=signatures --omit freshness', 'attack'],
  ] as const)('%s: the replay of an order is %s', async ([changes, verdict], { expect }) => {
    const claim = '--claim injective-agreement-order';
    const { verdicts } = await answered(`${question} ${claim} ${changes}`);
    expect(verdicts).toMatchObject([{ claim: 'injective-agreement-order', verdict }]);
  });
});

describe.concurrent('verify', () => {
  const asked = `verify ${question} --claim secrecy-order`;

  test('names bounds, verdict and assumptions', async () => {
    const { code, out } = await sa2pmp(asked);
    expect(code).toBe(0);
    expect(out).toContain('Within 2 payments, 1 honest customer, 0 key renewals');
    expect(out).toMatch(/secrecy-order +│ holds/u);
    expect(out).toContain('Assumed throughout:');
  });

  test.for([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ NO_COLOR: '1' }, false],
  ] as const)('into a pipe with %o: colour %s', async ([env, coloured], { expect }) => {
    const { out } = await sa2pmp(asked, { env });
    expect(out !== stripVTControlCharacters(out)).toBe(coloured);
  });

  test.for([`${asked} --max-states 10`, `${endless} --claim secrecy-order --timeout 1`])(
    '%s hits its bound: inconclusive, exit code 3',
    async (words, { expect }) => {
      const { code, out } = await sa2pmp(words);
      expect(code).toBe(3);
      expect(out).toMatch(/secrecy-order +│ inconclusive/u);
    },
  );

  test('interrupted ends with what it has: inconclusive, exit code 130', async () => {
    const { code, out } = await sa2pmp(endless, { interruptAfterMs: 700 });
    expect(code).toBe(130);
    expect(out).toMatch(/secrecy-order +│ inconclusive/u);
    expect(out).toContain('Interrupted');
  }, 15_000);
});

describe.concurrent('engines', () => {
  const small =
    'verify --protocol charitable --sessions 1 --attacker network --claim secrecy-order';

  // Kills: an engine asked for and another one answering.
  test('answer as they are asked', async () => {
    const [explicit, lazy, both] = await Promise.all(
      ['explicit', 'lazy --untyped', 'both'].map(async (engine) => {
        const { code, out } = await sa2pmp(`${small} --engine ${engine} --json`);
        return { code, answer: JSON.parse(out) as Answer & Readonly<Record<string, unknown>> };
      }),
    );
    expect([explicit?.code, lazy?.code, both?.code]).toEqual([0, 0, 0]);
    expect(explicit?.answer).not.toHaveProperty('engine');
    expect(lazy?.answer).toMatchObject({ engine: 'lazy', untyped: true, disagreements: [] });
    expect(both?.answer).toMatchObject({ engine: 'both', untyped: false, disagreements: [] });
    expect(JSON.stringify(lazy?.answer)).not.toContain('Messages are typed');
  });
});

describe.concurrent('attackers and claims', () => {
  const few = 'verify --protocol published --sessions 1 --max-states 500 --json';
  const asked = async (words: string): Promise<readonly unknown[]> => {
    const { out } = await sa2pmp(`${few} ${words}`);
    return (JSON.parse(out) as Answer).verdicts.map(({ attacker, claim }) => [attacker, claim]);
  };

  test.for([
    ['--attacker insider,network --claim secrecy-key', [['insider'], ['network']]],
    ['--attacker insider --attacker network --claim secrecy-key', [['insider'], ['network']]],
    ['--attacker insider+sim-swap --claim secrecy-key', [['insider+sim-swap']]],
  ] as const)('%s: those named, in that order', async ([words, who], { expect }) => {
    expect(await asked(words)).toEqual(who.map(([id]) => [id, 'secrecy-key']));
  });

  test('are all there are, when asked for', async () => {
    const verdicts = await asked('--attacker all --claim secrecy-key --max-states 50');
    expect(verdicts).toEqual(capabilities.map(({ id }) => [id, 'secrecy-key']));
  }, 60_000);

  // Kills: an attacker of the user's that other threads do not know.
  test('may come from a file, alone and in coalitions', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sa2pmp-'));
    const path = join(folder, 'mine.mjs');
    const source = new URL('../../attacks/capability/network.ts', import.meta.url).href;
    await writeFile(
      path,
      `import { network } from ${JSON.stringify(source)};
       export const mine = { ...network, id: 'mine', holds: { ...network.holds, sms: 'full' } };`,
    );
    const words = `--use ${path} --claim secrecy-key`;
    expect(await asked(words)).toEqual([['mine', 'secrecy-key']]);
    expect(await asked(`${words} --attacker mine+insider`)).toEqual([
      ['mine+insider', 'secrecy-key'],
    ]);
    await writeFile(path, 'export const mine = { id: 7, holds: {} };');
    const refused = await sa2pmp(`${few} ${words}`);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('id: lower-case letters');
    expect(refused.err).not.toMatch(/^\s+at /mu);
    await rm(folder, { recursive: true });
  });
});

describe.concurrent('attack', () => {
  test('unfolds how messages are made, and tells several attacks', async () => {
    const words = '--sessions 1 --unfold --attacks 2';
    const { code, out } = await sa2pmp(`attack published/insider/at-most-once ${words}`);
    expect(code).toBe(0);
    expect(out).toContain('└ of: makes up: signing-key');
    expect([...out.matchAll(/^published\/insider\/at-most-once/gmu)]).toHaveLength(2);
  });

  test('tells a replay step by step, on terms and in bytes, and confirms it on bytes', async () => {
    const { code, out } = await sa2pmp('attack order-replay');
    expect(code).toBe(0);
    const numbers = [...out.matchAll(/^ ?(\d+) {2}\S/gmu)].map(([, number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(5);
    expect(out).toMatch(/^ {8}terms {2}order-frame\(/mu);
    expect(out).toMatch(/^ {8}bytes {2}[0-9a-f]{64}… \(\d+ bytes\)$/mu);
    const delivered = [...out.matchAll(/made as {2}(#\d+)$/gmu)].map(([, made]) => made);
    expect(delivered.at(-1)).toBe(delivered.at(-2));
    expect(out).toMatch(/^ {2}confirmed on terms: /mu);
    expect(out).toMatch(/^ {2}confirmed on bytes: .*accepted 2 times, sent 1 times$/mu);
  });

  test('with --full shortens nothing', async () => {
    const { out } = await sa2pmp('attack key-extraction --full');
    expect(out).toContain('bytes');
    expect(out).not.toContain('…');
  });

  test('with --format mermaid draws a sequence chart and nothing else', async () => {
    const { code, out } = await sa2pmp('attack order-replay --format mermaid');
    expect(code).toBe(0);
    expect(out).toMatch(/^sequenceDiagram\n/u);
    expect(out).toMatch(/^ {2}Attacker->>log: 9\. /mu);
  });

  test('with --format svg draws each step, the attacker first among the lifelines', async () => {
    const { code, out } = await sa2pmp('attack order-replay --format svg');
    expect(code).toBe(0);
    expect(out).toMatch(/^<svg [^>]*>.*<\/svg>\n$/su);
    expect([...out.matchAll(/data-step="(\d+)"/gu)].map(([, step]) => Number(step))).toEqual(
      Array.from({ length: 9 }, (_, index) => index + 1),
    );
    const who = [...out.matchAll(/class="who"[^>]*>([^<]+)</gu)].map(([, name]) => name);
    expect(who[0]).toBe('Attacker');
    expect(who.toSorted()).toEqual(['Attacker', 'alice', 'bank:alice', 'log']);
  });

  test('refuses a format that it does not know', async () => {
    const { code, err } = await sa2pmp('attack order-replay --format pdf');
    expect([code, err]).toEqual([2, 'error: unknown format "pdf"; known: txt, mermaid, svg\n']);
  });

  test('says so where there is none', async () => {
    const { code, out } = await sa2pmp('attack charitable/network/secrecy-order');
    expect(code).toBe(0);
    expect(out).toMatch(/^No attack: secrecy-order of charitable holds against network, /u);
  });

  test('says so where it is not known whether there is any', async () => {
    const words = 'attack charitable/network/secrecy-order --max-states 5';
    const { code, out } = await sa2pmp(words);
    expect(code).toBe(3);
    expect(out).toContain('is inconclusive');
  });
});
