/** Every limit of the protocol's roles, named. */

/** Width of a time slot for the clock-window reading of A7, in milliseconds. */
export const slotMs = 60_000;

/** How many past slots besides the current one an order's time may name (A7). */
export const slotsBackMax = 1;

/** How far ahead of the last accepted one an order's counter may be (A7). */
export const counterLookahead = 4;

/** How long a session keeps others out where there is one at a time (A37), in milliseconds. */
export const sessionMaxMs = 600_000;
