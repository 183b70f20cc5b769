// Asks an endpoint with Comunica: rows, yes or no, triples, and a query that Comunica plans over what the service says of itself.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const [tools, address] = process.argv.slice(2);
const { QueryEngine } = createRequire(`${tools}/`)("@comunica/query-sparql");
const engine = new QueryEngine();
const prefixes = "PREFIX sayso: <https://w3id.org/sayso/ns#> PREFIX dcterms: <http://purl.org/dc/terms/>";

for (const type of ["sparql", undefined]) {
  const sources = [type ? { type, value: `${address}/query` } : `${address}/query`];
  const rows = await (await engine.queryBindings(
    `${prefixes} SELECT ?document ?title { ?document a sayso:Document ; dcterms:title ?title }`, { sources })).toArray();
  assert.equal(rows.length, 3, `rows from a source of type ${type}`);
  assert.ok(rows.every((row) => row.get("title").value.length > 0));
  assert.equal(await engine.queryBoolean(`${prefixes} ASK { ?agent sayso:says ?claim }`, { sources }), true);
  const quads = await (await engine.queryQuads(
    `${prefixes} CONSTRUCT { ?agent sayso:says ?claim } WHERE { ?agent sayso:says ?claim } LIMIT 10`, { sources })).toArray();
  assert.equal(quads.length, 10);
}
console.log("Comunica: rows, yes or no, and triples, told that it is SPARQL and finding it out");
