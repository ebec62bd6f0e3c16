import type { PdfAttachment, PdfJob } from '@caecilia/ui/pdf-aside';
import { qrSvg } from '@caecilia/ui/qr-cells';
import type { PaperDocument } from './paperDocument.ts';
import { PAPER_TEMPLATE } from './paperTemplate.ts';

/** Points; the smallest is what a newspaper is set in. */
const SIZES = [10.5, 9.5, 8.75, 8.25];

/**
 * A plan as a tagged PDF: PDF/UA-1 to read, or PDF/A-3 at level A to keep, which carries what it was made from.
 * `codes` is the sentence for characters that no font here has. With `onePage` the letters are as small as they must be
 * for one A4, and no smaller than can be read.
 */
export function paperJob(
  paper: PaperDocument,
  how: {
    readonly codes: string;
    readonly attachments?: readonly PdfAttachment[];
    readonly onePage?: boolean;
  },
): PdfJob {
  const { check } = paper;
  const data = {
    ...paper,
    ...(check === undefined ? {} : { check: { ...check, picture: qrSvg(check.address) } }),
  };
  return {
    template: PAPER_TEMPLATE,
    data,
    codes: how.codes,
    standard: how.attachments === undefined ? 'ua-1' : 'a-3a',
    ...(how.attachments === undefined ? {} : { attachments: how.attachments }),
    ...(how.onePage === true ? { sizes: SIZES } : {}),
  };
}
