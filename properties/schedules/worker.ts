/** One block in a thread of its own. */
import { type Block, type BlockDone, runBlock } from './campaign.ts';

/** Runs it. */
export function run(block: Block): Promise<BlockDone> {
  return runBlock(block);
}
