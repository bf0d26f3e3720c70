import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { compilationBar } from '../../src/cli/compilation-bar.js';

/** A stream as the terminal is one, or as a file is. */
function stream(isTTY: boolean): { stream: NodeJS.WriteStream; written: () => string } {
  const through = Object.assign(new PassThrough(), { isTTY, columns: 120 });
  let text = '';
  through.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { stream: through as unknown as NodeJS.WriteStream, written: () => text };
}

test('a terminal sees how far the compiler is', async () => {
  const { stream: terminal, written } = stream(true);
  const bar = compilationBar(terminal);
  expect(written()).toBe('');
  bar.reached(0.41);
  bar.reached(1);
  bar.stop();
  await expect.poll(written).toContain('compiling the model');
  expect(written()).toContain('100%');
});

test('nothing is drawn where nothing is compiled, nor into a file', () => {
  const terminal = stream(true);
  compilationBar(terminal.stream).stop();
  const file = stream(false);
  const bar = compilationBar(file.stream);
  bar.reached(0.5);
  bar.stop();
  expect([terminal.written(), file.written()]).toEqual(['', '']);
});
