/**
 * A small tree of files in which each import boundary is crossed once (design.md section 4), and the same
 * tree with nothing crossed: what `.dependency-cruiser.cjs` is tried on.
 *
 * The packages in it are empty: a boundary is about who asks, not about what there is to be had.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A crossing: the rule that it breaks, and the file in which it does. */
export interface Crossing {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
  /** Whether several files break it together. */
  readonly together?: readonly string[];
}

/** One crossing of each boundary. */
export const crossings: readonly Crossing[] = [
  { rule: 'model-imports', file: 'model/sa2pmp/bad.ts', imports: '../../src/good.ts' },
  { rule: 'model-core-imports', file: 'model/core/bad.ts', imports: '../sa2pmp/good.ts' },
  { rule: 'src-imports', file: 'src/bad.ts', imports: '../attacks/good.ts' },
  {
    rule: 'src-http-imports',
    file: 'src/adapters/http/bad.ts',
    imports: '../../../attacks/good.ts',
  },
  { rule: 'disk-and-sockets-in-adapters', file: 'src/host/bad.ts', imports: 'node:fs' },
  { rule: 'hosts-know-no-adapter', file: 'src/host/worse.ts', imports: '../adapters/good.ts' },
  { rule: 'attacks-imports', file: 'attacks/bad.ts', imports: '../src/good.ts' },
  { rule: 'model-test-imports', file: 'model/sa2pmp/bad.test.ts', imports: '../../src/good.ts' },
  { rule: 'model-core-test-imports', file: 'model/core/bad.test.ts', imports: '../sa2pmp/good.ts' },
  { rule: 'src-test-imports', file: 'src/bad.test.ts', imports: '../attacks/good.ts' },
  {
    rule: 'src-adapter-test-imports',
    file: 'src/adapters/bad.test.ts',
    imports: '../../attacks/good.ts',
  },
  { rule: 'attacks-test-imports', file: 'attacks/bad.test.ts', imports: '../src/good.ts' },
  {
    rule: 'independent-client-knows-the-page-alone',
    file: 'properties/independent/bad.mjs',
    imports: '../../model/sa2pmp/good.ts',
  },
  {
    rule: 'certificates-are-checked-without-a-search',
    file: 'properties/certificate/check/bad.ts',
    imports: '../../../attacks/good.ts',
  },
  { rule: 'noble-only-in-src', file: 'properties/noble.ts', imports: '@noble/curves' },
  { rule: 'commander-only-in-cli', file: 'properties/commander.ts', imports: 'commander' },
  { rule: 'parser-only-in-spdl', file: 'properties/parser.ts', imports: 'ohm-js' },
  { rule: 'no-import-of-tests', file: 'properties/test.ts', imports: './good.test.ts' },
  {
    rule: 'no-cycles',
    file: 'properties/about.ts',
    imports: './round.ts',
    together: ['properties/round.ts'],
  },
  { rule: 'no-orphans', file: 'properties/alone.ts', imports: '' },
  { rule: 'resolvable', file: 'properties/nowhere.ts', imports: './not-there.ts' },
  { rule: 'declared-in-package-json', file: 'properties/undeclared.ts', imports: 'undeclared' },
];

/** Files that cross nothing. */
const sound: Readonly<Record<string, string>> = {
  'model/core/good.ts': "import 'xstate';\nexport const core = 1;\n",
  'model/sa2pmp/good.ts': "export * from '../core/good.ts';\n",
  'model/sa2pmp/good.test.ts': "import 'vitest';\nimport './good.ts';\n",
  'src/good.ts':
    "import '@noble/curves';\nimport '../model/sa2pmp/good.ts';\nexport const src = 1;\n",
  'src/adapters/good.ts': "import 'node:fs';\nimport '../good.ts';\nexport const port = 1;\n",
  'attacks/good.ts': "import '../model/sa2pmp/good.ts';\nexport const attack = 1;\n",
  'properties/good.test.ts':
    "import '../attacks/good.ts';\nimport '../src/adapters/good.ts';\nexport const law = 1;\n",
  'properties/cli/good.ts': "import 'commander';\nimport '../../attacks/good.ts';\n",
  'properties/spdl/good.ts': "import 'ohm-js';\nimport '../../attacks/good.ts';\n",
};

const packages = ['xstate', '@noble/curves', 'commander', 'ohm-js', 'vitest'];

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/**
 * Writes a tree.
 *
 * @param folder - where a folder is made for it
 * @param planted - the crossings in it
 * @returns its root
 */
export async function plantedTree(folder: string, planted: readonly Crossing[]): Promise<string> {
  const root = await mkdtemp(join(folder, 'planted-'));
  for (const name of [...packages, 'undeclared']) {
    const home = join(root, 'node_modules', name);
    await put(
      join(home, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', main: 'main.js' }),
    );
    await put(join(home, 'main.js'), '');
  }
  const dependencies = Object.fromEntries(packages.map((name) => [name, '1.0.0']));
  await put(join(root, 'package.json'), JSON.stringify({ name: 'planted', dependencies }));
  await put(join(root, 'tsconfig.json'), '{}');
  for (const [path, text] of Object.entries(sound)) await put(join(root, path), text);
  for (const { file, imports, together = [] } of planted) {
    const text = imports === '' ? '' : `import '${imports}';\n`;
    await put(join(root, file), `${text}export const bad = 1;\n`);
    for (const other of together) {
      await put(
        join(root, other),
        `import './${file.split('/').at(-1) ?? ''}';\nexport const bad = 1;\n`,
      );
    }
  }
  return root;
}
