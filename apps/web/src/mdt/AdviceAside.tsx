import type { AdviceView } from '@caecilia/consultation/ui';
import { Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import './mdt.css';
import { useConsultation } from '../requests/words.ts';
import { AdviceSign } from './AdviceSign.tsx';
import { typedDayWords } from './days.ts';
import { adviceQuery } from './mdtQueries.ts';

/** So many that were decided stand beneath those that wait. */
const DECIDED = 3;

/** Advice about one patient beside what else is known: what waits first, by the day it is due, then what became of the last. */
export function AdviceAside({ id }: { readonly id: string }): ReactNode {
  const t = useConsultation();
  const { data, error, refetch, isPending } = useQuery(adviceQuery(id));
  const open = (data?.advice ?? [])
    .filter(({ outcome }) => outcome === undefined)
    .toSorted((one, other) => one.dueOn.localeCompare(other.dueOn));
  const decided = (data?.advice ?? [])
    .filter(({ outcome }) => outcome !== undefined)
    .toSorted((one, other) => (other.outcome?.at ?? '').localeCompare(one.outcome?.at ?? ''))
    .slice(0, DECIDED);
  return (
    <section aria-labelledby="advice-aside">
      <div className="trends__head">
        <h2 id="advice-aside">{t('advice.aside')}</h2>
        <Link to="/patients/$id/advice" params={{ id }}>
          {t('advice.aside.all')}
        </Link>
      </div>
      {isPending ? <Loading lines={3} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data && data.unreadable > 0 ? (
        <p className="banner-line">{t('advice.unreadable', { count: data.unreadable })}</p>
      ) : null}
      {data && open.length === 0 ? <p>{t('advice.none')}</p> : null}
      <ul className="advice-aside card">
        {[...open, ...decided].map((advice) => (
          <One key={advice.id} advice={advice} />
        ))}
      </ul>
    </section>
  );
}

function One({ advice }: { readonly advice: AdviceView }): ReactNode {
  const t = useConsultation();
  const { outcome, overdue, owner, dueOn } = advice;
  const kind = outcome?.kind ?? 'open';
  return (
    <li className={outcome ? undefined : 'advice-aside__open'}>
      <AdviceSign kind={kind} />
      <div>
        <b>{t(`outcome.${kind}`)}</b>
        <p>{advice.advice}</p>
        {outcome?.words === undefined ? null : (
          <p>
            {t('advice.because.said')} <span className="voice">{outcome.words}</span>
          </p>
        )}
        <p className="advice-aside__who">
          {owner}
          {outcome ? null : (
            <>
              {' · '}
              {overdue ? (
                <b>
                  ! {t('advice.overdue')}, <span className="advice-aside__day">{typedDayWords(dueOn)}</span>
                </b>
              ) : (
                `${t('advice.due')} ${typedDayWords(dueOn)}`
              )}
            </>
          )}
        </p>
      </div>
    </li>
  );
}
