import type { BegunImport, ImportRead } from '@caecilia/exchange/ui';
import { useSend } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Said } from '../register/Said.tsx';
import { begunQuery, OFFERS, type OfferShown, offersQuery } from './queries.ts';
import { RefusedFile } from './RefusedFile.tsx';
import { useImport, useInstant } from './words.ts';

/** What other systems offer, for who may fetch it; nothing where this house exchanges with no system. */
export function OfferList({
  patient,
  title: Title,
  ready,
}: {
  readonly patient?: string;
  readonly title: 'h2' | 'h3';
  ready(begun: BegunImport): void;
}): ReactNode {
  const t = useImport();
  // Where nobody exchanges, or it is not for this role, there is nothing to say.
  const { data } = useQuery({ ...offersQuery, retry: false });
  if (data === undefined || data.offers.length === 0) return null;
  return (
    <section aria-labelledby="import-offers" className="import-list">
      <Title id="import-offers">{t('offers.title')}</Title>
      <ul>
        {data.offers.map((offer) => (
          <One key={offer.id} offer={offer} patient={patient} title={Title} ready={ready} />
        ))}
      </ul>
    </section>
  );
}

function One(props: {
  readonly offer: OfferShown;
  readonly patient: string | undefined;
  readonly title: 'h2' | 'h3';
  ready(begun: BegunImport): void;
}): ReactNode {
  const { offer, patient, title, ready } = props;
  const t = useImport();
  const when = useInstant();
  const [refused, setRefused] = useState<Extract<ImportRead, { kind: 'refused' }>>();
  const fetching = useSend<object, ImportRead>('/imports/offered', {
    changes: [begunQuery.queryKey, OFFERS],
    done: (answer) => (answer.kind === 'ready' ? ready(answer.begun) : setRefused(answer)),
  });
  const name = offer.from ?? t('who.nameless');
  const fetchIt = () => {
    setRefused(undefined);
    fetching.send({ offer: offer.id, ...(patient === undefined ? {} : { patient }) });
  };
  return (
    <li className="card import-begun">
      <p>{t('offers.one', { name, when: when(offer.sentAt), until: when(offer.until) })}</p>
      <Button variant="default" loading={fetching.isSending} onClick={fetchIt}>
        {t('offers.fetch', { name })}
      </Button>
      <p role="status" className="import-busy">
        {fetching.isSending ? t('offers.fetching', { name }) : ''}
      </p>
      <Said failure={fetching.failure} />
      {refused === undefined ? null : <RefusedFile refused={refused} title={title} />}
    </li>
  );
}
