/** Blocks on several threads, taken in order and told in order, whichever is done first. */
import { Tinypool } from 'tinypool';
import type { Block, BlockDone } from './campaign.ts';
import { runBlock } from './campaign.ts';

/** How to go about it. */
export interface Crew {
  readonly workers: number;
  /** Whether to begin another block. */
  readonly goesOn: () => boolean;
  /** Told of each block, in the order of the blocks. */
  readonly done: (block: Block, done: BlockDone) => void;
}

/** Runs blocks, or as many as there is leave to begin. */
export async function runMany(blocks: readonly Block[], crew: Crew): Promise<void> {
  const filename = new URL('worker.ts', import.meta.url).href;
  const { workers } = crew;
  const pool =
    workers > 1
      ? new Tinypool({ filename, name: 'run', minThreads: workers, maxThreads: workers })
      : undefined;
  const results = new Map<number, BlockDone>();
  let [next, told] = [0, 0];
  const tell = (): void => {
    for (;;) {
      const [block, done] = [blocks[told], results.get(told)];
      if (block === undefined || done === undefined) return;
      results.delete(told);
      told += 1;
      crew.done(block, done);
    }
  };
  const lane = async (): Promise<void> => {
    while (crew.goesOn()) {
      const place = next;
      next += 1;
      const block = blocks[place];
      if (block === undefined) return;
      const done =
        pool === undefined ? await runBlock(block) : ((await pool.run(block)) as BlockDone);
      results.set(place, done);
      tell();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, lane));
  } finally {
    await pool?.destroy();
  }
}
