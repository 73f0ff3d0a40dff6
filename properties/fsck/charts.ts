/** Saved charts: each is a state of the model's chart, with a memory of the right form. */
import type { AnyStateMachine } from 'xstate';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { keep, restore } from '../../model/core/step.ts';
import type { Setting } from '../../model/sa2pmp/setting.ts';
import { textOf } from '../../src/adapters/sqlite/database.ts';
import type { Bytes } from '../../src/bytes.ts';
import { liveSetting } from '../../src/host/world.ts';
import { count, type Found, type Member } from './check.ts';
import { jsonOf } from './open.ts';

/** A saved state: in which states, and what is remembered. */
export interface Saved {
  readonly value: Readonly<Record<string, string>> | string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** Which charts a party keeps. */
export interface Kind<S extends Saved> {
  readonly chart: (setting: Setting<Bytes>) => AnyStateMachine;
  readonly schema: v.GenericSchema<unknown, S>;
  /** Whether the party has a chart of this name. */
  readonly owner: (name: string) => boolean;
}

/** Holds every chart kept against the model's. */
export function chartsOf<S extends Saved>(
  { all, algebra, reading }: Member,
  { chart, schema, owner }: Kind<S>,
): Found {
  const machine = chart(liveSetting(algebra, reading));
  const rows = all('SELECT name, state FROM chart ORDER BY name');
  const broken = rows.flatMap((row) => {
    const name = textOf(row, 'name');
    if (!owner(name)) return [`${name} is nobody's chart here`];
    const parsed = v.safeParse(schema, jsonOf(textOf(row, 'state')));
    if (!parsed.success) {
      const [{ message, ...issue }] = parsed.issues;
      return [`${name}: ${v.getDotPath({ message, ...issue }) ?? 'the state'}: ${message}`];
    }
    return isState(machine, parsed.output) ? [] : [`${name} is in a state that the chart has not`];
  });
  return { figures: count(rows.length, 'chart'), broken };
}

function isState(machine: AnyStateMachine, { value, context }: Saved): boolean {
  try {
    const restored = keep(restore(machine, { value, context }));
    return isDeepStrictEqual(restored.value, value);
  } catch {
    return false;
  }
}

/** A chart's state as saved; `undefined` where there is none, or none of the right form. */
export function stateIn<S extends Saved>(
  { get }: Member,
  name: string,
  schema: v.GenericSchema<unknown, S>,
): S | undefined {
  const row = get('SELECT state FROM chart WHERE name = ?', name);
  const parsed = row && v.safeParse(schema, jsonOf(textOf(row, 'state')));
  return parsed?.success === true ? parsed.output : undefined;
}
