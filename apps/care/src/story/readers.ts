import type { InstrumentRegistry } from '@caecilia/assessment';
import { parsePlanDate } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import {
  careTaken,
  type Discipline,
  type DisciplineOf,
  death,
  documents,
  findings,
  forms,
  goals,
  judgements,
  type KindReader,
  otherContacts,
  type Reading,
  stays,
} from '@caecilia/story';
import { TEAM_ROLE_SYSTEM, type TeamRole } from '@caecilia/team';
import { codesOfEach } from '../access/element.ts';
import { instantOf } from '../access/span.ts';
import { assessmentReaders } from './assessment-readers.ts';
import { carePlanReaders, type PlanEyes } from './care-plan-readers.ts';
import { CONSULTATION_READERS } from './consultation-readers.ts';
import { MDT_READER } from './mdt-readers.ts';
import { DIARY_READER, PREPARATION_READER } from './preparation-readers.ts';
import { SCENARIO_READER } from './scenario-readers.ts';

/**
 * Who reads what in the story of a patient: each module what it writes itself, and the story the rest. What a module
 * takes up and cannot read is said to be unreadable; it does not fall through to a reader that understands less.
 */
export function storyReaders(registry: InstrumentRegistry, eyes: PlanEyes): readonly KindReader[] {
  return [
    ...CONSULTATION_READERS,
    MDT_READER,
    PREPARATION_READER,
    DIARY_READER,
    SCENARIO_READER,
    ...assessmentReaders(registry),
    ...carePlanReaders(eyes),
    stays,
    careTaken,
    otherContacts,
    documents,
    goals,
    judgements,
    forms,
    findings,
    death,
  ];
}

/** Dates as the care plan reads them: civil time of the house, no more precise than they were recorded. */
export function readingIn(timeZone: string): Reading {
  return {
    date(value) {
      const date = parsePlanDate(value, timeZone);
      const at = instantOf(value, 'begin');
      return date && at !== undefined ? { precision: date.precision, from: date.from, at } : undefined;
    },
  };
}

const OF_TEAM: Readonly<Record<TeamRole, Discipline>> = {
  'consult-nurse': 'nurse',
  'consult-physician': 'physician',
  'social-worker': 'social-work',
  'spiritual-care-worker': 'spiritual-care',
  pharmacist: 'pharmacist',
  'team-secretary': 'office',
  researcher: 'unknown',
};

/** Groups of SpecialismeUZICodelijst (zib 2020): 01 physicians, 17 pharmacists, 30 nurses; 100002: RolCodelijst (zib 2020). */
const UZI = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode|';
const OF_UZI: readonly (readonly [begin: string, discipline: Discipline])[] = [
  [`${UZI}01.`, 'physician'],
  [`${UZI}17.`, 'pharmacist'],
  [`${UZI}30.`, 'nurse'],
  ['urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.23.1|100002', 'spiritual-care'],
];

/** The discipline that the directory gives somebody in a role; nothing where it gives none that is known here. */
export const disciplineOf: DisciplineOf = (role: FhirResource) => {
  const codes = [...codesOfEach(role.code), ...codesOfEach(role.specialty)];
  for (const code of codes) {
    const own = code.startsWith(`${TEAM_ROLE_SYSTEM}|`) ? code.slice(TEAM_ROLE_SYSTEM.length + 1) : undefined;
    const found =
      Object.entries(OF_TEAM).find(([each]) => each === own)?.[1] ??
      OF_UZI.find(([begin]) => code.startsWith(begin))?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
};
