import type { AskedView, RequestFormAnswer } from '@caecilia/consultation/ui';
import { Empty, Failure, Loading, Refused } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { glanceQuery } from '../server/queries.ts';
import { AskForm } from './AskForm.tsx';
import { requestFormQuery } from './requestQueries.ts';
import { useConsultation } from './words.ts';

/** Asking for a consultation for the patient in view. */
export function AskPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  return <Asking key={id} id={id} />;
}

function Asking({ id }: { readonly id: string }): ReactNode {
  const t = useConsultation();
  const { data: form, error, refetch } = useQuery(requestFormQuery(id));
  // The header asked for it already.
  const { data: glance } = useQuery(glanceQuery(id));
  const mayNot = error instanceof Refused && error.status === 403;
  return (
    <section aria-labelledby="ask-title" className="ask">
      <h2 id="ask-title">{t('ask.title')}</h2>
      {mayNot ? <Empty>{t('ask.mayNot')}</Empty> : null}
      {error && !mayNot ? <Failure error={error} again={() => void refetch()} /> : null}
      {form && glance ? (
        <AskForm id={id} form={form} source={likelySource(form, glance.whereabouts)} />
      ) : null}
      {form || error ? null : <Loading lines={6} />}
    </section>
  );
}

/** A patient who is admitted is asked for from the ward, everybody else from the outpatient clinic: who asks can say otherwise. */
function likelySource(
  { sources }: RequestFormAnswer,
  whereabouts: readonly { readonly kind: string }[],
): AskedView['source'] {
  const likely = whereabouts.some(({ kind }) => kind === 'admitted') ? 'ward' : 'outpatient';
  return sources.find((each) => each === likely) ?? sources[0] ?? 'ward';
}
