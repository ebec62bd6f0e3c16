import { printPdf } from '@caecilia/ui/pdf';
import { letterWords } from '../messages.ts';
import { LETTER_TEMPLATE } from './letterTemplate.ts';
import type { WrittenLetter } from './written.ts';

/** A letter as PDF/UA-1: tagged, with title and language. A character that no font has is written as its code, and the letter says so. */
export function letterPdf(letter: WrittenLetter): Uint8Array {
  return printPdf({
    template: LETTER_TEMPLATE,
    data: letter,
    standard: 'ua-1',
    codes: letterWords(letter.lang)('letter.codes'),
  });
}
