import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { capabilities } from '../../../attacks/capability/index.ts';
import { claims } from '../../../model/sa2pmp/claims.ts';
import { compare } from '../../costs/report.ts';
import { goals } from '../../../model/peers/peer.ts';
import { compare as comparePeers, comparedNames } from '../../peers/comparison.ts';
import { cellOf } from '../../peers/table.ts';
import { points } from '../../costs/points.ts';
import { ask } from '../../verdict/ask.ts';
import { protocol } from '../../verdict/protocols.ts';
import { browserPath } from './browser.ts';
import { protocolMutation } from '../mutation.ts';
import { answerMany } from '../../repairs/many.ts';
import { reportPage } from './document.ts';
import type { Lattices } from './lattices.ts';
import type { Answer } from './matrix.ts';

const asked = ['secrecy-order', 'injective-agreement-order', 'at-most-once'];

function answersTo(name: 'published' | 'charitable', attackerId: string): Answer {
  const attacker = capabilities.find(({ id }) => id === attackerId) ?? expect.fail(attackerId);
  const question = {
    ...{ protocol: protocol(name), attacker, coverage: true },
    claims: claims.filter(({ id }) => asked.includes(id)),
    ...{ bounds: { sessions: 2, customers: 1, renewals: 0 }, statesMax: 20_000 },
  };
  return [question, ask(question)];
}

const answers = [
  answersTo('published', 'network'),
  answersTo('charitable', 'network'),
  answersTo('published', 'package-extraction'),
];
const costs = await compare({ shown: points, bundle: false });
const mutation = protocolMutation();
const peers = comparePeers({ names: comparedNames });
const among = ['freshness', 'registration'];
const code = 'c0de'.repeat(16);
const repairing = {
  base: 'published',
  bounds: { sessions: 1, customers: 1, renewals: 0 },
} as const;
const outcomes = await answerMany(
  asked.map((claim) => ({
    ...{ ...repairing, claim, attacker: 'network', among, statesMax: 6000, draws: 0, files: [] },
    keeping: { folder: undefined, code },
  })),
  { threads: 1, goesOn: () => true },
);
const found = outcomes.flatMap((one) => (one && 'lattice' in one ? [one.lattice] : []));
const about = { ...repairing, attacker: 'network', among, statesMax: 6000, code, files: [] };
const lattice: Lattices = { ...about, found };
const contents = { answers, costs, lattice, mutation, peers };
const text = reportPage(contents);
const replay = 'published/network/injective-agreement-order';

describe('the page as text', () => {
  // Kills: a clock, a random id, or a path of this machine in it.
  test('is the same for the same answers', () => {
    expect(reportPage(contents)).toBe(text);
    expect(text).not.toContain(process.cwd());
  });

  // Kills: a style sheet, a font or a script from elsewhere.
  test('names nothing that would be loaded from a network', () => {
    const loaded = [...text.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)/gu)].map(
      ([, to = '']) => to,
    );
    expect(loaded.length).toBeGreaterThan(20);
    const elsewhere = loaded.filter((to) => !to.startsWith('#') && !to.startsWith('data:'));
    expect(elsewhere).toEqual([]);
    expect(text).toContain("default-src 'none'");
  });

  // Kills: a verdict left out of the matrix, or out of the list.
  test('has every verdict, with its bounds and the command that answers it again', () => {
    for (const [, verdicts] of answers) {
      for (const {
        protocol: { name },
        attacker,
        claim,
      } of verdicts) {
        expect(text).toContain(`id="verdict/${name}/${attacker.id}/${claim.id}"`);
        expect(text).toContain(`href="#verdict/${name}/${attacker.id}/${claim.id}"`);
      }
    }
    for (const name of ['published', 'charitable']) {
      for (const kind of ['client', 'bank', 'log'])
        expect(text).toContain(`id="chart/${name}/${kind}"`);
    }
    expect(text).toContain('npx sa2pmp verify --protocol charitable --attacker network');
    expect(text).toContain('within 2 payments');
    expect(text).toContain(`<td class="figure">${mutation.mutants}</td>`);
  });

  // Kills: a peer, a promise or who breaks it left out; words on another comparison than the tables'.
  test('has every protocol beside its peers, who breaks what, and what the paper says of it', () => {
    const section = text.split('<section id="peers">')[1]?.split('</section>')[0] ?? '';
    for (const one of peers) {
      const [, after = ''] = section.split(`<tr id="peer/${one.name}">`);
      const [line = ''] = after.split('</tr>');
      const said = [...line.matchAll(/<td>(.*?)<\/td>/gu)].map(([, cell = '']) => cell);
      const broken = goals.map((goal) => cellOf(one, goal));
      expect(said.map((cell) => />([^<>]+)</u.exec(cell)?.[1])).toEqual(
        broken.map((cell) => (cell === '-' ? '–' : cell)),
      );
    }
    const heavier = peers.map((one) =>
      one.name === '3kp' ? { ...one, costs: { ...one.costs, octetsOnAir: 2720 } } : one,
    );
    expect(section).not.toContain('3KP takes 10.0 times');
    expect(reportPage({ ...contents, peers: heavier })).toContain('3KP takes 10.0 times');
    expect(() => reportPage({ ...contents, peers: peers.slice(1) })).toThrow('published protocol');
  });
});

describe('which repairs restore what', () => {
  // Kills: a claim left out, a set said to be enough that is not, bounds that are not said.
  test('is drawn and said for each claim that repairs decide, with bounds, digest and command', () => {
    const ids = [...text.matchAll(/id="(repairs\/[^"]+)"/gu)].map(([, id]) => id);
    expect(ids).toEqual(['repairs/injective-agreement-order', 'repairs/at-most-once']);
    expect(text).toContain('these hold: secrecy-order.');
    expect(text).toContain('It takes freshness. Not enough, with nothing more: registration');
    expect(text).toContain('all 4 sets of them, against network, within 1 payment');
    expect(text).toContain(code.slice(0, 16));
    expect(text).toContain(
      'npx sa2pmp repairs --claim at-most-once --attacker network --repair freshness,registration --sessions 1 --max-states 6000',
    );
  });

  test('is the drawing that was given, where one was', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    const given = reportPage({ answers, lattice: svg });
    expect(given).toContain(Buffer.from(svg).toString('base64'));
    expect(given).not.toContain('id="repairs/at-most-once"');
  });
});

const executablePath = browserPath();
const why = executablePath === undefined ? ' (skipped: no Chromium here)' : '';

describe.skipIf(executablePath === undefined)(`the page in Chromium${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-page-'));
  const file = join(folder, 'report.html');
  const address = pathToFileURL(file).href;
  const complaints: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(file, text);
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox'],
    });
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('request', (request) => {
      if (request.url() !== address) complaints.push(`asks for ${request.url().slice(0, 80)}`);
    });
    await page.goto(address);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const count = (selector: string): Promise<number> => page.locator(selector).count();
  const at = (): Promise<string | null> =>
    page.locator(`[id="attack/${replay}"]`).getAttribute('data-at');

  // Kills: a typing error in the script; a link of a cell to an attack that is told elsewhere.
  test('has no complaints, and every link in it leads somewhere', async () => {
    const broken = await page.evaluate(`[...document.querySelectorAll('a[href^="#"]')]
      .map((a) => decodeURIComponent(a.getAttribute('href').slice(1)))
      .filter((id) => document.getElementById(id) === null)`);
    expect(broken).toEqual([]);
    const twice = await page.evaluate(`(() => { const ids = [...document.querySelectorAll('[id]')]
      .map(({ id }) => id).filter((id) => !id.startsWith('tip-'));
      return ids.filter((id, index) => ids.indexOf(id) !== index); })()`);
    expect(twice).toEqual([]);
    expect(complaints).toEqual([]);
  });

  // Kills: a step's link that does not open what hides it; states that do not light up.
  test('steps through an attack: by link, by button, by key, and the charts light up', async () => {
    await page.goto(`${address}#attack/${replay}/step-4`);
    expect(await at()).toBe('4');
    const article = page.locator(`[id="attack/${replay}"]`);
    const lit = (): Promise<string[]> => article.locator('.charts .lit > span').allTextContents();
    const before = await lit();
    expect(before).toContain('registered');
    await article.getByRole('button', { name: 'one step on' }).click();
    expect(await at()).toBe('5');
    expect(await lit()).not.toEqual(before);
    expect(await lit()).toContain('loggedOn');
    await page.keyboard.press('Home');
    expect(await at()).toBe('0');
    expect(await article.locator('.steps > .later').count()).toBe(
      await article.locator('.steps > .step').count(),
    );
    await page.keyboard.press('End');
    expect(await article.locator('.steps > .later').count()).toBe(0);
  });

  // Kills: a toggle that hides the terms as well, or nothing.
  test('shows octets or not, as asked', async () => {
    const article = page.locator(`[id="attack/${replay}"]`);
    const octets = article.locator('.message .bytes').first();
    expect(await octets.isVisible()).toBe(true);
    await article.getByLabel('hexadecimal').uncheck();
    expect(await octets.isVisible()).toBe(false);
    expect(await article.locator('.message .terms').first().isVisible()).toBe(true);
  });

  // Kills: a filter that forgets a column, or that cannot be undone.
  test('filters the matrix by claim, attacker and verdict, and shows all again', async () => {
    const rows = 'table.matrix tbody tr:not([hidden])';
    const columns = 'table.matrix thead [data-attacker]:not([hidden])';
    expect([await count(rows), await count(columns)]).toEqual([3, 2]);
    await page.getByLabel('claim').fill('most');
    await page.getByLabel('attacker').fill('network');
    expect([await count(rows), await count(columns)]).toEqual([1, 1]);
    await page.getByRole('button', { name: 'all', exact: true }).click();
    await page.getByRole('combobox').selectOption('attack');
    await expect.poll(() => count(rows)).toBe(3);
    await page.getByLabel('attacker').fill('network');
    await expect.poll(() => count(rows)).toBe(2);
    await page.getByRole('button', { name: 'all', exact: true }).click();
  });

  // Kills: a table of peers that is cut off where it is wide, or that no key reaches.
  test('has the tables of peers scroll within their boxes on a telephone', async () => {
    const phone = await browser.newPage({ viewport: { width: 390, height: 740 } });
    await phone.goto(`${address}#peer/jasa-one-key`);
    const boxes = await phone.evaluate<readonly (readonly [number, number, string, string])[]>(
      `[...document.querySelectorAll('#peers .scroll')].map((box) => [
        box.clientWidth, box.scrollWidth, box.getAttribute('tabindex'), box.getAttribute('aria-label')])`,
    );
    expect(boxes.map(([, , key, label]) => [key, label])).toEqual([
      ['0', 'who breaks which promise'],
      ['0', 'what a payment costs, and whom to trust'],
    ]);
    for (const [visible, whole] of boxes) {
      expect(visible).toBeLessThan(390);
      expect(whole).toBeGreaterThan(visible);
    }
    expect(await phone.locator('[id="peer/jasa-one-key"]').isVisible()).toBe(true);
    await phone.close();
  });

  // Kills: a drawing that the page does not show, or shows too small to be read.
  test('has the drawings of repairs at their size on a telephone, by their links', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${address}#repairs/at-most-once`);
    const image = '[id="repairs/at-most-once"] img';
    await expect.poll(() => page.locator(image).isVisible()).toBe(true);
    const [shown, natural] = await page.evaluate<readonly [number, number]>(
      `(({ clientWidth, naturalWidth }) => [clientWidth, naturalWidth])(document.querySelector('${image}'))`,
    );
    await page.setViewportSize({ width: 1200, height: 900 });
    expect(natural).toBeGreaterThan(360);
    expect(shown).toBe(natural);
  });

  // Kills: a table that pushes the page wider than a telephone.
  test.each(['light', 'dark'] as const)('fits a telephone, %s', async (colorScheme) => {
    const phone = await browser.newPage({ colorScheme, viewport: { width: 360, height: 740 } });
    await phone.goto(address);
    const [inner, whole] = await phone.evaluate<[number, number]>(
      '[innerWidth, document.documentElement.scrollWidth]',
    );
    expect(whole).toBe(inner);
    const contrasts = await phone.evaluate<readonly number[]>(contrastScript);
    expect(contrasts.length).toBeGreaterThan(10);
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
    await phone.close();
  });
});

/** The contrast of the text of signs, links and notes with what is behind it (WCAG 2.2, 1.4.3). */
const contrastScript = `(() => {
  const parse = (text) => text.match(/[\\d.]+/gu).map(Number);
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return parse(getComputedStyle(document.body).backgroundColor);
  };
  return [...document.querySelectorAll('.sign, a, small, .confirmed, dt, h2, .faint')].map((element) => {
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
})()`;
