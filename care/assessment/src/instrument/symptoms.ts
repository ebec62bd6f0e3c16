import type { Instrument, Item, Words } from './instrument.ts';

const symptom = (linkId: string, text: Words): Item => ({
  linkId,
  text,
  answer: {
    kind: 'scale',
    from: 0,
    to: 10,
    step: 1,
    lowest: { nl: 'helemaal niet', en: 'not at all' },
    highest: { nl: 'erger kan niet', en: 'as bad as it can be' },
  },
});

const own = (linkId: string): Item => ({
  ...symptom(linkId, { nl: 'Iets anders, namelijk', en: 'Something else, namely' }),
  named: true,
});

/**
 * How things are today, from 0 to 10. Our own words and our own list: no score of it is comparable with a published
 * instrument, it has no total, and no band says what a number means.
 */
export const symptomList: Instrument = {
  id: 'caecilia-symptoms',
  version: '1',
  name: { nl: 'Hoe gaat het vandaag', en: 'How things are today' },
  purpose: {
    nl: 'Klachten van vandaag, elk van 0 tot 10. Elke vraag mag worden overgeslagen.',
    en: 'Symptoms of today, each from 0 to 10. Every question may be skipped.',
  },
  source: 'Caecilia, own words',
  licence: { state: 'verified', basis: 'Our own text, under the licence of this project.' },
  about: 'patient',
  timeFrame: { nl: 'vandaag', en: 'today' },
  reporters: ['self', 'helped', 'proxy', 'staff'],
  items: [
    symptom('pain', { nl: 'Pijn', en: 'Pain' }),
    symptom('breathlessness', { nl: 'Benauwdheid', en: 'Being short of breath' }),
    symptom('tiredness', { nl: 'Moe zijn', en: 'Being tired' }),
    symptom('sleep', { nl: 'Slecht slapen', en: 'Sleeping badly' }),
    symptom('drowsiness', { nl: 'Suf zijn', en: 'Being drowsy' }),
    symptom('nausea', { nl: 'Misselijk zijn', en: 'Feeling sick' }),
    symptom('eating', { nl: 'Geen zin in eten', en: 'Not wanting to eat' }),
    symptom('mouth', { nl: 'Droge of zere mond', en: 'Dry or sore mouth' }),
    symptom('bowels', { nl: 'Last van de stoelgang', en: 'Trouble with the bowels' }),
    symptom('worry', { nl: 'Zorgen of angst', en: 'Worry or fear' }),
    symptom('sadness', { nl: 'Verdriet of somberheid', en: 'Sadness or low spirits' }),
    own('own-1'),
    own('own-2'),
  ],
  itemBands: [],
  answersAre: 'amounts',
  codes: [],
  profiles: [],
  withheldFromPatient: false,
};
