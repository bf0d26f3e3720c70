import type { ExportedCaption } from './exported-caption.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A document that shows the pictures beside it with their captions, as alternative texts too. */
export function htmlOf(captions: readonly ExportedCaption[], language: string): string {
  const figures = captions.map(({ name, caption, byUrl }) => {
    const source = byUrl ? name : encodeURIComponent(name);
    return [
      '    <figure>',
      `      <img src="${escaped(source)}" alt="${escaped(caption)}" loading="lazy">`,
      `      <figcaption>${escaped(caption)}</figcaption>`,
      '    </figure>',
    ].join('\n');
  });
  return `<!doctype html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Captions</title>
  </head>
  <body>
${figures.join('\n')}
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
