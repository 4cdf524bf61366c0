// node clients.mjs URL QUERY > the rows that Comunica gets from an endpoint, as JSON
import { QueryEngine } from "@comunica/query-sparql";

const [url, query] = process.argv.slice(2);
const stream = await new QueryEngine().queryBindings(query, { sources: [{ type: "sparql", value: url }] });
const rows = [];
for await (const binding of stream) rows.push(Object.fromEntries([...binding].map(([name, term]) => [name.value, term.value])));
console.log(JSON.stringify(rows));
