import { Empty, Failure, Loading, useChanges } from '@caecilia/workspace';
import '@caecilia/letter/letter.css';
import type { ReadyShown } from '@caecilia/letter/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import './letters.css';
import { NewOrder } from './NewOrder.tsx';
import { NewSupply } from './NewSupply.tsx';
import { OrderCard } from './OrderCard.tsx';
import { readyQuery } from './queries.ts';
import { SupplyCard } from './SupplyCard.tsx';
import { useLetterWords } from './words.ts';

/** What a nurse may give when it happens, and what lies ready for it. */
export function ReadyPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const t = useLetterWords();
  const { data, error, refetch, isPending } = useQuery(readyQuery(id));
  useChanges('/ready/changes', readyQuery(id).queryKey);
  return (
    <section className="letters">
      <SectionTitle title={t('ready.title')} />
      <p className="work__intro">{t('ready.intro')}</p>
      {isPending ? <Loading lines={4} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? <Shown id={id} shown={data} /> : null}
    </section>
  );
}

function Shown({ id, shown }: { readonly id: string; readonly shown: ReadyShown }): ReactNode {
  const t = useLetterWords();
  const [said, say] = useState('');
  const { orders, supplies, unreadable, more, closed, mayOrder, mayPlace } = shown;
  if (closed) return <p className="banner-line">{t('ready.closed')}</p>;
  const parts = { id, shown, say };
  const holding = orders.filter(({ state }) => state === 'active');
  const lying = supplies.filter(({ state }) => state === 'present' || state === 'expired');
  return (
    <>
      {unreadable > 0 ? (
        <p className="banner-line">! {t('ready.unreadable', { count: String(unreadable) })}</p>
      ) : null}
      {more ? <p className="banner-line">! {t('ready.more')}</p> : null}
      <p role="status">{said}</p>
      <section className="letters" aria-labelledby="ready-supplies">
        <h3 id="ready-supplies">{t('supplies.title')}</h3>
        {lying.length === 0 && unreadable === 0 ? <Empty>{t('supplies.none')}</Empty> : null}
        <ul className="letter-list">
          {lying.map((supply) => (
            <SupplyCard key={supply.id} supply={supply} {...parts} />
          ))}
        </ul>
        {mayPlace ? <NewSupply {...parts} /> : null}
        <Former
          cards={supplies
            .filter((each) => !lying.includes(each))
            .map((supply) => <SupplyCard key={supply.id} supply={supply} {...parts} />)}
        />
      </section>
      <section className="letters" aria-labelledby="ready-orders">
        <h3 id="ready-orders">{t('orders.title')}</h3>
        {holding.length === 0 && unreadable === 0 ? <Empty>{t('orders.none')}</Empty> : null}
        <ul className="letter-list">
          {holding.map((order) => (
            <OrderCard key={order.id} order={order} {...parts} />
          ))}
        </ul>
        {mayOrder ? <NewOrder {...parts} /> : null}
        <Former
          cards={orders
            .filter((each) => !holding.includes(each))
            .map((order) => <OrderCard key={order.id} order={order} {...parts} />)}
        />
      </section>
    </>
  );
}

/** What no longer holds stays to be read. */
function Former({ cards }: { readonly cards: readonly ReactNode[] }): ReactNode {
  const t = useLetterWords();
  if (cards.length === 0) return null;
  return (
    <details className="letter-former">
      <summary>
        {t('ready.former')} ({cards.length})
      </summary>
      <ul className="letter-list">{cards}</ul>
    </details>
  );
}

/** What cards and forms of this page are given. */
export interface ReadyParts {
  /** Logical id of the patient. */
  readonly id: string;
  readonly shown: ReadyShown;
  say(words: string): void;
}
