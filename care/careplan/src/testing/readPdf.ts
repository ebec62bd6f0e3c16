import { inflateSync } from 'node:zlib';

/** A part of a tagged PDF as it is read aloud: what it is, and its words. */
export interface PdfBlock {
  /** Type of its structure element: `H1`, `H2`, `H3`, `P`, `Strong`, `Figure`. */
  readonly kind: string;
  readonly text: string;
  /** Words that stand for a picture. */
  readonly alt?: string;
}

/** A PDF of our own as a reader of the standard takes it apart. */
export interface ReadPdf {
  /** The parts in the order of the structure tree. */
  readonly blocks: readonly PdfBlock[];
  readonly pages: number;
  readonly catalog: string;
  /** XMP. */
  readonly metadata: string;
  /** Dictionaries of all objects. */
  readonly heads: readonly string[];
  /** Attached files, unpacked. */
  readonly files: readonly { readonly head: string; readonly bytes: Buffer }[];
  /** Addresses that its links lead to. */
  readonly links: readonly string[];
  /** Dark cells of the code that is drawn, as `x y`, counted from the corner of its quiet zone. */
  readonly cells: ReadonlySet<string>;
}

/** The lines under each heading of the third level, by its words, to the next heading: what a text says of each thing. */
export function rowsUnder(blocks: readonly PdfBlock[]): ReadonlyMap<string, readonly string[]> {
  const rows = new Map<string, string[]>();
  let row: string[] = [];
  for (const { kind, text } of blocks) {
    if (kind === 'H3') {
      row = rows.get(text) ?? [];
      rows.set(text, row);
    } else if (/^H/.test(kind)) row = [];
    else row.push(text);
  }
  return rows;
}

interface PdfObject {
  readonly head: string;
  readonly stream?: Buffer;
}
type Objects = ReadonlyMap<string, PdfObject>;

/**
 * Reads a PDF by its structure tree: what no tag leads to is not read, as a screen reader does not. Enough for what our
 * own compiler writes (plain objects, composite fonts with ToUnicode); no reader of PDF in general.
 */
export function readPdf(pdf: Uint8Array): ReadPdf {
  const objects = objectsIn(Buffer.from(pdf));
  const heads = [...objects.values()].map(({ head }) => head);
  const pages = new Map(
    [...objects]
      .filter(([, { head }]) => /\/Type\s*\/Page\b(?!s)/.test(head))
      .map(([id]) => [id, wordsOf(objects, id)]),
  );
  const root = heads.find((head) => /\/Type\s*\/StructTreeRoot/.test(head)) ?? '';
  const catalog = heads.find((head) => /\/Type\s*\/Catalog/.test(head)) ?? '';
  return {
    blocks: kidsOf(root).flatMap((kid) => (typeof kid === 'string' ? blocksOf(objects, kid, pages) : [])),
    pages: pages.size,
    catalog,
    metadata: streamsOf(objects, /\/Type\s*\/Metadata/).join(''),
    heads,
    files: [...objects.values()].flatMap(({ head, stream }) =>
      stream && /\/Type\s*\/EmbeddedFile/.test(head) ? [{ head, bytes: stream }] : [],
    ),
    links: heads.flatMap((head) => /\/URI \(((?:\\.|[^\\)])*)\)/.exec(head)?.[1] ?? []),
    cells: cellsIn(objects),
  };
}

function objectsIn(pdf: Buffer): Objects {
  const text = pdf.toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const match of text.matchAll(
    /(?:^|\n)(\d+) 0 obj\n([\s\S]*?)(?=\nendobj|\nstream\n|>>\s*stream\n)/g,
  )) {
    const [whole, id = '', head = ''] = match;
    const at = match.index + whole.length;
    const begin = /^(?:\n|>>\s*)?stream\n/.exec(text.slice(at, at + 40));
    if (!begin) {
      found.set(id, { head });
      continue;
    }
    const start = at + begin[0].length;
    const raw = pdf.subarray(start, start + Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0));
    found.set(id, { head, stream: /\/FlateDecode/.test(head) ? inflateSync(raw) : raw });
  }
  return found;
}

const streamsOf = (objects: Objects, kind: RegExp) =>
  [...objects.values()].flatMap(({ head, stream }) =>
    stream && kind.test(head) ? [stream.toString('utf8')] : [],
  );

type Kid = string | { readonly mark: number; readonly page?: string };

/** What stands below an element: another one by its number, or marked words. */
function kidsOf(head: string): readonly Kid[] {
  const list = /\/K (\[(?:<<[^>]*>>|[^\]])*\]|\d+ 0 R|\d+)/.exec(head)?.[1] ?? '';
  return [
    ...list.matchAll(
      /<<[^>]*\/Pg (\d+) 0 R[^>]*\/MCID (\d+)[^>]*>>|<<[^>]*\/MCID (\d+)[^>]*\/Pg (\d+) 0 R[^>]*>>|(\d+) 0 R|(\d+)/g,
    ),
  ].map(([, page, mark, otherMark, otherPage, id, own]): Kid => {
    if (id !== undefined) return id;
    if (own !== undefined) return { mark: Number(own) };
    return { mark: Number(mark ?? otherMark), page: page ?? otherPage ?? '' };
  });
}

/** Elements whose words are one line for who reads them. */
const LINES = /^(H\d|P|Figure|Strong)$/;

function blocksOf(
  objects: Objects,
  id: string,
  pages: ReadonlyMap<string, ReadonlyMap<number, string>>,
): readonly PdfBlock[] {
  const head = objects.get(id)?.head ?? '';
  const kind = /\/S \/(\w+)/.exec(head)?.[1] ?? '';
  if (!LINES.test(kind))
    return kidsOf(head).flatMap((kid) => (typeof kid === 'string' ? blocksOf(objects, kid, pages) : []));
  const alt = /\/Alt \(((?:\\.|[^\\)])*)\)/.exec(head)?.[1];
  const text = wordsBelow(objects, id, pages).join(' ').replace(/\s+/g, ' ').trim();
  return [{ kind, text, ...(alt === undefined ? {} : { alt }) }];
}

function wordsBelow(
  objects: Objects,
  id: string,
  pages: ReadonlyMap<string, ReadonlyMap<number, string>>,
): readonly string[] {
  const head = objects.get(id)?.head ?? '';
  const here = /\/Pg (\d+) 0 R/.exec(head)?.[1] ?? '';
  return kidsOf(head).flatMap((kid) =>
    typeof kid === 'string'
      ? wordsBelow(objects, kid, pages)
      : [pages.get(kid.page ?? here)?.get(kid.mark) ?? ''],
  );
}

/** The words of a page by the number of their mark. */
function wordsOf(objects: Objects, page: string): ReadonlyMap<number, string> {
  const head = objects.get(page)?.head ?? '';
  const fonts = new Map(
    [...head.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, lettersOf(objects, id)]),
  );
  const [, contents = ''] = /\/Contents \[?\s*(\d+) 0 R/.exec(head) ?? [];
  return markedWords(objects.get(contents)?.stream?.toString('latin1') ?? '', fonts);
}

type Fonts = ReadonlyMap<string, ReadonlyMap<number, string>>;

function markedWords(content: string, fonts: Fonts): ReadonlyMap<number, string> {
  const said = new Map<number, string>();
  const marks: (number | undefined)[] = [];
  let font = '';
  for (const token of content.matchAll(TOKEN)) {
    const { opened, begun, closed, name, string } = token.groups ?? {};
    if (opened !== undefined) marks.push(numberIn(opened));
    else if (begun !== undefined) marks.push(undefined);
    else if (closed !== undefined) marks.pop();
    else if (name !== undefined) font = name;
    const mark = marks.findLast((each) => each !== undefined);
    if (string === undefined || mark === undefined) continue;
    const words = glyphsIn(string).map((glyph) => fonts.get(font)?.get(glyph) ?? '');
    said.set(mark, (said.get(mark) ?? '') + words.join(''));
  }
  return said;
}

/** A string may hold pairs of brackets as they are, one in the other. */
const NESTED = ['a', 'b', 'c', 'd', 'e', 'f'].reduce(
  (inner) => String.raw`\((?:\\[\s\S]|[^\\()]|${inner})*\)`,
  String.raw`\((?:\\[\s\S]|[^\\()])*\)`,
);
const TOKEN = new RegExp(
  String.raw`(?<opened><<[^>]*?>>\s*BDC)|(?<begun>\bBMC\b)|(?<closed>\bEMC\b)|\/(?<name>f\d+) [\d.]+ Tf|(?<string>${NESTED})`,
  'g',
);

const numberIn = (dictionary: string) => {
  const mark = /\/MCID (\d+)/.exec(dictionary)?.[1];
  return mark === undefined ? undefined : Number(mark);
};

/** Which glyph stands for which letters, by the map of a font. */
function lettersOf(objects: Objects, font: string): ReadonlyMap<number, string> {
  const [, id = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.head ?? '') ?? [];
  const map = objects.get(id)?.stream?.toString('latin1') ?? '';
  return new Map(
    [...map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]+)>\n/gi)].map(([, glyph = '', hex = '']) => [
      Number.parseInt(glyph, 16),
      Buffer.from(hex, 'hex').swap16().toString('utf16le'),
    ]),
  );
}

const ESCAPED: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

function glyphsIn(string: string): readonly number[] {
  const bytes = [...string.slice(1, -1).matchAll(/\\([0-7]{1,3})|\\([\s\S])|([\s\S])/g)].map(
    ([, octal, escaped, plain]) => {
      if (octal !== undefined) return Number.parseInt(octal, 8);
      return escaped === undefined
        ? (plain ?? '').charCodeAt(0)
        : (ESCAPED[escaped] ?? escaped.charCodeAt(0));
    },
  );
  return Array.from(
    { length: bytes.length / 2 },
    (_each, index) => ((bytes[index * 2] ?? 0) << 8) + (bytes[index * 2 + 1] ?? 0),
  );
}

/** Cells of the code: squares of one unit, drawn one by one. */
function cellsIn(objects: Objects): ReadonlySet<string> {
  const squares = [...objects.values()].flatMap(({ head, stream }) =>
    stream && !/\/Type/.test(head)
      ? [...stream.toString('latin1').matchAll(/(?:^|\n)(\d+) (\d+) m\n\d+ \d+ l\n/g)]
      : [],
  );
  return new Set(squares.map(([, x, y]) => `${x} ${y}`));
}
