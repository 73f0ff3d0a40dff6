/** What a command says on standard output, kept from the terminal while a test runs. */
import { afterEach, beforeEach, vi } from 'vitest';

/** Hears standard output from before each test until after it, when all mocks are undone; what was said since. */
export function heard(): () => string {
  let said = '';
  beforeEach(() => {
    said = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      said += String(chunk);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return () => said;
}
