// node run.mjs FILE.nq < {"name": "SELECT …", …} > one line of JSON a query: {"name", "seconds", "variables", "rows"} or {"name", "error"}
import { readFileSync } from "node:fs";
import { QueryEngine } from "@comunica/query-sparql-rdfjs";
import { Parser, Store } from "n3";

const store = new Store(new Parser({ format: "application/n-quads" }).parse(readFileSync(process.argv[2], "utf8")));
const queries = JSON.parse(readFileSync(0, "utf8"));
const engine = new QueryEngine();
for (const [name, query] of Object.entries(queries)) {
  const began = performance.now();
  try {
    const result = await engine.query(query, { sources: [store], unionDefaultGraph: true });
    const variables = (await result.metadata()).variables.map((entry) => (entry.variable ?? entry).value);
    const rows = [];
    for await (const binding of await result.execute()) rows.push(variables.map((v) => binding.get(v)?.value ?? null));
    console.log(JSON.stringify({ name, seconds: (performance.now() - began) / 1000, variables, rows }));
  } catch (error) {
    console.log(JSON.stringify({ name, error: String(error) }));
  }
}
