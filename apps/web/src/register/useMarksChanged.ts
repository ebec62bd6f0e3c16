import { useQueryClient } from '@tanstack/react-query';
import { marksQuery, registerQuery } from './registerQueries.ts';

/** Asks again for the marks of a patient and for the list of whoever is signed in. */
export function useMarksChanged(patient: string): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [marksQuery(patient).queryKey, registerQuery.queryKey].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
}
