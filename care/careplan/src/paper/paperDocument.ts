import type { Language } from '@caecilia/ui';

/** A line on paper; `quoted` are words of the record. */
export interface PaperLine {
  readonly text: string;
  readonly quoted?: string;
  /** Language of the quoted words, where it is another than that of the paper. */
  readonly language?: string;
  readonly strong?: boolean;
}

/** A document in words: every word that is printed, and nothing else. */
export interface PaperDocument {
  readonly lang: Language;
  readonly title: string;
  /** Civil day and time at which it was made: year, month, day, hour, minute. */
  readonly made: readonly number[];
  readonly who: string;
  readonly about: string;
  /** What a reader has to know first. */
  readonly notices: readonly string[];
  readonly lines: readonly string[];
  /** The code by which somebody asks whether this paper is still the plan. */
  readonly check?: { readonly address: string; readonly label: string; readonly words: string };
  readonly sections: readonly {
    readonly title: string;
    /** Short items may stand beside each other. */
    readonly columns?: 2;
    readonly items: readonly { readonly name?: string; readonly lines: readonly PaperLine[] }[];
  }[];
  readonly footer: { readonly edition: string; readonly page: string; readonly of: string };
}
