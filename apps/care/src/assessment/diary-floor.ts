import { DIARY_SYSTEM, type DiaryHouse, diaryPage } from '@caecilia/assessment';
import type { Caller } from '@caecilia/kernel';
import { onDuty } from '../access/duty-scope.ts';
import type { DeskHouse } from '../desk/area.ts';
import type { PageFloor } from '../pages.ts';
import { patientAtHome } from '../privacy/own-record.ts';
import type { RegisterParts } from '../register/register-floors.ts';
import { assessmentDesk } from './desk-area.ts';
import { mayPrepare } from './preparation-access.ts';

/** What a diary at home stands on. No role at home writes an Observation: this duty does, for one entry at a time. */
export function diaryHouse(house: DeskHouse): DiaryHouse {
  return {
    ...assessmentDesk(house),
    mayWrite: mayPrepare(house),
    atHome: (caller, patientId, clientId) =>
      house.store.session(
        onDuty(caller, {
          ground: 'ownDiary',
          patient: patientId,
          rules: [
            {
              types: ['QuestionnaireResponse', 'Observation'],
              may: ['read', 'search-type', 'create'],
              where: `identifier=${DIARY_SYSTEM}|${clientId}`,
            },
          ],
        }),
      ),
  };
}

/** The page of the server where patients and those close write down how it is going. */
export function diaryFloor(parts: RegisterParts): PageFloor {
  const { store, demo } = parts;
  const house = diaryHouse({ ...parts, session: (caller: Caller) => store.session(caller) });
  const writesFor = async (caller: Caller) => {
    const patient = await patientAtHome(store, caller);
    return patient !== undefined && (await house.mayWrite(caller, patient)) ? patient : undefined;
  };
  return {
    pages: [diaryPage({ house, demo, writesFor })],
    // Stylesheet and script are those of preparing at home.
    assets: [],
    opensTo: async (caller) => (await writesFor(caller)) !== undefined,
  };
}
