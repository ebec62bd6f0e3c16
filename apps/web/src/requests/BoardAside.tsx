import { LineIcon } from '@caecilia/ui';
import { Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dialled } from '../team/dialled.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { type BoardAnswer, onCallQuery, tasksQuery } from './requestQueries.ts';
import { type SaidIn, timeWords, whenWords } from './times.ts';
import { useConsultation, useTeam } from './words.ts';

/** Who is on call, what happened since yesterday evening, and what there is to do. */
export function BoardAside({ board }: { readonly board: BoardAnswer }): ReactNode {
  const { language } = useSpeaking();
  const saidIn = { language, timeZone: board.timeZone };
  return (
    <aside className="board__aside">
      <OnCall saidIn={saidIn} />
      <Night board={board} saidIn={saidIn} />
      <Tasks saidIn={saidIn} />
    </aside>
  );
}

function OnCall({ saidIn }: { readonly saidIn: SaidIn }): ReactNode {
  const t = useConsultation();
  const role = useTeam();
  const { data, error, refetch } = useQuery(onCallQuery);
  return (
    <section className="on-call" aria-labelledby="on-call">
      <h2 id="on-call">{t('board.onCall')}</h2>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data || error ? null : <Loading lines={3} />}
      {data?.roles.length === 0 ? <p>{t('board.onCall.none')}</p> : null}
      <ul>
        {data?.roles.map((each) => (
          <li key={each.role}>
            <b>
              {each.now.kind === 'gap' ? t('board.onCall.nobody') : (each.name ?? t('board.onCall.nobody'))}
            </b>
            <small>
              {role(`role.${each.role}`)},{' '}
              {t('board.onCall.until', { time: timeWords(each.now.until, saidIn) })}
            </small>
            {each.phone === undefined || each.now.kind === 'gap' ? null : (
              <a href={dialled(each.phone)}>{each.phone}</a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Deaths, and requests that came in, since yesterday evening; oldest first. */
function Night({ board, saidIn }: { readonly board: BoardAnswer; readonly saidIn: SaidIn }): ReactNode {
  const t = useConsultation();
  const events = [
    ...board.deaths.map(({ person, at }) => ({
      at,
      id: `death ${person.id}`,
      patient: person.id,
      words: t('board.night.death', { name: person.name ?? t('queue.hidden') }),
    })),
    ...board.requests
      .filter(({ referredAt }) => referredAt >= board.since)
      .map(({ id, referredAt, patient }) => ({
        at: referredAt,
        id,
        patient: patient.name === undefined ? undefined : patient.id,
        words: t('board.night.asked', { name: patient.name ?? t('queue.hidden') }),
      })),
  ].toSorted((one, other) => one.at.localeCompare(other.at));
  return (
    <section aria-labelledby="night">
      <h2 id="night">{t('board.night')}</h2>
      {events.length === 0 ? <p>{t('board.night.none')}</p> : null}
      <ul className="board__list">
        {events.map(({ id, at, patient, words }) => (
          <li key={id}>
            <b>{/T/.test(at) ? timeWords(at, saidIn) : whenWords(at, saidIn)}</b>{' '}
            {patient === undefined ? (
              words
            ) : (
              <Link to="/patients/$id" params={{ id: patient }}>
                {words}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const SHOWN = 8;

function Tasks({ saidIn }: { readonly saidIn: SaidIn }): ReactNode {
  const t = useConsultation();
  const { data, error, refetch } = useQuery(tasksQuery);
  const now = Date.now();
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">
        {t('board.tasks')} {data ? <span className="board__count">{data.tasks.length}</span> : null}
      </h2>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data || error ? null : <Loading lines={3} />}
      {data?.tasks.length === 0 ? <p>{t('board.tasks.none')}</p> : null}
      <ul className="board__list">
        {data?.tasks.slice(0, SHOWN).map(({ task, patient }) => (
          <li key={task.id}>
            <LineIcon name="check" /> {task.words}
            {patient.name === undefined ? '' : `: ${patient.name}`}
            {task.due === undefined ? null : <Due due={task.due} now={now} saidIn={saidIn} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Due(props: { readonly due: number; readonly now: number; readonly saidIn: SaidIn }): ReactNode {
  const t = useConsultation();
  const { due, now, saidIn } = props;
  const day = whenWords(new Date(due).toISOString(), saidIn);
  return due < now ? (
    <small className="board__late">! {t('board.tasks.late', { day })}</small>
  ) : (
    <small>{day}</small>
  );
}
