import type { Instrument, Option, Words } from './instrument.ts';

/** What is normal or possible at each level, in our own words. Source: Abernethy 2005, table 1. */
const LEVELS: readonly (readonly [value: number, words: Words])[] = [
  [100, { nl: 'Normaal, geen klachten', en: 'Normal, no complaints' }],
  [90, { nl: 'Normale activiteiten, geringe klachten', en: 'Normal activity, minor symptoms' }],
  [80, { nl: 'Normale activiteiten, maar met moeite', en: 'Normal activity, but with effort' }],
  [
    70,
    {
      nl: 'Zorgt voor zichzelf; werken of normale activiteiten gaan niet',
      en: 'Cares for self; no work or normal activity',
    },
  ],
  [60, { nl: 'Heeft af en toe hulp nodig', en: 'Needs help now and then' }],
  [50, { nl: 'Heeft veel hulp en vaak zorg nodig', en: 'Needs considerable help and frequent care' }],
  [40, { nl: 'Meer dan de helft van de tijd in bed', en: 'In bed more than half of the time' }],
  [30, { nl: 'Bijna altijd in bed', en: 'Almost completely in bed' }],
  [
    20,
    {
      nl: 'Altijd in bed, veel verpleging door professionals of naasten',
      en: 'Always in bed, extensive nursing by professionals or family',
    },
  ],
  [10, { nl: 'In coma of nauwelijks wekbaar', en: 'Comatose or barely rousable' }],
  [0, { nl: 'Overleden', en: 'Dead' }],
];

const options: readonly Option[] = LEVELS.map(([value, text]) => ({ value, text }));

/**
 * Australia-modified Karnofsky Performance Status: 0 to 100 in tens, higher is better. It has no code of its own that
 * could be verified; LOINC 89243-0 is the Karnofsky scale, which is another instrument and must not share a code.
 */
export const akps: Instrument = {
  id: 'akps',
  version: '2005.1',
  name: { nl: 'AKPS', en: 'AKPS' },
  purpose: {
    nl: 'Hoeveel iemand nog zelf kan, van 100 (alles) tot 0.',
    en: 'How much a person can still do, from 100 (everything) to 0.',
  },
  source:
    'Abernethy AP et al. The Australia-modified Karnofsky Performance Status (AKPS) scale. BMC Palliative Care 2005;4:7. doi:10.1186/1472-684X-4-7',
  licence: {
    state: 'verified',
    basis: 'Published in an open access journal; the levels are in our own words.',
    acknowledgement: 'AKPS: Abernethy et al., BMC Palliative Care 2005;4:7.',
  },
  about: 'patient',
  reporters: ['staff'],
  items: [
    {
      linkId: 'akps',
      text: { nl: 'Hoeveel kan de patiënt nu zelf?', en: 'What can the patient do now?' },
      answer: { kind: 'choice', options },
    },
  ],
  itemBands: [],
  answersAre: 'amounts',
  codes: [],
  profiles: [],
  withheldFromPatient: false,
};
