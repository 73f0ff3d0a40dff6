/**
 * Mistakes planted in the engines, to see that the campaign finds them: each changes a copy of the
 * sources by one replacement, as somebody might have written it.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A mistake. */
export interface Planted {
  /** What is wrong. */
  readonly mistake: string;
  readonly file: string;
  /** The text replaced, once. */
  readonly from: string;
  readonly to: string;
}

/** All of them. */
export const planted: readonly Planted[] = [
  {
    mistake: 'what the attacker knows opens boxes without their keys',
    file: 'attacks/knowledge.ts',
    from: '|| !derives(opener)',
    to: '',
  },
  {
    mistake: 'narrowing forgets the last way',
    file: 'model/core/narrowing.ts',
    from: 'if (last < 0) return paths;',
    to: 'if (last <= 0) return paths;',
  },
  {
    mistake: 'the unifier looks at the first arguments only',
    file: 'model/core/substitution.ts',
    from: 'return store.args(left).every((arg, index) => {',
    to: 'return store.args(left).slice(0, 1).every((arg, index) => {',
  },
  {
    mistake: 'constraint reduction forgets composition',
    file: 'attacks/search/lazy/constraints.ts',
    from: 'if (!isComposed(term)) return;',
    to: "if (store.kind(term) !== 'tuple') return;",
  },
  {
    mistake: 'constraint reduction forgets what is known',
    file: 'attacks/search/lazy/constraints.ts',
    from: 'yield { bindings, goals: [] };',
    to: '',
  },
  {
    mistake: 'constraint reduction takes what was seen later',
    file: 'attacks/search/lazy/constraints.ts',
    from: 'observed.slice(0, at).map(refine)',
    to: 'observed.map(refine)',
  },
  {
    mistake: 'goals are given up that only a box or composing would meet',
    file: 'attacks/search/lazy/sources.ts',
    from: '(isComposed(t) && store.args(t).every((arg) => canBeHad(knowledge, arg)));',
    to: 'isComposed(t) === undefined;',
  },
  {
    mistake: 'all that parties alike made up is one',
    file: 'attacks/search/lazy/symmetry.ts',
    from: 'const party = seed && (renaming.get(seed.party) ?? seed.party);',
    to: 'const party = seed && groups.find((group) => group.includes(seed.party))?.[0];',
  },
  {
    mistake: 'it makes no difference what was known when a variable was chosen',
    file: 'attacks/search/lazy/key.ts',
    from: '.join() ?? knownName(at);',
    to: ".join().slice(0, 0) ?? '';",
  },
  {
    mistake: 'moves of parties alike come in the order of their names',
    file: 'attacks/search/lazy/differentiation.ts',
    from: 'one.rank === other.rank ? one.text < other.text : one.rank < other.rank;',
    to: 'one.rank === other.rank ? one.text <= other.text : one.rank < other.rank;',
  },
  {
    mistake: 'differentiation drops every move that could have come before',
    file: 'attacks/search/lazy/lazy.ts',
    from: 'if (isEarly && goals.length === 0) continue;',
    to: 'if (isEarly) continue;',
  },
  {
    mistake: 'parties that are not alike start in order',
    file: 'attacks/search/successors.ts',
    from: '(alike ?? kind) !== (own?.alike ?? own?.kind) ||',
    to: 'kind !== own?.kind ||',
  },
  {
    mistake: 'variables take values of any sort, typed or not',
    file: 'model/core/substitution.ts',
    from: 'const fits = typed ? sortFits : (): boolean => true;',
    to: 'const fits = (..._: readonly unknown[]): boolean => typed || sortFits !== undefined;',
  },
  {
    mistake: 'the explicit search composes nothing but whole messages',
    file: 'attacks/search/instances.ts',
    from: 'return [...matches, compose];',
    to: 'return matches;',
  },
  {
    mistake: 'claims take what is not chosen for different from everything',
    file: 'attacks/search/lazy/judge.ts',
    from: 'claim.violation(trace, equal),',
    to: 'claim.violation(trace, (a, b) => a === b || equal === undefined),',
  },
];

/** What a campaign on a copy with a mistake came to. */
export interface Hunt {
  /** Whether engines disagreed, or one of them stopped. */
  readonly found: boolean;
  /** What the campaign said. */
  readonly output: string;
}

/** The parts of the repository that a campaign runs on. */
const parts = ['model', 'attacks', 'src', 'properties', 'package.json'];

/** A campaign that does not end by then has found that an engine does not end. */
const huntMsMax = 120_000;

/**
 * Runs a campaign on a copy with a mistake in it.
 *
 * @param root - the repository
 * @param plant - the mistake
 * @param runs - protocols at most
 * @throws Error when the text to be replaced is not there just once: the list is stale
 */
export function hunted(root: string, plant: Planted, runs: number): Hunt {
  const copy = mkdtempSync(join(tmpdir(), 'planted-'));
  try {
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const path = join(copy, plant.file);
    const source = readFileSync(path, 'utf8');
    if (source.split(plant.from).length !== 2) {
      throw new Error(`planted: ${plant.file} does not hold ${plant.from} once`);
    }
    writeFileSync(
      path,
      source.replace(plant.from, () => plant.to),
    );
    const campaign = ['properties/engines/campaign.ts', '--first', '--runs', `${runs}`];
    const { status, stdout, stderr } = spawnSync(process.execPath, campaign, {
      cwd: copy,
      encoding: 'utf8',
      timeout: huntMsMax,
    });
    return { found: status !== 0, output: `${stdout}${stderr}` };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
