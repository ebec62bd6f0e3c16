import type { PlanForm } from '../standard/form.ts';
import { allItems, meaningOf } from './formAnswers.ts';
import type { PublishedWording } from './wording.ts';

/** The publisher's words by what a question and an answer mean, as the screens look them up. Dutch, as they are published. */
export interface WordingByMeaning {
  readonly questions: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The publisher's wording for the questions of this form. Link ids and codes are those of the form: a question or answer
 * that the publisher words and the form does not have is left out, and one that the publisher does not word keeps ours.
 */
export function wordingByMeaning(wording: PublishedWording, form: PlanForm): WordingByMeaning {
  const asked = allItems(form.items).flatMap((item) =>
    item.means === undefined ? [] : [{ ...item, means: item.means }],
  );
  const questions = asked.flatMap(({ means, linkId }): [string, string][] => {
    const words = wording.questions.get(linkId);
    return words === undefined ? [] : [[means, words]];
  });
  const options = asked.flatMap(({ means, linkId, options: own }): [string, Record<string, string>][] => {
    const published = wording.options.get(linkId);
    if (published === undefined) return [];
    const words = own.flatMap((option): [string, string][] => {
      const said = published.get(`${option.system ?? ''}|${option.code}`);
      return said === undefined ? [] : [[meaningOf(option), said]];
    });
    return words.length === 0 ? [] : [[means, Object.fromEntries(words)]];
  });
  return { questions: Object.fromEntries(questions), options: Object.fromEntries(options) };
}
