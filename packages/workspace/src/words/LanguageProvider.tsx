import { chooseLanguage, LANGUAGES, type Language, type Translate } from '@caecilia/ui';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { CommonKey } from './keys.ts';

/** The language of the screens, with its words. */
export interface Speaking {
  readonly language: Language;
  readonly t: Translate<CommonKey>;
  setLanguage(language: Language): void;
  /** An address of the pages of the house, in this language. */
  here(path: string): string;
}

const Context = createContext<Speaking | undefined>(undefined);

/** The server chose the language of the page: by what the address asks for, else by the browser. */
const begunIn = (): Language => chooseLanguage(document.documentElement.lang, undefined);

/** Gives the common parts the words of the app, and every screen its language. A change of language changes the address too, so that a reload keeps it. */
export function LanguageProvider(props: {
  readonly words: (language: Language) => Translate<CommonKey>;
  readonly children: ReactNode;
}): ReactNode {
  const { words, children } = props;
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
      t: words(language),
      setLanguage,
      here: (path) => `${path}${path.includes('?') ? '&' : '?'}lang=${language}`,
    }),
    [language, setLanguage, words],
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
