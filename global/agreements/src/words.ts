import { Problem, type ProblemCode } from '@caecilia/kernel';

/** Something that people read, in each language of the house. A missing language fails the type check. */
export type Words = Readonly<Record<'nl' | 'en', string>>;

/** Text that somebody wrote, in the languages in which they did. */
export type InLanguages = { readonly [language in keyof Words]?: string | undefined };

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

/** Refusals that are about who asks, and not about what is asked. */
const ABOUT_WHO: readonly string[] = [
  'security.four-eyes',
  'security.adviser',
  'security.decider',
  'security.three',
  'approval.own',
  'approval.person',
];

/** Throws a refusal as a problem. The place is the code of the refusal, so that a screen can say it in its language. */
export function demandNot(refusal: Refusal | undefined, code: ProblemCode = 'business-rule'): void {
  if (refusal === undefined) return;
  const answered = ABOUT_WHO.includes(refusal.code) ? 'forbidden' : code;
  throw new Problem(answered, refusal.words.en, { expression: refusal.code });
}
