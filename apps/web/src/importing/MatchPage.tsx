import type { BegunImport, ImportWho } from '@caecilia/exchange/ui';
import { birthDateWords } from '@caecilia/ui';
import { Failure, Loading, useSend } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Said } from '../register/Said.tsx';
import { patientsQuery } from '../server/queries.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import './importing.css';
import { MatchFacts } from './MatchFacts.tsx';
import { begunQuery, whoQuery } from './queries.ts';
import { useImport } from './words.ts';

/** Whom a file is about: a person chooses the patient; nothing is matched by itself. */
export function MatchPage(): ReactNode {
  const { import: file } = useParams({ from: '/import/$import' });
  const t = useImport();
  const { data, error, refetch, isPending } = useQuery(whoQuery(file));
  return (
    <div className="page-width work import-page">
      <PageTitle title={t('who.title')} />
      {isPending ? <Loading lines={4} label={t('reading.checking')} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? <Who who={data} /> : null}
    </div>
  );
}

const dayWords = (day: string | undefined) =>
  day === undefined
    ? []
    : [birthDateWords(day, day.length === 4 ? 'year' : day.length === 7 ? 'month' : 'day')];

function Who({ who: { begun, theirs, candidates } }: { readonly who: ImportWho }): ReactNode {
  const t = useImport();
  const said = [theirs.name ?? t('who.nameless'), ...dayWords(theirs.birthDate)].join(' · ');
  return (
    <>
      <p>
        <b>{t('who.theirs', { who: said })}</b>
      </p>
      <p className="import-note">{t(`from.${begun.from.kind}`, { name: begun.from.name })}</p>
      <section aria-labelledby="import-found">
        <h2 id="import-found">{t('who.found')}</h2>
        {candidates.length === 0 ? <p>{t('who.none')}</p> : null}
        <ul className="import-items">
          {candidates.map(({ id, name, birthDate, verdict, facts }) => (
            <li key={id} className="card import-match">
              <h3>{[name ?? t('who.nameless'), ...dayWords(birthDate)].join(' · ')}</h3>
              <MatchFacts match={{ facts }} />
              {verdict === 'other' ? (
                <p className="banner-line">! {t('who.not')}</p>
              ) : (
                <Choose begun={begun} patient={id} name={name ?? t('who.nameless')} />
              )}
            </li>
          ))}
        </ul>
      </section>
      <Search begun={begun} />
    </>
  );
}

function Choose(props: {
  readonly begun: BegunImport;
  readonly patient: string;
  readonly name: string;
}): ReactNode {
  const { begun, patient, name } = props;
  const t = useImport();
  const navigate = useNavigate();
  const choosing = useSend<object, object>(`/imports/${encodeURIComponent(begun.id)}/for`, {
    changes: [begunQuery.queryKey],
    done: () =>
      void navigate({ to: '/patients/$id/import/$import', params: { id: patient, import: begun.id } }),
  });
  return (
    <>
      <Button loading={choosing.isSending} onClick={() => choosing.send({ patient })}>
        {t('who.choose', { name })}
      </Button>
      <Said failure={choosing.failure} />
    </>
  );
}

const LEAST_LETTERS = 2;

function Search({ begun }: { readonly begun: BegunImport }): ReactNode {
  const t = useImport();
  const [typed, type] = useState('');
  const [name] = useDebouncedValue(typed.trim(), 250);
  const isAsked = name.length >= LEAST_LETTERS;
  const found = useInfiniteQuery({ ...patientsQuery({ name }), enabled: isAsked });
  const patients = isAsked ? (found.data?.pages[0]?.patients ?? []) : [];
  return (
    <search className="import-search">
      <TextInput
        label={t('who.search')}
        value={typed}
        autoComplete="off"
        onChange={(event) => type(event.currentTarget.value)}
      />
      {found.error ? <Failure error={found.error} again={() => void found.refetch()} /> : null}
      <ul className="import-items">
        {patients.slice(0, 10).map(({ id, name: called, birthDate }) => (
          <li key={id} className="card import-begun">
            <p>{[called ?? t('who.nameless'), ...dayWords(birthDate?.text)].join(' · ')}</p>
            <Choose begun={begun} patient={id} name={called ?? t('who.nameless')} />
          </li>
        ))}
      </ul>
    </search>
  );
}
