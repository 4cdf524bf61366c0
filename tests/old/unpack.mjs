// Unpacks the Chromium of each package into node_modules/.chromium/VERSION; what is there already stays.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const PACKAGES = { 86: 'chrome-aws-lambda', 109: '@sparticuz/chromium' };
const MODULES = join(dirname(fileURLToPath(import.meta.url)), 'node_modules');

for (const [version, name] of Object.entries(PACKAGES)) {
  const program = join(MODULES, '.chromium', version);
  if (existsSync(program)) { continue; }
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(`${program}.part`, brotliDecompressSync(readFileSync(join(MODULES, name, 'bin', 'chromium.br'))), { mode: 0o755 });
  renameSync(`${program}.part`, program);
}
