/**
 * House style as the linter sees it. Layout is prettier's, import arrows are
 * dependency-cruiser's (.dependency-cruiser.cjs), unused exports are knip's.
 */
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/*.property.ts'];
const commands = ['properties/**/*.ts', '.ci/**/*.ts'];
const configs = ['*.config.ts', '*.config.js'];

const banned = [
  { selector: 'ClassDeclaration, ClassExpression', message: 'No classes: use data and functions.' },
  { selector: 'TSEnumDeclaration', message: 'No enums: use a union of literals.' },
  { selector: 'TSModuleDeclaration[global!=true]', message: 'No namespaces: a file is a module.' },
];
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'No default exports: a name is the same wherever it is used.',
};

const sizes = {
  'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 100, skipBlankLines: false, skipComments: false }],
  'max-params': ['error', 3],
  'max-depth': ['error', 3],
  complexity: ['error', 12],
};

const habits = {
  eqeqeq: 'error',
  'no-console': 'error',
  'no-param-reassign': 'error',
  'object-shorthand': 'error',
  'prefer-template': 'error',
  'no-restricted-syntax': ['error', ...banned, noDefaultExport],
};

const types = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/consistent-type-exports': 'error',
  '@typescript-eslint/no-import-type-side-effects': 'error',
  // A port is a record of functions: its members may be taken apart, and are checked strictly.
  '@typescript-eslint/method-signature-style': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-unnecessary-condition': [
    'error',
    { allowConstantLoopConditions: 'only-allowed-literals' },
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  // A chart's named actions do nothing: they only name an effect and its params.
  '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
  // `type` for closed unions and rows, `interface` for ports: the author chooses.
  '@typescript-eslint/consistent-type-definitions': 'off',
};

export default defineConfig(
  globalIgnores(['.cache/', 'coverage/', 'dist/', 'docs/api/', 'node_modules/']),
  // Exceptions are made here, where they say why; a comment that would make one is reported.
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  { rules: { ...sizes, ...habits, ...types } },
  {
    files: tests,
    rules: {
      // A describe block is one long function, and a law may compare anything with anything.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any(), expect.objectContaining()
    },
  },
  {
    // A statechart is one expression: its length is the protocol's, not the function's.
    files: ['model/*/roles/**/*.ts', 'model/*/judge.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 260 }] },
  },
  { files: commands, rules: { 'no-console': 'off' } },
  { files: configs, rules: { 'no-restricted-syntax': ['error', ...banned] } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        Buffer: 'readonly',
        URL: 'readonly',
        console: 'readonly',
        process: 'readonly',
        module: 'writable',
      },
    },
    rules: { 'no-console': 'off' },
  },
  {
    // Runs in a browser, as part of the report.
    files: ['properties/report/page/behaviour.mjs'],
    languageOptions: {
      globals: {
        addEventListener: 'readonly',
        document: 'readonly',
        FormData: 'readonly',
        location: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
);
