import type { PlanDraft } from '../writing/planDraft.ts';
import { nothing, PROEFMAN } from './team.ts';

/** Nothing recorded yet. */
export function noPlanYet(): PlanDraft {
  return {
    ...nothing,
    patient: {
      id: 'demo-bram',
      name: { given: 'Bram', family: 'Voorbeeld' },
      birthDate: '1963-09-09',
      gender: 'male',
      generalPractitioner: PROEFMAN,
    },
  };
}
