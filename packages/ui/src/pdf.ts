import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { PdfJob } from './pdfJob.ts';

export type { PdfAttachment, PdfJob } from './pdfJob.ts';

/** Made once: it holds the fonts. */
let compiler: NodeCompiler | undefined;

/** What the compiler calls a character that no font has. */
const MISSING = /the text `"(?<text>.+?)"` could not be displayed/gu;
/** Each time characters are found that cannot be printed, the rest is tried again. */
const MOST_TRIES = 4;
const STANDARDS = { 'ua-1': PdfStandard.UA_1, 'a-3a': PdfStandard.A_3a } as const;

/**
 * A tagged PDF from text. A character that no font of this machine has is written as its code, and the document says
 * so: nothing is left out without a word. Attachments stand in it byte for byte. Throws what the compiler says of
 * anything else. It takes the processor while it works; a server uses `printPdfAside`.
 */
export function printPdf(job: PdfJob): Uint8Array {
  let { data } = job;
  for (let tries = 1; ; tries += 1) {
    try {
      return fitted({ ...job, data });
    } catch (error) {
      const missing = missingIn(error);
      if (missing.size === 0 || tries === MOST_TRIES)
        throw new Error('the document could not be made into a PDF', { cause: error });
      data = withNotice(coded(data, missing) as PdfJob['data'], job.codes);
    }
  }
}

const withNotice = (data: PdfJob['data'], sentence: string): PdfJob['data'] =>
  data.notices.includes(sentence) ? data : { ...data, notices: [...data.notices, sentence] };

/** In the largest letters that leave it on one page. */
function fitted(job: PdfJob): Uint8Array {
  const { sizes: [largest, ...smaller] = [] } = job;
  const first = compiled(job, largest);
  if (first.pages <= 1) return first.pdf();
  for (const size of smaller) {
    const made = compiled(job, size);
    if (made.pages <= 1) return made.pdf();
  }
  // Nothing is squeezed for nothing: what needs two pages is as large as it can be.
  return smaller.length === 0 ? first.pdf() : compiled(job, largest).pdf();
}

function compiled({ template, data, standard, attachments = [] }: PdfJob, size: number | undefined) {
  compiler ??= NodeCompiler.create();
  const used = compiler;
  const files = attachments.map(({ text: _text, ...about }) => about);
  const made = used.compile({
    mainFileContent: attachments.length === 0 ? template : `${ATTACH}${template}`,
    inputs: {
      data: JSON.stringify(size === undefined ? data : { ...data, size }),
      files: JSON.stringify(files),
      ...Object.fromEntries(attachments.map(({ text }, index) => [`file${index}`, text])),
    },
  });
  const { result } = made;
  if (result === null) {
    const failed = made.takeError();
    const said = failed === null ? [] : used.fetchDiagnostics(failed);
    throw new Error(said.map(({ message }: { readonly message?: unknown }) => String(message)).join('; '));
  }
  return {
    pages: result.numOfPages,
    pdf() {
      const pdf = used.pdf(result, { pdfStandard: STANDARDS[standard] });
      used.evictCache(10);
      return pdf;
    },
  };
}

const ATTACH = `
#for (index, file) in json(bytes(sys.inputs.files)).enumerate() {
  pdf.attach(
    file.name,
    bytes(sys.inputs.at("file" + str(index))),
    relationship: file.relationship,
    mime-type: file.contentType,
    description: file.description,
  )
}
`;

function missingIn(error: unknown): ReadonlySet<string> {
  if (!(error instanceof Error)) return new Set();
  // The compiler says it in its message, or in the code of its error.
  const said = `${error.message} ${'code' in error ? String(error.code) : ''}`.replaceAll('\\', '');
  return new Set([...said.matchAll(MISSING)].flatMap(({ groups }) => [...(groups?.text ?? '')]));
}

/** Every text in some data, with the characters that no font has as their codes. */
function coded(value: unknown, missing: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return [...value].map((letter) => codeOf(letter, missing)).join('');
  if (Array.isArray(value)) return value.map((each) => coded(each, missing));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, coded(each, missing)]));
}

const codeOf = (letter: string, missing: ReadonlySet<string>) =>
  missing.has(letter) ? `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}]` : letter;
