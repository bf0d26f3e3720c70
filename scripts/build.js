// Builds what `bin` needs into dist/. With --if-stale only when a source is newer than the last build.
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressPage } from './compress-page.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist/.built');
const sources = [
  'src',
  'prisma/schema.prisma',
  'prisma.config.ts',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.ts',
  'schema/operations/page',
  'scripts/compress-page.js',
];

/** Newest change below a path, milliseconds since 1970; generated code is not a source. */
function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const names = readdirSync(path).filter((name) => name !== 'generated');
  return Math.max(found.mtimeMs, ...names.map((name) => newest(join(path, name))));
}

function isStale() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.some((source) => newest(join(root, source)) > built);
}

/** Runs a tool's own script with this Node: no shell, no PATH, the same on every system. */
function tool(name, bin, args) {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { status, stdout } = spawnSync(process.execPath, [join(dirname(manifest), bin), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (status !== 0) {
    console.error(stdout);
    console.error(`build: ${name} ${args.join(' ')} failed`);
    process.exit(status ?? 1);
  }
}

if (!process.argv.includes('--if-stale') || isStale()) {
  console.error('Building …');
  const started = Date.now();
  tool('prisma', 'build/index.js', ['generate']);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  tool('typescript', 'bin/tsc', ['-p', 'tsconfig.build.json', '--pretty']);
  chmodSync(join(root, 'dist/main.js'), 0o755);
  tool('vite', 'bin/vite.js', ['build', '--logLevel', 'warn']);
  const firstLoad = compressPage(join(root, 'dist/web'));
  writeFileSync(stamp, '');
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.error(
    `Built in ${seconds} s; the page begins with ${Math.ceil(firstLoad / 1024)} KB of JavaScript`,
  );
}
