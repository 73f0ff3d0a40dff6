/**
 * `sa2pmp/octets`: the algebra on octets, on two libraries, with which a protocol runs and an attack
 * is carried out again.
 */
export { type Bytes, fromBytes, toBytes } from './bytes.ts';
export { concrete } from './concrete.ts';
export { native } from './native.ts';
