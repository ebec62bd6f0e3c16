import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';

/** A file inside a PDF; only PDF/A-3 may carry one. */
export interface PdfAttachment {
  /** Name without folders. */
  readonly name: string;
  readonly contentType: string;
  /** In one sentence, for whoever opens the list of attachments. */
  readonly description: string;
  /** Whether the file is what the document was made from, or the same in another form. */
  readonly relationship: 'source' | 'data' | 'alternative' | 'supplement';
  readonly text: string;
}

/** What a PDF is made of. */
export interface PdfJob {
  /** Typst source; it reads everything in words as JSON from `sys.inputs.data`, so that nothing typed is markup. */
  readonly template: string;
  readonly data: object;
  /** `ua-1`: PDF/UA-1, for reading aloud. `a-3a`: PDF/A-3 at level A, tagged too, to keep, with what is attached. */
  readonly standard: 'ua-1' | 'a-3a';
  readonly attachments?: readonly PdfAttachment[];
  /** Adds to the data the sentence that some characters are written as their code. */
  readonly withCodes: (data: object) => object;
}

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
 * anything else.
 */
export function printPdf(job: PdfJob): Uint8Array {
  let { data } = job;
  for (let tries = 1; ; tries += 1) {
    try {
      return compiled({ ...job, data });
    } catch (error) {
      const missing = missingIn(error);
      if (missing.size === 0 || tries === MOST_TRIES)
        throw new Error('the document could not be made into a PDF', { cause: error });
      data = job.withCodes(coded(data, missing) as object);
    }
  }
}

function compiled({ template, data, standard, attachments = [] }: PdfJob): Uint8Array {
  compiler ??= NodeCompiler.create();
  const files = attachments.map(({ text: _text, ...about }) => about);
  const made = compiler.compile({
    mainFileContent: attachments.length === 0 ? template : `${ATTACH}${template}`,
    inputs: {
      data: JSON.stringify(data),
      files: JSON.stringify(files),
      ...Object.fromEntries(attachments.map(({ text }, index) => [`file${index}`, text])),
    },
  });
  const { result } = made;
  if (result === null) {
    const failed = made.takeError();
    const said = failed === null ? [] : compiler.fetchDiagnostics(failed);
    throw new Error(said.map(({ message }: { readonly message?: unknown }) => String(message)).join('; '));
  }
  const pdf = compiler.pdf(result, { pdfStandard: STANDARDS[standard] });
  compiler.evictCache(10);
  return pdf;
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
