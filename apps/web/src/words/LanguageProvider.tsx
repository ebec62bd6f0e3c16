import { chooseLanguage, LANGUAGES, type Language, type Translate } from '@caecilia/ui';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { WorkKey } from './messages.nl.ts';
import { workWords } from './words.ts';

/** The language of the screens, with its words. */
export interface Speaking {
  readonly language: Language;
  readonly t: Translate<WorkKey>;
  setLanguage(language: Language): void;
  /** An address of the pages of the house, in this language. */
  here(path: string): string;
}

const Context = createContext<Speaking | undefined>(undefined);

/** The server chose the language of the page: by what the address asks for, else by the browser. */
const begunIn = (): Language => chooseLanguage(document.documentElement.lang, undefined);

/** Gives every screen its words. A change of language changes the address too, so that a reload keeps it. */
export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, choose] = useState<Language>(begunIn);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const setLanguage = useCallback((wanted: Language) => {
    const address = new URL(window.location.href);
    address.searchParams.set('lang', wanted);
    window.history.replaceState(window.history.state, '', address);
    choose(wanted);
  }, []);
  const speaking = useMemo(
    (): Speaking => ({
      language,
      t: workWords(language),
      setLanguage,
      here: (path) => `${path}${path.includes('?') ? '&' : '?'}lang=${language}`,
    }),
    [language, setLanguage],
  );
  return <Context value={speaking}>{children}</Context>;
}

/** The language of the screens. */
export function useSpeaking(): Speaking {
  const speaking = useContext(Context);
  if (!speaking) throw new Error('a screen speaks outside the LanguageProvider');
  return speaking;
}

/** The other one of the two. */
export function otherLanguage(language: Language): Language {
  return LANGUAGES.find((each) => each !== language) ?? language;
}
