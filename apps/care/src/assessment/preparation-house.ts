import type { PreparationHouse } from '@caecilia/assessment';
import type { DeskHouse } from '../desk/area.ts';
import { assessmentDesk } from './desk-area.ts';
import { mayPrepare, onPreparation } from './preparation-access.ts';

/** What patients and carers prepare at home stands on: the record, on a duty of their own. */
export function preparationHouse(house: DeskHouse): PreparationHouse {
  return {
    ...assessmentDesk(house),
    mayPrepare: mayPrepare(house),
    atHome: (caller, patientId, taskIds) => house.store.session(onPreparation(caller, patientId, taskIds)),
  };
}
