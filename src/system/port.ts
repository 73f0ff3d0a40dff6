/** What every port of ours is opened with. */
import { defaultHttpLimits, type HttpLimits } from '../adapters/http/limits.ts';
import type { Handler, ListenOptions } from '../adapters/http/server.ts';
import type { OperatorLog } from '../host/world.ts';
import { refusedAnswer, unavailableAnswer } from './wire.ts';

/** Where to listen. */
export interface PortOptions {
  /** The address to bind; loopback unless told otherwise. */
  readonly host?: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly limits?: HttpLimits;
}

/** The options of a port with these handlers. */
export function port(
  { host = '127.0.0.1', port: number, limits = defaultHttpLimits }: PortOptions,
  log: OperatorLog,
  routes: Readonly<Record<string, Handler>>,
): ListenOptions {
  return {
    host,
    port: number,
    routes,
    limits,
    refused: refusedAnswer,
    busy: unavailableAnswer,
    onFault: (what, detail) => {
      log.refused(`http: ${what}`, { detail });
    },
  };
}
