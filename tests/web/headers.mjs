// The three shipped server configurations say the same: `node tests/web/headers.mjs SITE`. Compares, for every file of the site, what nginx, Apache and IIS
// would send, and asks for what must be in it. Does not start a server.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { apache, headersFor, iis, nginx } from "./lib/headers.mjs";
import { files } from "./lib/site.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../docs/server");
const wrong = [];
const [first, ...others] = [["nginx", nginx(folder)], ["Apache", apache(folder)], ["IIS", iis(folder)]];
const site = files(process.argv[2] ?? "target/portal");

for (const path of ["/", ...site.filter((file) => !file.startsWith(".")).map((file) => `/${file}`)]) {
  const sent = headersFor(first[1], path);
  for (const [server, config] of others) {
    const other = headersFor(config, path);
    for (const name of new Set([...Object.keys(sent), ...Object.keys(other)])) {
      if (sent[name] !== other[name]) wrong.push(`${path}: ${name} is „${sent[name]}“ from ${first[0]}, „${other[name]}“ from ${server}`);
    }
  }
  const hashed = /-[0-9a-f]{12}\.(css|js)$/.test(path);
  if (/immutable/.test(sent["cache-control"]) !== hashed) wrong.push(`${path}: Cache-Control is „${sent["cache-control"]}“, but its name ${hashed ? "holds" : "does not hold"} a hash`);
}

const policy = first[1].common["content-security-policy"] ?? "";
for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "object-src 'none'"]) {
  if (!policy.split("; ").includes(part)) wrong.push(`the policy lacks ${part}`);
}
if (/unsafe|\*|https?:|data:/.test(policy)) wrong.push(`the policy is loose: ${policy}`);
for (const name of ["x-content-type-options", "referrer-policy", "permissions-policy", "cross-origin-opener-policy", "cross-origin-resource-policy"]) {
  if (!first[1].common[name]) wrong.push(`${name} is not sent`);
}

// Every kind of file of the site has a type on every server.
const types = {
  nginx: (ext) => new RegExp(`^\\s+\\S+/\\S+ (\\w+ )*${ext}( \\w+)*;`, "m").test(readFileSync(join(folder, "nginx.conf"), "utf8")),
  Apache: (ext) => new RegExp(`^AddType \\S+ .*\\.${ext}\\b`, "m").test(readFileSync(join(folder, ".htaccess"), "utf8")),
  IIS: (ext) => readFileSync(join(folder, "web.config"), "utf8").includes(`<mimeMap fileExtension=".${ext}"`),
};
// What every server knows by itself.
const KNOWN = new Set(["png", "jpg", "jpeg", "gif", "pdf", "txt"]);
for (const ext of new Set([...site.map((file) => /\.([a-z0-9]+)$/.exec(file)?.[1]), "webmanifest"])) {
  if (!ext || KNOWN.has(ext)) continue;
  for (const [server, knows] of Object.entries(types)) if (!knows(ext)) wrong.push(`${server} has no type for .${ext}`);
}

if (wrong.length) {
  console.log([...new Set(wrong)].slice(0, 40).join("\n"));
  process.exit(1);
}
console.log(`${Object.keys(first[1].common).length + 1} headers agree on nginx, Apache and IIS for ${site.length} files`);
