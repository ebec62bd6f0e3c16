import { catalogue, type Language, type Translate } from '@caecilia/ui';
import { en } from './messages.en.ts';
import { type MessageKey, nl } from './messages.nl.ts';

/** The words of the sign-in pages in a language. */
export const wordsIn: (language: Language) => Translate<MessageKey> = catalogue<MessageKey>({ nl, en });

/** What every page is rendered with. */
export interface View {
  readonly language: Language;
  readonly t: Translate<MessageKey>;
  /** Everybody in this house is invented. */
  readonly demo: boolean;
  /** Stands in every form. */
  readonly csrf: string;
  /** Path of this page with what must stay in it, for the language switch. */
  readonly path: string;
}

/** The same path in the language of the page. */
export function inLanguage(view: Pick<View, 'language'>, path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${view.language}`;
}
