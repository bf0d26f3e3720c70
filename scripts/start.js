// `npm start`: builds when dist is missing or stale, then serves. Arguments go to `ofa-caption serve`.
const args = process.argv.slice(2);
process.argv = [...process.argv.slice(0, 2), '--if-stale'];
await import('./build.js');
process.argv = [...process.argv.slice(0, 2), 'serve', ...args];
await import('../dist/main.js');
