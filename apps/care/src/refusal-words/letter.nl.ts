import type { RefusalWords } from './refusal-words.ts';

/** Refusals of letters, execution requests and what lies ready, in Dutch, by the sentence that their rules say. */
export const letter: RefusalWords = {
  'At most {} characters: a letter is read in a minute.':
    'Ten hoogste {} tekens: een brief wordt in een minuut gelezen.',
  'Choose somebody of the network of this patient.': 'Kies iemand uit het netwerk van deze patiënt.',
  'Choose the language of the letter.': 'Kies de taal van de brief.',
  'It cannot be printed now. Try again in a minute.':
    'Afdrukken lukt nu niet. Probeer het over een minuut opnieuw.',
  'Letters are written by who treats this patient here.':
    'Brieven worden geschreven door wie deze patiënt hier behandelt.',
  'Limits, and whom to call, are in every letter.': 'Behandelgrenzen, en wie u belt, staan in elke brief.',
  'This letter was sent already, about somebody else.': 'Deze brief is al ondertekend, over iemand anders.',
  'What was agreed is not for your role, and no letter goes without it.':
    'Wat is afgesproken is niet voor uw rol, en zonder dat gaat er geen brief.',
};
