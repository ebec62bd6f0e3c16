import type { RegisterShown } from '@caecilia/consultation/ui';
import { birthDateWords } from '@caecilia/ui';
import { Empty, Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import './register.css';
import { useConsultation } from '../requests/words.ts';
import { useKeys } from '../shell/keys.ts';
import { moveOver } from '../shell/moveOver.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { EndMark } from './EndMark.tsx';
import { MeetingOutcome } from './MeetingOutcome.tsx';
import { registerQuery } from './registerQueries.ts';
import { Said } from './Said.tsx';

/** Whom somebody marked, oldest first; the way to the agenda of a PaTz meeting. */
export function RegisterPage(): ReactNode {
  const t = useConsultation();
  const { data, error, refetch } = useQuery(registerQuery);
  const [said, setSaid] = useState<string>();
  return (
    <div className="page-width work">
      <PageTitle title={t('register.title')} />
      <p className="work__intro">{t('register.intro')}</p>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data === undefined && error === null ? <Loading label={t('register.loading')} /> : null}
      <Said done={said} />
      {data === undefined ? null : <Marked shown={data} ended={() => setSaid(t('register.unmarked'))} />}
    </div>
  );
}

function Marked({ shown, ended }: { readonly shown: RegisterShown; ended(): void }): ReactNode {
  const t = useConsultation();
  const { entries, unreadable, more } = shown;
  return (
    <>
      {unreadable > 0 ? <p className="banner-line">{t('early.unreadable', { count: unreadable })}</p> : null}
      {entries.length > 0 ? <AgendaLinks /> : null}
      {entries.length === 0 && unreadable === 0 ? (
        <Empty>
          {t('register.none')} {t('register.none.body')}
        </Empty>
      ) : null}
      <Rows entries={entries} ended={ended} />
      {more ? <p>{t('early.more')}</p> : null}
    </>
  );
}

function AgendaLinks(): ReactNode {
  const t = useConsultation();
  const { here } = useSpeaking();
  return (
    <section className="agenda-links" aria-labelledby="agenda-title">
      <h2 id="agenda-title">{t('register.agenda')}</h2>
      <p className="work__intro">{t('register.agenda.about')}</p>
      <p className="agenda-links__acts">
        <a className="button button--main" href={here('/register/agenda')}>
          {t('register.agenda.print')}
        </a>
        <a className="button" href={here('/register/agenda.csv')}>
          {t('register.agenda.file')}
        </a>
      </p>
    </section>
  );
}

interface RowsProps extends Pick<RegisterShown, 'entries'> {
  ended(): void;
}

function Rows({ entries, ended }: RowsProps): ReactNode {
  const t = useConsultation();
  const list = useRef<HTMLUListElement>(null);
  useKeys(useMemo(() => ({ j: () => moveOver(list.current, 1), k: () => moveOver(list.current, -1) }), []));
  if (entries.length === 0) return null;
  return (
    <ul ref={list} className="register" aria-label={t('register.title')}>
      {entries.map((entry) => (
        <li key={entry.mark.id} className="register__row">
          <Row entry={entry} />
          <div className="register__act">
            <MeetingOutcome mark={entry.mark} />
            <EndMark mark={entry.mark} ended={ended} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Row({ entry }: { readonly entry: RegisterShown['entries'][number] }): ReactNode {
  const t = useConsultation();
  const { mark, name, birthDate } = entry;
  return (
    <>
      <p className="register__who">
        <Link
          to={`/patients/${encodeURIComponent(mark.patient)}/prompts` as string}
          className="register__name voice"
        >
          {name ?? t('register.noName')}
        </Link>{' '}
        {birthDate === undefined ? null : <span>{bornWords(birthDate)}</span>}
      </p>
      <p className="register__when">{t('register.since', { date: birthDateWords(mark.on, 'day') })}</p>
      <p className="register__why voice">{mark.reason}</p>
    </>
  );
}

/** A FHIR date, as precisely as it is known. */
function bornWords(date: string): string {
  const precision = date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day';
  return birthDateWords(date, precision);
}
