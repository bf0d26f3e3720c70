import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { xmpWithDescription } from '../../src/cli/sidecars/xmp.js';
import { photo, photos } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { data, runProgram } from './run-program.js';

const expected = JSON.parse(await readFile(join(photos, 'expected.json'), 'utf8')) as Record<
  string,
  { text: string; score: number }
>;
const dogCaption = expected['dog.webp']!.text;

/** As a raw converter leaves it: an edit, keywords, and a description that somebody wrote in German. */
const editedPacket = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Some Converter 1.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <!-- exposure by hand -->
  <rdf:Description rdf:about="uuid:42"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
    xmlns:d="http://purl.org/dc/elements/1.1/"
   crs:Exposure2012="+0.35">
   <d:subject><rdf:Bag><rdf:li>Bello &amp; friends</rdf:li></rdf:Bag></d:subject>
   <d:description><rdf:Alt>
    <rdf:li xml:lang="x-default">an old caption</rdf:li>
    <rdf:li xml:lang="de">ein Hund mit Ball</rdf:li>
   </rdf:Alt></d:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;

async function folderWith(...files: [from: string, to: string][]): Promise<string> {
  const folder = await temporaryDirectory();
  for (const [from, to] of files) await copyFile(photo(from), join(folder, to));
  return folder;
}

function caption(folder: string, ...options: string[]): ReturnType<typeof runProgram> {
  return runProgram(['caption', '--data', data, ...options, '.'], folder);
}

/** Descriptions of an XMP file by language, read by another parser than the one that wrote it. */
function descriptionsIn(xmp: string): Record<string, string> {
  const tree = new XMLParser({
    ignoreAttributes: false,
    removeNSPrefix: true,
    isArray: (name) => ['Description', 'li'].includes(name),
  }).parse(xmp) as {
    xmpmeta: { RDF: { Description: { description?: { Alt: { li: Record<string, string>[] } } }[] } };
  };
  const items = tree.xmpmeta.RDF.Description.flatMap(({ description }) => description?.Alt.li ?? []);
  return Object.fromEntries(items.map((item) => [item['@_lang'] ?? '', item['#text'] ?? ''] as const));
}

describe('ofa-caption caption --sidecar', () => {
  it('writes the caption beside each picture, and prints it as before', async () => {
    const folder = await folderWith(['dog.webp', 'dog.webp'], ['rocket.jpg', 'Rocket.JPG']);
    const { status, stdout } = await caption(folder, '--sidecar', 'txt');
    expect(status).toBe(0);
    expect(stdout).toContain(`dog.webp: ${dogCaption}\n`);
    expect((await readdir(folder)).sort()).toEqual(['Rocket.JPG', 'Rocket.txt', 'dog.txt', 'dog.webp']);
    expect(await readFile(join(folder, 'dog.txt'), 'utf8')).toBe(`${dogCaption}\n`);
  });

  it('keeps the extension where pictures are namesakes', async () => {
    const folder = await folderWith(['dog.webp', 'a.webp'], ['rocket.jpg', 'A.jpg']);
    expect((await caption(folder, '--sidecar', 'txt')).status).toBe(0);
    const sidecars = (await readdir(folder)).filter((name) => name.endsWith('.txt'));
    expect(sidecars.sort()).toEqual(['A.jpg.txt', 'a.webp.txt']);
  });

  it('writes JSON with score, language, model and alternatives', async () => {
    const folder = await folderWith(['dog.webp', 'dog.webp']);
    await caption(folder, '--sidecar', 'json', '--alternatives', '2');
    const written = JSON.parse(await readFile(join(folder, 'dog.json'), 'utf8')) as Record<string, unknown>;
    expect(written).toMatchObject({
      ...{ file: 'dog.webp', text: dogCaption, language: 'en', model: 'ofa-mini-en' },
      alternatives: [{ text: expect.any(String) as string }, { text: expect.any(String) as string }],
    });
    expect(written['score']).toBeCloseTo(expected['dog.webp']!.score, 3);
  });

  it('writes XMP that says the language, and keeps all else that an XMP file says', async () => {
    const folder = await folderWith(['dog.webp', 'dog.webp'], ['rocket.jpg', 'rocket.jpg']);
    await writeFile(join(folder, 'dog.xmp'), editedPacket);
    expect((await caption(folder, '--sidecar', 'xmp')).status).toBe(0);
    const rocket = await readFile(join(folder, 'rocket.xmp'), 'utf8');
    const text = expected['rocket.jpg']!.text;
    expect(descriptionsIn(rocket)).toEqual({ 'x-default': text, en: text });
    const dog = await readFile(join(folder, 'dog.xmp'), 'utf8');
    expect(descriptionsIn(dog)).toEqual({ 'x-default': dogCaption, en: dogCaption, de: 'ein Hund mit Ball' });
    for (const kept of ['crs:Exposure2012="+0.35"', 'Bello &amp; friends', '<!-- exposure by hand -->']) {
      expect(dog).toContain(kept);
    }
    expect(dog).not.toContain('an old caption');
    expect(dog.match(/rdf:about="uuid:42"/g)).toHaveLength(2);
  });

  it('reports a file that is no XMP in its place, and does not touch it', async () => {
    const folder = await folderWith(['dog.webp', 'dog.webp'], ['rocket.jpg', 'rocket.jpg']);
    await writeFile(join(folder, 'dog.xmp'), '<html><body>');
    const { status, stdout } = await caption(folder, '--sidecar', 'xmp');
    expect(status).toBe(1);
    expect(stdout).toMatch(/dog\.webp: INVALID_INPUT: .*not XMP.*rocket\.jpg: a /s);
    expect(await readFile(join(folder, 'dog.xmp'), 'utf8')).toBe('<html><body>');
    expect((await readdir(folder)).sort()).toEqual(['dog.webp', 'dog.xmp', 'rocket.jpg', 'rocket.xmp']);
  });
});

describe('ofa-caption caption --skip-captioned', () => {
  it('leaves pictures that have a caption, and does the others', async () => {
    const folder = await folderWith(
      ['dog.webp', 'dog.webp'],
      ['rocket.jpg', 'r.jpg'],
      ['cow.webp', 'c.webp'],
    );
    await writeFile(join(folder, 'dog.txt'), 'my own words\n');
    await writeFile(join(folder, 'c.txt'), '');
    const { status, stdout, stderr } = await caption(folder, '--sidecar', 'txt', '--skip-captioned');
    expect(status).toBe(0);
    expect(stdout).not.toContain('dog.webp');
    expect(stderr).toContain('1 of 3');
    expect(await readFile(join(folder, 'dog.txt'), 'utf8')).toBe('my own words\n');
    expect(await readFile(join(folder, 'c.txt'), 'utf8')).toBe(`${expected['cow.webp']!.text}\n`);
    const again = await caption(folder, '--sidecar', 'txt', '--skip-captioned');
    expect(again).toMatchObject({ status: 0, stdout: '' });
  });

  it('looks into XMP files for a description', async () => {
    const folder = await folderWith(['dog.webp', 'dog.webp'], ['rocket.jpg', 'rocket.jpg']);
    await writeFile(join(folder, 'dog.xmp'), editedPacket);
    await writeFile(
      join(folder, 'rocket.xmp'),
      editedPacket.replace(/<d:description>.*<\/d:description>/s, ''),
    );
    const { stdout } = await caption(folder, '--sidecar', 'xmp', '--skip-captioned');
    expect(stdout).toMatch(/^rocket\.jpg: [^\n]+\n$/);
  });

  it('needs --sidecar', async () => {
    const { status, stderr } = await runProgram(['caption', '--skip-captioned', 'dog.jpg']);
    expect(status).toBe(2);
    expect(stderr).toContain('--sidecar');
  });
});

describe('an XMP packet', () => {
  it('holds any text, and takes a new caption for an old one', () => {
    const odd = 'cats & dogs <b>"big"</b> 犬 \u{1F436}';
    const twice = xmpWithDescription(xmpWithDescription(null, 'before', 'en'), odd, 'en');
    const plain = twice.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(plain.split(odd)).toHaveLength(3);
    expect(twice).not.toContain('before');
  });
});
