/**
 * A witness as a process (C2SP tlog-witness): cosigns heads of logs that it knows, as long as each
 * extends the one before. What it has cosigned is on disk before the cosignature leaves.
 *
 * The request of the specification is carried in JSON, as everything between our processes.
 */
import * as v from 'valibot';
import { poster } from '../adapters/http/client.ts';
import { defaultHttpLimits } from '../adapters/http/limits.ts';
import { listen, type Listening } from '../adapters/http/server.ts';
import { type DatabaseRefusal, openDatabase } from '../adapters/sqlite/database.ts';
import { latestOf, remember, witnessSchema } from '../adapters/sqlite/witness.ts';
import { type Bytes, fromBytes } from '../bytes.ts';
import type { CosignAnswer, WitnessLine } from '../host/log/heads.ts';
import { hexSchema } from '../host/package.ts';
import type { OperatorLog } from '../host/world.ts';
import {
  formatVerifierKey,
  type LogKey,
  parseVerifierKey,
  type Signer,
  verifierKey,
  type WitnessKey,
} from '../log/key.ts';
import { considerCheckpoint, type CosignRequest, type WitnessAnswer } from '../log/witness.ts';
import { freshBytes } from './party.ts';
import { port, type PortOptions } from './port.ts';
import { paths, refusedAnswer, unavailableAnswer } from './wire.ts';

/** A witness, open. */
export interface OpenWitness {
  readonly key: WitnessKey;
  /** Considers a head; what it cosigns it remembers first. */
  readonly cosign: (request: CosignRequest) => WitnessAnswer;
  /** Closes the file. */
  readonly close: () => void;
}

/** How to run a witness. */
export interface WitnessSettings {
  readonly path: string;
  readonly name?: string | undefined;
  /** The logs that it watches. */
  readonly logs: readonly LogKey[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Opens or makes a witness's file. */
export function openWitness(settings: WitnessSettings): OpenWitness | DatabaseRefusal {
  const { path, logs, name, now = Date.now } = settings;
  const db = openDatabase({ path, schema: witnessSchema });
  if ('refusal' in db) return db;
  const fact = (key: string, make: () => string): string => {
    db.run('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)', key, make());
    return String(db.get('SELECT value FROM meta WHERE key = ?', key)?.['value']);
  };
  const signer: Signer = {
    name: fact('name', () => name ?? 'sa2pmp-witness'),
    seed: fromBytes(fact('seed', freshBytes) as Bytes),
  };
  const cosign = (request: CosignRequest): WitnessAnswer =>
    db.transaction(() => {
      const answer = considerCheckpoint(request, {
        signer,
        timeSeconds: Math.floor(now() / 1000),
        logOf: (origin) => {
          const keys = logs.filter((key) => key.name === origin);
          return keys.length === 0 ? undefined : { keys, latest: latestOf(db, origin) };
        },
      });
      if (answer.kind === 'cosigned') remember(db, answer.origin, answer.head);
      return answer;
    });
  return { key: verifierKey('witness', signer), cosign, close: db.close };
}

const requestSchema = v.strictObject({
  oldSize: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  proof: v.pipe(v.array(hexSchema(32)), v.maxLength(64)),
  checkpoint: v.pipe(v.string(), v.maxLength(16_384)),
});

const answerSchema = v.union([
  v.strictObject({ line: v.pipe(v.string(), v.maxLength(1024)) }),
  v.strictObject({ knownSize: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  v.strictObject({ refusal: v.pipe(v.string(), v.maxLength(200)) }),
]);

/** Opens a witness's port. */
export function serveWitness(
  { key, cosign }: OpenWitness,
  options: PortOptions,
  log: OperatorLog,
): Promise<Listening> {
  return listen(
    port(options, log, {
      [paths.witness]: () => ({ status: 200, body: { key: formatVerifierKey(key) } }),
      [paths.cosign]: (body) => {
        const asked = v.safeParse(requestSchema, body);
        if (!asked.success) return refusedAnswer;
        const { oldSize, checkpoint, proof } = asked.output;
        try {
          return answered(cosign({ oldSize, checkpoint, proof: proof.map(fromBytes) }), log);
        } catch (error) {
          log.fault('the head was not considered', { what: String(error) });
          return unavailableAnswer;
        }
      },
    }),
  );
}

function answered(answer: WitnessAnswer, log: OperatorLog): { status: number; body: CosignAnswer } {
  if (answer.kind === 'cosigned') {
    log.info('cosigned', { origin: answer.origin, size: String(answer.head.size) });
    return { status: 200, body: { line: answer.line } };
  }
  log.refused(answer.why, {});
  const body = answer.why === 'stale' ? { knownSize: answer.knownSize } : { refusal: answer.why };
  return { status: 200, body };
}

/** A witness that was found. */
export interface FoundWitness {
  readonly line: WitnessLine;
  readonly key: WitnessKey;
  /** Lets go of it. */
  readonly close: () => void;
}

/** A line to a witness; it is asked for its key first. `undefined` when none is there. */
export async function witnessAt(url: string): Promise<FoundWitness | undefined> {
  const to = poster({ url, limits: defaultHttpLimits });
  const asked = await to.post(paths.witness, {}, { idempotent: true });
  const body = asked.ok ? asked.body : undefined;
  const said = v.safeParse(v.strictObject({ key: v.string() }), body);
  const key = said.success ? parseVerifierKey('witness', said.output.key) : undefined;
  if (key === undefined) {
    to.close();
    return undefined;
  }
  const line: WitnessLine = {
    key,
    cosign: async (request) => {
      const posted = await to.post(paths.cosign, request, { idempotent: true });
      const answer = v.safeParse(answerSchema, posted.ok ? posted.body : undefined);
      return answer.success ? answer.output : { refusal: 'no answer that makes sense' };
    },
  };
  return { line, key, close: to.close };
}
