import { useChanges } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { OnePreparation } from './PreparationPanel.tsx';
import { usePreparationWords } from './preparationWords.ts';
import { preparationQuery } from './queries.ts';

/** Beside a contact that is written: what was filled in beforehand, with its points to mark. Nothing where nothing was. */
export function AgendaBeside({ id }: { readonly id: string }): ReactNode {
  const w = usePreparationWords();
  useChanges('/preparation/changes', preparationQuery(id).queryKey);
  const { data } = useQuery(preparationQuery(id));
  const filled = data?.preparations.filter(
    ({ state, sent }) => sent !== undefined && (state === 'filledIn' || state === 'opened'),
  );
  if (data === undefined || filled === undefined || filled.length === 0) return null;
  return (
    <details className="card panel agenda-beside" open={filled.some(hasOpenPoints)}>
      <summary>
        <h3>{w('beside')}</h3>
      </summary>
      {filled.map((each) => (
        <OnePreparation key={each.id} id={id} preparation={each} all={data} beside />
      ))}
    </details>
  );
}

const hasOpenPoints = ({
  sent,
}: {
  readonly sent?: { readonly points: readonly { readonly mark?: object }[] };
}) => sent?.points.some(({ mark }) => mark === undefined) ?? false;
