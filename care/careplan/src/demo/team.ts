import { role } from './institutions.ts';

/** A FHIR date some days before the day the demo is made. */
export type DaysAgo = (days: number) => string;

/** Professionals who take part in the plans of the demo. */
export const FICTIEF = role('demo-fictief');
export const PROEFMAN = role('demo-proefman');
export const VERZINSEL = role('demo-verzinsel');
export const VOORBEELDIG = role('demo-voorbeeldig');

/** Who answers outside office hours. */
export const OUT_OF_HOURS = { member: role('demo-out-of-hours'), role: 'huisartsenspoedpost' };

/** Who stands around most patients of the demo. */
export const usualTeam = [
  OUT_OF_HOURS,
  { member: FICTIEF, role: 'consultteam palliatieve zorg' },
  { member: PROEFMAN, role: 'huisarts' },
  { member: role('demo-home-care'), role: 'wijkverpleging' },
];

/** Parts of a plan that have nothing in them. */
export const nothing = {
  contactPersons: [],
  conversations: [],
  treatmentDirectives: [],
  advanceDirectives: [],
  answers: [],
} as const;
