import type { EarlierTaking, ImportsOfPatient } from '@caecilia/exchange/ui';
import { Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import './importing.css';
import { BegunList } from './BegunList.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { OfferList } from './OfferList.tsx';
import { importsQuery } from './queries.ts';
import { useImport, useInstant } from './words.ts';

/** Plans from elsewhere for the patient in view: a file, what was begun, and what was taken over before. */
export function ImportPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const t = useImport();
  const { data, error, refetch, isPending } = useQuery(importsQuery(id));
  return (
    <section className="import-page">
      <SectionTitle title={t('title')} />
      <p className="work__intro">{t(data?.mayTake === false ? 'readOnly' : 'intro')}</p>
      {isPending ? <Loading lines={4} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? <Shown key={id} id={id} shown={data} /> : null}
    </section>
  );
}

function Shown({ id, shown }: { readonly id: string; readonly shown: ImportsOfPatient }): ReactNode {
  const navigate = useNavigate();
  const { begun, earlier } = shown;
  const goOn = (file: string) =>
    void navigate({ to: '/patients/$id/import/$import', params: { id, import: file } });
  return (
    <>
      <ChooseFile title="h3" patient={id} ready={(file) => goOn(file.id)} />
      <BegunList title="h3" begun={begun} />
      <OfferList title="h3" patient={id} ready={(file) => goOn(file.id)} />
      <Earlier earlier={earlier} />
    </>
  );
}

function Earlier({ earlier }: { readonly earlier: readonly EarlierTaking[] }): ReactNode {
  const t = useImport();
  const when = useInstant();
  if (earlier.length === 0) return null;
  return (
    <section aria-labelledby="import-earlier" className="import-list">
      <h3 id="import-earlier">{t('earlier.title')}</h3>
      <ul>
        {earlier.map(({ at, by, count, words }) => (
          <li key={at}>
            <p>{t('earlier.one', { when: when(at), count, by })}</p>
            {words === undefined ? null : <p className="import-note">{t('earlier.why', { words })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
