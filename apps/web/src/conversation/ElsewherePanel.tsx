import type { DeskElsewhere } from '@caecilia/careplan/ui';
import { ask, Failure, useSend } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useDay, usePlanWords } from './planWords.ts';

const path = (id: string) => `/patients/${encodeURIComponent(id)}/limits-elsewhere`;

const elsewhereQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'limits-elsewhere'],
    queryFn: ({ signal }) => ask<DeskElsewhere>(path(id), signal),
  });

/** Limits that changed here and wait to be changed in the hospital's own record. Nothing where none does. */
export function ElsewherePanel({ id }: { readonly id: string }): ReactNode {
  const w = usePlanWords();
  const day = useDay();
  const { data, error, refetch } = useQuery(elsewhereQuery(id));
  const sending = useSend<object, DeskElsewhere>(path(id), {
    changes: [elsewhereQuery(id).queryKey],
    done: () => undefined,
  });
  if (error) return <Failure error={error} again={() => void refetch()} />;
  if (!data || data.waiting.length === 0) return null;
  return (
    <section className="card reviews" aria-labelledby="elsewhere-title">
      <h3 id="elsewhere-title">! {w('elsewhere.title')}</h3>
      <p>{w(data.mayEnd ? 'elsewhere.hint' : 'elsewhere.waits')}</p>
      <ul className="plan-conflict__options">
        {data.waiting.map(({ id: task, versionId, since }) => (
          <li key={task} className="form-acts">
            <span>{w('elsewhere.since', { date: day(since) })}</span>
            {data.mayEnd ? (
              <Button
                variant="default"
                loading={sending.isSending}
                onClick={() => sending.send({ id: task, versionId })}
              >
                {w('elsewhere.done')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {sending.failure === undefined ? null : (
        <p role="alert" className="banner-line">
          ! {sending.failure}
        </p>
      )}
    </section>
  );
}
