/**
 * Code against each house rule of `eslint.config.js`, once: what the linter is tried on. The name of a
 * rule, and for a rule with several objects what it says of this one.
 */

/** Code that a rule refuses. */
export interface Offence {
  readonly rule: string;
  /** A part of the message, where the rule has several. */
  readonly says?: string;
  readonly code: string;
}

const lines = (many: number, line: string): string => `${line}\n`.repeat(many);

/** An offence against each. */
export const offences: readonly Offence[] = [
  { rule: 'max-lines', code: lines(400, '// A line.') },
  {
    rule: 'max-lines-per-function',
    code: `export function long(): number {\n${lines(100, '  // A line.')}  return 1;\n}`,
  },
  {
    rule: 'max-params',
    code: 'export const four = (a: number, b: number, c: number, d: number): number => a + b + c + d;',
  },
  {
    rule: 'max-depth',
    code: 'export function deep(a: number): number { if (a > 1) { if (a > 2) { if (a > 3) { if (a > 4) { return 1; } } } } return 2; }',
  },
  {
    rule: 'complexity',
    code: `export function tangled(a: number): number {\n${Array.from({ length: 12 }, (_, n) => `  if (a === ${n}) return ${n};`).join('\n')}\n  return a;\n}`,
  },
  { rule: 'eqeqeq', code: 'export const same = (a: number, b: number): boolean => a == b;' },
  { rule: 'no-console', code: "console.log('x');" },
  {
    rule: 'no-param-reassign',
    code: 'export function changed(a: number): number { a = 2; return a; }',
  },
  { rule: 'object-shorthand', code: 'export const made = (a: number): object => ({ a: a });' },
  { rule: 'prefer-template', code: "export const text = (a: string): string => 'a' + a;" },
  { rule: 'no-restricted-syntax', says: 'No classes', code: 'export class Manager {}' },
  { rule: 'no-restricted-syntax', says: 'No enums', code: 'export enum Colour { red }' },
  {
    rule: 'no-restricted-syntax',
    says: 'No namespaces',
    code: 'export namespace inner { export const a = 1; }',
  },
  { rule: 'no-restricted-syntax', says: 'No default exports', code: 'export default 1;' },
  {
    rule: '@typescript-eslint/no-explicit-any',
    code: 'export const anything = (a: any): void => { void a; };',
  },
  {
    rule: '@typescript-eslint/no-non-null-assertion',
    code: 'export const sure = (a: string | undefined): string => a!;',
  },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    code: "import { type Sort, Shape } from './shape.ts';\nexport type Both = Sort | Shape;",
  },
  {
    rule: '@typescript-eslint/consistent-type-exports',
    code: "import type { Term } from './term.ts';\nexport { Term };",
  },
  {
    rule: '@typescript-eslint/no-import-type-side-effects',
    code: "import { type TermStore } from './term.ts';\nexport type Store = TermStore;",
  },
  {
    rule: '@typescript-eslint/method-signature-style',
    code: 'export interface Port { ask(a: number): number }',
  },
  {
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    code: "export function half(a: 'x' | 'y'): number { switch (a) { case 'x': return 1; } return 2; }",
  },
  {
    rule: '@typescript-eslint/restrict-template-expressions',
    code: 'export const shown = (a: object): string => `${a}`;',
  },
  {
    rule: '@typescript-eslint/no-confusing-void-expression',
    code: 'export function said(f: () => void): void { return f(); }',
  },
  {
    rule: '@typescript-eslint/no-unnecessary-condition',
    code: 'export const always = (a: object): number => (a ? 1 : 2);',
  },
  { rule: '@typescript-eslint/no-unused-vars', code: 'const unused = 1;' },
  { rule: '@typescript-eslint/no-empty-function', code: 'export function empty(): void {}' },
];

/** What stands beside the planted code and is imported by it. */
export const beside: Readonly<Record<string, string>> = {
  'shape.ts': 'export type Sort = string;\nexport type Shape = number;\n',
  'term.ts': 'export type Term = number;\nexport type TermStore = string;\n',
};
