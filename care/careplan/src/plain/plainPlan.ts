import { birthDateWords, dateWords, type Language } from '@caecilia/ui';
import type { CarePlan, Topic } from '../plan.ts';
import { plainLimit } from './plainLimits.ts';
import { plainCalls, whoDecides, whoToAsk } from './plainPeople.ts';
import { plainStatements } from './plainStatements.ts';
import { dayWords, type PlainItem, type PlainView } from './plainText.ts';
import { plainTopic } from './plainTopics.ts';
import { plainWords } from './plainWords.ts';

/** One question with its answers. */
export interface PlainSection {
  readonly id: 'goal' | 'limits' | 'matters' | 'place' | 'statements' | 'decides' | 'call';
  readonly title: string;
  readonly items: readonly PlainItem[];
}

/** A plan in words for whom it is about: every sentence that they read, and nothing else. */
export interface PlainPlan {
  readonly language: Language;
  readonly title: string;
  readonly name: string;
  readonly about: readonly string[];
  readonly intro: readonly string[];
  readonly sections: readonly PlainSection[];
  readonly edition: string;
}

/** Puts a plan into plain words. Pure; says nothing that the plan does not say, and hides nothing that is unclear in it. */
export function plainPlan(
  plan: CarePlan,
  given: {
    readonly language: Language;
    readonly recordLanguage: string;
    readonly now: string;
    readonly demo: boolean;
  },
): PlainPlan {
  const { language, recordLanguage, now, demo } = given;
  const t = plainWords(language);
  const view: PlainView = { plan, t, language, recordLanguage, now, ask: whoToAsk(plan, t) };
  const { patient } = plan;
  return {
    language,
    title: t('title'),
    name: patient.name ?? t('call.unnamed'),
    about: patient.birthDate
      ? [t('about.born', { date: birthDateWords(patient.birthDate.from, patient.birthDate.precision) })]
      : [],
    intro: introOf(view, demo),
    sections: [
      { id: 'goal', title: t('goal'), items: [{ sentences: plainTopic(plan.goal, view) }] },
      { id: 'limits', title: t('limits'), items: plan.limits.map((limit) => plainLimit(limit, view)) },
      { id: 'matters', title: t('matters'), items: matters(view) },
      {
        id: 'place',
        title: t('place'),
        items: [{ sentences: plainTopic(plan.preferredPlaceOfDeath, view) }],
      },
      { id: 'statements', title: t('statements'), items: plainStatements(view) },
      { id: 'decides', title: t('decides'), items: whoDecides(view) },
      { id: 'call', title: t('call'), items: plainCalls(view) },
    ],
    edition: plan.edition,
  };
}

function introOf({ plan, t, language, now }: PlainView, demo: boolean): readonly string[] {
  const held = plan.conversations[0]?.held;
  return [
    ...(demo ? [t('demo')] : []),
    ...(plan.patient.deceased ? [t('deceased')] : []),
    t('intro.what'),
    held === undefined ? t('intro.notDiscussed') : t('intro.discussed', { date: dayWords(held, language) }),
    ...(plan.empty ? [t('intro.empty')] : []),
    t('intro.change'),
    t('intro.words'),
    t('intro.printed', { date: dateWords(now, 'time', language, true), edition: plan.edition }),
  ];
}

function matters(view: PlainView): readonly PlainItem[] {
  const { specificCareWishes, senseOfPurpose } = view.plan;
  const said = [specificCareWishes, senseOfPurpose].filter(({ current }: Topic) => current.length > 0);
  if (said.length === 0) return [{ sentences: [{ text: view.t('answer.none') }] }];
  return said.map((topic) => ({ sentences: plainTopic(topic, view) }));
}
