import type { RefusalWords } from './refusal-words.ts';

/** Refusals of plans for what may happen, in Dutch, by the sentence that their rules say. */
export const scenario: RefusalWords = {
  'At most {} characters: this is read at the bedside.':
    'Ten hoogste {} tekens: dit wordt aan het bed gelezen.',
  'At most {} steps: more is not read at the bedside.':
    'Ten hoogste {} stappen: meer wordt aan het bed niet gelezen.',
  'In your role this can be read and not changed.': 'Met uw rol kunt u dit lezen, en het niet wijzigen.',
  'Say which version was seen.': 'Laad de pagina opnieuw en kijk wat er nu staat.',
  'Something is missing here.': 'Hier ontbreekt iets.',
  'There is no such scenario, or it is not for you to see.': 'Dit is er niet, of het is niet voor u te zien.',
  'This scenario was sent already, with other words. Open it and look at it.':
    'Dit is al verstuurd, met andere woorden. Open het en kijk wat er staat.',
  'This scenario was taken out of the plan. Plan it anew.':
    'Dit is uit het plan gehaald. Leg het opnieuw vast.',
};
