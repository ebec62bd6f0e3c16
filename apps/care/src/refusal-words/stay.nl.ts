import type { RefusalWords } from './refusal-words.ts';

/** Refusals of stays in a hospice and of discharges, in Dutch, by the sentence that their rules say. */
export const stay: RefusalWords = {
  'A discharge is arranged by somebody who treats this patient.':
    'Een ontslag wordt geregeld door wie deze patiënt behandelt.',
  'A stay is asked for by somebody who treats this patient.':
    'Een verblijf wordt gevraagd door wie deze patiënt behandelt.',
  'Ask the patient, or who represents them, first: the hospice gets to know who it is about.':
    'Vraag het eerst aan de patiënt, of wie hen vertegenwoordigt: het hospice krijgt te horen om wie het gaat.',
  'At most {} characters.': 'Ten hoogste {} tekens.',
  'At most {} characters: the rest belongs in the letter.':
    'Ten hoogste {} tekens: de rest hoort in de brief.',
  'Choose a hospice of the network.': 'Kies een hospice van het netwerk.',
  'Give a number of places from 0 to {}.': 'Geef een aantal plaatsen van 0 tot en met {}.',
  'Give the number of places.': 'Geef het aantal plaatsen.',
  'How many places there are is said by the coordinator of the hospice.':
    'Hoeveel plaatsen er zijn zegt de coördinator van het hospice.',
  'Of a time-out the planned return is needed.': 'Bij een time-out is de geplande terugkeer nodig.',
  'On the night of {} every place is promised already. Choose other days, or decline.':
    'In de nacht van {} zijn alle plaatsen al toegezegd. Kies andere dagen, of laat weten dat het niet kan.',
  'Say how it stands.': 'Zeg hoe het staat.',
  'Say what to do with the request.': 'Zeg wat er met de aanvraag gebeurt.',
  'The directory has more hospices than can be shown. Call the service desk.':
    'De gids heeft meer hospices dan er te tonen zijn. Bel de servicedesk.',
  'The number of places cannot be read; open the original.':
    'Het aantal plaatsen is niet te lezen; open het origineel.',
  'The planned return is past: plan the days anew first.':
    'De geplande terugkeer is voorbij: leg eerst de dagen opnieuw vast.',
  'The return is after the first night.': 'De terugkeer is na de eerste nacht.',
  'There are more stays than can be counted here. Call the service desk.':
    'Er zijn meer verblijven dan hier te tellen zijn. Bel de servicedesk.',
  'There is no such item of a discharge.': 'Dit hoort niet bij een ontslag.',
  'This changed meanwhile. Look at it again.': 'Dit is intussen veranderd. Kijk opnieuw.',
  'This day is past.': 'Deze dag is voorbij.',
  'This form was sent already, with other words. Open the request and look at it.':
    'Dit is al verstuurd, met andere woorden. Open de aanvraag en kijk wat er staat.',
  'This is answered by the coordinator of the hospice.': 'Dit beantwoordt de coördinator van het hospice.',
  'This is needed to ask or to answer.': 'Vul dit in.',
  'This is no day of the calendar.': 'Dit is geen dag van de kalender.',
  'This request is no longer as you saw it: look at where it stands now.':
    'Deze aanvraag is niet meer zoals u hem zag: kijk hoe het er nu staat.',
};
