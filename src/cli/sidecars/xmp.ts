import { DOMParser, onErrorStopParsing, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import { InvalidInputError } from '../../errors/invalid-input-error.js';

const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  xml: 'http://www.w3.org/XML/1998/namespace',
} as const;

/** Marks the item for whoever asks for no language (XMP specification, part 1, 8.2.2.4). */
const defaultLanguage = 'x-default';

const emptyPacket = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="${namespaces.rdf}">
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;

/**
 * An XMP packet whose dc:description says the caption, in its language and by default.
 * @param existing the packet that is there already: everything else in it stays, descriptions in other languages too
 * @throws InvalidInputError when `existing` is not XMP
 */
export function xmpWithDescription(existing: string | null, caption: string, language: string): string {
  const packet = parsePacket(existing ?? emptyPacket);
  const rdf = rdfOf(packet);
  const others = descriptionItems(packet).filter(
    (item) => ![defaultLanguage, language].includes(languageOf(item)),
  );
  for (const old of elements(packet, 'dc', 'description')) old.parentNode?.removeChild(old);
  const block = packet.createElementNS(namespaces.rdf, 'rdf:Description');
  block.setAttributeNS(namespaces.rdf, 'rdf:about', subjectOf(packet));
  const description = packet.createElementNS(namespaces.dc, 'dc:description');
  const alternatives = packet.createElementNS(namespaces.rdf, 'rdf:Alt');
  for (const name of [defaultLanguage, language]) alternatives.appendChild(listItem(packet, caption, name));
  for (const item of others) alternatives.appendChild(item);
  description.appendChild(alternatives);
  block.appendChild(description);
  rdf.appendChild(block);
  return `${new XMLSerializer().serializeToString(packet).trim()}\n`;
}

/** Whether the packet describes its picture in any language. @throws InvalidInputError when it is not XMP */
export function hasDescription(packet: string): boolean {
  return descriptionItems(parsePacket(packet)).some((item) => item.textContent?.trim() !== '');
}

function parsePacket(text: string): Document {
  try {
    const packet = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
    rdfOf(packet);
    return packet;
  } catch {
    throw new InvalidInputError(
      'The .xmp file beside it is not XMP. Move it away, and caption the picture again.',
    );
  }
}

function rdfOf(packet: Document): Element {
  const [rdf] = elements(packet, 'rdf', 'RDF');
  if (rdf === undefined) throw new Error('no rdf:RDF');
  return rdf;
}

/** What a packet's blocks are about: all have to say the same; it is empty as a rule. */
function subjectOf(packet: Document): string {
  const [block] = elements(packet, 'rdf', 'Description');
  return block?.getAttributeNS(namespaces.rdf, 'about') ?? '';
}

function descriptionItems(packet: Document): Element[] {
  return elements(packet, 'dc', 'description').flatMap((description) => elements(description, 'rdf', 'li'));
}

function elements(within: Document | Element, namespace: keyof typeof namespaces, name: string): Element[] {
  return Array.from(within.getElementsByTagNameNS(namespaces[namespace], name));
}

function languageOf(item: Element): string {
  return item.getAttributeNS(namespaces.xml, 'lang') ?? '';
}

function listItem(packet: Document, caption: string, language: string): Element {
  const item = packet.createElementNS(namespaces.rdf, 'rdf:li');
  item.setAttributeNS(namespaces.xml, 'xml:lang', language);
  item.appendChild(packet.createTextNode(caption));
  return item;
}
