import { inflateSync } from 'node:zlib';

/**
 * The words of a PDF as our own minutes are made: plain objects, composite fonts with a ToUnicode map. Enough to check
 * what stands in it; no reader of PDF in general.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsIn(pdf);
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b(?!s)/.test(head));
  return pages
    .map(({ head }) => {
      const fonts = new Map(
        [...head.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, mapOf(objects, id)]),
      );
      const [, contents = ''] = /\/Contents \[?\s*(\d+) 0 R/.exec(head) ?? [];
      return shown(streamOf(objects, contents), fonts);
    })
    .join('\n');
}

interface PdfObject {
  readonly head: string;
  readonly stream: Buffer | undefined;
}

function objectsIn(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const text = pdf.toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const match of text.matchAll(
    /(?:^|\n)(\d+) 0 obj\n([\s\S]*?)(?=\nendobj|\nstream\n|>>\s*stream\n)/g,
  )) {
    const [whole, id = '', head = ''] = match;
    const at = match.index + whole.length;
    const begin = /^(?:\n|>>\s*)?stream\n/.exec(text.slice(at, at + 40));
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const start = at + (begin?.[0].length ?? 0);
    const raw = begin ? pdf.subarray(start, start + length) : undefined;
    const isPacked = /\/FlateDecode/.test(head);
    found.set(id, { head, stream: raw && isPacked ? inflateSync(raw) : raw });
  }
  return found;
}

function streamOf(objects: ReadonlyMap<string, PdfObject>, id: string): string {
  return objects.get(id)?.stream?.toString('latin1') ?? '';
}

/** Which glyph stands for which letters, by the map of a font. */
function mapOf(objects: ReadonlyMap<string, PdfObject>, font: string): ReadonlyMap<number, string> {
  const [, id = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.head ?? '') ?? [];
  const map = streamOf(objects, id);
  const letters = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  return new Map(
    [...map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]+)>\n/gi)].map(([, glyph = '', hex = '']) => [
      Number.parseInt(glyph, 16),
      letters(hex),
    ]),
  );
}

const ESCAPED: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

function shown(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  const words: string[] = [];
  for (const [, name, array, single] of content.matchAll(
    /\/(f\d+) [\d.]+ Tf|\[((?:\((?:\\[\s\S]|[^\\)])*\)|[^\]])*)\] TJ|(\((?:\\[\s\S]|[^\\)])*\)) Tj/g,
  )) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else
      words.push(
        [...(array ?? single ?? '').matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)/g)]
          .map(([, text = '']) =>
            glyphsIn(text)
              .map((glyph) => font.get(glyph) ?? '')
              .join(''),
          )
          .join(''),
      );
  }
  return words.join('\n');
}

function glyphsIn(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const [, octal, escaped, plain] of text.matchAll(/\\([0-7]{1,3})|\\([\s\S])|([\s\S])/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (escaped !== undefined) bytes.push(ESCAPED[escaped] ?? escaped.charCodeAt(0));
    else bytes.push((plain ?? '').charCodeAt(0));
  }
  return Array.from(
    { length: bytes.length / 2 },
    (_, index) => ((bytes[index * 2] ?? 0) << 8) + (bytes[index * 2 + 1] ?? 0),
  );
}
