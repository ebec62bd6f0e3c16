import type { FhirResource } from '@caecilia/fhir';
import fc from 'fast-check';
import { nullFlavor, observation, PATIENT_ID, sct } from '../record.ts';
import type { Loose } from './directives.ts';

/** Places where somebody can die, by their code: stated again, as what judges the reader does not ask it. */
export const PLACES: Readonly<Record<string, { readonly nl: string; readonly en: string }>> = {
  '264362003': { nl: 'Thuis', en: 'At home' },
  '22232009': { nl: 'Ziekenhuis', en: 'Hospital' },
  '108344006': { nl: 'Verpleeghuis', en: 'Nursing home' },
  '284546000': { nl: 'Hospice', en: 'Hospice' },
};
const PLACE_OF_DEATH = '395091006';
const SCT = 'http://snomed.info/sct';
const ABSENCE = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
const absent = (code: string) => ({ coding: [{ system: ABSENCE, code }] });
const MODIFIER = [{ url: 'https://example.org/turns-it-around', valueBoolean: true }];
const put = (part: Loose) => (answer: Loose) => void Object.assign(answer, part);
const only = (part: Loose) => (answer: Loose) => {
  delete answer.valueCodeableConcept;
  Object.assign(answer, part);
};

/** What is done to the answer to one question of the plan. */
export const ANSWER_TWISTS: Readonly<Record<string, (answer: Loose) => void>> = {
  'a modifier': put({ modifierExtension: MODIFIER }),
  'rules of its own': put({ implicitRules: 'https://example.org/rules' }),
  preliminary: put({ status: 'preliminary' }),
  registered: put({ status: 'registered' }),
  cancelled: put({ status: 'cancelled' }),
  'entered in error': put({ status: 'entered-in-error' }),
  'another status': put({ status: 'unheard-of' }),
  'a status that was also withheld': put({ _status: { extension: [{ url: 'x', valueCode: 'masked' }] } }),
  'two places in one': (answer) => {
    const concept = answer.valueCodeableConcept as { coding: Loose[] } | undefined;
    concept?.coding.push({ system: SCT, code: '22232009' });
  },
  'a place and unknown': (answer) => {
    const concept = answer.valueCodeableConcept as { coding: Loose[] } | undefined;
    concept?.coding.push({ system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK' });
  },
  'words beside': (answer) => {
    const concept = answer.valueCodeableConcept as Loose | undefined;
    if (concept) concept.text = 'mits zijn zus het aankan';
  },
  'unknown instead': only({ valueCodeableConcept: nullFlavor('UNK') }),
  'not asked': only({ dataAbsentReason: absent('not-asked') }),
  declined: only({ dataAbsentReason: absent('asked-declined') }),
  'asked and unknown': only({ dataAbsentReason: absent('asked-unknown') }),
  'a value and a reason for none': put({ dataAbsentReason: absent('asked-unknown') }),
  'no value': only({}),
  'a value of two kinds': put({ valueString: 'Bij mijn zus' }),
  'a code that was withheld': only({
    valueCodeableConcept: { coding: [{ system: SCT, _code: { id: 'x' } }] },
  }),
  'a code that was also withheld': (answer) => {
    const concept = answer.valueCodeableConcept as { coding: Loose[] } | undefined;
    for (const each of concept?.coding ?? []) each._code = { extension: [{ url: 'x', valueCode: 'masked' }] };
  },
  'about somebody else': put({ focus: [{ reference: 'RelatedPerson/partner' }] }),
  'of somebody else': put({ subject: { reference: 'Patient/somebody-else' } }),
  'a date in the future': put({ effectiveDateTime: '2031-05-05' }),
  'no date': put({ effectiveDateTime: undefined }),
  'another language': put({ language: 'fr' }),
};

/** Up to three answers on where somebody wants to die, twisted. */
export const hostileWishes: fc.Arbitrary<readonly FhirResource[]> = fc
  .array(
    fc.record({
      place: fc.constantFrom(...Object.keys(PLACES)),
      on: fc.constantFrom('2024-06-02', '2026-11-12', '2026-11-15'),
      twists: fc.subarray(Object.keys(ANSWER_TWISTS), { maxLength: 2 }),
    }),
    { maxLength: 3 },
  )
  .map((all) =>
    all.map(({ place, on, twists }, index) => {
      const made = observation(PLACE_OF_DEATH, { id: `w${index}`, on, valueCodeableConcept: sct(place) });
      const copy = structuredClone(made) as unknown as Loose;
      for (const name of twists) ANSWER_TWISTS[name]?.(copy);
      return copy as unknown as FhirResource;
    }),
  );

/** The places that a record names with certainty, and the ways in which it does not; told from the raw resources. */
export interface PlaceVerdict {
  /** Codes of `PLACES` that somebody may read as the wish: those of the newest day, where nothing qualifies them. */
  readonly certain: ReadonlySet<string>;
  readonly counted: number;
  readonly says: ReadonlySet<'unknown' | 'notDiscussed' | 'declined' | 'doubtful' | 'place' | 'words'>;
  readonly words: readonly string[];
}

type Part = Readonly<Record<string, unknown>>;

/** Judges the answers on the place of death. */
export function placeVerdict(answers: readonly FhirResource[]): PlaceVerdict {
  const parts = answers.map((answer) => answer as unknown as Part);
  const counted = parts.filter(
    ({ status, _status, subject }) =>
      (subject as Part).reference === `Patient/${PATIENT_ID}` &&
      (_status !== undefined ||
        !['preliminary', 'registered', 'cancelled', 'entered-in-error'].includes(String(status))),
  );
  const dates = counted.flatMap(({ effectiveDateTime: on }) =>
    typeof on === 'string' && on < '2026-11-22' ? [on] : [],
  );
  const newest = dates.toSorted().at(-1) ?? '';
  const current = counted.filter(({ effectiveDateTime: on }) => on === undefined || String(on) >= newest);
  const said = current.map((each) => ({ each, says: answerOf(each) }));
  return {
    certain: new Set(said.flatMap(({ each, says }) => (says === 'place' ? codesIn(each) : []))),
    counted: current.length,
    says: new Set(said.map(({ says }) => says)),
    words: said.flatMap(({ each, says }) => {
      const text = (each.valueCodeableConcept as Part | undefined)?.text;
      if (says === 'words') return [String(each.valueString)];
      return says === 'place' && typeof text === 'string' ? [text] : [];
    }),
  };
}

const codingsOf = (answer: Part) =>
  (answer.valueCodeableConcept as { coding?: Part[] } | undefined)?.coding ?? [];
const codesIn = (answer: Part) =>
  codingsOf(answer).flatMap(({ code }) => (typeof code === 'string' ? [code] : []));

function answerOf(answer: Part): 'unknown' | 'notDiscussed' | 'declined' | 'doubtful' | 'place' | 'words' {
  const { status, _status, modifierExtension, implicitRules, focus, valueString, dataAbsentReason } = answer;
  const odd = [_status, modifierExtension, implicitRules, focus].some((each) => each !== undefined);
  if (odd || status !== 'final') return 'doubtful';
  if (valueString !== undefined)
    return answer.valueCodeableConcept === undefined && dataAbsentReason === undefined ? 'words' : 'doubtful';
  const codes = codesIn(answer);
  if (dataAbsentReason !== undefined) return absenceOf(answer);
  if (codingsOf(answer).some(({ _code }) => _code !== undefined)) return 'doubtful';
  if (codes.includes('UNK')) return codes.length === 1 ? 'unknown' : 'doubtful';
  return new Set(codes).size === 1 && PLACES[codes[0] ?? ''] !== undefined ? 'place' : 'doubtful';
}

function absenceOf({
  valueCodeableConcept,
  dataAbsentReason,
}: Part): 'unknown' | 'notDiscussed' | 'declined' | 'doubtful' {
  if (valueCodeableConcept !== undefined) return 'doubtful';
  const code = ((dataAbsentReason as { coding?: Part[] }).coding ?? [])[0]?.code;
  return code === 'asked-declined' ? 'declined' : code === 'not-asked' ? 'notDiscussed' : 'unknown';
}
