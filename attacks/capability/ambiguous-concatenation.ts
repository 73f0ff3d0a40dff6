/**
 * Ambiguous concatenation: a customer who opens others' orders with the key of its own package and
 * wraps them again, read otherwise (A3', A9, W16).
 */
import { plainConcatenation } from '../rule/plain-concatenation.ts';
import type { Capability } from './capability.ts';
import { insider } from './insider.ts';

/** Whoever reads signed texts so that a payee's last digit is an amount's first. */
export const ambiguousConcatenation: Capability = {
  ...insider,
  id: 'ambiguous-concatenation',
  title: 'ambiguous concatenation',
  says: `${insider.says}; reads signed texts without lengths as other texts of the same octets`,
  source: 'W16; §4.2 "combine" without a format (A3\')',
  rules: [plainConcatenation],
};
