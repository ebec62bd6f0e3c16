import type { Band, Instrument, Item, Words } from './instrument.ts';

/** Nictiz' own codes of the items (code system of the zib, nl-core-DOSScore). */
const ZIB_ITEMS = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.0.1';
const PROFILE = 'http://nictiz.nl/fhir/StructureDefinition/';
const SNOMED = 'http://snomed.info/sct';

const NEVER: Words = { nl: 'nooit', en: 'never' };
const SOMETIMES: Words = { nl: 'soms tot altijd', en: 'sometimes to always' };

/** `good`: what is seen in people without a delirium, so that "never" counts. */
const dosItem = (linkId: string, code: string, text: Words, good = false): Item => ({
  linkId,
  text,
  code: { system: ZIB_ITEMS, code },
  answer: {
    kind: 'choice',
    options: [
      { value: good ? 1 : 0, text: NEVER },
      { value: good ? 0 : 1, text: SOMETIMES },
    ],
  },
});

/**
 * Delirium Observation Screening, thirteen observations of one shift, 0 to 13. Item, code and score: profile
 * nl-core-DOSScore. "Unable to observe" is not an answer there, and makes no total here.
 */
export const dos: Instrument = {
  id: 'dos',
  version: 'zib-1.0-2020.1',
  name: { nl: 'DOS', en: 'DOS' },
  purpose: {
    nl: 'Dertien observaties in een dienst, om een delier op tijd te zien.',
    en: 'Thirteen observations in one shift, to see a delirium in time.',
  },
  source:
    'zib DOSScore 1.0 (2020), profile nl-core-DOSScore; Schuurmans MJ et al. Res Theory Nurs Pract 2003;17(1):31-50',
  licence: {
    state: 'verified',
    basis:
      'The profile of Nictiz with the thirteen observations and their scores is under CC0 1.0, and the scale is printed in an open access article (Implementation Science 2012;7:13, table 1). Texts are in our own short words. The terms of the authors themselves were not read.',
    acknowledgement: 'Delirium Observation Screening Scale: Schuurmans, Shortridge-Baggett, Duursma 2003.',
  },
  about: 'patient',
  timeFrame: { nl: 'deze dienst', en: 'this shift' },
  reporters: ['staff'],
  items: [
    dosItem('dozes', '18007006', {
      nl: 'Zakt weg tijdens gesprek of bezigheden',
      en: 'Dozes off while talking or doing things',
    }),
    dosItem('distracted', '18007007', { nl: 'Is snel afgeleid', en: 'Is easily distracted' }),
    dosItem('attention', '18007008', { nl: 'Houdt de aandacht erbij', en: 'Keeps attention' }, true),
    dosItem('unfinished', '18007009', {
      nl: 'Maakt vraag of antwoord niet af',
      en: 'Leaves question or answer unfinished',
    }),
    dosItem('misfit', '18007010', {
      nl: 'Geeft antwoorden die niet passen',
      en: 'Gives answers that do not fit',
    }),
    dosItem('slow', '18007011', {
      nl: 'Reageert traag op opdrachten',
      en: 'Reacts slowly to what is asked',
    }),
    dosItem('elsewhere', '18007012', { nl: 'Denkt ergens anders te zijn', en: 'Thinks to be elsewhere' }),
    dosItem(
      'part-of-day',
      '18007013',
      { nl: 'Weet welk dagdeel het is', en: 'Knows the part of the day' },
      true,
    ),
    dosItem('recent', '18007014', { nl: 'Weet wat er net is gebeurd', en: 'Remembers recent events' }, true),
    dosItem('restless', '18007015', { nl: 'Is plukkerig en rusteloos', en: 'Picks and is restless' }),
    dosItem('wires', '18007016', { nl: 'Trekt aan infuus of slangen', en: 'Pulls at lines or tubes' }),
    dosItem('emotional', '18007017', {
      nl: 'Is snel of plotseling geëmotioneerd',
      en: 'Is suddenly emotional',
    }),
    dosItem('hallucinations', '18007018', {
      nl: 'Ziet of hoort dingen die er niet zijn',
      en: 'Sees or hears what is not there',
    }),
  ],
  itemBands: [],
  // The cut-off belongs to the mean of a day's three shifts, not to one shift: see `dosDay`.
  total: { from: 0, to: 13, source: 'zib DOSScore 1.0 (2020), DOSScoreTotal per shift', bands: [] },
  answersAre: 'amounts',
  codes: [{ system: SNOMED, code: '55681000146102' }],
  profiles: [`${PROFILE}nl-core-DOSScore`],
  withheldFromPatient: false,
};

/** Of a day's final score. The text of the zib says "< 3" and "> 3", and nothing of 3 itself; the scale itself says 3 or more. */
export const DOS_DAY_BANDS: readonly Band[] = [
  {
    from: 0,
    to: 2.999,
    label: { nl: 'waarschijnlijk geen delier', en: 'probably no delirium' },
    source: 'Schuurmans 2003, as printed in Implementation Science 2012;7:13, table 1',
  },
  {
    from: 3,
    to: 13,
    label: { nl: 'waarschijnlijk een delier', en: 'probably a delirium' },
    source: 'Schuurmans 2003, as printed in Implementation Science 2012;7:13, table 1',
  },
];

/** Pain from 0 to 10 (numeric rating scale). The zib defines no bands. */
export const painNrs: Instrument = {
  id: 'pain-nrs',
  version: 'zib-4.0-2020.1',
  name: { nl: 'Pijnscore (NRS)', en: 'Pain score (NRS)' },
  purpose: { nl: 'Pijn van 0 tot 10.', en: 'Pain from 0 to 10.' },
  source: 'zib PainScore 4.0 (2020), profile nl-core-PainScore',
  licence: {
    state: 'verified',
    basis: 'A number from 0 to 10; the profile of Nictiz is under CC0 1.0; the question is in our own words.',
  },
  about: 'patient',
  reporters: ['self', 'helped', 'proxy', 'staff'],
  items: [
    {
      linkId: 'pain',
      text: { nl: 'Hoeveel pijn hebt u?', en: 'How much pain do you have?' },
      answer: {
        kind: 'scale',
        from: 0,
        to: 10,
        step: 1,
        lowest: { nl: 'geen pijn', en: 'no pain' },
        highest: { nl: 'de ergste pijn die ik mij kan voorstellen', en: 'the worst pain I can imagine' },
      },
    },
  ],
  itemBands: [],
  answersAre: 'amounts',
  codes: [{ system: SNOMED, code: '225908003' }],
  profiles: [`${PROFILE}nl-core-PainScore`],
  method: { system: 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.9.1', code: 'NRS' },
  withheldFromPatient: false,
};
