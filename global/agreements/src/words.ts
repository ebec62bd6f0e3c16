import { Problem, type ProblemCode } from '@caecilia/kernel';

/** Something that people read, in each language of the house. A missing language fails the type check. */
export type Words = Readonly<Record<'nl' | 'en', string>>;

/** Why something is not done, and what would be right. `code` is for tests and screens, `words` for people. */
export interface Refusal {
  readonly code: string;
  readonly words: Words;
}

/** Words with values in them: `{{name}}` is replaced by what `values` gives for it. */
export function filled(words: Words, values: Readonly<Record<string, Words | string | number>>): Words {
  const inLanguage = (language: keyof Words) =>
    words[language].replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'object' ? value[language] : String(value);
    });
  return { nl: inLanguage('nl'), en: inLanguage('en') };
}

/** Several things in one sentence: "a, b or c". */
export function oneOf(all: readonly Words[]): Words {
  return { nl: joined(all, 'nl', 'of'), en: joined(all, 'en', 'or') };
}

function joined(all: readonly Words[], language: keyof Words, last: string): string {
  const each = all.map((words) => words[language]);
  return each.length < 2 ? each.join('') : `${each.slice(0, -1).join(', ')} ${last} ${each.at(-1) ?? ''}`;
}

/** Throws a refusal as a problem. The place is the code of the refusal, so that a screen can say it in its language. */
export function demandNot(refusal: Refusal | undefined, code: ProblemCode = 'business-rule'): void {
  if (refusal !== undefined) throw new Problem(code, refusal.words.en, { expression: refusal.code });
}
