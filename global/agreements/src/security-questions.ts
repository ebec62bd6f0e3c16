import type { Words } from './words.ts';

/** How much looking at an answer asks for. */
export const SECURITY_LEVELS = ['low', 'adviser', 'committee'] as const;
export type SecurityLevel = (typeof SECURITY_LEVELS)[number];

export const SECURITY_GROUNDS = ['content', 'country', 'partner'] as const;
export type SecurityGround = (typeof SECURITY_GROUNDS)[number];

export const GROUND_NAMES: Readonly<Record<SecurityGround, Words>> = {
  content: { nl: 'inhoud', en: 'content' },
  country: { nl: 'land', en: 'country' },
  partner: { nl: 'partner', en: 'partner' },
};

/** One question. `yes` is the level that a yes asks for; not knowing asks for an adviser at least. */
export interface SecurityQuestion {
  readonly code: string;
  readonly ground: SecurityGround;
  readonly yes: Exclude<SecurityLevel, 'low'>;
  readonly text: Words;
}

/**
 * The questions, in our own words, along the three grounds that universities look at: what it is about, where, and with
 * whom. No country is named: which one gives reason for concern changes, and is for a person to judge.
 */
export const SECURITY_QUESTIONS: readonly SecurityQuestion[] = [
  {
    code: 'content-dual-use',
    ground: 'content',
    yes: 'committee',
    text: {
      nl: 'Gaat het om kennis, techniek of materiaal op de Europese lijst van goederen voor tweeërlei gebruik?',
      en: 'Is it about knowledge, technology or material on the European list of dual-use items?',
    },
  },
  {
    code: 'content-against-people',
    ground: 'content',
    yes: 'committee',
    text: {
      nl: 'Kunnen de uitkomsten dienen om groepen mensen te volgen, te selecteren of te schaden?',
      en: 'Could the results be used to watch, to select or to harm groups of people?',
    },
  },
  {
    code: 'content-patient-data',
    ground: 'content',
    yes: 'adviser',
    text: {
      nl: 'Gaan gegevens van patiënten of lichaamsmateriaal naar de partner?',
      en: 'Do data of patients, or samples of them, go to the partner?',
    },
  },
  {
    code: 'content-access',
    ground: 'content',
    yes: 'adviser',
    text: {
      nl: 'Krijgt de partner meer toegang tot onze gebouwen, netwerken of systemen dan een bezoeker?',
      en: 'Does the partner get more access to our buildings, networks or systems than a visitor has?',
    },
  },
  {
    code: 'country-sanctions',
    ground: 'country',
    yes: 'committee',
    text: {
      nl: 'Gelden voor dit land sancties van de EU of de VN die dit werk raken?',
      en: 'Is the country under sanctions of the EU or the UN that touch this work?',
    },
  },
  {
    code: 'country-duty-to-share',
    ground: 'country',
    yes: 'adviser',
    text: {
      nl: 'Kan de staat daar de partner verplichten om kennis of gegevens af te geven?',
      en: 'Can the state there oblige the partner to hand over knowledge or data?',
    },
  },
  {
    code: 'country-freedom',
    ground: 'country',
    yes: 'adviser',
    text: {
      nl: 'Geven academische vrijheid of mensenrechten daar reden tot zorg over dit werk of wie het doet?',
      en: 'Do academic freedom or human rights there give reason for concern about this work or who does it?',
    },
  },
  {
    code: 'partner-sanctions',
    ground: 'partner',
    yes: 'committee',
    text: {
      nl: 'Staat de partner, of wie erachter zit, op een sanctielijst?',
      en: 'Is the partner, or who stands behind it, on a list of sanctions?',
    },
  },
  {
    code: 'partner-armed-forces',
    ground: 'partner',
    yes: 'committee',
    text: {
      nl: 'Heeft de partner banden met een leger of een veiligheidsdienst?',
      en: 'Has the partner ties with armed forces or a security service?',
    },
  },
  {
    code: 'partner-owner-unclear',
    ground: 'partner',
    yes: 'adviser',
    text: {
      nl: 'Is onduidelijk wie de partner bezit of betaalt?',
      en: 'Is it unclear who owns or pays the partner?',
    },
  },
  {
    code: 'partner-conditions',
    ground: 'partner',
    yes: 'adviser',
    text: {
      nl: 'Vraagt de partner om grenzen aan publiceren, of om alle rechten op de uitkomsten?',
      en: 'Does the partner ask for limits on publishing, or for all rights to the results?',
    },
  },
];
