import { elementOf, formalName } from '@caecilia/fhir';
import { type Caller, present, type RecordSession, resourceOf } from '@caecilia/kernel';
import type { ReadyDesk, ReadyHouse } from '@caecilia/letter';
import { birthDateWords } from '@caecilia/ui';
import { onDuty } from '../access/duty-scope.ts';
import type { DeskHouse, WholeDeskHouse } from '../desk/area.ts';
import { reportingDuty } from './ready-duty.ts';

/** What execution requests and the anticipatory set stand on, of this house. */
export function readyHouse(house: DeskHouse): ReadyHouse {
  const { store } = house;
  const allowed =
    (type: string, interaction: 'search-type' | 'create') => (caller: Caller, patient: string) =>
      store.stillAllowed(caller, patient, { type, interaction });
  return {
    ...house,
    mayOrder: allowed('MedicationRequest', 'create'),
    mayPlace: allowed('MedicationDispense', 'create'),
    // Who works with a patient writes tasks about them; who is ill, and who is close, does not.
    mayReport: allowed('Task', 'create'),
    reporting: (caller, patient) => store.session(onDuty(caller, reportingDuty(patient))),
  };
}

/** The same for the screens. */
export function readyDesk(house: DeskHouse & Pick<WholeDeskHouse, 'demo' | 'supplyNames'>): ReadyDesk {
  const { store } = house;
  return {
    ...house,
    ...readyHouse(house),
    maySee: (caller, patient) =>
      store.stillAllowed(caller, patient, { type: 'MedicationRequest', interaction: 'search-type' }),
    about,
    tookOutOrder: (caller, patient, { id, versionId }) =>
      store.log.write({
        event: 'export',
        action: 'R',
        outcome: 0,
        caller,
        patient,
        object: { type: 'MedicationRequest', id, versionId },
        detail: 'execution request',
      }),
    // A formulary is data of an operator, and none of ours.
    items: house.supplyNames ?? [],
  };
}

async function about(session: RecordSession, patient: string) {
  const resource = resourceOf(await present(session, 'Patient', patient, 'patient'));
  const { birthDate } = elementOf(resource);
  const precision = typeof birthDate === 'string' ? PRECISION[birthDate.split('-').length] : undefined;
  return {
    name: formalName(resource.name) ?? patient,
    ...(typeof birthDate === 'string' && precision !== undefined
      ? { born: birthDateWords(birthDate, precision) }
      : {}),
  };
}

const PRECISION: Readonly<Record<number, 'year' | 'month' | 'day'>> = { 1: 'year', 2: 'month', 3: 'day' };
