import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { codeIn, instantIn, referenceIn, wordsOf } from '../element.ts';
import { concept, EPISODE, SYSTEMS } from '../terms.ts';
import { isPhase, type PhaseEntry } from './phase.ts';

/** Code of the Observation; its value is the phase. There is no code of SNOMED CT or LOINC that could be verified. */
export const PHASE_CODE = { system: SYSTEMS.phase, code: 'phase' } as const;

/** Where a phase belongs, and who chose it. */
export interface PhasePlace {
  /** Logical id of the patient. */
  readonly patientId: string;
  /** `EpisodeOfCare/…`. */
  readonly episode: string;
  /** `PractitionerRole/…` or `Practitioner/…`. */
  readonly by: string;
}

/** A phase as an Observation over a period, tied to its episode by the extension of FHIR R4. */
export function toPhaseObservation(entry: PhaseEntry, { patientId, episode, by }: PhasePlace): FhirResource {
  return {
    resourceType: 'Observation',
    extension: [{ url: EPISODE, valueReference: { reference: episode } }],
    status: 'final',
    code: concept([PHASE_CODE], 'Phase of palliative care (PCOC)'),
    subject: { reference: `Patient/${patientId}` },
    effectivePeriod: periodOf(entry),
    performer: [{ reference: by }],
    valueCodeableConcept: concept([{ system: SYSTEMS.phase, code: entry.phase }], entry.phase),
    note: [{ text: entry.reason }],
  };
}

const periodOf = ({ from, until }: PhaseEntry) => ({
  start: from.toISOString(),
  ...(until === undefined ? {} : { end: until.toISOString() }),
});

/** The same Observation, with its phase closed or running again. */
export function withPeriod(base: FhirResource, entry: PhaseEntry): FhirResource {
  return { ...base, effectivePeriod: periodOf(entry) };
}

/** A phase that was read, with the episode it belongs to. */
export interface ReadPhase {
  readonly episode: string;
  readonly entry: PhaseEntry;
  /** Who chose it, `Type/id`, where the resource says so. */
  readonly by?: string;
}

/** Reads an Observation of ours; undefined for another, for a retracted one, and for one that is not exact in time. */
export function readPhase(observation: FhirResource): ReadPhase | undefined {
  const { status, effectivePeriod } = observation;
  const period = elementOf(effectivePeriod);
  const [from, until] = [instantIn(period.start), instantIn(period.end)];
  const phase = codeIn(observation.valueCodeableConcept, SYSTEMS.phase);
  const episode = elementsOf(observation.extension)
    .filter(({ url }) => url === EPISODE)
    .map(({ valueReference }) => referenceIn(valueReference))[0];
  const isOurs = codeIn(observation.code, SYSTEMS.phase) === PHASE_CODE.code && status === 'final';
  if (!isOurs || !isPhase(phase) || episode === undefined || from === undefined) return undefined;
  if (period.end !== undefined && until === undefined) return undefined;
  const reason = elementsOf(observation.note).flatMap(({ text }) => wordsOf(text) ?? [])[0] ?? '';
  const by = elementsOf(observation.performer).map(referenceIn)[0];
  return {
    episode,
    ...(by === undefined ? {} : { by }),
    entry: {
      phase,
      from: new Date(from),
      ...(until === undefined ? {} : { until: new Date(until) }),
      reason,
    },
  };
}
