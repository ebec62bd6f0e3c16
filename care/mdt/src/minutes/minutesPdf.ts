import { catalogue } from '@caecilia/ui';
import { printPdfAside } from '@caecilia/ui/pdf-aside';
import { en } from '../messages.en.ts';
import { type MessageKey, nl } from '../messages.nl.ts';
import type { Minutes } from './minutes.ts';
import { TEMPLATE } from './template.ts';

const words = catalogue<MessageKey>({ nl, en });

/** Minutes as PDF/UA-1: tagged, with title and language. A character that cannot be printed is written as its code, and the minutes say so. */
export function minutesPdf(minutes: Minutes): Promise<Uint8Array> {
  return printPdfAside({
    template: TEMPLATE,
    data: minutes,
    standard: 'ua-1',
    codes: words(minutes.lang)('pdf.codes'),
  });
}
