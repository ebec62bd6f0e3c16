import { person } from '../../testing/people.ts';

/** The invented people around the patient of `openConsultationRecord`. */

export const TEAM = 'Organization/team';
export const WARD = 'Organization/ward';

/** Somebody of the team that is asked. */
export const teamMember = (role: string, name: string = role) => person(role, `Practitioner/${name}`, TEAM);

export const wardNurse = person('ward-nurse', 'Practitioner/ward-nurse', WARD);
export const doctor = person('treating-physician', 'Practitioner/doctor', WARD);
export const gp = person('gp', 'Practitioner/gp', 'Organization/practice');
export const volunteer = person('hospice-volunteer', 'Practitioner/volunteer', 'Organization/hospice');
export const anna = person('patient', 'Patient/anna');
/** Has a mandate of Anna. */
export const husband = person('carer', 'RelatedPerson/husband');
/** Has none. */
export const daughter = person('carer', 'RelatedPerson/daughter');
export const consultNurse = teamMember('consult-nurse');
export const consultPhysician = teamMember('consult-physician');
export const spiritual = teamMember('spiritual-care-worker');
export const social = teamMember('social-worker');
export const secretary = teamMember('team-secretary');
export const lead = teamMember('team-lead', 'lead');
