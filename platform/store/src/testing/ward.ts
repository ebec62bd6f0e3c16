import type { Criterion, Include, SearchParam } from '@caecilia/fhir';
import { type Handmade, param, reference } from './handmade-store.ts';

/** Two invented patients with a few records that refer to each other, for chains, includes and access. */
const PATIENT = ['Patient'];
export const params = {
  patient: param('Observation', 'patient', 'reference', { targets: PATIENT }),
  performer: param('Observation', 'performer', 'reference', { targets: ['Practitioner', 'Patient'] }),
  encounter: param('Observation', 'encounter', 'reference', { targets: ['Encounter'] }),
  encounterPatient: param('Encounter', 'patient', 'reference', { targets: PATIENT }),
  reason: param('Encounter', 'reason-reference', 'reference', { targets: ['Condition', 'Procedure'] }),
  partOf: param('Encounter', 'part-of', 'reference', { targets: ['Encounter'] }),
  questionnaire: param('QuestionnaireResponse', 'questionnaire', 'reference', { targets: ['Questionnaire'] }),
  family: param('Patient', 'family', 'string'),
  gender: param('Patient', 'gender', 'token'),
  code: param('Procedure', 'code', 'token'),
  status: param('Observation', 'status', 'token'),
  class: param('Encounter', 'class', 'token'),
  practitionerName: param('Practitioner', 'name', 'string'),
};

/** The reference as an element, for what is read from the content. */
const element = (name: string, ...targets: readonly string[]) => ({
  [name]: targets.map((target) => ({ reference: target })),
});

export const WARD: readonly Handmade[] = [
  ...['anna', 'bram'].map(
    (id, index): Handmade => ({
      type: 'Patient',
      id,
      patient: id,
      entries: {
        strings: [{ param: 'family', value: `Verzonnen ${id}` }],
        tokens: [{ param: 'gender', code: index === 0 ? 'female' : 'male' }],
      },
    }),
  ),
  { type: 'Practitioner', id: 'dokter', entries: { strings: [{ param: 'name', value: 'Bedacht' }] } },
  ...['anna', 'bram'].flatMap((id): Handmade[] => [
    {
      type: 'Procedure',
      id: `talk-${id}`,
      patient: id,
      entries: { tokens: [{ param: 'code', system: 'http://snomed.info/sct', code: '713603004' }] },
    },
    {
      type: 'Encounter',
      id: `visit-${id}`,
      patient: id,
      entries: {
        references: [
          reference('patient', 'Patient', id),
          reference('reason-reference', 'Procedure', `talk-${id}`),
        ],
        tokens: [{ param: 'class', code: 'AMB' }],
      },
      content: {
        ...element('subject', `Patient/${id}`),
        ...element('reasonReference', `Procedure/talk-${id}`),
      },
    },
    {
      type: 'Observation',
      id: `obs-${id}`,
      patient: id,
      entries: {
        references: [
          reference('patient', 'Patient', id),
          reference('performer', 'Practitioner', 'dokter'),
          reference('encounter', 'Encounter', `visit-${id}`),
        ],
        tokens: [{ param: 'status', code: 'final' }],
      },
      content: {
        ...element('subject', `Patient/${id}`),
        ...element('performer', 'Practitioner/dokter'),
        ...element('encounter', `http://caecilia.example/fhir/Encounter/visit-${id}/_history/1`),
      },
    },
  ]),
  // Said by Bram, about Anna: it stands with Anna.
  {
    type: 'Observation',
    id: 'said-by-bram',
    patient: 'anna',
    entries: {
      references: [reference('patient', 'Patient', 'anna'), reference('performer', 'Patient', 'bram')],
      tokens: [{ param: 'status', code: 'preliminary' }],
    },
    content: { ...element('subject', 'Patient/anna'), ...element('performer', 'Patient/bram') },
  },
  {
    type: 'Encounter',
    id: 'part',
    patient: 'anna',
    entries: {
      references: [reference('patient', 'Patient', 'anna'), reference('part-of', 'Encounter', 'visit-anna')],
    },
    content: element('partOf', 'Encounter/visit-anna'),
  },
  {
    type: 'Encounter',
    id: 'part-of-part',
    patient: 'anna',
    entries: {
      references: [reference('patient', 'Patient', 'anna'), reference('part-of', 'Encounter', 'part')],
    },
    content: element('partOf', 'Encounter/part'),
  },
  ...['1', '2'].map(
    (version): Handmade => ({
      type: 'Questionnaire',
      id: `form-${version}`,
      entries: {
        uris: [{ param: 'url', value: 'http://caecilia.example/q' }],
        tokens: [{ param: 'version', code: version }],
      },
      content: { url: 'http://caecilia.example/q', version },
    }),
  ),
  {
    type: 'QuestionnaireResponse',
    id: 'filled-in',
    patient: 'anna',
    entries: { references: [{ param: 'questionnaire', url: 'http://caecilia.example/q', version: '2' }] },
    content: { questionnaire: 'http://caecilia.example/q|2' },
  },
];

export const string = (of: SearchParam, text: string): Criterion => ({
  kind: 'string',
  param: of,
  match: 'prefix',
  anyOf: [text],
});
export const token = (of: SearchParam, code: string): Criterion => ({
  kind: 'token',
  param: of,
  anyOf: [{ code }],
  negated: false,
});
export const chain = (of: SearchParam, type: string, criterion: Criterion): Criterion => ({
  kind: 'chain',
  param: of,
  targets: [{ type, criterion }],
});
export const has = (of: SearchParam, criterion: Criterion): Criterion => ({
  kind: 'has',
  type: of.base,
  param: of,
  criterion,
});
export const ids = (...anyOf: readonly string[]): Criterion => ({ kind: 'id', anyOf, negated: false });
export const ofPatient = (of: SearchParam, id: string): Criterion => ({
  kind: 'reference',
  param: of,
  match: 'exact',
  anyOf: [{ type: 'Patient', id }],
  negated: false,
});
export const include = (of: SearchParam | undefined, more: Partial<Include> = {}): Include => ({
  reverse: false,
  iterate: false,
  source: of?.base ?? '*',
  ...(of === undefined ? {} : { param: of }),
  ...more,
});
