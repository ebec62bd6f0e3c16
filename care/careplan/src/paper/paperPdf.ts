import { type PdfAttachment, printPdf } from '@caecilia/ui/pdf';
import type { PaperDocument } from './paperDocument.ts';
import { PAPER_TEMPLATE } from './paperTemplate.ts';

/**
 * A plan as a tagged PDF: PDF/UA-1 to read, or PDF/A-3 at level A to keep, which carries what it was made from.
 * `codes` is the sentence for characters that no font here has.
 */
export function paperPdf(
  paper: PaperDocument,
  codes: string,
  attachments: readonly PdfAttachment[] | undefined,
): Uint8Array {
  return printPdf({
    template: PAPER_TEMPLATE,
    data: paper,
    standard: attachments === undefined ? 'ua-1' : 'a-3a',
    ...(attachments === undefined ? {} : { attachments }),
    withCodes(data) {
      const { notices } = data as PaperDocument;
      return notices.includes(codes) ? data : { ...data, notices: [...notices, codes] };
    },
  });
}
