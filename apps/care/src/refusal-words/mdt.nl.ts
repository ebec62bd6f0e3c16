import type { RefusalWords } from './refusal-words.ts';

/** Refusals of the meeting and of the timeline, in Dutch, by the sentence that their rules say. */
export const mdt: RefusalWords = {
  'This meeting was closed. Its minutes do not change; send these words as an addition.':
    'Dit MDO is gesloten. Het verslag verandert niet meer; stuur deze woorden als aanvulling.',
  'This was written by a colleague; write your own words beside it.':
    'Dit schreef een collega; schrijf uw eigen woorden ernaast.',
  'Write what was decided.': 'Schrijf wat er is besloten.',
  'Write what you add.': 'Schrijf wat u aanvult.',
  'The meeting goes on: write it in the minutes themselves.':
    'Het MDO loopt nog: schrijf het in het verslag zelf.',
  'This addition was sent already, with other words. Look at the minutes.':
    'Deze aanvulling is al verstuurd, met andere woorden. Kijk in het verslag.',
  'Write why.': 'Schrijf waarom.',
  'Open the page again: this part has no number of its own.':
    'Open de pagina opnieuw; dit deel heeft geen eigen nummer.',
  'Write at most {} letters in one part.': 'Schrijf hooguit {} letters in één deel.',
  'Give the day and the time at which the meeting begins.': 'Geef de dag en de tijd waarop het MDO begint.',
  'A meeting ends within twelve hours after it begins.':
    'Een MDO eindigt binnen twaalf uur nadat het begint.',
  'This meeting was closed; its minutes do not change.':
    'Dit MDO is gesloten; het verslag verandert niet meer.',
  'This patient is not on the agenda.': 'Deze patiënt staat niet op de agenda.',
  'The place on the agenda is not there any more; look again.':
    'Deze plek op de agenda is er niet meer; kijk opnieuw.',
  'Write who it is.': 'Schrijf wie het is.',
  'Open the page again: this entry has no number of its own.':
    'Open de pagina opnieuw; deze regel heeft geen eigen nummer.',
  'This patient is not on the agenda of this meeting.': 'Deze patiënt staat niet op de agenda van dit MDO.',
  'The minutes of a patient cannot be read; open the original before you close.':
    'Het verslag van een patiënt is niet te lezen; open het origineel voordat u sluit.',
  'Open the form again: it has no number of its own.':
    'Open het formulier opnieuw; het heeft geen eigen nummer.',
  'Decisions of the meeting are written down by the consultation team.':
    'Besluiten van het MDO schrijft het consultteam op.',
  'The agenda is made by the consultation team.': 'De agenda maakt het consultteam.',
  'Meetings of the team are for those who care for patients.': 'Het MDO is voor wie voor patiënten zorgt.',
  'A meeting is closed by somebody of the consultation team.':
    'Een MDO wordt gesloten door iemand van het consultteam.',
  'this is not written as the meeting module writes it; open the original':
    'Dit is anders vastgelegd dan hier te lezen is. Open het origineel.',
  'The first day lies after the last day.': 'De eerste dag ligt na de laatste.',
  'Choose from {}.': 'Kies uit de lijst.',
  'This day cannot be read; write it as 14-02-2026.':
    'Deze dag is niet te lezen; schrijf hem als 14-02-2026.',
  'There is no patient with this id, or you may not see it.':
    'Deze patiënt is er niet, of is niet voor u te zien.',
  'In these minutes write the team and who treats the patient.':
    'In dit verslag schrijven het team en wie de patiënt behandelt.',
  'Meetings are planned by the team and its office.':
    'MDO’s worden gepland door het team en zijn secretariaat.',
};
