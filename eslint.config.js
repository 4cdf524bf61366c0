/* The scripts of the pages (kg/static): plain ES5, no build step, for Chromium 86 and Firefox 78 onwards.
   tests/node/node_modules/.bin/eslint kg/static */
'use strict';

const parts = ['kgWords', 'kgRoute', 'kgSearch', 'kgCsv', 'kgToml', 'kgScene', 'kgPaint', 'kgSvg', 'kgStore', 'kgGraph', 'kgDom', 'kgPanel', 'kgMatrix', 'kgFindings', 'kgSave', 'kgLook', 'kgBox', 'kgVerdicts', 'kgViews'];
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
  }
];
