import { Problem } from '@caecilia/kernel';

/** Code units that XML 1.0 can hold: tab, the two ends of a line, and everything else above the controls. */
const XML_CHARACTERS = /^(?:[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$/;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text as it stands between tags or quotes. Throws `Problem('value')` for characters that XML 1.0 cannot hold. */
export function escapeXml(text: string): string {
  if (!XML_CHARACTERS.test(text)) {
    throw new Problem(
      'value',
      'A text holds a control character, which XML cannot carry; type it again without.',
    );
  }
  return text.replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);
}

/** An element to be written: its name with prefix, attributes, and text or elements within. */
export interface WrittenElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly content: string | readonly WrittenElement[];
}

/** Writes a whole document, two spaces for each level. Empty elements keep both tags, as the published examples do. */
export function writeXml(root: WrittenElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`;
}

function written({ name, attributes = {}, content }: WrittenElement, indent: string): string {
  const said = Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('');
  if (typeof content === 'string') return `${indent}<${name}${said}>${escapeXml(content)}</${name}>`;
  const inner = content.map((child) => written(child, `${indent}  `)).join('\n');
  return inner === ''
    ? `${indent}<${name}${said}></${name}>`
    : `${indent}<${name}${said}>\n${inner}\n${indent}</${name}>`;
}
