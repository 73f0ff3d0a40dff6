/**
 * The operator's log: structured, one JSON object a line, on standard error or in a file.
 *
 * Strangers decide how much is refused, so refusals are written down to so many a second and the
 * rest is counted. No message, key or password is ever handed to it.
 */
import pino from 'pino';
import type { OperatorLog } from '../../../src/host/world.ts';

/** Refusals written down in one second. */
const REFUSALS_PER_SECOND_MAX = 100;

const SECOND_MS = 1000;

/** The log of a party. */
export function operatorLog(party: string, logFile: string | undefined): OperatorLog {
  const to = pino.destination({ dest: logFile ?? 2, sync: true, append: true, mode: 0o600 });
  const logger = pino({ base: { party }, timestamp: pino.stdTimeFunctions.isoTime }, to);
  const admits = bounded((untold) => {
    logger.warn({ untold }, 'further refusals');
  });
  // A log that cannot be written must not stop the party: what it says is lost.
  const write = (line: () => void): void => {
    try {
      line();
    } catch {
      // Nothing is left to tell it to.
    }
  };
  return {
    refused: (why, about) => {
      // The command itself says that its port is in use.
      if (about['detail']?.includes('EADDRINUSE') === true) return;
      write(() => {
        if (admits()) logger.warn({ ...about, why }, 'refused');
      });
    },
    fault: (what, about) => {
      write(() => {
        logger.error(about, what);
      });
    },
    info: (what, about) => {
      write(() => {
        logger.info(about, what);
      });
    },
  };
}

/** Says whether one more is to be written; tells, when there is time again, how many were not. */
export function bounded(
  tell: (untold: number) => void,
  now: () => number = Date.now,
): () => boolean {
  let second = 0;
  let written = 0;
  let untold = 0;
  return () => {
    const current = Math.floor(now() / SECOND_MS);
    if (current !== second) {
      second = current;
      written = 0;
      if (untold > 0) tell(untold);
      untold = 0;
    }
    written += 1;
    if (written <= REFUSALS_PER_SECOND_MAX) return true;
    untold += 1;
    return false;
  };
}
