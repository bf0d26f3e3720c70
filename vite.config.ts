import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = 'http://127.0.0.1:8501';

/** Nothing is painted before the script knows the stored theme; Vite drops the attribute that says so. */
const scriptBeforePaint: Plugin = {
  name: 'script-before-paint',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
  },
};

/** The page; `npx vite` serves it while it is worked on, next to a server that was started with `npm start`. */
export default defineConfig({
  root: 'src/web',
  plugins: [react(), scriptBeforePaint],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The policy of the page forbids what is inline, `data:` scripts and styles too.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: { '/graphql': { target: server, ws: true }, '/thumbnails': server, '/readyz': server },
  },
});
