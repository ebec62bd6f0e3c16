import { type CarePlanSettings, type InShortHouse, inShortEndpoints, readsAs } from '@caecilia/careplan';
import type { DeskArea, DeskHouse } from '../desk/area.ts';
import { teamWork } from '../team/desk-area.ts';
import { ownReferences, sentTo, tasksOf } from './asked.ts';
import { contactsSince } from './contacts.ts';
import { ownLookBefore } from './looks.ts';
import { openingIn } from './opening.ts';
import { readyNow } from './ready.ts';
import { symptomsOf } from './symptoms.ts';
import { teamNow } from './team-now.ts';

const isElsewhere = (role: string) => {
  const setting = readsAs(role)?.setting;
  return setting !== undefined && setting !== 'ward';
};

/** What the plan in short is made of in this house. */
export function inShortHouse(
  plan: Pick<CarePlanSettings, 'standards' | 'recordLanguage' | 'emergencyUntil'>,
  house: DeskHouse,
): InShortHouse {
  const { standards, recordLanguage, emergencyUntil } = plan;
  const { store, readSearch, now, timeZone } = house;
  const work = teamWork(house);
  return {
    standards,
    recordLanguage,
    readSearch,
    now,
    timeZone,
    ...(emergencyUntil === undefined ? {} : { emergencyUntil }),
    opens: openingIn(store),
    lookedBefore: (caller, patientId) => ownLookBefore(store.log, { caller, patientId, now: now() }),
    own: ownReferences,
    teamNow: (caller) => teamNow(work, caller),
    symptoms: (caller, patientId, as) => symptomsOf(house, caller, { patientId, ...as }),
    readyNow: (caller, patientId) => readyNow(house, caller, patientId),
    contactsSince: (caller, patientId, since) => contactsSince(house, caller, { patientId, since }),
    sentTo: (caller, patientId) => sentTo(house, caller, patientId),
    tasksOf: (caller, patientId) => tasksOf(house, caller, patientId),
  };
}

/**
 * The plan in short in the app of the daily work. For who treats elsewhere it is the first page of a patient. A ward and
 * a hospice work in the overview all day, where they score: there it is the part beside it.
 */
export function inShortArea(house: InShortHouse): DeskArea {
  return {
    endpoints: inShortEndpoints(house),
    opensAt: ({ role }) => (isElsewhere(role) ? 'in-short' : undefined),
    sections: ({ role }) =>
      readsAs(role) === undefined || isElsewhere(role)
        ? []
        : [{ href: 'in-short', label: { nl: 'In het kort', en: 'In short' } }],
  };
}
