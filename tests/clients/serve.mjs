// A site's folder, compressed as hosts do, on the loopback address: node serve.mjs PORT FOLDER. Called by quality.py.
import { readFile } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const [port, folder] = process.argv.slice(2);
const types = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".txt": "text/plain", ".xml": "application/xml" };
createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  readFile(join(folder, path === "/" ? "index.html" : path), (error, data) => {
    if (error) return response.writeHead(404).end();
    const type = types[extname(path)] ?? (path === "/" ? "text/html" : "application/octet-stream");
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-encoding": "gzip", "cache-control": "max-age=600" });
    response.end(gzipSync(data));
  });
}).listen(Number(port), "127.0.0.1");
