import { CONTACT_KIND_SYSTEM, PHASE_CODE, readPhase } from '@caecilia/assessment';
import {
  type Happening,
  type PlanStandard,
  REVIEW_CODE,
  type ReviewFacts,
  readReview,
} from '@caecilia/careplan';
import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CONSENT_SCOPES, civilDay, dayPlus, type RecordReader, resourceOf } from '@caecilia/kernel';
import { patientOf } from '../access/element.ts';
import { HOSPICE } from '../access/relations.ts';
import type { ReadSearch } from '../read-search.ts';
import { everyResource } from './treating-team.ts';

/** With what eyes facts are read. */
export interface ReviewEyes {
  readonly readSearch: ReadSearch;
  readonly standards: readonly PlanStandard[];
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

/** Classes of a stay in an institution. Source: FHIR R4, value set encounter-class (v3 ActEncounterCode). */
const STAYS = ['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS', 'EMER'];
/** A stay of longer ago asks for nothing any more: half a year does. */
const LOOKS_BACK_DAYS = 190;

/** What the facts are read from, for a search and for the duty. */
export const REVIEW_READS = [
  'Patient',
  'Procedure',
  'Consent',
  'Encounter',
  'EpisodeOfCare',
  'Observation',
  'Task',
  'ServiceRequest',
];

/**
 * What could ask for another conversation with these patients, read in one go. A stay that a contact of our own team made
 * is none: a visit at the bedside admits nobody. The first phase of an episode is no change.
 */
export async function reviewFacts(
  reader: RecordReader,
  eyes: ReviewEyes,
  patients: readonly string[],
): Promise<ReadonlyMap<string, ReviewFacts>> {
  const { readSearch, standards, now, timeZone } = eyes;
  const about = ['patient', patients.map((id) => `Patient/${id}`).join(',')] as const;
  const from = dayPlus(civilDay(now(), timeZone), -LOOKS_BACK_DAYS);
  const spoken = standards
    .flatMap(({ conversation }) => conversation.codes)
    .map(({ system, code }) => `${system}|${code}`);
  const all = (type: string, ...pairs: (readonly [string, string])[]) =>
    everyResource(reader, readSearch, type, [about, ...pairs]);
  const [persons, talks, consents, stays, hospices, phases, reviews] = await Promise.all([
    reader.readMany(patients.map((id) => ({ type: 'Patient', id }))),
    all('Procedure', ['code', [...new Set(spoken)].join(',')]),
    all('Consent', ['scope', `${CONSENT_SCOPES}|treatment`], ['status', 'active']),
    all('Encounter', ['class', STAYS.join(',')], ['date', `ge${from}`]),
    all('EpisodeOfCare', ['type', HOSPICE.join(',')], ['date', `ge${from}`]),
    all('Observation', ['code', `${PHASE_CODE.system}|${PHASE_CODE.code}`]),
    all('Task', ['code', `${REVIEW_CODE.system}|${REVIEW_CODE.code}`], ['status', 'completed']),
  ]);
  const subjectOf = ({ subject, patient, for: whom }: FhirResource) =>
    [subject, patient, whom].flatMap((each) => patientOf(each) ?? [])[0];
  const of = (found: readonly FhirResource[], id: string) =>
    found.filter((resource) => subjectOf(resource) === id);
  const happened = (id: unknown, at: unknown): readonly Happening[] => happeningOf(id, at, timeZone);
  return new Map(
    persons
      .filter(({ deleted }) => !deleted)
      .map(resourceOf)
      .map((patient): [string, ReviewFacts] => {
        const id = String(patient.id);
        const planDays = of(consents, id).flatMap(({ dateTime }) =>
          typeof dateTime === 'string' && dateTime.length >= 10 ? [dateTime.slice(0, 10)] : [],
        );
        const planAsOf = planDays.toSorted().at(-1);
        return [
          id,
          {
            patientId: id,
            deceased: patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined,
            conversations: [
              ...of(talks, id)
                .filter(({ status }) => status === 'completed' || status === 'in-progress')
                .flatMap((talk) =>
                  happened(talk.id, talk.performedDateTime ?? startOf(talk.performedPeriod)),
                ),
              ...of(reviews, id).flatMap((task) => happened(task.id, readReview(task)?.ended?.at)),
            ],
            ...(planAsOf === undefined ? {} : { planAsOf }),
            admissions: [
              ...of(stays, id)
                .filter(isAdmission)
                .flatMap((stay) => happened(`Encounter.${String(stay.id)}`, startOf(stay.period))),
              ...of(hospices, id)
                .filter(({ status }) => status === 'active' || status === 'finished' || status === 'onhold')
                .flatMap((stay) => happened(`EpisodeOfCare.${String(stay.id)}`, startOf(stay.period))),
            ],
            phaseChanges: phaseChangesIn(of(phases, id), timeZone),
          },
        ];
      }),
  );
}

const startOf = (period: unknown): unknown => elementOf(period).start;

function happeningOf(id: unknown, at: unknown, timeZone: string): readonly Happening[] {
  if (typeof at !== 'string' || at.length < 10) return [];
  if (!at.includes('T')) return [{ id: String(id), on: at.slice(0, 10) }];
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return [];
  return [{ id: String(id), on: civilDay(moment, timeZone), at: moment.toISOString() }];
}

const ADMITTED = ['arrived', 'triaged', 'in-progress', 'onleave', 'finished'];

function isAdmission({ status, type }: FhirResource): boolean {
  const systems = elementsOf(type).flatMap(({ coding }) => elementsOf(coding).map(({ system }) => system));
  return ADMITTED.includes(String(status)) && !systems.includes(CONTACT_KIND_SYSTEM);
}

function phaseChangesIn(phases: readonly FhirResource[], timeZone: string): readonly Happening[] {
  const read = phases.flatMap((resource) => {
    const phase = readPhase(resource);
    return phase === undefined ? [] : [{ id: resource.id, ...phase }];
  });
  const byEpisode = Map.groupBy(read, ({ episode }) => episode);
  return [...byEpisode.values()].flatMap((all) =>
    all
      .toSorted((one, other) => one.entry.from.getTime() - other.entry.from.getTime())
      .slice(1)
      .flatMap(({ id, entry }) => happeningOf(id, entry.from.toISOString(), timeZone)),
  );
}
