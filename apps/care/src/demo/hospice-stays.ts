import type { FhirResource } from '@caecilia/fhir';
import { asked, PLACES_URL, toResources } from '@caecilia/stay';
import type { DemoCalendar } from './calendar.ts';

const HOSPICE = 'Organization/demo-hospice';
const ID = 'demo-cornelis-stay';
const BY = 'PractitionerRole/demo-verzinsel';

/** One request for a stay that the hospice did not answer yet. */
export function hospiceStays({ at, day }: DemoCalendar): readonly FhirResource[] {
  const stay = asked(
    {
      patient: 'demo-cornelis',
      hospice: HOSPICE,
      requester: { reference: BY, name: 'Mees Verzinsel' },
      clientId: `${ID}-form-1`,
      patientAgrees: true,
      asked: {
        kind: 'time-out',
        from: day(-4),
        until: day(-18),
        careNeed: 'Hulp bij opstaan en wassen, ’s nachts twee keer uit bed.',
        question: 'Twee weken, zodat de familie kan slapen. Daarna weer naar huis.',
        callBack: '000-555 02 10, Mees Verzinsel',
      },
    },
    { by: BY, at: at(1, '15:20'), today: day(1) },
  );
  const { request, task } = toResources(stay, { request: ID, task: ID });
  return [request, task];
}

/** The hospice of the demo with how many places it said that it has; anything else as it is. */
export function withPlaces(resource: FhirResource, { at }: DemoCalendar): FhirResource {
  if (resource.resourceType !== 'HealthcareService' || resource.id !== 'demo-hospice-care') return resource;
  const stated = {
    url: PLACES_URL,
    extension: [
      { url: 'count', valueUnsignedInt: 6 },
      { url: 'at', valueInstant: at(3, '10:05') },
    ],
  };
  return { ...resource, extension: [stated] };
}
