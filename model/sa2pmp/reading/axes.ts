/** All axes in the order of their numbers; adding one is adding it here. */
import * as cryptography from './axes/cryptography.ts';
import * as keys from './axes/keys.ts';
import * as log from './axes/log.ts';
import * as logOn from './axes/log-on.ts';
import * as message from './axes/message.ts';
import * as registration from './axes/registration.ts';
import * as repairs from './axes/repairs.ts';

/** All axes, by id. */
export const axes = {
  A1: keys.A1,
  A2: registration.A2,
  A3: message.A3,
  "A3'": message.A3prime,
  A3b: message.A3b,
  A4: registration.A4,
  A5: message.A5,
  A6: message.A6,
  A7: message.A7,
  A8: cryptography.A8,
  A8b: cryptography.A8b,
  A9: keys.A9,
  A10: keys.A10,
  A10b: keys.A10b,
  A11: keys.A11,
  A12: cryptography.A12,
  A13: logOn.A13,
  A13b: logOn.A13b,
  A14: registration.A14,
  A15: registration.A15,
  A16: logOn.A16,
  A17: logOn.A17,
  A18: logOn.A18,
  A19: log.A19,
  A20: log.A20,
  A21: log.A21,
  A22: log.A22,
  A22b: log.A22b,
  A23: log.A23,
  A24: keys.A24,
  A25: keys.A25,
  A26: keys.A26,
  A27: keys.A27,
  A28: keys.A28,
  A29: registration.A29,
  A30: cryptography.A30,
  A30b: cryptography.A30b,
  A30c: cryptography.A30c,
  A30d: cryptography.A30d,
  A30e: cryptography.A30e,
  A31: message.A31,
  A32: message.A32,
  A33: message.A33,
  A34: registration.A34,
  A35: registration.A35,
  A36: cryptography.A36,
  A37: logOn.A37,
  A38: message.A38,
  A39: keys.A39,
  A40: log.A40,
  R1: repairs.R1,
  R1b: repairs.R1b,
  R1c: repairs.R1c,
  R2: repairs.R2,
  R2b: repairs.R2b,
  R3: repairs.R3,
  R3b: repairs.R3b,
  R4: repairs.R4,
  R5: repairs.R5,
  R5b: repairs.R5b,
  R7: repairs.R7,
  R7b: repairs.R7b,
} as const;

/** An axis' id. */
export type AxisId = keyof typeof axes;

/** A choice on one axis. */
export type Choice<A extends AxisId> = keyof (typeof axes)[A]['choices'] & string;

/** One choice on every axis. */
export type Reading = { readonly [A in AxisId]: Choice<A> };

/** The ids of all axes: those of the paper in its order, then those of repairs. */
export const axisIds = Object.keys(axes) as readonly AxisId[];
