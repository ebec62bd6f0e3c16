import type { SendingShown } from '@caecilia/exchange/ui';
import { Empty, Failure, Loading, useChanges } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import './sending.css';
import { type Code, CodeCard } from './CodeCard.tsx';
import { HandOverCard } from './HandOverCard.tsx';
import { sendingQuery } from './queries.ts';
import { SendForm } from './SendForm.tsx';
import { useExchange } from './words.ts';

/** Sending the plan of the patient in view, and what became of what was sent. */
export function SendingPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const t = useExchange();
  const { data, error, refetch, isPending } = useQuery(sendingQuery(id));
  useChanges('/hand-overs/changes', sendingQuery(id).queryKey);
  return (
    <section className="sending-page">
      <SectionTitle title={t('title')} />
      <p className="work__intro">{t(data?.maySend === false ? 'mayNot' : 'intro')}</p>
      {isPending ? <Loading lines={5} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? <Shown key={id} id={id} shown={data} /> : null}
    </section>
  );
}

function Shown({ id, shown }: { readonly id: string; readonly shown: SendingShown }): ReactNode {
  const t = useExchange();
  const [said, say] = useState('');
  const [code, setCode] = useState<Code>();
  const { handOvers, recipients, attachable, maySend, timeZone } = shown;
  return (
    <>
      {maySend && code === undefined ? (
        <SendForm id={id} recipients={recipients} attachable={attachable} say={say} tell={setCode} />
      ) : null}
      {code === undefined ? null : <CodeCard code={code} close={() => setCode(undefined)} />}
      <p role="status" className="sending-said">
        {said}
      </p>
      <section aria-labelledby="sending-list" className="sending-list">
        <h3 id="sending-list">{t('list.title')}</h3>
        {handOvers.length === 0 ? <Empty>{t('list.none')}</Empty> : null}
        <ul>
          {handOvers.map((each) => (
            <HandOverCard
              key={each.id}
              id={id}
              handOver={each}
              phone={recipients.find(({ reference }) => reference === each.to.reference)?.phone}
              timeZone={timeZone}
              mayAct={maySend}
              tell={setCode}
            />
          ))}
        </ul>
      </section>
    </>
  );
}
