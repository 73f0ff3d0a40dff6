import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { inProject, textOf } from './pages.ts';

const dir = mkdtempSync(join(tmpdir(), 'sa2pmp-terminals-'));
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** The commands under a heading, one block each terminal. */
async function terminals(): Promise<readonly string[]> {
  const page = await textOf('docs/system.md');
  const [, section = ''] = page.split('## By hand, in four terminals');
  const [byHand = ''] = section.split('### ');
  return [...byHand.matchAll(/^```sh\n([\s\S]*?)^```$/gmu)].map(([, block = '']) => block);
}

/** Ports that are free now. */
async function freePorts(): Promise<readonly number[]> {
  const servers = [createServer(), createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address !== null && typeof address === 'object') ports.push(address.port);
  }
  for (const server of servers) server.close();
  return ports;
}

/** A block as it is run here: our own launcher, and ports that nobody else has. */
async function asRun(): Promise<readonly string[]> {
  const [gateway, bank] = await freePorts();
  const launcher = `${process.execPath} ${inProject('properties/cli/sa2pmp.mjs')}`;
  return (await terminals()).map((block) =>
    block
      .replaceAll('npx sa2pmp', launcher)
      .replaceAll('7000', String(gateway))
      .replaceAll('7001', String(bank)),
  );
}

/** Starts a server's block and waits until it is ready. */
async function serve(block: string) {
  // The server takes the shell's place, so that the signal reaches it.
  const script = block.trim().split('\n');
  const last = script.pop() ?? '';
  const child = spawn('bash', ['-ec', [...script, `exec ${last}`].join('\n')], { cwd: dir });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) if (line === 'ready') break;
  return child;
}

// "so does the same with four terminals by hand as in the docs". Kills: a flag renamed, a command
// that fails, a page that tells another story than the programs.
// Twenty processes one after the other: allowed more time than other tests.
test(
  'what the page has a person type works, from terminal to judge',
  { timeout: 300_000 },
  async () => {
    const [bank = '', log = '', ...people] = await asRun();
    const servers = [await serve(bank), await serve(log)];
    const blocks = people.filter((block) => !block.includes('witness') && !block.includes('fsck'));
    expect(blocks).toHaveLength(4);
    const said = blocks.map((block) => {
      const { status, stdout, stderr } = spawnSync('bash', ['-ec', block], {
        cwd: dir,
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
      return stdout;
    });
    expect(said[1]).toContain('888.50 CAD');
    expect(said[2]).toContain('sent: renewed public key');
    expect(said[3]).toContain('The judge blames the owner of account alice-01');
    for (const server of servers) {
      server.kill('SIGTERM');
      const [code] = (await once(server, 'exit')) as [number];
      expect(code).toBe(0);
    }
    const [after = ''] = people.filter((block) => block.includes('fsck'));
    const { status, stdout } = spawnSync('bash', ['-ec', after], { cwd: dir, encoding: 'utf8' });
    expect(stdout).toContain('the model takes every one');
    expect(status).toBe(0);
  },
);
