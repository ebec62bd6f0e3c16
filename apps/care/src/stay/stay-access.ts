import type { Caller } from '@caecilia/kernel';
import { HOSPICE_SERVICE, HOSPICE_SYSTEM } from '@caecilia/stay';
import { onDuty } from '../access/duty-scope.ts';

/**
 * A hospice that is asked has no relation to the patient yet, so no row of the policy opens anything: this duty reaches
 * what carries the hospice as the one that was asked, and nothing else. With the promise an EpisodeOfCare of the hospice
 * is written, and from then on the policy's own rows for a stay say what it sees.
 */
export function onStays(caller: Caller, hospice: string, patient?: string): Caller {
  const where = `identifier=${HOSPICE_SYSTEM}|${hospice}`;
  return onDuty(caller, {
    ground: 'stayAsked',
    ...(patient === undefined ? {} : { patient }),
    rules: [
      { types: ['Task', 'ServiceRequest'], may: ['read', 'search-type', 'include', 'update'], where },
      { types: ['Encounter', 'EpisodeOfCare'], may: ['read', 'create', 'update'], where },
      { types: ['HealthcareService'], may: ['search-type'] },
    ],
  });
}

/** Who one patient is, for the hospice that was asked about them; the screen shows name and day of birth. */
export const onAskedPerson = (caller: Caller, patient: string): Caller =>
  onDuty(caller, { ground: 'stayAsked', patient, rules: [{ types: ['Patient'], may: ['read'] }] });

/** Saying how many places a hospice has; whose hospice it is, the rule of the module asks. */
export const onPlaces = (caller: Caller): Caller =>
  onDuty(caller, {
    ground: 'stayAsked',
    rules: [
      {
        types: ['HealthcareService'],
        may: ['read', 'update'],
        where: `service-type=${HOSPICE_SERVICE}`,
      },
    ],
  });
