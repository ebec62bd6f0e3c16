import type { Words } from '../instrument/instrument.ts';

/** Where a topic belongs: the four dimensions of palliative care, practical matters, and the end of life. */
export const TOPIC_GROUPS = [
  'physical',
  'psychological',
  'social',
  'spiritual',
  'practical',
  'endOfLife',
] as const;

export type TopicGroup = (typeof TOPIC_GROUPS)[number];

/** Who prepares: the patient, or somebody close for themselves. */
export const PREPARING = ['patient', 'carer'] as const;

export type Preparing = (typeof PREPARING)[number];

/** Something to talk about, in the words of who may tick it. */
export interface Topic {
  /** Stable; what was ticked is kept under it. */
  readonly id: string;
  readonly group: TopicGroup;
  readonly patient: Words;
  readonly carer: Words;
}

/**
 * Version of the list. A version has one meaning for ever: another text, or another topic under an id, is another
 * version (a test pins it).
 */
export const TOPICS_VERSION = '1';

/**
 * What people may want to talk about. Our own words and our own choice, in plain language; no text of a published
 * conversation aid or problem list, and no score comes of it.
 */
export const TOPICS: readonly Topic[] = [
  topic('physical', 'symptoms', {
    patient: ['Wat er aan mijn klachten te doen is', 'What can be done about my symptoms'],
    carer: ['Wat ik kan doen bij klachten', 'What I can do when there are symptoms'],
  }),
  topic('physical', 'worse', {
    patient: ['Wat ik doe als mijn klachten erger worden', 'What to do when my symptoms get worse'],
    carer: ['Wat we doen als het erger wordt', 'What we do when things get worse'],
  }),
  topic('physical', 'medicines', {
    patient: ['Mijn medicijnen', 'My medicines'],
    carer: ['De medicijnen, en wat ik daarbij doe', 'The medicines, and what I do about them'],
  }),
  topic('physical', 'strength', {
    patient: ['Eten, slapen, moe zijn', 'Eating, sleeping, being tired'],
    carer: ['Mijn eigen gezondheid en slaap', 'My own health and sleep'],
  }),
  topic('psychological', 'fear', {
    patient: ['Waar ik bang voor ben', 'What I am afraid of'],
    carer: ['Waar ik bang voor ben', 'What I am afraid of'],
  }),
  topic('psychological', 'sadness', {
    patient: ['Verdriet, boosheid of somberheid', 'Sadness, anger or low spirits'],
    carer: ['Verdriet, boosheid of somberheid', 'Sadness, anger or low spirits'],
  }),
  topic('psychological', 'deciding', {
    patient: ['Zelf blijven kiezen', 'Going on making my own choices'],
    carer: ['Meedenken en meebeslissen', 'Having a say in decisions'],
  }),
  topic('social', 'family', {
    patient: ['Hoe het met mijn familie gaat', 'How my family is doing'],
    carer: ['Hoe het met mij gaat', 'How I am doing'],
  }),
  topic('social', 'talking', {
    patient: [
      'Hoe ik er thuis over praat, ook met kinderen',
      'How to talk about it at home, also with children',
    ],
    carer: [
      'Hoe wij er samen over praten, ook met kinderen',
      'How we talk about it together, also with children',
    ],
  }),
  topic('social', 'closeness', {
    patient: ['Liefde, aanraken en vrijen', 'Love, touch and sex'],
    carer: ['Liefde, aanraken en vrijen', 'Love, touch and sex'],
  }),
  topic('spiritual', 'meaning', {
    patient: ['Wat voor mij belangrijk is', 'What matters to me'],
    carer: ['Wat voor mij belangrijk is', 'What matters to me'],
  }),
  topic('spiritual', 'strengthFrom', {
    patient: ['Mijn geloof, of wat mij kracht geeft', 'My faith, or what gives me strength'],
    carer: ['Mijn geloof, of wat mij kracht geeft', 'My faith, or what gives me strength'],
  }),
  topic('spiritual', 'unfinished', {
    patient: ['Iets dat ik nog wil doen of zeggen', 'Something I still want to do or say'],
    carer: ['Iets dat ik nog wil doen of zeggen', 'Something I still want to do or say'],
  }),
  topic('practical', 'help', {
    patient: ['Hulp en hulpmiddelen thuis', 'Help and aids at home'],
    carer: ['Hulp en hulpmiddelen thuis', 'Help and aids at home'],
  }),
  topic('practical', 'call', {
    patient: ['Wie ik kan bellen, ook in de nacht', 'Whom I can call, also at night'],
    carer: ['Wie ik kan bellen, ook in de nacht', 'Whom I can call, also at night'],
  }),
  topic('practical', 'money', {
    patient: ['Geld, werk en papieren', 'Money, work and papers'],
    carer: ['Geld, werk en papieren', 'Money, work and papers'],
  }),
  topic('practical', 'carrying', {
    patient: ['Of mijn naaste het volhoudt', 'Whether those close to me can keep going'],
    carer: ['Of ik het volhoud, en even vrij kan zijn', 'Whether I can keep going, and have a break'],
  }),
  topic('endOfLife', 'course', {
    patient: ['Hoe mijn ziekte verder kan gaan', 'How my illness may go on'],
    carer: ['Hoe de ziekte verder kan gaan', 'How the illness may go on'],
  }),
  topic('endOfLife', 'treatment', {
    patient: [
      'Welke behandeling ik wel of niet meer wil',
      'Which treatment I want, and which I do not want any more',
    ],
    carer: ['Welke behandeling nog goed is', 'Which treatment is still right'],
  }),
  topic('endOfLife', 'place', {
    patient: ['Waar ik wil zijn als het slechter gaat', 'Where I want to be when I get worse'],
    carer: ['Waar wij zijn als het slechter gaat', 'Where we are when things get worse'],
  }),
  topic('endOfLife', 'dying', {
    patient: ['Hoe sterven gaat', 'What dying is like'],
    carer: ['Hoe sterven gaat', 'What dying is like'],
  }),
  topic('endOfLife', 'afterwards', {
    patient: ['Wat er na mijn dood geregeld moet zijn', 'What has to be arranged after my death'],
    carer: ['Hoe het daarna met mij gaat', 'How I will be afterwards'],
  }),
];

type Texts = Readonly<Record<Preparing, readonly [nl: string, en: string]>>;

function topic(group: TopicGroup, id: string, { patient, carer }: Texts): Topic {
  return { id, group, patient: words(patient), carer: words(carer) };
}

function words([nl, en]: Texts['patient']): Words {
  return { nl, en };
}

/** A topic of this version of the list; undefined for another. */
export function topicOf(id: string): Topic | undefined {
  return TOPICS.find((each) => each.id === id);
}
