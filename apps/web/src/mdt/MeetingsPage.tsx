import type { MeetingView } from '@caecilia/mdt/ui';
import { Empty, Failure, isTypedOf, Loading, useChanges, useDraft, useSend } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import './mdt.css';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { meetingsQuery } from './mdtQueries.ts';
import { momentWords, useMdt } from './words.ts';

/** The meetings of the team, newest first, and planning one. */
export function MeetingsPage(): ReactNode {
  const t = useMdt();
  const { data, error, refetch, isPending } = useQuery(meetingsQuery);
  useChanges('/mdt/changes', meetingsQuery.queryKey);
  return (
    <div className="page-width work">
      <PageTitle title={t('meetings.title')} />
      <p className="work__intro">{t('meetings.intro')}</p>
      {isPending ? <Loading /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data?.meetings.length === 0 ? <Empty>{t('meetings.none')}</Empty> : null}
      {data && data.meetings.length > 0 ? <Meetings meetings={data.meetings} /> : null}
      {data?.may.plan ? <PlanForm /> : null}
    </div>
  );
}

function Meetings({ meetings }: { readonly meetings: readonly MeetingView[] }): ReactNode {
  const t = useMdt();
  const { language } = useSpeaking();
  return (
    <ul className="rows" aria-label={t('meetings.title')}>
      {meetings.map(({ id, startsAt, state, patients, timeZone }) => (
        <li key={id}>
          <Link to="/mdt/$meeting" params={{ meeting: id }} className="row mdt-row">
            <span className="row__name">{momentWords(startsAt, { language, timeZone })}</span>
            <span>{t(`state.${state}`)}</span>
            <span className="row__note">
              {t(patients === 1 ? 'meetings.patients.one' : 'meetings.patients', { count: patients })}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const NOTHING = { clientId: '', day: '', from: '', until: '' };
type Plan = typeof NOTHING;

const isPlan = isTypedOf(NOTHING);

function PlanForm(): ReactNode {
  const t = useMdt();
  const draft = useDraft('mdt/plan', NOTHING, isPlan);
  const [wrong, setWrong] = useState<'day' | 'until' | undefined>();
  const sending = useSend<Plan, object>('/mdt', {
    changes: [meetingsQuery.queryKey],
    done: () => draft.drop(),
  });
  const { value } = draft;
  const change = (more: Partial<Plan>) =>
    draft.change({
      ...value,
      ...more,
      clientId: value.clientId === '' ? crypto.randomUUID() : value.clientId,
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fault =
      value.day === '' ? 'day' : value.from === '' || value.until <= value.from ? 'until' : undefined;
    setWrong(fault);
    if (fault === undefined) sending.send(value);
  };
  return (
    <section aria-labelledby="plan-title" className="card mdt-card">
      <h2 id="plan-title">{t('meetings.plan')}</h2>
      <form onSubmit={submit} className="mdt-form" noValidate>
        <TextInput
          type="date"
          label={t('meetings.day')}
          value={value.day}
          error={wrong === 'day' ? `! ${t('wrong.day')}` : undefined}
          onChange={(event) => change({ day: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('meetings.from')}
          value={value.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('meetings.until')}
          value={value.until}
          error={wrong === 'until' ? `! ${t('wrong.time')}` : undefined}
          onChange={(event) => change({ until: event.currentTarget.value })}
        />
        <Button type="submit" loading={sending.isSending}>
          {t('meetings.plan')}
        </Button>
      </form>
      {sending.failure === undefined ? null : <p role="alert">! {sending.failure}</p>}
    </section>
  );
}
