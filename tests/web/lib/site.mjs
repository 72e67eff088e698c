// The built site as the checks see it: its pages, and one page of every kind.
// A kind is one template of the theme; the table says which addresses it answers for. A page that no line knows, and a kind without a page, are failures:
// so a new page kind cannot stay unchecked.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Template → the addresses it renders. The first line that fits counts. */
const KINDS = [
  ["home", /^index\.html$/],
  ["not_found", /^404\.html$/],
  ["levels", /^levels\/index\.html$/],
  ["level", /^levels\/[^/]+\/index\.html$/],
  ["skill_map", /^skill-map\/index\.html$/],
  ["level_skill_map", /^skill-map\/[^/]+\/index\.html$/],
  ["skills", /^skills\/index\.html$/],
  ["skill", /^skills\/[^/]+\/index\.html$/],
  ["matrix", /^matrix\/index\.html$/],
  ["courses", /^courses\/index\.html$/],
  ["courses_by", /^courses\/by\/[^/]+\/index\.html$/],
  ["course", /^courses\/[^/]+\/index\.html$/],
  ["externals", /^external\/index\.html$/],
  ["recommended", /^recommended\/index\.html$/],
  ["exams", /^exams\/index\.html$/],
  ["exam", /^exams\/[^/]+\/index\.html$/],
  ["calendar", /^calendar\/index\.html$/],
  ["calendar_year", /^calendar\/\d+\/index\.html$/],
  ["deadlines", /^deadlines\/index\.html$/],
  ["cases", /^cases\/index\.html$/],
  ["cases_by", /^cases\/by\/[^/]+\/index\.html$/],
  ["case", /^cases\/[^/]+\/index\.html$/],
  ["trends", /^trends\/index\.html$/],
  ["trend", /^trends\/[^/]+\/index\.html$/],
  ["news_list", /^news\/index\.html$/],
  ["news", /^news\/[^/]+\/index\.html$/],
  ["leaders", /^leaders\/index\.html$/],
  ["communities", /^communities\/index\.html$/],
  ["awards", /^awards\/index\.html$/],
  ["kpis", /^kpi\/index\.html$/],
  ["kpi_report", /^kpi\/report\/\d+\/index\.html$/],
  ["kpi", /^kpi\/[^/]+\/index\.html$/],
  ["roadmap", /^roadmap\/index\.html$/],
  ["organization", /^organization\/index\.html$/],
  ["recruitment", /^recruitment\/index\.html$/],
  ["plans", /^plan\/index\.html$/],
  ["assessments", /^assessment\/index\.html$/],
  ["assessment", /^assessment\/[^/]+\/index\.html$/],
  ["progress", /^progress\/index\.html$/],
  ["glossary", /^glossary\/index\.html$/],
  ["search", /^search\/index\.html$/],
  ["data", /^data\/index\.html$/],
  ["updates", /^updates\/index\.html$/],
  ["tags", /^tags\/index\.html$/],
  ["tag", /^tags\/[^/]+\/index\.html$/],
  ["section", /^about\/index\.html$/],
  ["page", /^(about|leaders|plan)\/[^/]+\/index\.html$/],
];

/** Templates that are parts of pages, that only send on, or of which the shipped portal has no page (nothing in it has ended). */
const NO_KIND = new Set(["base", "components", "header", "footer", "section_end", "redirect", "catalogue", "ended"]);

/** Kinds that the shipped portal has no page of: it tags nothing yet. */
const UNUSED = new Set(["tags", "tag"]);

const walk = (directory) =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });

/** Every file of the site, as an address with slashes. */
export const files = (site) => walk(site).map((path) => relative(site, path).split(sep).join("/")).sort();

/** A page that only sends on to another one. */
const sendsOn = (site, page) => /<meta http-equiv="refresh"/i.test(readFileSync(join(site, page), "utf8").slice(0, 2000));

/**
 * `pages`: every page that is read; `kinds`: template → its largest page (the one with most in it); `findings`: what the table does not cover.
 */
export function survey(site, templates) {
  const pages = files(site).filter((file) => file.endsWith(".html") && !sendsOn(site, file));
  const kinds = new Map();
  const findings = [];
  for (const page of pages) {
    const kind = KINDS.find(([, address]) => address.test(page))?.[0];
    if (!kind) {
      findings.push([page, "no line of the table of kinds (tests/web/lib/site.mjs) knows this address"]);
      continue;
    }
    const size = statSync(join(site, page)).size;
    if (!kinds.has(kind) || kinds.get(kind).size < size) kinds.set(kind, { kind, page, size });
  }
  for (const [kind] of KINDS) {
    if (!kinds.has(kind) && !UNUSED.has(kind)) findings.push([kind, "the site has no page of this kind"]);
  }
  const known = new Set(KINDS.map(([kind]) => kind));
  for (const file of readdirSync(templates)) {
    const name = file.replace(/\.html$/, "");
    if (!known.has(name) && !NO_KIND.has(name)) findings.push([file, "this template is no kind of page in tests/web/lib/site.mjs"]);
  }
  return { pages, kinds: [...kinds.values()].sort((a, b) => b.size - a.size), findings };
}
