/**
 * `sa2pmp`: model, attacks, properties and octets together.
 */
export * from '../attacks/index.ts';
export * from '../model/index.ts';
export * from '../src/index.ts';
export * from './index.ts';
