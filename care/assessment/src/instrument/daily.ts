import type { Band, Instrument, Item, Words } from './instrument.ts';

const SNOMED = 'http://snomed.info/sct';

/** Levels from 0 up, as the zib has them, in our own short words. */
const levels = (linkId: string, text: Words, ...answers: readonly Words[]): Item => ({
  linkId,
  text,
  answer: { kind: 'choice', options: answers.map((words, value) => ({ value, text: words })) },
});

const ZIB = 'zib BarthelADLIndex 3.1 (2020), TotalScore';
const DEPENDENT: Words = { nl: 'afhankelijk', en: 'dependent' };
const INDEPENDENT: Words = { nl: 'zelfstandig', en: 'independent' };
const HELP: Words = { nl: 'met hulp', en: 'with help' };

const barthelBand = (from: number, to: number, label: Words): Band => ({ from, to, label, source: ZIB });

/**
 * Barthel ADL index, ten items, 0 to 20, higher is better. The codes of all answers could not be read, so the record
 * carries the total as the profile has it, and the answers in the response only.
 */
export const barthel: Instrument = {
  id: 'barthel',
  version: 'zib-3.1-2020.1',
  name: { nl: 'Barthel-index', en: 'Barthel ADL index' },
  purpose: {
    nl: 'Tien dagelijkse handelingen: wat gaat zelf, waarbij is hulp nodig.',
    en: 'Ten daily activities: what is done alone, and what with help.',
  },
  source:
    'zib BarthelADLIndex 3.1 (2020), profile nl-core-BarthelADLIndex; Mahoney FI, Barthel D. Md State Med J 1965;14:56-61',
  licence: {
    state: 'verified',
    basis:
      'The profile of Nictiz is under CC0 1.0. The Maryland State Medical Society, which holds the copyright of the index, lets it be used freely for non-commercial purposes with the citation (read in a secondary source). Texts are in our own short words.',
    acknowledgement:
      'Barthel index: Mahoney FI, Barthel D. Functional evaluation: the Barthel Index. Maryland State Med Journal 1965;14:56-61.',
    conditions: 'Non-commercial use, with the citation.',
  },
  about: 'patient',
  reporters: ['staff'],
  items: [
    levels(
      'bowels',
      { nl: 'Darm, afgelopen week', en: 'Bowels, past week' },
      { nl: 'incontinent, of klysma nodig', en: 'incontinent, or needs an enema' },
      { nl: 'hooguit een ongelukje per week', en: 'at most one accident a week' },
      { nl: 'continent', en: 'continent' },
    ),
    levels(
      'bladder',
      { nl: 'Blaas, afgelopen week', en: 'Bladder, past week' },
      { nl: 'incontinent, of katheter nodig', en: 'incontinent, or needs a catheter' },
      { nl: 'hooguit een ongelukje per etmaal', en: 'at most one accident in 24 hours' },
      { nl: 'continent, of verzorgt zelf de katheter', en: 'continent, or manages own catheter' },
    ),
    levels('grooming', { nl: 'Uiterlijke verzorging', en: 'Grooming' }, DEPENDENT, INDEPENDENT),
    levels('toilet', { nl: 'Toiletgebruik', en: 'Toilet use' }, DEPENDENT, HELP, INDEPENDENT),
    levels('feeding', { nl: 'Eten', en: 'Feeding' }, DEPENDENT, HELP, INDEPENDENT),
    levels(
      'transfers',
      { nl: 'Van bed naar stoel en terug', en: 'Bed to chair and back' },
      { nl: 'kan niet zitten, tillift nodig', en: 'cannot sit up, needs a hoist' },
      { nl: 'veel hulp', en: 'major help' },
      { nl: 'weinig hulp', en: 'minor help' },
      INDEPENDENT,
    ),
    levels(
      'mobility',
      { nl: 'Zich verplaatsen', en: 'Mobility' },
      DEPENDENT,
      { nl: 'zelfstandig met rolstoel', en: 'independent with a wheelchair' },
      { nl: 'loopt met hulp van iemand', en: 'walks with help of one person' },
      INDEPENDENT,
    ),
    levels('dressing', { nl: 'Aan- en uitkleden', en: 'Dressing' }, DEPENDENT, HELP, INDEPENDENT),
    levels('stairs', { nl: 'Trappen lopen', en: 'Stairs' }, DEPENDENT, HELP, INDEPENDENT),
    levels('bathing', { nl: 'Baden of douchen', en: 'Bathing' }, DEPENDENT, INDEPENDENT),
  ],
  itemBands: [],
  total: {
    from: 0,
    to: 20,
    source: ZIB,
    bands: [
      barthelBand(0, 9, { nl: 'ernstig afhankelijk', en: 'serious dependence' }),
      barthelBand(10, 19, { nl: 'licht afhankelijk', en: 'slight dependence' }),
      barthelBand(20, 20, { nl: 'zelfstandig', en: 'independence' }),
    ],
  },
  answersAre: 'amounts',
  codes: [{ system: SNOMED, code: '273302005' }],
  profiles: ['http://nictiz.nl/fhir/StructureDefinition/nl-core-BarthelADLIndex'],
  withheldFromPatient: false,
};

const assistance = (linkId: string, text: Words): Item => ({
  linkId,
  text,
  answer: {
    kind: 'choice',
    options: [
      { value: 1, text: { nl: 'zelf, of met toezicht', en: 'alone, or with supervision' } },
      { value: 3, text: { nl: 'beperkte hulp bij het bewegen', en: 'limited physical help' } },
      { value: 4, text: { nl: 'meer hulp, maar niet van twee', en: 'more help, but not of two people' } },
      { value: 5, text: { nl: 'hulp van twee of meer mensen', en: 'help of two or more people' } },
    ],
  },
});

/** Help with four activities, 4 to 18, higher is more help. A 2 exists for eating only. */
export const rugAdl: Instrument = {
  id: 'rug-adl',
  version: 'meteor-446314.1',
  name: { nl: 'RUG-ADL', en: 'RUG-ADL' },
  purpose: {
    nl: 'Hoeveel hulp nodig is bij vier dagelijkse handelingen.',
    en: 'How much help four daily activities take.',
  },
  source:
    'Resource Utilisation Groups - Activities of Daily Living, METEOR value domain 446314 (Australian Institute of Health and Welfare)',
  licence: {
    state: 'verified',
    basis: 'Values and sum are published in the metadata register METEOR; the levels are in our own words.',
    acknowledgement: 'RUG-ADL: as in METEOR 446314, Australian Institute of Health and Welfare.',
  },
  about: 'patient',
  reporters: ['staff'],
  items: [
    assistance('bed', { nl: 'Bewegen in bed', en: 'Moving in bed' }),
    assistance('toilet', { nl: 'Naar het toilet', en: 'Toileting' }),
    assistance('transfer', { nl: 'Van bed naar stoel', en: 'Transfer from bed to chair' }),
    {
      linkId: 'eating',
      text: { nl: 'Eten', en: 'Eating' },
      answer: {
        kind: 'choice',
        options: [
          { value: 1, text: { nl: 'zelf, of met toezicht', en: 'alone, or with supervision' } },
          { value: 2, text: { nl: 'beperkte hulp', en: 'limited help' } },
          { value: 3, text: { nl: 'veel hulp, of sondevoeding', en: 'much help, or tube fed' } },
        ],
      },
    },
  ],
  itemBands: [],
  total: { from: 4, to: 18, source: 'METEOR value domain 446314', bands: [] },
  answersAre: 'amounts',
  codes: [],
  profiles: [],
  withheldFromPatient: false,
};
