/** Readings one choice away from a named one. */
import { axes, axisIds, contradictions } from '../../../model/sa2pmp/reading.ts';
import { type Change, protocol, type protocolNames } from '../../verdict/protocols.ts';

/** Every reading that is one choice away from a named one and does not contradict itself. */
export function oneAway(name: (typeof protocolNames)[number]): readonly Change[] {
  return axisIds.flatMap((axis) =>
    Object.keys(axes[axis].choices)
      .map((choice) => ({ axis, choice }))
      .filter((change) => {
        const { reading } = protocol(name, [change]);
        return (
          protocol(name).reading[axis] !== change.choice && contradictions(reading).length === 0
        );
      }),
  );
}
