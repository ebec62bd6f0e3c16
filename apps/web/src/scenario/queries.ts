import type { ScenariosShown, ScenarioView } from '@caecilia/scenario/ui';
import { ask } from '@caecilia/workspace';
import { type QueryClient, queryOptions } from '@tanstack/react-query';

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

/** Puts one scenario as the server answered it in the list: what is done next is done on this version. */
export function scenarioIsNow(queries: QueryClient, id: string, now: ScenarioView): void {
  queries.setQueryData(scenariosQuery(id).queryKey, (known) =>
    known === undefined
      ? known
      : { ...known, scenarios: known.scenarios.map((each) => (each.id === now.id ? now : each)) },
  );
}
