/** What a prover has no words for: an error that is the user's to see, not a fault of ours. */

const mark = 'inexpressible';

/** An error that names what cannot be written. */
export function inexpressible(why: string): Error {
  return new Error(why, { cause: mark });
}

/** What could not be written, where that is what an error says. */
export function whyInexpressible(error: unknown): string | undefined {
  return error instanceof Error && error.cause === mark ? error.message : undefined;
}
