import type { Endpoint } from '@caecilia/kernel';
import { memberEndpoints } from './memberEndpoints.ts';
import { rotaEndpoints } from './rotaEndpoints.ts';
import { type TeamWork, workEndpoints } from './workEndpoints.ts';

/** What the app of the daily work asks this module: the team, its rota, absences, tasks and caseloads. */
export function teamEndpoints(house: TeamWork): readonly Endpoint[] {
  return [...memberEndpoints(house), ...rotaEndpoints(house), ...workEndpoints(house)];
}
