// The shipped server configurations (docs/server/), read back: which header each of nginx, Apache and IIS sends with which file.
// Reads only the directives that those three files use; anything unexpected is an error, not a guess.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const directives = (value) => value.split(",").map((part) => part.trim().toLowerCase()).sort().join(", ");
const must = (match, what) => {
  if (!match) throw new Error(`${what} was not found`);
  return match;
};

/** `{common: {name: value}, hashed: Cache-Control of hashed files, page: Cache-Control of everything else}` */
export function nginx(folder) {
  const text = readFileSync(join(folder, "nginx.conf"), "utf8").replace(/^\s*#.*$/gm, "");
  const map = must(/map \$uri (\$\w+) \{([^}]*)\}/.exec(text), "nginx: the map of Cache-Control");
  const choices = Object.fromEntries([...map[2].matchAll(/(\S+)\s+"([^"]*)";/g)].map(([, key, value]) => [key, value]));
  const common = {};
  let cached = false;
  for (const [, name, quoted, bare] of text.matchAll(/add_header\s+(\S+)\s+(?:"([^"]*)"|(\S+))\s+always;/g)) {
    if (bare === map[1]) cached = name === "Cache-Control";
    else common[name.toLowerCase()] = quoted;
  }
  // One add_header inside a location would drop all those of the server.
  for (const [, body] of text.matchAll(/location[^{]*\{([^}]*)\}/g)) if (/add_header/.test(body)) throw new Error("nginx: add_header inside a location");
  if (!cached) throw new Error("nginx: Cache-Control is not sent");
  const hashed = must(Object.keys(choices).find((key) => key.startsWith("~")), "nginx: the pattern of hashed files");
  return { common, pattern: new RegExp(hashed.slice(1)), hashed: directives(choices[hashed]), page: directives(choices.default) };
}

export function apache(folder) {
  const text = readFileSync(join(folder, ".htaccess"), "utf8").replace(/^\s*#.*$/gm, "");
  const common = {};
  let hashed;
  let page;
  for (const [, name, value, condition] of text.matchAll(/Header always set (\S+) "([^"]*)"(?: env=(\S+))?/g)) {
    if (name !== "Cache-Control") common[name.toLowerCase()] = value;
    else if (condition?.startsWith("!")) page = directives(value);
    else hashed = directives(value);
  }
  const pattern = must(/SetEnvIf Request_URI "([^"]+)"/.exec(text), "Apache: the pattern of hashed files");
  return { common, pattern: new RegExp(pattern[1]), hashed, page };
}

export function iis(folder) {
  const text = readFileSync(join(folder, "web.config"), "utf8").replace(/<!--[\s\S]*?-->/g, "");
  const part = must(/<location path="(\w+)">([\s\S]*?)<\/location>/.exec(text), "IIS: the folder of hashed files");
  const root = text.replace(part[0], "");
  const common = {};
  for (const [, name, value] of root.matchAll(/<add name="([^"]+)" value="([^"]*)" \/>/g)) {
    common[name.toLowerCase()] = value.replaceAll("&#39;", "'").replaceAll("&amp;", "&");
  }
  const cache = (xml) => {
    const [, mode, rest] = must(/<clientCache cacheControlMode="(\w+)"([^>]*)\/>/.exec(xml), "IIS: clientCache");
    const custom = /cacheControlCustom="([^"]*)"/.exec(rest)?.[1];
    const age = /cacheControlMaxAge="(\d+)\.00:00:00"/.exec(rest)?.[1];
    return directives([mode === "DisableCache" && "no-cache", custom, age && `max-age=${age * 86400}`].filter(Boolean).join(","));
  };
  return { common, pattern: new RegExp(`/${part[1]}/`), hashed: cache(part[2]), page: cache(root) };
}

/** What a server configured with the nginx file sends for `path`. */
export function headersFor(config, path) {
  return { ...config.common, "cache-control": config.pattern.test(path) ? config.hashed : config.page };
}
