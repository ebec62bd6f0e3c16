import { adviceRows, answerRows, type CountsShown, waitWords } from '@caecilia/consultation/ui';
import { dateWords } from '@caecilia/ui';
import { Empty, Failure, Loading, Refused } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import './register.css';
import { useConsultation } from '../requests/words.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { Bars, CountTable } from './CountTable.tsx';
import { type CountQuestion, countsQuery } from './registerQueries.ts';

/** The team's work in numbers: how fast it came, and what became of its advice. Numbers only, and no patient. */
export function CountsPage(): ReactNode {
  const t = useConsultation();
  const [question, ask] = useState<CountQuestion>({ period: 'year' });
  const { data, error, refetch } = useQuery(countsQuery(question));
  // While other days are counted, and where that fails, the numbers stay, with the days they are of.
  const [shown, show] = useState(data);
  if (data !== undefined && data !== shown) show(data);
  const wrongDays = error instanceof Refused && error.expression !== undefined ? error.expression : undefined;
  return (
    <div className="page-width work counts">
      <PageTitle title={t('counts.title')} />
      <p className="work__intro">{t('counts.intro')}</p>
      <Period asked={question} shown={shown} ask={ask} wrong={wrongDays} />
      {error && wrongDays === undefined ? <Failure error={error} again={() => void refetch()} /> : null}
      {shown === undefined && error === null ? <Loading label={t('counts.loading')} /> : null}
      {shown === undefined ? null : <Counted counts={shown} />}
    </div>
  );
}

const NAMED = [
  ['month', 'counts.month'],
  ['last-month', 'counts.lastMonth'],
  ['year', 'counts.year'],
] as const;

function Period(props: {
  readonly asked: CountQuestion;
  readonly shown: CountsShown | undefined;
  ask(question: CountQuestion): void;
  readonly wrong: string | undefined;
}): ReactNode {
  const { asked, shown, ask, wrong } = props;
  const t = useConsultation();
  const [typed, type] = useState<{ readonly from?: string; readonly until?: string }>({});
  const day = (name: 'from' | 'until') => typed[name] ?? asked[name] ?? shown?.[name] ?? '';
  const days = { from: day('from'), until: day('until') };
  const field = (name: 'from' | 'until') => {
    const words = wrong === name ? wrongWords(name, days) : undefined;
    return (
      <TextInput
        type="date"
        label={t(`counts.${name}`)}
        value={days[name]}
        error={words === undefined ? undefined : `! ${t(words)}`}
        onChange={(event) => type({ ...typed, [name]: event.currentTarget.value })}
      />
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(days);
  };
  return (
    <form className="find counts__period" onSubmit={submit} noValidate>
      {field('from')}
      {field('until')}
      <Button type="submit">{t('counts.show')}</Button>
      {NAMED.map(([period, words]) => (
        <Button
          key={period}
          variant="default"
          onClick={() => {
            type({});
            ask({ period });
          }}
        >
          {t(words)}
        </Button>
      ))}
    </form>
  );
}

/** The server names the field; which rule it broke is plain from the days. */
function wrongWords(
  name: 'from' | 'until',
  { from, until }: { readonly from: string; readonly until: string },
) {
  if (from !== '' && until !== '' && until < from) return 'counts.wrong.order';
  return from !== '' && until !== '' && name === 'from' ? 'counts.wrong.long' : 'counts.wrong.day';
}

function Counted({ counts }: { readonly counts: CountsShown }): ReactNode {
  const t = useConsultation();
  const { language } = useSpeaking();
  const { from, until, responses, adoption } = counts;
  const day = (civil: string) => dateWords(civil, 'day', language);
  const [answers, advice] = [answerRows(responses), adviceRows(adoption)];
  return (
    <>
      <p className="counts__of" role="status">
        {t('counts.period', { from: day(from), until: day(until) })}
      </p>
      <section aria-labelledby="answer-title">
        <h2 id="answer-title">{t('counts.answer')}</h2>
        <p className="work__intro">{t('counts.answer.about')}</p>
        {responses.asked === 0 ? (
          <Empty>{t('counts.answer.none')}</Empty>
        ) : (
          <>
            <CountTable rows={answers} caption={t('counts.answer')} />
            <p>
              {t('counts.median')} <b>{waitWords(responses.medianMinutes, t)}</b>
            </p>
            <Bars rows={answers.filter(({ isPart }) => isPart)} />
          </>
        )}
        <p className="work__intro">
          {t('counts.met.about')} {t('counts.source')}
        </p>
      </section>
      <section aria-labelledby="advice-title">
        <h2 id="advice-title">{t('counts.advice')}</h2>
        <p className="work__intro">{t('counts.advice.about')}</p>
        {adoption.given === 0 ? (
          <Empty>{t('counts.advice.none')}</Empty>
        ) : (
          <>
            <CountTable rows={advice} caption={t('counts.advice')} />
            <Bars rows={advice.filter(({ isPart }) => isPart)} />
          </>
        )}
      </section>
      <p className="work__intro">{t('counts.small')}</p>
    </>
  );
}
