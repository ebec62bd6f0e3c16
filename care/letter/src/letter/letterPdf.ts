import { printPdf } from '@caecilia/ui/pdf';
import { letterWords } from '../messages.ts';
import { LETTER_TEMPLATE } from './letterTemplate.ts';
import { isQuotation, type WrittenLetter, type WrittenSection } from './written.ts';

/** A letter as PDF/UA-1: tagged, with title and language. A character that no font has is written as its code, and the letter says so. */
export function letterPdf(letter: WrittenLetter): Uint8Array {
  return printPdf({
    template: LETTER_TEMPLATE,
    data: { ...letter, sections: letter.sections.map(printable) },
    standard: 'ua-1',
    codes: letterWords(letter.lang)('letter.codes'),
  });
}

/** Words that stand between quotation marks already are marked: they get no second ones. */
function printable(section: WrittenSection): object {
  const items = section.items.map((item) => ({
    ...item,
    lines: item.lines.map((line) => ({ ...line, bare: isQuotation(line.quoted ?? '') })),
  }));
  return { ...section, items };
}
