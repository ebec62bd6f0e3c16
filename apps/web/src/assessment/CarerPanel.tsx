import { type DeskMeasurement, dayWords, type Item } from '@caecilia/assessment/ui';
import { Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { instrumentsQuery, responsesQuery } from './queries.ts';
import { textOf } from './SymptomParts.tsx';
import { useWords } from './sending.tsx';

/** The question of our own to somebody who gives care. */
const QUESTION = 'caecilia-carer-time';

/** What somebody close said of themselves last: in their own answer, apart from everything about the patient. */
export function CarerPanel({ id }: { readonly id: string }): ReactNode {
  const w = useWords();
  const responses = useQuery(responsesQuery(id, QUESTION));
  const instruments = useQuery(instrumentsQuery(id));
  const last = responses.data?.measurements.at(-1);
  const [item] = instruments.data?.instruments.find((each) => each.id === QUESTION)?.items ?? [];
  const failed = responses.error ?? instruments.error;
  return (
    <section aria-labelledby="carer-title">
      <h2 id="carer-title">{w('carer.title')}</h2>
      <div className="card carer">
        {responses.isPending || instruments.isPending ? <Loading lines={2} /> : null}
        {failed ? <Failure error={failed} again={() => void responses.refetch()} /> : null}
        {last && item && responses.data ? (
          <LastAnswer last={last} item={item} timeZone={responses.data.timeZone} />
        ) : null}
        {responses.data && !last ? <p>{w('carer.none')}</p> : null}
        <Link to="/patients/$id/assessment/instruments/$instrument" params={{ id, instrument: QUESTION }}>
          {w('carer.ask')}
        </Link>
      </div>
    </section>
  );
}

function LastAnswer(props: {
  readonly last: DeskMeasurement;
  readonly item: Item;
  readonly timeZone: string;
}): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { last, item, timeZone } = props;
  const options = item.answer.kind === 'choice' ? item.answer.options : [];
  return (
    <>
      {last.by === undefined ? null : <p className="voice carer__name">{last.by}</p>}
      <p className="form-hint">
        {textOf(item, language)} {dayWords(last.at, timeZone, language)},{' '}
        {w(last.reporter === 'self' ? 'score.carerSelf' : 'score.carerHelped')}
      </p>
      <ol className="carer__answers">
        {options.map((option) => {
          const isIt = last.answers[item.linkId] === option.value;
          return (
            <li key={option.value} className={isIt ? 'is-it' : undefined} aria-current={isIt || undefined}>
              {textOf(option, language)}
            </li>
          );
        })}
      </ol>
      <p className="form-hint">
        {w('carer.sees')} <b>{w(last.withheld ? 'carer.seesNo' : 'carer.seesYes')}</b>
      </p>
    </>
  );
}
