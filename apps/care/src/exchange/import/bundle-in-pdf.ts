import { inflateSync } from 'node:zlib';
import { Problem } from '@caecilia/kernel';
import { type Format, MOST_BYTES } from './bundle-text.ts';

/** Most attached files that are looked at, and most objects that are unpacked on the way to them. */
const MOST_FILES = 20;
const MOST_PACKED = 2_000;
/** Most streams of a paper, and the longest dictionary before one. */
const MOST_STREAMS = 20_000;
const LONGEST_HEAD = 2_000;

const none = (cause?: unknown) =>
  new Problem(
    'structure',
    'This PDF carries no plan that can be read. Ask for a PDF with its FHIR bundle inside, or for the bundle itself.',
    { expression: 'data', ...(cause === undefined ? {} : { cause }) },
  );

/**
 * The FHIR bundle that a PDF carries as an attached file, in JSON or XML. Finds what is attached without running or
 * drawing anything of the PDF; an encrypted one is not opened. Throws `Problem('structure')` where there is none.
 */
export function bundleInPdf(pdf: Buffer): { readonly text: string; readonly format: Format } {
  const text = pdf.toString('latin1');
  if (!text.startsWith('%PDF-')) throw none();
  if (/\/Encrypt\s+\d+ \d+ R/.test(text)) throw none();
  const found = attachedIn(pdf, text).flatMap((bytes) => bundleIn(bytes) ?? []);
  const [bundle, ...others] = found;
  if (bundle === undefined) throw none();
  if (others.length > 0)
    throw new Problem(
      'structure',
      'This PDF carries more than one FHIR bundle. Choose one, and send it as a file.',
      {
        expression: 'data',
      },
    );
  return bundle;
}

/** What the text of an attached file is, where it is FHIR at all. */
function bundleIn(bytes: Buffer): { readonly text: string; readonly format: Format } | undefined {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (/^\s*\{/.test(text) && /"resourceType"\s*:\s*"Bundle"/.test(text)) return { text, format: 'json' };
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<Bundle[\s>]/.test(text)) return { text, format: 'xml' };
  return undefined;
}

/** The bytes of each embedded file: objects of that type, and those that a file specification in a packed object names. */
function attachedIn(pdf: Buffer, text: string): readonly Buffer[] {
  const streams = streamsIn(text);
  const named = namedFiles(text, () =>
    streams
      .filter(({ head }) => /\/Type\s*\/ObjStm/.test(head))
      .slice(0, MOST_PACKED)
      .flatMap((each) => unpacked(pdf, text, each)?.toString('latin1') ?? []),
  );
  return streams
    .filter(({ id, head }) => /\/Type\s*\/EmbeddedFile/.test(head) || named.has(id))
    .slice(0, MOST_FILES)
    .flatMap((each) => unpacked(pdf, text, each) ?? []);
}

interface Stream {
  /** Number of its object. */
  readonly id: string;
  /** Its dictionary. */
  readonly head: string;
  readonly start: number;
}

/** Every stream with the dictionary before it. What has more of them than a paper has is none: nothing is looked through without end. */
function streamsIn(text: string): readonly Stream[] {
  const found: Stream[] = [];
  let at = text.indexOf('stream');
  for (let looked = 0; at >= 0; looked += 1, at = text.indexOf('stream', at + 6)) {
    if (looked > MOST_STREAMS) throw none();
    const before = text.slice(Math.max(0, at - LONGEST_HEAD), at);
    const opened = before.lastIndexOf(' obj');
    const begin = /^stream\r?\n/.exec(text.slice(at, at + 8));
    const id = /(\d{1,10}) \d{1,5}$/.exec(before.slice(Math.max(0, opened - 20), opened))?.[1];
    if (begin && opened >= 0 && id !== undefined && !before.endsWith('end'))
      found.push({ id, head: before.slice(opened + 4), start: at + begin[0].length });
  }
  return found;
}

/** Numbers of the streams that file specifications lead to. */
function namedFiles(text: string, packed: () => readonly string[]): ReadonlySet<string> {
  const inText = (words: string) =>
    [...words.matchAll(/\/EF\s*<<[^>]{0,200}?\/U?F\s+(\d+) \d+ R/g)].map(([, id = '']) => id);
  const here = inText(text);
  return new Set(here.length > 0 ? here : packed().flatMap(inText));
}

function unpacked(pdf: Buffer, text: string, { head, start }: Stream): Buffer | undefined {
  const said = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(head)?.[1] ?? Number.NaN);
  const end = Number.isNaN(said) ? text.indexOf('endstream', start) : start + said;
  if (end < start || end > pdf.length) return undefined;
  const raw = pdf.subarray(start, end);
  const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(head)?.[1] ?? '';
  if (filters === '') return raw.length > MOST_BYTES ? undefined : raw;
  if (!/^\[?\s*\/FlateDecode\s*\]?$/.test(filters)) return undefined;
  try {
    return inflateSync(raw, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    // A file that is broken, or unpacks to more than a plan can be, is no plan.
    throw none(error);
  }
}
