/* The scripts of the pages (kg/static): no build step, ES2020 as the bundled library is written, for Chromium 86 and Firefox 78 onwards.
   tests/node/node_modules/.bin/eslint kg/static */
'use strict';

const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/* What the files of a folder give each other: each names its own at the beginning of a line. */
const made = (folder) => readdirSync(join(__dirname, 'kg/static', folder)).filter((name) => name.endsWith('.js'))
  .flatMap((name) => [...readFileSync(join(__dirname, 'kg/static', folder, name), 'utf8').matchAll(/^const (kg\w+) =/gm)].map((found) => found[1]));
const shared = made('shared');
const browser = ['window', 'document', 'vis', 'fflate', 'Blob', 'URL', 'DOMParser', 'TextDecoder', 'FileReader', 'CSS', 'module', 'require'];
const globals = (names) => Object.fromEntries([...shared, ...names, ...browser].map((name) => [name, 'readonly']));
const language = (names) => ({ ecmaVersion: 2020, sourceType: 'script', globals: globals(names) });

module.exports = [
  { ignores: ['**/*.min.js', 'build/**', 'screenshots/**', '.venv/**'] },
  {
    files: ['kg/static/**/*.js'],
    languageOptions: language([]),
    rules: {
      'no-undef': 'error', 'no-unused-vars': ['error', { vars: 'local', args: 'after-used', caughtErrors: 'none' }], eqeqeq: 'error', curly: 'error', strict: ['error', 'function'],
      'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error', 'no-shadow': 'error', 'no-use-before-define': ['error', { functions: false, variables: false }], 'prefer-const': 'error', 'no-var': 'error',
      'no-nested-ternary': 'error', complexity: ['error', 15], 'max-lines': ['error', 300], 'no-unreachable': 'error', 'no-dupe-keys': 'error', 'no-fallthrough': 'error', semi: ['error', 'always'], quotes: ['error', 'single', { avoidEscape: true }]
    }
  },
  { files: ['kg/static/list/*.js'], languageOptions: language(made('list')) },
  { files: ['kg/static/engine/*.js'], languageOptions: language([...made('list'), ...made('engine'), 'kgOxigraph', 'self', 'Response', 'DecompressionStream', 'performance', 'WebAssembly']) },
  { files: ['kg/static/result/*.js'], languageOptions: language(made('result')) },
  { files: ['kg/static/county/*.js'], languageOptions: language([...made('county'), ...made('engine')]) }
];
