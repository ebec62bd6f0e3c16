import { Failure, Loading, Refused } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { glanceQuery, meQuery, useWritesIn } from '../server/queries.ts';
import { useKeys } from '../shell/keys.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { PatientHeader } from './PatientHeader.tsx';

/** One patient: who they are and what was agreed in view all the time, and beneath it what can be done here. */
export function PatientPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  return <OnePatient key={id} id={id} />;
}

function OnePatient({ id }: { readonly id: string }): ReactNode {
  const { t, language, here } = useSpeaking();
  const { data: glance, error, refetch, dataUpdatedAt } = useQuery(glanceQuery(id));
  const navigate = useNavigate();
  const asks = useWritesIn('requests', id);
  useKeys(
    useMemo(
      () => ({
        e: () => window.location.assign(here(`/care/patients/${id}/emergency`)),
        ...(asks ? { n: () => void navigate({ to: '/patients/$id/requests/new', params: { id } }) } : {}),
      }),
      [here, id, asks, navigate],
    ),
  );
  const failure = error ? (
    <Failure
      error={error}
      again={() => void refetch()}
      kept={glance ? clockOf(dataUpdatedAt, language) : undefined}
    />
  ) : null;
  // A record that is closed now is not shown as it was.
  if (!glance || (error && isClosed(error)))
    return (
      <div className="page-width work">
        {failure ? <PageTitle title={t('failure.title')} className="visually-hidden" /> : null}
        {failure ?? <Loading label={t('patient.loading')} />}
      </div>
    );
  return (
    <>
      <PatientHeader glance={glance} />
      <div className="page-width work patient">
        {failure}
        <Sections id={id} />
        <Outlet />
      </div>
    </>
  );
}

/** Whether a record is closed to who asks now, or gone. */
export const isClosed = (error: Error): boolean =>
  error instanceof Refused && [403, 404, 410].includes(error.status);

/** Time of the day of this device. */
function clockOf(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at);
}

/** The parts of the page that are for whoever is signed in; nothing where there is one only. */
function Sections({ id }: { readonly id: string }): ReactNode {
  const { t, language } = useSpeaking();
  const { data: me } = useQuery(meQuery);
  if (!me || (me.sections.length === 0 && me.opensAt === undefined)) return null;
  return (
    <nav className="sections" aria-label={t('patient.sections')}>
      <Link
        to="/patients/$id"
        params={{ id }}
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={CURRENT}
      >
        {t(me.opensAt === undefined ? 'patient.overview' : 'patient.inShort')}
      </Link>
      {me.opensAt === undefined ? null : (
        <Link
          to="/patients/$id/overview"
          params={{ id }}
          activeOptions={{ includeSearch: false }}
          activeProps={CURRENT}
        >
          {t('patient.overview')}
        </Link>
      )}
      {me.sections.map(({ href, label }) => (
        <Link key={href} to={sectionOf(id, href)} activeProps={CURRENT}>
          {label[language]}
        </Link>
      ))}
    </nav>
  );
}

const CURRENT = { 'aria-current': 'page' } as const;

/** The server names the part; the router knows its page, or says that there is none. */
const sectionOf = (id: string, part: string): string => `/patients/${id}/${part}`;
