import type { Caller } from '@caecilia/kernel';
import { type ScenarioDesk, scenarioEndpoints } from '@caecilia/scenario';
import { POLICY } from '../access/policy.ts';
import type { DeskArea, DeskHouse } from '../desk/area.ts';
import { namesOf } from '../mdt/names.ts';

/** Roles that see plans of care, as the policy has them. */
const SEEING: ReadonlySet<string> = new Set(
  POLICY.rows
    .filter(({ types, may }) => types.includes('CarePlan') && may.includes('search-type'))
    .flatMap(({ roles }) => roles),
);

/** What is planned for what may happen to a patient. */
export function scenarioArea(house: DeskHouse): DeskArea {
  const allowed = (interaction: 'search-type' | 'create') => (caller: Caller, patient: string) =>
    house.store.stillAllowed(caller, patient, { type: 'CarePlan', interaction });
  const desk: ScenarioDesk = {
    ...house,
    maySee: allowed('search-type'),
    mayPlan: allowed('create'),
    namesOf,
  };
  return {
    endpoints: scenarioEndpoints(desk),
    sections: ({ role }) =>
      SEEING.has(role) || role === 'developer'
        ? [{ href: 'scenarios', label: { nl: 'Wat te doen als', en: 'What to do if' } }]
        : [],
  };
}
