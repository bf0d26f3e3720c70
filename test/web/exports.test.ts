import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { csvOf, tabSeparated } from '../../src/web/caption/exports/csv.js';
import type { ExportedCaption } from '../../src/web/caption/exports/exported-caption.js';
import { htmlOf } from '../../src/web/caption/exports/html.js';
import { sidecarNames } from '../../src/web/caption/exports/sidecar-names.js';
import { sidecarsOf } from '../../src/web/caption/exports/sidecars.js';

function captioned(name: string, caption: string): ExportedCaption {
  return { name, caption, byUrl: /^https?:/.test(name), alternatives: [] };
}

describe('captions as CSV', () => {
  it('quotes what RFC 4180 wants quoted', () => {
    const csv = csvOf([
      captioned('a,b.jpg', 'a "big" dog'),
      captioned('海.png', 'two\nlines'),
      captioned('c.jpg', 'x'),
    ]);
    expect(csv).toBe('\uFEFFfile,caption\r\n"a,b.jpg","a ""big"" dog"\r\n海.png,"two\nlines"\r\nc.jpg,x\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])('lets no table compute %j', (text) => {
    const [, line = ''] = csvOf([captioned(text, 'x')]).split('\r\n', 2);
    expect(line).toMatch(/^"?'/);
    expect(csvOf([captioned('a.jpg', text)])).toContain(`'${text}`);
  });

  it('copies as two columns of one line each', () => {
    expect(tabSeparated([captioned('a\tb.jpg', 'one\ntwo'), captioned('=x', 'three')])).toBe(
      "a b.jpg\tone two\n'=x\tthree",
    );
  });
});

describe('captions as HTML', () => {
  it('shows a name and a caption as they are, whatever is in them', () => {
    const html = htmlOf([captioned('"><script>.jpg', `a <b> & "c" 'd'`)], 'en');
    expect(html).toContain('alt="a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"');
    expect(html).toContain('src="%22%3E%3Cscript%3E.jpg"');
    expect(html).not.toContain('<script');
  });

  it('leads to pictures that came by their address', () => {
    expect(htmlOf([captioned('https://example.org/a b.jpg?x=1&y=2', 'x')], 'en')).toContain(
      'src="https://example.org/a b.jpg?x=1&amp;y=2"',
    );
  });
});

describe('sidecar files', () => {
  it('are named as their pictures, each once', () => {
    expect(
      sidecarNames(['dog.webp', 'dog.jpg', 'Dog.webp', 'dog.webp', 'cat', '.hidden', 'v1.2 final.png']),
    ).toEqual([
      'dog.txt',
      'dog.jpg.txt',
      'Dog.webp.txt',
      'dog.webp (2).txt',
      'cat.txt',
      '_hidden.txt',
      'v1.2 final.txt',
    ]);
  });

  it('stay in their folder', () => {
    for (const name of sidecarNames([
      '../../etc/passwd',
      '..\\x.jpg',
      '/abs.png',
      'https://example.org/a.jpg',
      '..',
    ])) {
      expect(name).not.toMatch(/[/\\:]|^\./);
    }
  });

  it('hold the captions', () => {
    const files = unzipSync(sidecarsOf([captioned('a.jpg', 'a dog'), captioned('1.png', '一只猫')]));
    const texts = Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
    expect(Object.fromEntries(texts)).toEqual({ 'a.txt': 'a dog\n', '1.txt': '一只猫\n' });
  });
});
