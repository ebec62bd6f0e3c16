import { carePlanWords, type Glance, TopicAnswer } from '@caecilia/careplan/ui';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import './goalAndWishes.css';

type Topic = NonNullable<Glance['goal']>;

/** What care is for, and what matters to the patient, as they were recorded; nothing recorded is said too. */
export function GoalAndWishes(props: {
  readonly glance: Glance;
  readonly goal: Topic;
  readonly wishes: Topic;
}): ReactNode {
  const { language } = useSpeaking();
  const { glance, goal, wishes } = props;
  const { patient, recordLanguage, now } = glance;
  const t = carePlanWords(language);
  const view = { t, language, recordLanguage, now, plan: { patient } };
  return (
    <section className="card goal-wishes" aria-label={t('goal.title')}>
      <div>
        <h2>{t('goal.title')}</h2>
        <TopicAnswer topic={goal} view={view} none={t('goal.none')} />
      </div>
      <div>
        <h2>{t('matters.wishes')}</h2>
        <TopicAnswer topic={wishes} view={view} none={t('goal.none')} voice />
      </div>
    </section>
  );
}
