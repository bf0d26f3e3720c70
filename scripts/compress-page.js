// Compresses the built page beforehand, and refuses one whose first load is too heavy.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const firstLoadLimit = 200 * 1024;

/**
 * Writes NAME.br and NAME.gz beside every text file of the page.
 *
 * @returns bytes of JavaScript, gzipped, that a browser loads before it shows anything
 */
export function compressPage(directory) {
  const manifest = JSON.parse(readFileSync(join(directory, '.vite/manifest.json'), 'utf8'));
  rmSync(join(directory, '.vite'), { recursive: true });
  const sizes = new Map();
  for (const name of readdirSync(directory, { recursive: true })) {
    if (!/\.(?:css|html|js|svg|webmanifest)$/.test(name)) continue;
    const body = readFileSync(join(directory, name));
    const gzip = gzipSync(body, { level: 9 });
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    };
    writeFileSync(join(directory, `${name}.gz`), gzip);
    writeFileSync(join(directory, `${name}.br`), brotliCompressSync(body, { params }));
    sizes.set(name.replaceAll('\\', '/'), gzip.byteLength);
  }
  const scripts = [...staticScripts(manifest, 'index.html')];
  const firstLoad = scripts.reduce((sum, script) => sum + (sizes.get(script) ?? 0), 0);
  if (firstLoad > firstLoadLimit) {
    throw new Error(
      `the first load of the page is ${firstLoad} bytes of gzipped JavaScript, over ${firstLoadLimit}`,
    );
  }
  return firstLoad;
}

/** The entry and all that it imports before it runs. */
function staticScripts(manifest, key, found = new Set()) {
  const { file, imports = [] } = manifest[key];
  if (!found.has(file)) {
    found.add(file);
    for (const imported of imports) staticScripts(manifest, imported, found);
  }
  return found;
}
