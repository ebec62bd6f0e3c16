import type { Caller } from '@caecilia/kernel';
import { ORDER_TOKEN, SUPPLY_TOKEN } from '@caecilia/letter';
import { TEAM_ROLE_SYSTEM, TEAM_ROLES } from '@caecilia/team';
import { type Duty, onDuty } from '../access/duty-scope.ts';

/**
 * What saying takes of what lies ready, or of an execution request: these two of one patient. Who carries out care writes
 * no medication by their role; they say what became of it. The module asks first whether they see it.
 */
export const reportingDuty = (patient: string): Duty => ({
  ground: 'reportsOnMedication',
  patient,
  rules: [
    { types: ['MedicationRequest'], may: ['read', 'update'], where: `category=${ORDER_TOKEN}` },
    { types: ['MedicationDispense'], may: ['read', 'update'], where: `type=${SUPPLY_TOKEN}` },
  ],
});

/** What watching expiry takes: what lies ready with any patient, who treats them, and a task for a role of a team. */
const EXPIRY_DUTY: Duty = {
  ground: 'supplyExpiry',
  rules: [
    {
      types: ['MedicationDispense'],
      may: ['read', 'search-type', 'update'],
      where: `type=${SUPPLY_TOKEN}`,
    },
    { types: ['HealthcareService', 'EpisodeOfCare', 'ServiceRequest'], may: ['read', 'search-type'] },
    {
      types: ['Task'],
      may: ['create'],
      where: `performer=${TEAM_ROLES.map((role) => `${TEAM_ROLE_SYSTEM}|${role}`).join(',')}`,
    },
  ],
};

/** The house itself on that duty, as the log names it. */
export const EXPIRY_KEEPER: Caller = onDuty(
  { id: 'system:supply-expiry', name: 'Caecilia', role: 'system', scope: { kind: 'nothing' } },
  EXPIRY_DUTY,
);
