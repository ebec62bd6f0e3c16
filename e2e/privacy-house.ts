import { isPrivacyOfficer, privacyAssets, privacyPages, type RoleName } from '@caecilia/privacy';
import {
  HandmadeEmergency,
  HandmadeMandates,
  HandmadeRequests,
  HandmadeSharing,
} from '../care/privacy/src/testing/handmadeRights.ts';
import { HandmadeReview, HandmadeTrail } from '../care/privacy/src/testing/handmadeTrail.ts';
import { MORNING, openScreensHouse, person, type ScreensHouse, TIME_ZONE } from './screens-house.ts';

const roles: readonly RoleName[] = [
  { role: 'consult-physician', name: { nl: 'Arts consultteam', en: 'Consult team physician' } },
  { role: 'ward-nurse', name: { nl: 'Verpleegkundige afdeling', en: 'Ward nurse' } },
  { role: 'patient', name: { nl: 'Patiënt', en: 'Patient' } },
];

/** The privacy screens on ports of the test. */
export interface PrivacyHouse extends ScreensHouse {
  readonly trail: HandmadeTrail;
  readonly review: HandmadeReview;
  readonly emergency: HandmadeEmergency;
  readonly mandates: HandmadeMandates;
  readonly sharing: HandmadeSharing;
  readonly requests: HandmadeRequests;
}

/** Opens it. */
export async function openPrivacyHouse(): Promise<PrivacyHouse> {
  const now = () => MORNING;
  const trail = new HandmadeTrail();
  const review = new HandmadeReview(now);
  const emergency = new HandmadeEmergency(now);
  const mandates = new HandmadeMandates();
  const sharing = new HandmadeSharing();
  const requests = new HandmadeRequests(now, review);
  const people = {
    patient: person('patient', 'p-1', { id: 'Patient/demo-wilhelmina' }),
    carer: person('carer', 'c-1', { id: 'RelatedPerson/demo-anna' }),
    officer: person('privacy-officer', 'o-1', { name: 'P. Privacy' }),
    nurse: person('ward-nurse', 'n-1', { id: 'Practitioner/nurse' }),
    hasty: person('ward-nurse', 'n-2', { id: 'Practitioner/hasty' }),
    team: person('ward-nurse', 'n-3', { id: 'Practitioner/in-team' }),
    volunteer: person('hospice-volunteer', 'v-1'),
  };
  const house = await openScreensHouse(people, () => ({
    assets: privacyAssets(),
    pages: privacyPages({
      now,
      timeZone: TIME_ZONE,
      demo: true,
      roles,
      trail,
      review,
      emergency,
      mandates,
      sharing,
      requests,
      patientOf: async ({ id }) => /^Patient\/(.+)$/.exec(id)?.[1],
      mayReview: isPrivacyOfficer,
    }),
  }));
  return { ...house, trail, review, emergency, mandates, sharing, requests };
}
