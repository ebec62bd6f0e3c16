import type { Band, Instrument, LicenceState, Words } from './instrument.ts';

/** An instrument that the field uses and whose text is not here. It can be listed and explained, and not filled in. */
interface Named {
  readonly id: string;
  readonly name: Words;
  readonly purpose: Words;
  readonly source: string;
  readonly state: Exclude<LicenceState, 'verified'>;
  readonly basis: string;
  readonly about?: 'carer';
  readonly itemBands?: readonly Band[];
}

const withoutText = ({ id, name, purpose, source, state, basis, about, itemBands }: Named): Instrument => ({
  id,
  version: 'none',
  name,
  purpose,
  source,
  licence: { state, basis },
  about: about ?? 'patient',
  reporters: ['self', 'helped', 'proxy', 'staff'],
  items: [],
  itemBands: itemBands ?? [],
  answersAre: 'amounts',
  codes: [],
  profiles: [],
  withheldFromPatient: false,
});

const SAS_SOURCE =
  'Daveson BA et al. PLOS ONE 2021. doi:10.1371/journal.pone.0247250, as quoted by AIHW, national palliative care measure 1.1';

/** Bands of a distress score of the PCOC Symptom Assessment Scale, 0 to 10. */
export const SAS_BANDS: readonly Band[] = [
  { from: 0, to: 0, label: { nl: 'afwezig', en: 'absent' }, source: SAS_SOURCE },
  { from: 1, to: 3, label: { nl: 'licht', en: 'mild' }, source: SAS_SOURCE },
  { from: 4, to: 7, label: { nl: 'matig', en: 'moderate' }, source: SAS_SOURCE },
  { from: 8, to: 10, label: { nl: 'ernstig', en: 'severe' }, source: SAS_SOURCE },
];

export const unlicensed: readonly Instrument[] = [
  withoutText({
    id: 'perseverance-time',
    name: { nl: 'Volhoudtijd', en: 'Perseverance time' },
    purpose: {
      nl: 'Hoe lang een naaste de zorg zo nog kan volhouden.',
      en: 'How long a carer can go on as it is.',
    },
    source:
      'Kraijo H et al. BMC Nursing 2015;14. doi:10.1186/s12912-015-0107-5; Richters A et al. Alzheimers Res Ther 2017;9:26. doi:10.1186/s13195-017-0251-0',
    state: 'unverified',
    basis:
      'Of the six answers not all bounds were read in a source (one month is missing). The own question caecilia-carer-time takes its place until then.',
    about: 'carer',
  }),
  withoutText({
    id: 'sas',
    name: { nl: 'SAS (PCOC)', en: 'SAS (PCOC)' },
    purpose: { nl: 'Last van zeven klachten, 0 tot 10.', en: 'Distress by seven symptoms, 0 to 10.' },
    source: SAS_SOURCE,
    state: 'permission-needed',
    basis: 'Ask PCOC, University of Wollongong.',
    itemBands: SAS_BANDS,
  }),
  withoutText({
    id: 'pcpss',
    name: { nl: 'PCPSS (PCOC)', en: 'PCPSS (PCOC)' },
    purpose: {
      nl: 'Ernst van problemen in vier gebieden, door een zorgverlener.',
      en: 'Severity of problems in four areas, by a clinician.',
    },
    source: 'Palliative Care Outcomes Collaboration (PCOC)',
    state: 'permission-needed',
    basis: 'Ask PCOC, University of Wollongong. The words of the levels were not verified.',
  }),
  withoutText({
    id: 'ipos',
    name: { nl: 'IPOS', en: 'IPOS' },
    purpose: {
      nl: 'Klachten en zorgen van patiënt en naasten.',
      en: 'Symptoms and concerns of patient and family.',
    },
    source: 'Palliative care Outcome Scale, King’s College London',
    state: 'permission-needed',
    basis:
      'Register at pos-pal.org first; subscales, reversed items and the Dutch version were not verified.',
  }),
  withoutText({
    id: 'usd',
    name: { nl: 'USD', en: 'Utrecht Symptom Diary' },
    purpose: { nl: 'Twaalf klachten, 0 tot 10.', en: 'Twelve symptoms, 0 to 10.' },
    source: 'UMC Utrecht',
    state: 'permission-needed',
    basis: 'Ask UMC Utrecht.',
  }),
  withoutText({
    id: 'usd-4d',
    name: { nl: 'USD-4D', en: 'Utrecht Symptom Diary 4 Dimensional' },
    purpose: {
      nl: 'USD met vragen over de sociale en spirituele dimensie.',
      en: 'USD with questions on the social and spiritual dimension.',
    },
    source: 'UMC Utrecht',
    state: 'permission-needed',
    basis: 'Ask UMC Utrecht; the list of items was not verified.',
  }),
  withoutText({
    id: 'lastmeter',
    name: { nl: 'Lastmeter', en: 'Distress thermometer (Dutch version)' },
    purpose: {
      nl: 'Last van 0 tot 10, met een lijst problemen.',
      en: 'Distress from 0 to 10, with a list of problems.',
    },
    source: 'NCCN; IKNL for the Dutch version',
    state: 'permission-needed',
    basis: 'Ask NCCN and IKNL; sources differ on the length of the list.',
  }),
  withoutText({
    id: 'pps',
    name: { nl: 'PPSv2', en: 'Palliative Performance Scale v2' },
    purpose: {
      nl: 'Functioneren in elf niveaus. Gebruik AKPS.',
      en: 'Performance in eleven levels. Use AKPS.',
    },
    source: 'Victoria Hospice Society',
    state: 'permission-needed',
    basis: 'Permission is required for use by groups and in records.',
  }),
  withoutText({
    id: 'csi',
    name: { nl: 'CSI', en: 'Caregiver Strain Index' },
    purpose: { nl: 'Belasting van de naaste.', en: 'Strain of the carer.' },
    source: 'Dutch version of 1995',
    state: 'unverified',
    basis: 'Terms of use and the cut-off were not verified.',
    about: 'carer',
  }),
  withoutText({
    id: 'ediz',
    name: { nl: 'EDIZ', en: 'EDIZ' },
    purpose: { nl: 'Ervaren druk door mantelzorg.', en: 'Pressure felt by informal care.' },
    source: 'Dutch instrument',
    state: 'unverified',
    basis: 'Terms of use and scoring were not verified.',
    about: 'carer',
  }),
  withoutText({
    id: 'csnat',
    name: { nl: 'CSNAT', en: 'CSNAT' },
    purpose: { nl: 'Wat de naaste nodig heeft.', en: 'Support needs of the carer.' },
    source: 'Carer Support Needs Assessment Tool',
    state: 'permission-needed',
    basis: 'Licence depends on the use; ask the owners.',
    about: 'carer',
  }),
];
