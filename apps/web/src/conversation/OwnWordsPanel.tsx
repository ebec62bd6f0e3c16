import type { DeskOwnWords } from '@caecilia/careplan/ui';
import { ask, Failure } from '@caecilia/workspace';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useDay, usePlanWords } from './planWords.ts';
import { quoted } from './said.ts';

const ownWordsQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'own-words'],
    queryFn: ({ signal }) => ask<DeskOwnWords>(`/patients/${encodeURIComponent(id)}/own-words`, signal),
  });

/** What the patient and those close wrote at home: theirs, apart from what was agreed. Nothing where nobody wrote. */
export function OwnWordsPanel({ id }: { readonly id: string }): ReactNode {
  const w = usePlanWords();
  const day = useDay();
  const { data, error, refetch } = useQuery(ownWordsQuery(id));
  if (error) return <Failure error={error} again={() => void refetch()} />;
  if (!data || data.words.length === 0) return null;
  return (
    <section className="card reviews" aria-labelledby="own-words-title">
      <h3 id="own-words-title">{w('own.title')}</h3>
      <p className="talk-before">{w('own.hint')}</p>
      <ul className="plan-conflict__options">
        {data.words.map(({ id: note, by, name, at, words }) => (
          <li key={note}>
            <p className="talk-before">
              {w(by === 'patient' ? 'own.patient' : 'own.close', { name: name ?? '', date: day(at) })}
            </p>
            <p className="talk-quote">{quoted(words)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
