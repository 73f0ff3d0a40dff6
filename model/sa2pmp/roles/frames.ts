/**
 * How a chart looks at an arriving frame: read once a step, asked for by kind.
 */
import type { FrameStep, IntentStep, RoleEvent } from '../../core/effect.ts';
import { once } from '../../core/step.ts';

/** Where a guard or an action of a chart looks. */
export interface Scope<C, M, T extends string> {
  readonly context: C;
  readonly event: RoleEvent<M, T>;
}

/** Whether an event is a frame arriving. */
export function isFrame<M, T extends string>(
  event: FrameStep<M> | IntentStep<M, T>,
): event is FrameStep<M> {
  return event.type === 'frame';
}

/** What the event's frame is, if it is of a kind. */
export type FrameReader<C, M, T extends string, R extends { readonly kind: string }> = <
  K extends R['kind'],
>(
  scope: Scope<C, M, T>,
  kind: K,
) => Extract<R, { kind: K }> | undefined;

/**
 * Looks at frames through what a role makes of them, once for all guards and actions of a step.
 *
 * @param reading - what a frame is to the role, a pure function
 */
export function frameReader<
  C extends object,
  M,
  T extends string,
  R extends { readonly kind: string },
>(reading: (context: C, event: FrameStep<M>) => R): FrameReader<C, M, T, R> {
  const read = once(reading);
  return ({ context, event }, kind) => {
    const found = isFrame(event) ? read(context, event) : undefined;
    return found?.kind === kind ? (found as Extract<R, { kind: typeof kind }>) : undefined;
  };
}
