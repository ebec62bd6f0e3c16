import type { Instrument, Words } from './instrument.ts';

/** A clinician's statement on a date. It predicts nothing and orders no list; the patient sees it after release. */
export const surpriseQuestion: Instrument = {
  id: 'surprise-question',
  version: '12-months.1',
  name: { nl: 'Verrassingsvraag', en: 'Surprise question' },
  purpose: {
    nl: 'Een uitspraak van een zorgverlener over het komende jaar.',
    en: 'A statement of a clinician about the coming year.',
  },
  source:
    'Lynn; see Romo RD, Lynn J. CMAJ 2017;189(33):E1072. doi:10.1503/cmaj.733231, and White N et al. BMC Medicine 2017;15:139. doi:10.1186/s12916-017-0907-4',
  licence: {
    state: 'verified',
    basis: 'One question, printed in open access articles; asked here in our own words.',
  },
  about: 'patient',
  timeFrame: { nl: 'de komende 12 maanden', en: 'the next 12 months' },
  reporters: ['staff'],
  items: [
    {
      linkId: 'surprise',
      text: {
        nl: 'Zou het u verbazen als deze patiënt binnen 12 maanden overlijdt?',
        en: 'Would it surprise you if this patient died within 12 months?',
      },
      answer: {
        kind: 'choice',
        options: [
          { value: 1, text: { nl: 'Ja, dat zou mij verbazen', en: 'Yes, it would surprise me' } },
          { value: 0, text: { nl: 'Nee, dat zou mij niet verbazen', en: 'No, it would not surprise me' } },
        ],
      },
    },
  ],
  itemBands: [],
  answersAre: 'statements',
  codes: [],
  profiles: [],
  withheldFromPatient: true,
};

const TIMES: readonly Words[] = [
  { nl: 'Het gaat nu al niet meer', en: 'I cannot go on now' },
  { nl: 'Een paar dagen', en: 'A few days' },
  { nl: 'Een paar weken', en: 'A few weeks' },
  { nl: 'Een paar maanden', en: 'A few months' },
  { nl: 'Langer', en: 'Longer' },
];

/** One question to somebody who gives care, in our own words; it is not the published perseverance time. */
export const carerQuestion: Instrument = {
  id: 'caecilia-carer-time',
  version: '1',
  name: { nl: 'Hoe lang gaat het zo nog', en: 'How long can this go on' },
  purpose: {
    nl: 'Een vraag aan de naaste: hoe lang is de zorg zo nog vol te houden?',
    en: 'One question to the carer: how long can they go on caring like this?',
  },
  source: 'Caecilia, own words',
  licence: { state: 'verified', basis: 'Our own text, under the licence of this project.' },
  about: 'carer',
  reporters: ['self', 'helped'],
  items: [
    {
      linkId: 'carer-time',
      text: {
        nl: 'Hoe lang kunt u de zorg zo nog volhouden?',
        en: 'How long can you keep caring the way you do now?',
      },
      answer: { kind: 'choice', options: TIMES.map((text, value) => ({ value, text })) },
    },
  ],
  itemBands: [],
  answersAre: 'statements',
  codes: [],
  profiles: [],
  withheldFromPatient: true,
};
