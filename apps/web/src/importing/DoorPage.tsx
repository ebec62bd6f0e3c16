import { Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../shell/PageTitle.tsx';
import './importing.css';
import { BegunList } from './BegunList.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { OfferList } from './OfferList.tsx';
import { begunQuery } from './queries.ts';
import { useImport } from './words.ts';

/** Plans from elsewhere where no patient is in view yet: a file, what other systems offer, and what was begun. */
export function DoorPage(): ReactNode {
  const t = useImport();
  const navigate = useNavigate();
  const { data, error, refetch, isPending } = useQuery(begunQuery);
  const goOn = (file: string) => void navigate({ to: '/import/$import', params: { import: file } });
  return (
    <div className="page-width work import-page">
      <PageTitle title={t('title')} />
      <p className="work__intro">{t('door.intro')}</p>
      <ChooseFile title="h2" ready={({ id }) => goOn(id)} />
      <OfferList title="h2" ready={({ id }) => goOn(id)} />
      {isPending ? <Loading lines={3} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? <BegunList title="h2" begun={data.begun} /> : null}
    </div>
  );
}
