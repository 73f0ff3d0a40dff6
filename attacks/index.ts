/**
 * `sa2pmp/attacks`: attackers and what they can do, the named attacks, and the two searches.
 */
export {
  type Capability,
  type Needs,
  type Reveal,
  withCorrupted,
} from './capability/capability.ts';
export { type Checked, checkCapability } from './capability/check.ts';
export { allied, type Alliance, coalition } from './capability/coalition.ts';
export { capabilities, usualCapabilities } from './capability/index.ts';
export { insider } from './capability/insider.ts';
export { network } from './capability/network.ts';
export { packageExtraction } from './capability/package-extraction.ts';
export type { Extent, NamedAttack, Point } from './catalogue/attack.ts';
export { catalogue } from './catalogue/index.ts';
export { evaluate, type Hand, type Recipe } from './recipe.ts';
export { rules } from './rule/index.ts';
export type { Gift, Rule, RuleSpace } from './rule/rule.ts';
export { type Arena, type Made, type Move, type Run, runMoves } from './run.ts';
export {
  type Exploration,
  explore,
  type Found,
  type Progress,
  type Quest,
  searching,
} from './search/explicit.ts';
export {
  exploreLazily,
  type LazyExploration,
  type LazyQuest,
  searchingLazily,
} from './search/lazy/lazy.ts';
export { planOf } from './search/plan.ts';
export { type Problem, setStage, type Stage } from './search/stage.ts';
export type { Theft } from './theft.ts';
