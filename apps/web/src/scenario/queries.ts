import type { ScenariosShown } from '@caecilia/scenario/ui';
import { ask } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';

/** Address of the scenarios of a patient, or of one of them. */
export const scenariosPath = (id: string, ...rest: readonly string[]) =>
  ['/patients', id, 'scenarios', ...rest]
    .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
    .join('/');

export const scenariosQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'scenarios'],
    queryFn: ({ signal }) => ask<ScenariosShown>(scenariosPath(id), signal),
  });
