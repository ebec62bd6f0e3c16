import type { Language } from '@caecilia/ui';
import type { PaperDocument } from '../paper/paperDocument.ts';
import type { CarePlan } from '../plan.ts';
import { messagesIn } from './messages.ts';
import { callItems, limitItem, statementItems, topicLines } from './paperPlan.ts';
import { capacityWords } from './patientHeader.ts';
import type { PlanView } from './view.ts';

type Items = PaperDocument['sections'][number]['items'];

/** Parts of a plan for a letter, in words. */
export interface LetterPlan {
  /** Each treatment with what counts, as the emergency page on paper says it. */
  readonly limits: Items;
  /** Goal, wishes, place of death, declarations, capacity. */
  readonly wishes: Items;
  /** Whom to call, by night and by day. */
  readonly calls: Items;
}

/** A plan for a letter: the words of the emergency page on paper, no others. `now` is the civil time of the house. */
export function planForLetter(
  plan: CarePlan,
  {
    language,
    recordLanguage,
    now,
  }: { readonly language: Language; readonly recordLanguage: string; readonly now: string },
): LetterPlan {
  const t = messagesIn(language);
  const view: PlanView = { t, language, recordLanguage, now, plan };
  return {
    limits: plan.limits.map((limit) => limitItem(limit, view)),
    wishes: [
      { name: t('goal.title'), lines: topicLines(plan.goal, view, t('goal.none')) },
      { name: t('matters.wishes'), lines: topicLines(plan.specificCareWishes, view) },
      { name: t('place.title'), lines: topicLines(plan.preferredPlaceOfDeath, view) },
      { name: t('matters.more'), lines: topicLines(plan.senseOfPurpose, view) },
      // Declarations have no names of their own.
      ...statementItems(view).map((item, index) =>
        index === 0 ? { name: t('statements.title'), ...item } : item,
      ),
      { name: t('capacity.title'), lines: [{ text: capacityWords(view) }] },
    ],
    calls: callItems(view),
  };
}
