// node make.mjs: writes codemirror.min.js, oxigraph.min.js and oxigraph.wasm.xz into kg/static, the same bytes every time.
import { readFileSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { build } from "esbuild";

const STATIC = new URL("../kg/static/", import.meta.url);
const versions = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).dependencies;
const names = Object.keys(versions);
const shared = {
  bundle: true, minify: true, format: "iife", target: ["chrome109", "firefox115", "edge109"], charset: "utf8", legalComments: "none", write: false,
  absWorkingDir: new URL(".", import.meta.url).pathname, define: { "import.meta.url": '""' },
};
const made = async (entry, globalName, wanted, licence, file) => {
  const { outputFiles, metafile } = await build({ ...shared, entryPoints: [entry], globalName, metafile: true });
  const used = new Set(Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
  for (const name of used) if (!wanted.includes(name)) throw new Error(`${name} is bundled, and package.json does not pin it`);
  const told = names.filter((name) => used.has(name)).map((name) => `${name} ${versions[name]}`).join(", ");
  writeFileSync(new URL(file, STATIC), `/*! ${told} (${licence}); see THIRD_PARTY.md. */\n${outputFiles[0].text}`);
};
await made("editor.js", "kgCodeMirror", names, "MIT", "codemirror.min.js");
await made("engine.js", "kgOxigraph", ["oxigraph", "xz-decompress"], "Apache-2.0 OR MIT", "oxigraph.min.js");
const wasm = readFileSync(new URL("node_modules/oxigraph/web_bg.wasm", import.meta.url));
// a third smaller than deflated; node cannot write it
const pack = "import lzma, sys; sys.stdout.buffer.write(lzma.compress(sys.stdin.buffer.read(), check=lzma.CHECK_CRC32, preset=9))";
writeFileSync(new URL("oxigraph.wasm.xz", STATIC), execFileSync("python3", ["-c", pack], { input: wasm, maxBuffer: 2 ** 26 }));
