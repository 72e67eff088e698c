// A file server that sends the headers of the shipped nginx configuration, so that the checks run under what production sends.
// Serves one folder to this machine; no listing, no range requests.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { headersFor, nginx } from "./headers.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".pdf": "application/pdf",
};

/** Serves `site`; answers `{base, close}`. A missing file is answered with 404.html. */
export function serve(site, configs) {
  const config = nginx(configs);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = normalize(path.endsWith("/") ? `${path}index.html` : path);
    const read = (name) => readFile(join(site, name)).catch(() => null);
    const body = file.split("/").some((part) => part.startsWith(".")) ? null : await read(file);
    const shown = body ? file : "/404.html";
    response.writeHead(body ? 200 : 404, { ...headersFor(config, path), "content-type": TYPES[extname(shown)] ?? "application/octet-stream" });
    response.end(body ?? (await read(shown)) ?? "");
  });
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      done({ base: `http://127.0.0.1:${server.address().port}/`, close: () => server.close(() => {}) && server.closeAllConnections() });
    });
  });
}
