/** Fails when what a person must download before they can read has grown past its budget. Run after `npm run build`. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const STATIC = new URL("../../static/", import.meta.url);
const KIB = 1024;
const BUDGETS = [
  { entry: "src/entries/reader.tsx", limit: 60 * KIB },
  { entry: "src/entries/screen.ts", limit: 15 * KIB },
];
const manifest = JSON.parse(readFileSync(new URL("manifest.json", STATIC), "utf8"));

/** Everything an entry reaches: its imports and what it may load later, one language's catalogue (the larger) of the two. */
function reached(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  const chunk = manifest[key];
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) reached(next, found);
  return found;
}

const gzipped = (key) => gzipSync(readFileSync(new URL(manifest[key].file, STATIC)), { level: 9 }).length;
const isCatalogue = (key) => key.includes("/locale/");

let failed = false;
for (const { entry, limit } of BUDGETS) {
  const parts = [...reached(entry)].map((key) => ({ key, bytes: gzipped(key) }));
  const code = parts.filter(({ key }) => !isCatalogue(key)).reduce((sum, { bytes }) => sum + bytes, 0);
  const words = Math.max(0, ...parts.filter(({ key }) => isCatalogue(key)).map(({ bytes }) => bytes));
  const verdict = code + words <= limit ? "within" : "OVER";
  failed ||= code + words > limit;
  console.log(`${entry}: ${code + words} bytes gzipped (code ${code}, words ${words}), ${verdict} ${limit}`);
}
process.exit(failed ? 1 : 0);
