import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { REGISTER_SYSTEM } from '../codes.ts';
import {
  coded,
  codeIn,
  demand,
  known,
  onto,
  patientIn,
  referenceIn,
  textIn,
  unreadable,
} from '../element.ts';

/** Code of the mark: a clinician judges that palliative care concerns this patient. No list published a code for it. */
export const MARK_CODE = 'marked';
export const MARK_TOKEN = `${REGISTER_SYSTEM}|${MARK_CODE}`;

/** A patient on the register of marked patients: a clinician's judgement, with its reason and how it ended. */
export interface Mark {
  /** Logical id. */
  readonly patient: string;
  /** Civil day. */
  readonly on: string;
  /** Reference of who marked. */
  readonly by: string;
  readonly reason: string;
  readonly ended?: MarkEnd;
}

export interface MarkEnd {
  /** Civil day. */
  readonly on: string;
  readonly by: string;
  readonly reason: string;
}

const MARKERS = [
  'consult-nurse',
  'consult-physician',
  'treating-physician',
  'ward-nurse',
  'gp',
  'home-care-nurse',
  'hospice-nurse',
];

/** Whether somebody in this role marks patients. */
export function mayMark(role: string): boolean {
  return MARKERS.includes(role);
}

/** A new mark. Throws `Problem('business-rule')` without a reason. */
export function marked(patient: string, { on, by, reason }: MarkEnd): Mark {
  demand(reason.trim() !== '', 'Give the reason for marking.');
  return { patient, on, by, reason: reason.trim() };
}

/** The mark, ended. It stays to be read. Throws `Problem('business-rule')` without a reason, or before it began. */
export function unmarked(mark: Mark, end: MarkEnd): Mark {
  demand(mark.ended === undefined, 'This patient is not marked any more.');
  demand(end.reason.trim() !== '', 'Give the reason for taking the mark away.');
  demand(end.on >= mark.on, 'A mark cannot end before the day it was set.');
  return { ...mark, ended: { ...end, reason: end.reason.trim() } };
}

const REASONS = { set: 'set', ended: 'ended' } as const;

/** The mark as an Observation: a finding, for as long as its period. Not a Flag, which a volunteer reads too. */
export function markResource(mark: Mark, base?: FhirResource): FhirResource {
  const { ended } = mark;
  return onto(base, {
    resourceType: 'Observation',
    status: ended === undefined ? 'final' : 'amended',
    code: coded(REGISTER_SYSTEM, MARK_CODE),
    subject: { reference: `Patient/${mark.patient}` },
    effectivePeriod: known({ start: mark.on, end: ended?.on }),
    performer: [{ reference: mark.by }],
    valueBoolean: ended === undefined,
    component: [
      reasonOf(REASONS.set, mark),
      ...(ended === undefined ? [] : [reasonOf(REASONS.ended, ended)]),
    ],
    note: [noteOf(mark), ...(ended === undefined ? [] : [noteOf(ended)])],
  });
}

const reasonOf = (code: string, { reason }: MarkEnd | Mark) => ({
  code: coded(REGISTER_SYSTEM, code),
  valueString: reason,
});

/** Who wrote which reason, and on what day. */
const noteOf = ({ by, on, reason }: MarkEnd | Mark) => ({
  authorReference: { reference: by },
  time: on,
  text: reason,
});

/** Reads a mark. Throws `Problem('invariant')` for anything else. */
export function markIn(observation: FhirResource): Mark {
  if (observation.resourceType !== 'Observation' || codeIn(observation.code, REGISTER_SYSTEM) !== MARK_CODE)
    throw unreadable('Observation.code');
  const { start, end } = elementOf(observation.effectivePeriod);
  const notes = elementsOf(observation.note);
  const reason = (code: string) =>
    elementsOf(observation.component).find((each) => codeIn(each.code, REGISTER_SYSTEM) === code)
      ?.valueString;
  const isEnded = observation.valueBoolean === false;
  if (isEnded !== (end !== undefined)) throw unreadable('Observation.effectivePeriod');
  return {
    patient: patientIn(observation.subject, 'Observation.subject'),
    on: dayIn(start),
    by: referenceIn(elementsOf(observation.performer)[0], 'Observation.performer'),
    reason: textIn(reason(REASONS.set), 'Observation.component'),
    ...(isEnded
      ? {
          ended: {
            on: dayIn(end),
            by: referenceIn(notes[1]?.authorReference, 'Observation.note'),
            reason: textIn(reason(REASONS.ended), 'Observation.component'),
          },
        }
      : {}),
  };
}

function dayIn(value: unknown): string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value))
    throw unreadable('Observation.effectivePeriod');
  return value;
}
