import { Empty, Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWritesIn } from '../server/queries.ts';
import { ContactSummary } from './ContactSummary.tsx';
import { contactsQuery } from './queries.ts';
import { useWords } from './sending.tsx';

/** So many contacts stand on the first part of the page of a patient. */
const LATEST = 4;

/** The newest contacts, with what was found and what comes next. */
export function LatestContacts({ id }: { readonly id: string }): ReactNode {
  const w = useWords();
  const { data, error, refetch, isPending } = useQuery(contactsQuery(id));
  // Whose part of the page it is may record; the server looks again.
  const mayRecord = useWritesIn('assessment', id);
  return (
    <section aria-labelledby="latest-title">
      <div className="trends__head">
        <h2 id="latest-title">{w('contact.last')}</h2>
        {mayRecord ? (
          <Link to="/patients/$id/assessment" params={{ id }}>
            {w('contact.all')}
          </Link>
        ) : null}
      </div>
      {isPending ? <Loading lines={4} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data?.contacts.length === 0 ? (
        <Empty
          act={
            mayRecord ? (
              <Link to="/patients/$id/assessment/contact" params={{ id }} className="button button--main">
                {w('contact.new')}
              </Link>
            ) : undefined
          }
        >
          {w('contact.none')}
        </Empty>
      ) : null}
      <ul className="latest">
        {data?.contacts.slice(0, LATEST).map((contact) => (
          <li key={contact.id}>
            <ContactSummary contact={contact} timeZone={data.timeZone} />
          </li>
        ))}
      </ul>
    </section>
  );
}
