/**
 * A command as a person types it, carried out in this process, which has all of it loaded already.
 */
import { vi } from 'vitest';
import { exitCodeFor } from '../../cli/exit.ts';
import { program } from '../../cli/program.ts';

/** Types a command; what it says, and the code that it ends with. */
export async function typed(
  words: readonly string[],
): Promise<{ readonly said: string; readonly code: number }> {
  let said = '';
  const hear = (chunk: unknown): boolean => {
    said += String(chunk);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(hear);
  vi.spyOn(process.stderr, 'write').mockImplementation(hear);
  let code = 0;
  try {
    const root = await program(words, (ended) => {
      code = ended;
    });
    await root.parseAsync(words, { from: 'user' });
  } catch (error) {
    code = exitCodeFor(error);
  }
  vi.restoreAllMocks();
  return { said, code };
}
