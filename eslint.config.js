/* The scripts of the pages (kg/static): no build step, for Chromium 86 and Firefox 78 onwards; a list's page in plain ES5.
   tests/node/node_modules/.bin/eslint kg/static */
'use strict';

const parts = ['kgWords', 'kgRoute', 'kgSearch', 'kgCsv', 'kgToml', 'kgScene', 'kgPaint', 'kgSvg', 'kgStore', 'kgGraph', 'kgDom', 'kgPanel', 'kgMatrix', 'kgFindings', 'kgSave', 'kgLook', 'kgBox', 'kgVerdicts', 'kgViews'];
const county = ['kgSay', 'kgAddress', 'kgRows', 'kgCells', 'kgDiffs', 'kgMake', 'kgSheet', 'kgTable', 'kgDesk', 'kgWordings', 'kgFlow', 'kgCompare', 'kgChanges'];
const browser = ['window', 'document', 'vis', 'Blob', 'URL', 'DOMParser', 'module'];

module.exports = [
  { ignores: ['**/*.min.js', 'build/**', 'screenshots/**', '.venv/**'] },
  {
    files: ['kg/static/*.js'],
    languageOptions: {
      ecmaVersion: 5,
      sourceType: 'script',
      globals: Object.fromEntries([...parts, ...browser].map((name) => [name, 'writable']))
    },
    rules: {
      'no-undef': 'error', 'no-unused-vars': ['error', { vars: 'local', args: 'none', caughtErrors: 'none' }], eqeqeq: 'error', curly: 'error', strict: ['error', 'function'],
      'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error', 'no-shadow': 'off', 'no-use-before-define': ['error', { functions: false, variables: false }],
      'no-redeclare': ['error', { builtinGlobals: false }], 'no-unreachable': 'error', 'no-dupe-keys': 'error', 'no-fallthrough': 'error', 'no-extra-semi': 'error', semi: ['error', 'always'], quotes: ['error', 'single', { avoidEscape: true }]
    }
  },
  {
    // ES2020, as the bundled library is written: Chromium 86 and Firefox 78 know it
    files: ['kg/static/county/*.js'],
    languageOptions: {
      ecmaVersion: 2020,
      sourceType: 'script',
      globals: Object.fromEntries([...county, ...browser].map((name) => [name, 'readonly']))
    },
    rules: {
      'no-undef': 'error', 'no-unused-vars': ['error', { vars: 'local', args: 'after-used', caughtErrors: 'none' }], eqeqeq: 'error', curly: 'error', strict: ['error', 'function'],
      'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error', 'no-shadow': 'error', 'no-use-before-define': ['error', { functions: false, variables: false }], 'prefer-const': 'error', 'no-var': 'error',
      'no-nested-ternary': 'error', complexity: ['error', 15], 'max-lines': ['error', 300], 'no-unreachable': 'error', 'no-dupe-keys': 'error', 'no-fallthrough': 'error', semi: ['error', 'always'], quotes: ['error', 'single', { avoidEscape: true }]
    }
  }
];
