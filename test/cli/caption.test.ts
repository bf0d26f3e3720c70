import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { photo, photos } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { data, runProgram } from './run-program.js';

const expected = JSON.parse(await readFile(join(photos, 'expected.json'), 'utf8')) as Record<
  string,
  { text: string; score: number }
>;

interface Row {
  readonly file: string;
  readonly text: string | null;
  readonly score: number | null;
  readonly alternatives: { text: string; score: number }[];
  readonly error: { code: string; message: string } | null;
}

let folder: string;

async function captions(args: readonly string[], cwd = folder) {
  const result = await runProgram(['caption', '--data', data, ...args], cwd);
  return {
    ...result,
    rows: (): Row[] =>
      result.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Row),
  };
}

beforeAll(async () => {
  folder = await temporaryDirectory();
  await mkdir(join(folder, 'album/inner'), { recursive: true });
  await copyFile(photo('dog.webp'), join(folder, 'album/b dog.webp'));
  await copyFile(photo('rocket.jpg'), join(folder, 'album/a.JPG'));
  await copyFile(photo('coffee.png'), join(folder, 'album/inner/c.png'));
  await copyFile(photo('cow.webp'), join(folder, 'without-extension'));
  await writeFile(join(folder, 'album/notes.txt'), 'not a picture');
  await writeFile(join(folder, 'broken.jpg'), 'not a picture');
  await writeFile(join(folder, 'empty.png'), '');
});

describe('ofa-caption caption', () => {
  it('captions the free photos as the reference does', async () => {
    const names = Object.keys(expected);
    const { status, rows, stderr } = await captions(['--format', 'jsonl', ...names], photos);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(rows().map(({ file, text }) => [file, text])).toEqual(
      names.map((name) => [name, expected[name]!.text]),
    );
    for (const { file, score } of rows()) expect(score).toBeCloseTo(expected[file]!.score, 3);
  });

  it('takes folders, files without extension and globs, in order, and reports each failure in its place', async () => {
    const names = ['album', 'without-extension', 'broken.jpg', 'missing.png', 'empty.png', 'album/*.webp'];
    const { status, rows } = await captions(['--format', 'jsonl', ...names]);
    expect(status).toBe(1);
    expect(rows().map(({ file, error }) => [file, error?.code ?? null])).toEqual([
      [join('album', 'a.JPG'), null],
      [join('album', 'b dog.webp'), null],
      ['without-extension', null],
      ['broken.jpg', 'UNSUPPORTED_FORMAT'],
      ['missing.png', 'NOT_FOUND'],
      ['empty.png', 'BAD_IMAGE'],
      ['album/b dog.webp', null],
    ]);
    const failed = rows().find(({ file }) => file === 'empty.png')!;
    expect(failed).toMatchObject({ text: null, score: null, alternatives: [] });
  });

  it('goes into folders inside folders when told to', async () => {
    const { rows } = await captions(['--format', 'jsonl', '--recursive', 'album']);
    expect(rows().map(({ file }) => file)).toEqual([
      join('album', 'a.JPG'),
      join('album', 'b dog.webp'),
      join('album', 'inner', 'c.png'),
    ]);
  });

  it('gives alternatives', async () => {
    const { rows } = await captions(['--format', 'jsonl', '--alternatives', '3', 'album/a.JPG']);
    const [row] = rows();
    expect(row!.alternatives).toHaveLength(3);
    const scores = [row!.score!, ...row!.alternatives.map(({ score }) => score)];
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('prints text for people and CSV for tables', async () => {
    const text = await captions(['album', 'broken.jpg']);
    expect(text.stdout).toContain(`${join('album', 'b dog.webp')}: ${expected['dog.webp']!.text}\n`);
    expect(text.stdout).toContain('broken.jpg: UNSUPPORTED_FORMAT: ');
    const odd = join(folder, 'odd, "name".jpg');
    await copyFile(photo('rocket.jpg'), odd);
    const csv = await captions(['--format', 'csv', '--alternatives', '1', 'odd, "name".jpg', 'broken.jpg']);
    const [head, first, second] = csv.stdout.split('\n');
    expect(head).toBe('file,text,score,alternative_1,error_code,error_message');
    expect(first).toMatch(
      new RegExp(`^"odd, ""name"".jpg",${expected['rocket.jpg']!.text},-0\\.7\\d+,[a-z ]+,,$`),
    );
    expect(second).toMatch(/^broken\.jpg,,,,UNSUPPORTED_FORMAT,/);
  });

  it('ends with 2 and says what is possible when it is called wrongly', async () => {
    for (const args of [
      ['caption'],
      ['caption', '--format', 'xml', 'a.jpg'],
      ['caption', '--alternatives', 'many', 'a.jpg'],
      ['no-such-command'],
    ]) {
      const { status, stdout, stderr } = await runProgram(args);
      expect(status).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain('error:');
    }
    const tooMany = await captions(['--alternatives', '9', 'album']);
    expect(tooMany.status).toBe(2);
    expect(tooMany.stderr).toContain('0 to 4');
  });

  it.each([[[]], [['serve']], [['caption']], [['eval']], [['bench']], [['profiles', 'show']]])(
    'explains itself: %j --help',
    async (args) => {
      const { status, stdout } = await runProgram([...args, '--help']);
      expect(status).toBe(0);
      expect(stdout).toContain('Usage: ofa-caption');
      if (args.length > 0) expect(stdout).toContain('--data');
    },
  );
});

describe('a profile', () => {
  const words = ({ stdout }: { stdout: string }): number => stdout.trim().split(/\s+/).length - 1;

  it('decides how pictures are captioned: named, active, or changed by options', async () => {
    const own = await temporaryDirectory();
    const file = join(own, 'profiles.json');
    await writeFile(file, JSON.stringify({ profiles: [{ name: 'short', maxTokens: 3, beamSize: 2 }] }));
    expect((await runProgram(['profiles', 'import', file, '--data', own])).status).toBe(0);
    const dog = (...options: string[]) =>
      runProgram(['caption', photo('dog.webp'), '--data', own, ...options]);
    const published = await dog();
    expect(published.stdout).toContain(expected['dog.webp']!.text);
    const short = await dog('--profile', 'short');
    expect(words(short)).toBeLessThanOrEqual(3);
    expect((await runProgram(['profiles', 'activate', 'short', '--data', own])).status).toBe(0);
    expect((await dog()).stdout).toBe(short.stdout);
    expect((await dog('--max-tokens', 'none', '--beam-size', 'none')).stdout).toBe(published.stdout);
    const tooMany = await dog('--alternatives', '2');
    expect(tooMany.status).toBe(2);
    expect(tooMany.stderr).toContain('0 to 1');
  });

  it('can be set without a data directory, by the environment too', async () => {
    const tiny = await captions(['--format', 'jsonl', 'album/a.JPG', '--max-image-size', '16']);
    expect(tiny.rows()[0]).toMatchObject({ error: null });
    expect(tiny.rows()[0]!.text).not.toBe(expected['rocket.jpg']!.text);
    const data = join(await temporaryDirectory(), 'data');
    const { stdout } = await runProgram(['caption', '--data', data, photo('rocket.jpg')], undefined, {
      OFA_CAPTION_MAX_TOKENS: '2',
      OFA_CAPTION_PROFILE: 'development',
    });
    expect(words({ stdout })).toBeLessThanOrEqual(2);
  });

  it('is refused by name when there is none such, or it contradicts an option', async () => {
    const unknown = await captions(['--profile', 'none', 'album']);
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('"none"');
    const contradicted = await captions(['--profile', 'low-memory', '--device', 'CPU', 'album']);
    expect(contradicted.status).toBe(2);
    expect(contradicted.stderr).toMatch(/"low-memory".*--device/);
  });
});

describe('a model that cannot be served', () => {
  // configuration.json may be missing: what it would say has defaults.
  const files = ['config.json', 'vocab.json', 'merges.txt', 'model.safetensors'];
  const embedded = new URL('../../models/ofa-mini-en/', import.meta.url);

  async function modelWithout(missing: string): Promise<string> {
    const directory = await temporaryDirectory();
    for (const file of [...files, 'configuration.json'].filter((name) => name !== missing))
      await copyFile(new URL(file, embedded), join(directory, file));
    return directory;
  }

  it.each(files)('names the missing %s and ends with 2', async (missing) => {
    const model = await modelWithout(missing);
    const { status, stderr } = await captions(['--model', model, 'album']);
    expect(status).toBe(2);
    expect(stderr).toContain(missing);
    expect(stderr).not.toContain('    at ');
  });

  it('names the tensor that is missing or has another shape', async () => {
    const model = await modelWithout('config.json');
    const config = JSON.parse(await readFile(new URL('config.json', embedded), 'utf8')) as object;
    await writeFile(join(model, 'config.json'), JSON.stringify({ ...config, decoder_layers: 4 }));
    const missing = await captions(['--model', model, 'album']);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain('decoder.layers.3.');
    await writeFile(
      join(model, 'config.json'),
      JSON.stringify({ ...config, encoder_ffn_dim: 2048, decoder_ffn_dim: 2048 }),
    );
    const shape = await captions(['--model', model, 'album']);
    expect(shape.status).toBe(2);
    expect(shape.stderr).toMatch(/encoder\.layers\.0\.fc1\.weight.*1024/);
  });

  it('names the weights file whose header is damaged', async () => {
    const model = await modelWithout('model.safetensors');
    await writeFile(
      join(model, 'model.safetensors'),
      Buffer.concat([Buffer.from([200, 0, 0, 0, 0, 0, 0, 0]), Buffer.alloc(300, '{')]),
    );
    const { status, stderr } = await captions(['--model', model, 'album']);
    expect(status).toBe(2);
    expect(stderr).toContain('model.safetensors');
  });

  it('is refused by the server before it listens', async () => {
    const { status, stderr } = await runProgram([
      'serve',
      '--data',
      await temporaryDirectory(),
      '--model',
      '/nowhere',
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('/nowhere');
  });
});

describe('ofa-caption serve', () => {
  it('does not let other machines in unless it is told to', async () => {
    const { status, stderr } = await runProgram([
      'serve',
      '--data',
      data,
      '--host',
      '0.0.0.0',
      '--port',
      '0',
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('--insecure-no-auth');
  });

  it('says so when an option is no number', async () => {
    const { status, stderr } = await runProgram(['serve', '--port', '99999']);
    expect(status).toBe(2);
    expect(stderr).toContain('65535');
  });
});

describe('ofa-caption eval', () => {
  it('prints quality and speed for a directory with references', async () => {
    const directory = await temporaryDirectory();
    const names = ['dog.webp', 'cow.webp', 'rocket.jpg'];
    for (const name of names) await copyFile(photo(name), join(directory, name));
    await writeFile(
      join(directory, 'captions.json'),
      JSON.stringify(
        Object.fromEntries(names.map((name) => [name, [expected[name]!.text, 'something else']])),
      ),
    );
    await writeFile(join(directory, 'expected.json'), JSON.stringify(expected));
    const { status, stdout } = await runProgram(['eval', '--data', data, directory]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^pictures +3$/m);
    expect(stdout).toMatch(/^captions\/s +[\d.]+ /m);
    expect(stdout).toMatch(/^CIDEr-D +[\d.]+$/m);
    expect(stdout).toMatch(/^BLEU-4 +1\.0000$/m);
    expect(stdout).toContain('3 of 3, word for word');
  });

  it('names captions.json when it is missing', async () => {
    const { status, stderr } = await runProgram(['eval', '--data', data, photos]);
    expect(status).toBe(2);
    expect(stderr).toContain('captions.json');
  });
});
