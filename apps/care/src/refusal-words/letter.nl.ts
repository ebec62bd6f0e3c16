import type { RefusalWords } from './refusal-words.ts';

/** Refusals of letters, execution requests and what lies ready, in Dutch, by the sentence that their rules say. */
export const letter: RefusalWords = {
  'At most {} characters: a letter is read in a minute.':
    'Ten hoogste {} tekens: een brief wordt in een minuut gelezen.',
  'Execution requests are signed by physicians who treat.':
    'Een uitvoeringsverzoek wordt ondertekend door een arts die behandelt.',
  'Say what became of it.': 'Kies wat ermee is gebeurd.',
  'This day is over. Give a day to come.': 'Deze dag is voorbij. Geef een dag die nog komt.',
  'This execution request no longer holds. Call who signed it.':
    'Dit uitvoeringsverzoek geldt niet meer. Bel wie het ondertekende.',
  'This execution request was withdrawn already.': 'Dit uitvoeringsverzoek is al ingetrokken.',
  'This is said by who works with this patient.': 'Dit wordt gezegd door wie met deze patiënt werkt.',
  'This was sent already, with other words. Look at what stands there.':
    'Dit is al verstuurd, met andere woorden. Kijk wat er staat.',
  'This was used or is gone already. Look at what stands there.':
    'Dit is al gebruikt of weg. Kijk wat er staat.',
  'What is laid ready is written down by physicians who treat, and the pharmacist.':
    'Wat er klaarligt, wordt vastgelegd door artsen die behandelen, en de apotheker.',
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
