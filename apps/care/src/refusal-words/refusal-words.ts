import type { ProblemCode } from '@caecilia/kernel';
import type { Language } from '@caecilia/ui';
import { assessment } from './assessment.nl.ts';
import { careplan } from './careplan.nl.ts';
import { consultation } from './consultation.nl.ts';
import { desk } from './desk.nl.ts';
import { exchange } from './exchange.nl.ts';
import { letter } from './letter.nl.ts';
import { mdt } from './mdt.nl.ts';
import { scenario } from './scenario.nl.ts';
import { stay } from './stay.nl.ts';
import { team } from './team.nl.ts';

/**
 * Sentences of rules and what they are in Dutch. A `{}` stands for what the rule fills in: in the sentence for anything,
 * in the Dutch for the same in order; Dutch words may leave out what is a word of the code.
 */
export type RefusalWords = Readonly<Record<string, string>>;

/** Every refusal that can reach a screen of the app. A test reads the rules, and fails for one that is not here. */
export const DUTCH: RefusalWords = {
  ...assessment,
  ...careplan,
  ...consultation,
  ...desk,
  ...exchange,
  ...letter,
  ...mdt,
  ...scenario,
  ...stay,
  ...team,
};

/** What is said where a rule of another floor refuses: its sentence is for who builds on the FHIR interface. */
const BY_CODE: Readonly<Record<Language, Readonly<Record<ProblemCode, string>>>> = {
  nl: {
    invalid: 'Er is iets niet goed ingevuld. Kijk het na en probeer het opnieuw.',
    structure: 'Wat is verstuurd kwam niet heel aan. Laad de pagina opnieuw.',
    required: 'Er ontbreekt iets. Vul het aan en probeer het opnieuw.',
    value: 'Er is iets niet goed ingevuld. Kijk het na en probeer het opnieuw.',
    'not-supported': 'Dit kan hier niet.',
    security: 'Meld u opnieuw aan.',
    login: 'Meld u opnieuw aan.',
    forbidden: 'Dit kan niet met uw rol, of niet voor deze patiënt.',
    'not-found': 'Dit is er niet, of het is niet voor u te zien.',
    deleted: 'Dit is verwijderd.',
    expired: 'Dit is verlopen. Laad de pagina opnieuw.',
    conflict: 'Een collega veranderde dit intussen. Kijk wat er staat en probeer het opnieuw.',
    duplicate: 'Dit is al verstuurd. Kijk wat er staat.',
    'multiple-matches': 'Dit staat er meer dan eens. Bel de servicedesk.',
    'too-long': 'Dit is te lang. Maak het korter of verstuur het in delen.',
    'too-costly': 'Dit is te veel om in één keer te vragen. Vraag minder.',
    'business-rule': 'Dit kan nu niet. Kijk wat er staat en probeer het opnieuw.',
    processing: 'Iets in het dossier is niet te lezen. Open het origineel.',
    invariant: 'Iets in het dossier is niet te lezen. Open het origineel.',
    'code-invalid': 'Er is iets niet goed ingevuld. Kijk het na en probeer het opnieuw.',
    timeout: 'Het dossier antwoordt nu niet. Probeer het zo opnieuw; bel bij spoed.',
    throttled: 'Er is te vaak gevraagd. Wacht een minuut en probeer het opnieuw.',
    transient: 'Het dossier antwoordt nu niet. Probeer het zo opnieuw; bel bij spoed.',
    'no-store': 'Er kan nu niets worden bewaard. Bel de servicedesk; bel bij spoed.',
    exception: 'Er ging iets mis aan onze kant. Probeer het opnieuw; bel bij spoed.',
  },
  en: {
    invalid: 'Something was not filled in as it should be. Look at it, and try again.',
    structure: 'What was sent did not arrive whole. Load the page again.',
    required: 'Something is missing. Fill it in, and try again.',
    value: 'Something was not filled in as it should be. Look at it, and try again.',
    'not-supported': 'This cannot be done here.',
    security: 'Sign in again.',
    login: 'Sign in again.',
    forbidden: 'This cannot be done in your role, or not for this patient.',
    'not-found': 'This is not there, or it is not for you to see.',
    deleted: 'This was deleted.',
    expired: 'This has expired. Load the page again.',
    conflict: 'A colleague changed this meanwhile. Look at what stands there, and try again.',
    duplicate: 'This was sent already. Look at what stands there.',
    'multiple-matches': 'This stands there more than once. Call the service desk.',
    'too-long': 'This is too long. Make it shorter, or send it in parts.',
    'too-costly': 'This is too much to ask at once. Ask less.',
    'business-rule': 'This cannot be done now. Look at what stands there, and try again.',
    processing: 'Something in the record cannot be read. Open the original.',
    invariant: 'Something in the record cannot be read. Open the original.',
    'code-invalid': 'Something was not filled in as it should be. Look at it, and try again.',
    timeout: 'The record does not answer now. Try again shortly; call when it is urgent.',
    throttled: 'There were too many questions. Wait a minute, and try again.',
    transient: 'The record does not answer now. Try again shortly; call when it is urgent.',
    'no-store': 'Nothing can be kept now. Call the service desk; call when it is urgent.',
    exception: 'Something went wrong on our side. Try again; call when it is urgent.',
  },
};

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const PATTERNS = Object.entries(DUTCH)
  .filter(([sentence]) => sentence.includes('{}'))
  .map(([sentence, dutch]) => ({
    pattern: new RegExp(`^${sentence.split('{}').map(escaped).join('(.+)')}$`, 's'),
    sentence,
    dutch,
  }));

/** Why something was refused, in the language of the screen. */
export function refusalIn(
  language: Language,
  { code, message }: Readonly<{ code: ProblemCode; message: string }>,
): string {
  const exact = DUTCH[message];
  if (exact !== undefined) return language === 'nl' ? exact : sentenceCase(message);
  for (const { pattern, dutch } of PATTERNS) {
    const filled = pattern.exec(message)?.slice(1);
    if (filled === undefined) continue;
    let next = 0;
    return language === 'nl' ? dutch.replaceAll('{}', () => filled[next++] ?? '') : message;
  }
  return BY_CODE[language][code];
}

const sentenceCase = (sentence: string) =>
  `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${sentence.endsWith('.') ? '' : '.'}`;
