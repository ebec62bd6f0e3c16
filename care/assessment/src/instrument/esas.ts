import type { Instrument, Item } from './instrument.ts';

const scale = (lowest: string, highest: string): Item['answer'] => ({
  kind: 'scale',
  from: 0,
  to: 10,
  step: 1,
  lowest: { en: lowest },
  highest: { en: highest },
});

const item = (linkId: string, text: string, lowest: string, highest: string): Item => ({
  linkId,
  text: { en: text },
  answer: scale(lowest, highest),
});

/**
 * Edmonton Symptom Assessment System, revised. The English text of the form of November 2010, as its
 * authors ask unchanged: the words at both ends, the explanations between brackets and the order are those of the form. It is not here in Dutch: an official translation could not be verified.
 */
export const esasR: Instrument = {
  id: 'esas-r',
  version: '2010-11',
  name: { nl: 'ESAS-r', en: 'ESAS-r' },
  purpose: {
    nl: 'Negen klachten zoals ze nu zijn, elk van 0 tot 10, en een eigen klacht. Alleen in het Engels.',
    en: 'Nine symptoms as they are now, each from 0 to 10, and one of your own.',
  },
  source:
    'Edmonton Symptom Assessment System Revised (ESAS-r), form revised November 2010, and Administration Manual, November 2019 (Alberta Health Services, Covenant Health, University of Alberta)',
  licence: {
    state: 'verified',
    basis:
      'Administration Manual 2019: freely available for use with appropriate acknowledgement of its source; not to be modified in form or name without consent of the authors.',
    acknowledgement:
      'Edmonton Symptom Assessment System Revised (ESAS-r). Copyright Division of Palliative Care Medicine, Department of Oncology, University of Alberta.',
    conditions: 'The text may not be changed, shortened or translated.',
  },
  about: 'patient',
  timeFrame: { nl: 'nu', en: 'now' },
  instruction: { en: 'Please circle the number that best describes how you feel NOW:' },
  reporters: ['self', 'helped', 'proxy', 'staff'],
  items: [
    item('pain', 'Pain', 'No Pain', 'Worst Possible Pain'),
    item('tiredness', 'Tiredness (Tiredness = lack of energy)', 'No Tiredness', 'Worst Possible Tiredness'),
    item(
      'drowsiness',
      'Drowsiness (Drowsiness = feeling sleepy)',
      'No Drowsiness',
      'Worst Possible Drowsiness',
    ),
    item('nausea', 'Nausea', 'No Nausea', 'Worst Possible Nausea'),
    item('appetite', 'Lack of Appetite', 'No Lack of Appetite', 'Worst Possible Lack of Appetite'),
    item('breath', 'Shortness of Breath', 'No Shortness of Breath', 'Worst Possible Shortness of Breath'),
    item('depression', 'Depression (Depression = feeling sad)', 'No Depression', 'Worst Possible Depression'),
    item('anxiety', 'Anxiety (Anxiety = feeling nervous)', 'No Anxiety', 'Worst Possible Anxiety'),
    item(
      'wellbeing',
      'Wellbeing (Wellbeing = how you feel overall)',
      'Best Wellbeing',
      'Worst Possible Wellbeing',
    ),
    { ...item('other', 'Other Problem (for example constipation)', 'No', 'Worst Possible'), named: true },
  ],
  // The thresholds 4 and 7 come from studies, not from the instrument, and are not shown as its bands.
  itemBands: [],
  total: {
    from: 0,
    to: 90,
    source:
      'Total symptom distress score, 0 to 90: Hui D et al. J Pain Symptom Manage 2016;51(2):262-9. doi:10.1016/j.jpainsymman.2015.10.004',
    bands: [],
  },
  answersAre: 'amounts',
  codes: [{ system: 'http://snomed.info/sct', code: '451021004' }],
  profiles: [],
  withheldFromPatient: false,
};
