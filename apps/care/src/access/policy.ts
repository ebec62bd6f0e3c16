import { CONSENT_SCOPES, type PolicyRow, type PolicyTable } from '@caecilia/kernel';
import { CONSULTATIONS, TO_DO } from './policy-consultation.ts';
import { ROLES } from './policy-roles.ts';
import {
  CARE_RELATIONS,
  CLINICAL,
  CONSENT,
  DEFINITIONS,
  DIRECTORY,
  FOLLOW,
  KEEP,
  LOOK,
  MEDICATION,
  MESSAGES,
  PERSON,
  PLANNING,
  ROTA,
  STUDIES,
  VIEW,
  WISHES,
  WRITE,
} from './policy-types.ts';

/**
 * Who may see and do what in the care house, as data: role x type x interaction x relation. What is not here is
 * refused. `docs/access-policy.md` is this table for people, and made from it.
 */

/** Professionals with a relation to patients. Volunteers are not among them. */
const CONSULT = ['consult-nurse', 'consult-physician', 'social-worker', 'spiritual-care-worker'];
const HOSPITAL = ['ward-nurse', 'treating-physician', 'transfer-nurse'];
const HOSPICE = ['hospice-coordinator', 'hospice-nurse'];
const CARE_GIVERS = [
  ...CONSULT,
  'pharmacist',
  ...HOSPITAL,
  'gp',
  'out-of-hours-gp',
  'home-care-nurse',
  ...HOSPICE,
];
const EVERYBODY_AT_WORK = [
  ...CARE_GIVERS,
  'team-secretary',
  'team-lead',
  'hospice-volunteer',
  'quality-lead',
  'privacy-officer',
  'functional-administrator',
];

const TREATING = ['treatingTeam', 'consultation'] as const;
const RECORD = [
  ...PERSON,
  ...CARE_RELATIONS,
  ...WISHES,
  ...CONSENT,
  ...CLINICAL,
  ...MEDICATION,
  ...PLANNING,
  ...MESSAGES,
];
const CARE_WRITING = [...WISHES, ...CLINICAL, ...PLANNING, ...MESSAGES];

/** Directives are written by who treats; a permission to share by the patient's own hospital team, at their word. */
export const DIRECTIVE = `scope=${CONSENT_SCOPES}|treatment,${CONSENT_SCOPES}|adr`;
export const PERMISSION = `scope=${CONSENT_SCOPES}|patient-privacy`;

const SHARED: readonly PolicyRow[] = [
  {
    roles: [...EVERYBODY_AT_WORK, 'patient', 'carer'],
    types: [...DIRECTORY, ...DEFINITIONS],
    may: VIEW,
    through: ['shared'],
  },
  { roles: ['functional-administrator'], types: DIRECTORY, may: KEEP, through: ['shared'] },
  // Whom to call is known to whoever calls. No role changes the rota resource by resource.
  {
    roles: [...CARE_GIVERS, 'team-secretary', 'team-lead'],
    types: ROTA,
    may: VIEW,
    through: ['shared'],
  },
  {
    roles: ['researcher', 'quality-lead'],
    types: [...STUDIES, ...DEFINITIONS],
    may: VIEW,
    through: ['shared'],
  },
  { roles: ['researcher'], types: STUDIES, may: WRITE, through: ['shared'] },
  { roles: ['educator'], types: DEFINITIONS, may: VIEW, through: ['shared'] },
];

const TEAMS: readonly PolicyRow[] = [
  { roles: [...CONSULT, ...HOSPITAL], types: RECORD, may: [...VIEW, ...FOLLOW], through: TREATING },
  { roles: [...CONSULT, ...HOSPITAL], types: CARE_WRITING, may: WRITE, through: TREATING },
  { roles: ['consult-physician', 'treating-physician'], types: MEDICATION, may: WRITE, through: TREATING },
  {
    roles: ['consult-nurse', 'consult-physician', 'ward-nurse', 'treating-physician'],
    types: CONSENT,
    may: WRITE,
    through: TREATING,
    where: DIRECTIVE,
  },
  {
    roles: ['consult-nurse', 'consult-physician', 'treating-physician', 'team-secretary'],
    types: CONSENT,
    may: WRITE,
    through: TREATING,
    where: PERMISSION,
  },
  {
    roles: ['consult-nurse', 'consult-physician', 'treating-physician'],
    types: ['RelatedPerson'],
    may: WRITE,
    through: TREATING,
  },
  {
    roles: ['spiritual-care-worker'],
    types: [...CLINICAL, ...MESSAGES, 'Goal', 'CarePlan'],
    may: [...VIEW, ...FOLLOW, ...WRITE],
    through: TREATING,
    labels: ['spiritual-care'],
  },
  {
    roles: ['social-worker'],
    types: [...CLINICAL, ...MESSAGES, 'Goal', 'CarePlan'],
    may: [...VIEW, ...FOLLOW, ...WRITE],
    through: TREATING,
    labels: ['psychosocial'],
  },
  {
    roles: ['pharmacist'],
    types: ['Patient', 'AllergyIntolerance', 'Condition', 'Observation', ...MEDICATION],
    may: VIEW,
    through: TREATING,
  },
  {
    roles: ['pharmacist'],
    types: ['MedicationDispense', 'MedicationStatement'],
    may: WRITE,
    through: TREATING,
  },
];

/** Who registers patients and says who treats them. They see no more of the record than that takes. */
const OFFICE: readonly PolicyRow[] = [
  {
    roles: ['team-secretary', 'team-lead'],
    types: [...PERSON, ...CARE_RELATIONS, ...PLANNING, 'Communication', 'CommunicationRequest'],
    may: VIEW,
    through: TREATING,
  },
  {
    roles: ['team-secretary', 'team-lead'],
    types: [...PLANNING, ...CARE_RELATIONS, ...PERSON],
    may: WRITE,
    through: TREATING,
  },
  { roles: ['team-secretary'], types: CONSENT, may: LOOK, through: TREATING, where: PERMISSION },
  {
    roles: ['team-secretary', 'team-lead', 'consult-nurse', 'consult-physician', 'treating-physician'],
    types: ['Patient'],
    may: ['create'],
    through: ['everyone'],
  },
  // Whoever treats cannot make themselves the treating team: that is the office's work, or an emergency.
  { roles: ['team-secretary', 'team-lead'], types: CARE_RELATIONS, may: ['create'], through: ['everyone'] },
  {
    roles: ['hospice-coordinator'],
    types: ['Patient', 'EpisodeOfCare'],
    may: ['create'],
    through: ['everyone'],
  },
  {
    roles: ['functional-administrator'],
    types: ['CareTeam'],
    may: [...LOOK, ...WRITE],
    through: ['everyone'],
  },
];

/** Other organisations: what is kept elsewhere is theirs to fetch only while the patient permits it. */
const OUTSIDE: readonly PolicyRow[] = [
  { roles: ['gp'], types: ['Patient', 'CareTeam'], may: LOOK, through: ['generalPractitioner'] },
  { roles: ['gp'], types: RECORD, may: VIEW, through: ['generalPractitioner'], needsPermission: true },
  {
    roles: ['gp'],
    types: ['Communication', 'Task', 'ServiceRequest'],
    may: WRITE,
    through: ['generalPractitioner'],
  },
  {
    roles: ['gp'],
    types: CONSENT,
    may: WRITE,
    through: ['generalPractitioner'],
    needsPermission: true,
    where: DIRECTIVE,
  },
  {
    roles: ['out-of-hours-gp'],
    types: [
      ...PERSON,
      ...WISHES,
      'AllergyIntolerance',
      'Condition',
      'Observation',
      'Procedure',
      ...MEDICATION,
      'Communication',
    ],
    may: LOOK,
    through: ['permission'],
    // An objection to one practice goes before a permission for its kind.
    needsPermission: true,
  },
  {
    roles: ['out-of-hours-gp'],
    types: CONSENT,
    may: LOOK,
    through: ['permission'],
    needsPermission: true,
    where: DIRECTIVE,
  },
  { roles: ['home-care-nurse'], types: ['Patient', 'CareTeam'], may: LOOK, through: ['homeCare'] },
  { roles: ['home-care-nurse'], types: RECORD, may: VIEW, through: ['homeCare'], needsPermission: true },
  {
    roles: ['home-care-nurse'],
    // A score is what somebody answered, and its number.
    types: ['Observation', 'QuestionnaireResponse', 'Communication', 'Task'],
    may: WRITE,
    through: ['homeCare'],
  },
];

const HOSPICES: readonly PolicyRow[] = [
  { roles: ['hospice-nurse'], types: RECORD, may: VIEW, through: ['hospiceStay'] },
  { roles: ['hospice-nurse'], types: CARE_WRITING, may: WRITE, through: ['hospiceStay'] },
  { roles: ['hospice-nurse'], types: CONSENT, may: WRITE, through: ['hospiceStay'], where: DIRECTIVE },
  {
    roles: ['hospice-coordinator'],
    types: [...PERSON, ...CARE_RELATIONS, ...PLANNING, 'Flag', 'Communication'],
    may: [...VIEW, ...WRITE],
    through: ['hospiceStay'],
  },
  // The set that was agreed with volunteers: who the guest is, what to mind, and what there is to do.
  { roles: ['hospice-volunteer'], types: ['Patient', 'Flag'], may: LOOK, through: ['hospiceStay'] },
  { roles: ['hospice-volunteer'], types: ['Task'], may: LOOK, through: ['hospiceStay'], where: TO_DO },
];

/** Systems of an organisation see whom the organisation has in its care, and no more than their scopes say. */
const SYSTEMS: readonly PolicyRow[] = [
  { roles: ['connected-system'], types: [...DIRECTORY, ...DEFINITIONS], may: VIEW, through: ['shared'] },
  { roles: ['connected-system'], types: RECORD, may: VIEW, through: [...TREATING, 'hospiceStay'] },
  { roles: ['connected-system'], types: RECORD, may: VIEW, through: ['homeCare'], needsPermission: true },
  { roles: ['connected-system'], types: CARE_WRITING, may: WRITE, through: [...TREATING, 'hospiceStay'] },
];

const AT_HOME: readonly PolicyRow[] = [
  { roles: ['patient'], types: RECORD, may: VIEW, through: ['self'] },
  {
    roles: ['patient'],
    types: ['QuestionnaireResponse', 'Communication'],
    may: ['create'],
    through: ['self'],
  },
  { roles: ['carer'], types: RECORD, may: VIEW, through: ['representative'] },
  {
    roles: ['carer'],
    types: ['Patient', 'CareTeam', ...WISHES, 'Appointment', 'Communication', 'QuestionnaireResponse'],
    may: LOOK,
    through: ['carer'],
  },
  { roles: ['carer'], types: ['Task'], may: LOOK, through: ['carer'], where: TO_DO },
  {
    roles: ['carer'],
    types: ['QuestionnaireResponse', 'Communication'],
    may: ['create'],
    through: ['representative', 'carer'],
  },
];

const EMERGENCIES: readonly PolicyRow[] = [
  {
    roles: ROLES.filter(({ emergency }) => emergency === true).map(({ code }) => code),
    types: RECORD,
    may: LOOK,
    through: ['emergency'],
  },
];

/** A set for research is made by an operation that leaves out who it is about; there is no reading beside it. */
const RESEARCH: readonly PolicyRow[] = [
  {
    roles: ['researcher'],
    types: ['Observation', 'QuestionnaireResponse', 'Condition', 'Goal'],
    may: ['operation'],
    through: ['researchConsent'],
  },
];

export const POLICY: PolicyTable = {
  version: '2026-11-22.7',
  roles: ROLES,
  rows: [
    ...SHARED,
    ...TEAMS,
    ...OFFICE,
    ...CONSULTATIONS,
    ...OUTSIDE,
    ...HOSPICES,
    ...SYSTEMS,
    ...AT_HOME,
    ...EMERGENCIES,
    ...RESEARCH,
  ],
  sharedTypes: [...DIRECTORY, ...ROTA, ...DEFINITIONS, ...STUDIES],
  endAtDeath: ['self', 'representative', 'carer'],
};
