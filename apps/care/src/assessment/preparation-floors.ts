import { paperPage, preparationAssets, preparationPages } from '@caecilia/assessment';
import type { Caller } from '@caecilia/kernel';
import type { PageFloor } from '../pages.ts';
import { patientAtHome } from '../privacy/own-record.ts';
import type { RegisterParts } from '../register/register-floors.ts';
import { assessmentDesk, records } from './desk-area.ts';
import { preparationHouse } from './preparation-house.ts';

/** Pages of the server: where patients and those close prepare a conversation, and the sheet of paper for them. */
export function preparationFloors(parts: RegisterParts): readonly PageFloor[] {
  const { store, demo } = parts;
  const desk = { ...parts, session: (caller: Caller) => store.session(caller) };
  const house = preparationHouse(desk);
  const { may } = assessmentDesk(desk);
  const preparesFor = async (caller: Caller) => {
    const patient = await patientAtHome(store, caller);
    return patient !== undefined && (await house.mayPrepare(caller, patient)) ? patient : undefined;
  };
  return [
    {
      pages: preparationPages({ house, demo, preparesFor }),
      assets: preparationAssets(),
      opensTo: async (caller) => (await preparesFor(caller)) !== undefined,
    },
    {
      pages: [paperPage({ house, demo, mayGive: (caller, patientId) => may(caller, patientId, 'record') })],
      assets: [],
      opensTo: records,
    },
  ];
}
