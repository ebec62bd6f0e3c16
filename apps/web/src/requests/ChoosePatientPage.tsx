import { carePlanWords } from '@caecilia/careplan/ui';
import { birthDateWords } from '@caecilia/ui';
import { Empty, Failure, Loading } from '@caecilia/workspace';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { patientsQuery } from '../server/queries.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useConsultation } from './words.ts';

/** For whom a consultation is asked, where no patient is in view yet. */
export function ChoosePatientPage(): ReactNode {
  const { t, language } = useSpeaking();
  const words = useConsultation();
  const [typed, type] = useState('');
  const [name] = useDebouncedValue(typed.trim(), 200);
  const found = useInfiniteQuery({
    ...patientsQuery({ name: name === '' ? undefined : name }),
    placeholderData: keepPreviousData,
  });
  const patients = found.data?.pages[0]?.patients;
  const plan = carePlanWords(language);
  return (
    <div className="page-width work">
      <PageTitle title={words('ask.title')} />
      <search className="find">
        <TextInput
          autoFocus
          label={t('list.name')}
          value={typed}
          autoComplete="off"
          onChange={(event) => type(event.currentTarget.value)}
        />
      </search>
      {found.error ? <Failure error={found.error} again={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading lines={6} /> : null}
      {patients?.length === 0 ? <Empty>{t('list.nobody')}</Empty> : null}
      {patients && patients.length > 0 ? (
        <ul className="rows" aria-label={t('list.results')}>
          {patients.map(({ id, name: called, birthDate }) => (
            <li key={id}>
              <Link to="/patients/$id/requests/new" params={{ id }} className="row">
                <span className="row__name voice">{called ?? plan('patient.unnamed')}</span>
                <span className="row__born">
                  {birthDate
                    ? birthDateWords(birthDate.from, birthDate.precision)
                    : plan('patient.birthUnknown')}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
