/** Words in the languages of the house; one of them may be absent, and is then not shown as if it were there. */
export interface Words {
  readonly nl?: string | undefined;
  readonly en?: string | undefined;
}

/** The words in a language, or in the other one where they are absent. */
export function wordsIn(words: Words, language: 'nl' | 'en'): string {
  return words[language] ?? words[language === 'nl' ? 'en' : 'nl'] ?? '';
}
