import { catalogue } from '@caecilia/ui';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { en } from '../messages.en.ts';
import { type MessageKey, nl } from '../messages.nl.ts';
import type { Minutes } from './minutes.ts';
import { TEMPLATE } from './template.ts';

const words = catalogue<MessageKey>({ nl, en });

/** Made once: it holds the fonts. */
let compiler: NodeCompiler | undefined;

/** What the compiler calls a character that no font has. */
const MISSING = /the text `"(?<text>.+?)"` could not be displayed/gu;
/** Each time characters are found that cannot be printed, the rest is tried again. */
const MOST_TRIES = 4;

/**
 * Minutes as PDF/UA-1: tagged, with title and language. A character that no font of this machine has is written as its
 * code, and the minutes say so: nothing is left out without a word. Throws what the compiler says of anything else.
 */
export function minutesPdf(minutes: Minutes): Uint8Array {
  let current = minutes;
  for (let tries = 1; ; tries += 1) {
    try {
      return compiled(current);
    } catch (error) {
      const missing = missingIn(error);
      if (missing.size === 0 || tries === MOST_TRIES)
        throw new Error('the minutes could not be made into a PDF', { cause: error });
      current = withCodes(current, missing);
    }
  }
}

function compiled(minutes: Minutes): Uint8Array {
  compiler ??= NodeCompiler.create();
  const made = compiler.compile({
    mainFileContent: TEMPLATE,
    inputs: { data: JSON.stringify(minutes) },
  });
  const { result } = made;
  if (result === null) {
    const failed = made.takeError();
    const said = failed === null ? [] : compiler.fetchDiagnostics(failed);
    throw new Error(said.map(({ message }: { readonly message?: unknown }) => String(message)).join('; '));
  }
  const pdf = compiler.pdf(result, { pdfStandard: PdfStandard.UA_1 });
  compiler.evictCache(10);
  return pdf;
}

function missingIn(error: unknown): ReadonlySet<string> {
  if (!(error instanceof Error)) return new Set();
  // The compiler says it in its message, or in the code of its error.
  const said = `${error.message} ${'code' in error ? String(error.code) : ''}`.replaceAll('\\', '');
  return new Set([...said.matchAll(MISSING)].flatMap(({ groups }) => [...(groups?.text ?? '')]));
}

function withCodes(minutes: Minutes, missing: ReadonlySet<string>): Minutes {
  const coded = (text: string) =>
    [...text]
      .map((letter) =>
        missing.has(letter) ? `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}]` : letter,
      )
      .join('');
  const everywhere = (value: unknown): unknown => {
    if (typeof value === 'string') return coded(value);
    if (Array.isArray(value)) return value.map(everywhere);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, everywhere(each)]));
  };
  const said = words(minutes.lang)('pdf.codes');
  const next = everywhere(minutes) as Minutes;
  return next.notices.includes(said) ? next : { ...next, notices: [...next.notices, said] };
}
