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

/** What a PDF is made of. Plain data, so that it can be made in a thread of its own. */
export interface PdfJob {
  /** Typst source; it reads everything in words as JSON from `sys.inputs.data`, so that nothing typed is markup. */
  readonly template: string;
  /** `notices`: what a reader has to know first; the template shows them. */
  readonly data: { readonly notices: readonly string[] };
  /** `ua-1`: PDF/UA-1, for reading aloud. `a-3a`: PDF/A-3 at level A, tagged too, to keep, with what is attached. */
  readonly standard: 'ua-1' | 'a-3a';
  readonly attachments?: readonly PdfAttachment[];
  /** The sentence that becomes a notice when some characters are written as their code. */
  readonly codes: string;
  /**
   * Sizes of the letters in points, largest first, given to the template as `data.size`: the first with which everything
   * stands on one page, else the largest, on more pages. Absent: the template's own.
   */
  readonly sizes?: readonly number[];
}
