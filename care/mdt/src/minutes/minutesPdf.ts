import { catalogue } from '@caecilia/ui';
import { printPdf } from '@caecilia/ui/pdf';
import { en } from '../messages.en.ts';
import { type MessageKey, nl } from '../messages.nl.ts';
import type { Minutes } from './minutes.ts';
import { TEMPLATE } from './template.ts';

const words = catalogue<MessageKey>({ nl, en });

/** Minutes as PDF/UA-1: tagged, with title and language. A character that cannot be printed is written as its code, and the minutes say so. */
export function minutesPdf(minutes: Minutes): Uint8Array {
  const said = words(minutes.lang)('pdf.codes');
  return printPdf({
    template: TEMPLATE,
    data: minutes,
    standard: 'ua-1',
    withCodes(data) {
      const { notices } = data as Minutes;
      return notices.includes(said) ? data : { ...data, notices: [...notices, said] };
    },
  });
}
