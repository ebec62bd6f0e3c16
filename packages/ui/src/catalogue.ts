import { createInstance } from 'i18next';
import { LANGUAGES, type Language } from './language.ts';

/** Words to fill into a message, by the name between its double braces. */
export type Values = Readonly<Record<string, string | number>>;

/** Looks a message up by its key. Keys are checked by the compiler. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/**
 * Joins the message catalogues of a module. Both languages must have exactly the same keys (a missing or an extra one
 * does not compile) and the same names between braces; throws when they do not, or when a message is asked for
 * without a value it needs.
 */
export function catalogue<Key extends string>(
  messages: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): (language: Language) => Translate<Key> {
  const instance = createInstance({
    resources: { nl: { translation: messages.nl }, en: { translation: messages.en } },
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // React escapes what it renders; escaping twice would show entities to people.
    interpolation: { escapeValue: false },
    missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
      throw new Error(`the message "${text}" was asked for without ${match[0]}`);
    },
  });
  void instance.init();
  for (const difference of differences(messages)) throw new Error(difference);
  return (language) => (key, values) => {
    const name: string = key;
    return instance.t(name, { ...values, lng: language });
  };
}

const valuesIn = (message: string) => [...message.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();

/** What two catalogues differ in, a sentence each; none when they agree. */
export function differences(
  messages: Readonly<Record<Language, Readonly<Record<string, string>>>>,
): string[] {
  const [first, ...others] = LANGUAGES;
  return others.flatMap((other) => {
    const keys = new Set([...Object.keys(messages[first]), ...Object.keys(messages[other])]);
    return [...keys].flatMap((key) => {
      const [left, right] = [messages[first][key], messages[other][key]];
      if (!left || !right) return [`the message ${key} has no words in ${left ? other : first}`];
      const same = valuesIn(left).join() === valuesIn(right).join();
      return same ? [] : [`the message ${key} takes other values in ${other} than in ${first}`];
    });
  });
}
