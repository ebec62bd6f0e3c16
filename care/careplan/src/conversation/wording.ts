import type { FhirResource } from '@caecilia/fhir';
import { conceptOf, type Element, elementOf, elementsOf, wordsOf } from '../reading/element.ts';
import type { PlanForm } from '../standard/form.ts';

/** The publisher's words for questions and answers, by link id; answers by `system|code`. */
export interface PublishedWording {
  readonly questions: ReadonlyMap<string, string>;
  readonly options: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * The wording of the publisher's own Questionnaire, which an installed pack brings; the project carries none of it.
 * Undefined for a Questionnaire that is not the one of this form.
 */
export function publishedWording(questionnaire: FhirResource, form: PlanForm): PublishedWording | undefined {
  if (questionnaire.resourceType !== 'Questionnaire' || questionnaire.url !== form.questionnaire)
    return undefined;
  const questions = new Map<string, string>();
  const options = new Map<string, ReadonlyMap<string, string>>();
  for (const item of itemsOf(questionnaire)) {
    const [linkId, text] = [wordsOf(item.linkId), wordsOf(item.text)];
    if (linkId === undefined) continue;
    if (text !== undefined) questions.set(linkId, text);
    const words = elementsOf(item.answerOption)
      .flatMap(({ valueCoding }) => conceptOf({ coding: [elementOf(valueCoding)] }).codings)
      .flatMap(({ system, code, display }): [string, string][] =>
        display === undefined ? [] : [[`${system}|${code}`, display]],
      );
    if (words.length > 0) options.set(linkId, new Map(words));
  }
  return { questions, options };
}

function itemsOf(holder: Element): readonly Element[] {
  return elementsOf(holder.item).flatMap((item) => [item, ...itemsOf(item)]);
}
