import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import './register.css';
import { useConsultation } from '../requests/words.ts';
import { meQuery } from '../server/queries.ts';
import { Answers } from './Answers.tsx';
import { Marks } from './Marks.tsx';
import { PromptLists } from './PromptLists.tsx';

/** Recognising early, with one patient in view: what a clinician ticks, who marked, and what was ticked before. */
export function EarlyPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id/prompts' });
  return (
    <div className="early">
      <div className="early__main">
        <PromptLists key={id} id={id} />
      </div>
      <div className="early__side">
        <Next id={id} />
        <Marks key={id} id={id} />
        <Answers id={id} />
      </div>
    </div>
  );
}

/** The way on, for who may ask: never taken by itself. */
function Next({ id }: { readonly id: string }): ReactNode {
  const t = useConsultation();
  const { data: me } = useQuery(meQuery);
  if (me?.sections.some(({ href }) => href === 'requests') !== true) return null;
  return (
    <section className="card early__card" aria-labelledby="next-title">
      <h2 id="next-title">{t('early.next')}</h2>
      <p>{t('early.next.body')}</p>
      <Link to={`/patients/${encodeURIComponent(id)}/requests/new` as string} className="button button--main">
        {t('early.ask')}
      </Link>
    </section>
  );
}
