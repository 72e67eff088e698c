// The shipped server configurations (docs/server/), read back: which headers each of nginx, Apache and IIS sends with which file.
// Reads only the directives that those three files use; anything unexpected is an error, not a guess.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The directives of a Cache-Control value, in one order and spelling. */
const directives = (value) => value.split(",").map((part) => part.trim().toLowerCase()).sort().join(", ");
const must = (found, what) => {
  if (!found) throw new Error(`${what} was not found`);
  return found;
};

/** Each answers `{common: {name: value}, cache: (path) => value of Cache-Control}`. */
export function nginx(folder) {
  const text = readFileSync(join(folder, "nginx.conf"), "utf8").replace(/^\s*#.*$/gm, "");
  const map = must(/map \$uri (\$\w+) \{\n([\s\S]*?)\n\}/.exec(text), "nginx: the map of Cache-Control");
  const choices = map[2].trim().split("\n").map((line) => must(/^\s*(?:default|"~(.*)") "([^"]*)";$/.exec(line), `nginx: the sense of ${line}`));
  const common = {};
  let cached = false;
  for (const [, name, quoted, bare] of text.matchAll(/add_header\s+(\S+)\s+(?:"([^"]*)"|(\S+))\s+always;/g)) {
    if (bare === map[1]) cached = name === "Cache-Control";
    else common[name.toLowerCase()] = quoted;
  }
  if (!cached) throw new Error("nginx: Cache-Control is not sent");
  // One add_header inside a location would drop all those of the server.
  if (/location[^{]*\{[^}]*add_header/.test(text)) throw new Error("nginx: add_header inside a location");
  const cache = (path) => directives((choices.find(([, pattern]) => pattern && new RegExp(pattern).test(path)) ?? choices.find(([, pattern]) => !pattern))[2]);
  return { common, cache };
}

export function apache(folder) {
  const text = readFileSync(join(folder, ".htaccess"), "utf8").replace(/^\s*#.*$/gm, "");
  const common = {};
  let hashed;
  let other;
  for (const [, name, value, condition] of text.matchAll(/Header always set (\S+) "([^"]*)"(?: env=(\S+))?/g)) {
    if (name !== "Cache-Control") common[name.toLowerCase()] = value;
    else if (condition?.startsWith("!")) other = directives(value);
    else hashed = directives(value);
  }
  const pattern = new RegExp(must(/SetEnvIf Request_URI "([^"]+)"/.exec(text), "Apache: the pattern of hashed files")[1]);
  return { common, cache: (path) => must(pattern.test(path) ? hashed : other, "Apache: Cache-Control") };
}

export function iis(folder) {
  const text = readFileSync(join(folder, "web.config"), "utf8").replace(/<!--[\s\S]*?-->/g, "");
  const client = (xml) => {
    const [, mode, rest] = must(/<clientCache cacheControlMode="(\w+)"([^>]*)\/>/.exec(xml), "IIS: clientCache");
    const custom = /cacheControlCustom="([^"]*)"/.exec(rest)?.[1];
    const days = /cacheControlMaxAge="(\d+)\.00:00:00"/.exec(rest)?.[1];
    return directives([mode === "DisableCache" && "no-cache", custom, days && `max-age=${days * 86400}`].filter(Boolean).join(","));
  };
  const places = [...text.matchAll(/<location path="([^"]+)">([\s\S]*?)<\/location>/g)].map(([, path, body]) => ({ path: `/${path}`, value: client(body) }));
  // The most exact place counts.
  places.sort((a, b) => b.path.length - a.path.length);
  const root = text.replace(/<location[\s\S]*?<\/location>/g, "");
  const common = {};
  for (const [, name, value] of root.matchAll(/<add name="([^"]+)" value="([^"]*)" \/>/g)) {
    common[name.toLowerCase()] = value.replaceAll("&#39;", "'").replaceAll("&amp;", "&");
  }
  return { common, cache: (path) => places.find((place) => path === place.path || path.startsWith(`${place.path}/`))?.value ?? client(root) };
}

/** What a server with this configuration sends for `path`. */
export const headersFor = (config, path) => ({ ...config.common, "cache-control": config.cache(path) });
