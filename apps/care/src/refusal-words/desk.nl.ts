import type { RefusalWords } from './refusal-words.ts';

/** Refusals of the app itself and of the care plan, in Dutch, by the sentence that is said. */
export const desk: RefusalWords = {
  'The birth date cannot be read; write it as 14-02-1948, 02-1948 or 1948.':
    'De geboortedatum is niet te lezen; schrijf hem als 14-02-1948, 02-1948 of 1948.',
  '{} in the address is not a FHIR id.': 'Het adres klopt niet.',
  'What was agreed with this patient is not for this caller to see.':
    'Wat met deze patiënt is afgesproken, is niet voor u te zien.',
  'There is no such resource, or this caller may not see it.':
    'Dit is er niet, of het is niet voor u te zien.',
  'This resource was deleted.': 'Dit is verwijderd.',
  'There is no such resource of this patient.': 'Dit staat niet in het dossier van deze patiënt.',
  'There is no patient with this id, or this caller may not see it.':
    'Deze patiënt is er niet, of is niet voor u te zien.',
  'The record of this patient was deleted.': 'Het dossier van deze patiënt is verwijderd.',
  'There is no such patient in the resources that were loaded.':
    'Deze patiënt is er niet, of is niet voor u te zien.',
  'In your role no phase is recorded for this patient.':
    'Met uw rol legt u voor deze patiënt geen fase vast.',
  'An episode of the team names nobody: it would open the record to them.':
    'Een zorgperiode van het team noemt niemand: dat zou het dossier voor hen openen.',
  'The morning board is for the consultation team and its office.':
    'Het ochtendbord is voor het consultteam en zijn secretariaat.',
  'Counting the work of the team is for its lead, its consultants and quality.':
    'De cijfers van het team zijn voor de teamleider, de consulenten en kwaliteit.',
  'Nobody is signed in in this browser.': 'In deze browser is niemand aangemeld. Meld u opnieuw aan.',
  'This was not sent by a page of this sign-in.':
    'Dit kwam niet van een pagina van deze aanmelding. Laad de pagina opnieuw.',
  'A text holds the character NUL, which cannot be kept.':
    'In de tekst staat een teken dat niet te bewaren is. Typ de tekst opnieuw.',
  'What was sent is not JSON.': 'Wat is verstuurd kwam niet heel aan. Probeer het opnieuw.',
  'There is nothing at this address.': 'Er is niets op dit adres.',
  'The server is stopping.': 'De server wordt herstart. Probeer het zo opnieuw.',
  'Too many screens of this sign-in are kept up to date.':
    'Er staan te veel schermen van u open. Sluit er een paar.',
  'There is no such patient to see.': 'Deze patiënt is er niet, of is niet voor u te zien.',
  'There is no page at this address.': 'Er is geen pagina op dit adres.',
  'The app was not built yet: npm run build, and start again.':
    'De app is nog niet gebouwd: npm run build, en start opnieuw.',
  'A draft has a name.': 'Het concept kon niet worden bewaard. Laad de pagina opnieuw.',
  'A draft has words, and a moment.': 'Het concept kon niet worden bewaard. Laad de pagina opnieuw.',
  'This is too long to keep as a draft. Send it in parts.':
    'Dit is te lang om als concept te bewaren. Verstuur het in delen.',
  'Say who decides on this advice.': 'Geef aan wie over dit advies beslist.',
  'The day it is due cannot be past.': 'De dag waarop het klaar moet zijn, kan niet voorbij zijn.',
  'There is no such advice, or it is not for you to see.':
    'Dit advies is er niet, of is niet voor u te zien.',
  'The advice could not be shown.':
    'Het advies is bewaard en kon niet worden getoond. Laad de pagina opnieuw.',
  'What was sent is not what this address takes.':
    'Wat is verstuurd kwam niet heel aan. Laad de pagina opnieuw.',
  'Give {} as words.': 'Vul dit veld met woorden.',
  'Give {} as a whole number.': 'Vul dit veld met een heel getal.',
  'Give {} as yes or no.': 'Kies ja of nee.',
  'Give {} as one of {}.': 'Kies uit de lijst.',
  'Give a day of the calendar.': 'Kies een dag van de kalender.',
  'Choose who does it.': 'Kies wie het doet.',
  'No consultation of this patient goes on, so no advice can be given.':
    'Er loopt geen consult van deze patiënt, dus er kan geen advies worden gegeven.',
  'Choose one of {}.': 'Kies uit de lijst.',
  'Your account belongs to no team of the directory; the office can say which.':
    'Uw account hoort bij geen team in het adresboek; het secretariaat kan zeggen welk.',
  'Decisions of the meeting are written down by the consultation team.':
    'Besluiten van het MDO schrijft het consultteam op.',
  'This meeting was closed; decide it in the next one.': 'Dit MDO is gesloten; besluit het in het volgende.',
  'Meetings of the team are for those who care for patients.': 'Het MDO is voor wie voor patiënten zorgt.',
  'Give a time, for instance 13:30.': 'Geef een tijd, bijvoorbeeld 13.30.',
  'Write why.': 'Schrijf waarom.',
  'The last day is before the first; turn them around.': 'De laatste dag ligt voor de eerste; draai ze om.',
  'Choose at most three years at once.': 'Kies hooguit drie jaar tegelijk.',
  'Give a day of the calendar, for instance 14-02-2026.':
    'Geef een dag van de kalender, bijvoorbeeld 14-02-2026.',
  'This part of the timeline does not exist; open the timeline again.':
    'Dit deel van de tijdlijn is er niet; open de tijdlijn opnieuw.',
  'Say what to do: write, correct or retract.': 'Geef aan wat u doet: schrijven, verbeteren of intrekken.',
  'There are no words for {}.': 'Schrijf hier woorden.',
  'Say which note, and on which version it was opened.': 'Open de notitie opnieuw; zij kan zijn veranderd.',
};
