import { Problem } from '@caecilia/kernel';
import { type PdfJob, PrinterBusy, printPdfAside } from '@caecilia/ui/pdf-aside';
import { letterWords } from '../messages.ts';
import { LETTER_TEMPLATE } from './letterTemplate.ts';
import { isQuotation, type WrittenLetter, type WrittenSection } from './written.ts';

/**
 * What makes a letter PDF/UA-1: tagged, with title and language. A character that no font has is written as its code,
 * and the letter says so.
 */
export function letterJob(letter: WrittenLetter): PdfJob {
  const data = { ...letter, sections: letter.sections.map(printable) };
  return {
    template: LETTER_TEMPLATE,
    data,
    standard: 'ua-1',
    codes: letterWords(letter.lang)('letter.codes'),
  };
}

/** A document as PDF. Throws `Problem('transient')` where the printer has too much to do. */
export async function printed(job: PdfJob): Promise<Uint8Array> {
  try {
    return await printPdfAside(job);
  } catch (error) {
    if (!(error instanceof PrinterBusy)) throw error;
    throw new Problem('transient', 'It cannot be printed now. Try again in a minute.', { cause: error });
  }
}

/** Words that stand between quotation marks already are marked: they get no second ones. */
function printable(section: WrittenSection): object {
  const items = section.items.map((item) => ({
    ...item,
    lines: item.lines.map((line) => ({ ...line, bare: isQuotation(line.quoted ?? '') })),
  }));
  return { ...section, items };
}
