import type { RefusalWords } from './refusal-words.ts';

/** Refusals of the care plan and of the conversation about it, in Dutch, by the sentence that their rules say. */
export const careplan: RefusalWords = {
  'An agreement in this record was not shared with the patient yet.':
    'Een afspraak in dit dossier is nog niet met de patiënt gedeeld.',
  'By emergency access a record is seen and printed, and not taken out.':
    'Door noodtoegang kunt u een dossier zien en afdrukken; het dossier zelf gaat niet mee.',
  'The document could not be made now. Try again in a minute.':
    'Het document kan nu niet worden gemaakt. Probeer het over een minuut opnieuw.',
  'There is no such document of a plan.': "Zo'n document van een plan is er niet.",
  'This version of the standard is not installed.': 'Deze versie van de standaard is hier niet bekend.',
  'A declaration of the patient is not ended here. Talk it over with the patient, or with who represents them.':
    'Een verklaring van de patiënt wordt hier niet beëindigd. Bespreek het met de patiënt, of met wie vertegenwoordigt.',
  'Choose one of the sources that are shown.': 'Kies een van de bronnen die hier staan.',
  'Say in at most 1000 letters why this one counts.': 'Zeg in ten hoogste 1000 tekens waarom deze geldt.',
  'This source cannot be read safely, so it cannot be the one that counts. Open the original.':
    'Deze bron is niet veilig te lezen en kan dus niet gelden. Open het origineel.',
  'A physician who treats the patient says that this was done.':
    'Een arts die de patiënt behandelt, zegt dat dit is gedaan.',
  'This was done already, by you or by a colleague.': 'Dit is al gedaan, door u of door een collega.',
  'Who read it back was not at this conversation.': 'Wie het plan teruglas, was niet bij dit gesprek.',
  'Ask for one to {} patients, by their ids.': 'Vraag een tot {} patiënten tegelijk.',
  'In your role what was agreed can be read and not recorded.':
    'Met uw rol kunt u lezen wat is afgesproken, en het niet vastleggen.',
  'No consultation team treats this patient, so nobody would see this. Call who treats the patient.':
    'Er is geen consultteam bij deze patiënt betrokken: niemand zou dit zien. Bel wie de patiënt behandelt.',
  'Say it in at most 1000 letters.': 'Zeg het in ten hoogste 1000 tekens.',
  'Say what to do with this review.': 'Zeg wat u hiermee wilt doen.',
  'Say with whom you looked at it, or why nothing changes.':
    'Zeg met wie u het hebt bekeken, of waarom er niets verandert.',
  'Somebody in this conversation is not known with this patient.':
    'Iemand in dit gesprek staat niet bij deze patiënt. Voeg deze persoon eerst toe.',
  'The pack of {} has no form for a conversation.': 'Het pakket {} heeft geen formulier voor een gesprek.',
  'The second day is before the first.': 'De tweede dag ligt vóór de eerste.',
  'There is no such patient among the resources.': 'Deze patiënt staat hier niet bij.',
  'There is no such patient, or you may not see it.': 'Deze patiënt is er niet, of is niet voor u te zien.',
  'These resources do not say when the conversation was held.':
    'Hier staat niet bij wanneer het gesprek was.',
  'The page in short is for general practice, home care, out-of-hours service, ward and hospice.':
    'Het overzicht in het kort is voor huisarts, thuiszorg, huisartsenpost, afdeling en hospice.',
  'This cannot be recorded: {}.': 'Dit kan niet worden vastgelegd. Kijk na wat er is ingevuld.',
  'This day cannot be read; write it as 2026-11-20.':
    'Deze dag is niet te lezen. Schrijf hem als 2026-11-20.',
  'This form does not say when the conversation was held.':
    'Op dit formulier staat niet wanneer het gesprek was.',
  'This is not a response to the form for proactive care planning.':
    'Dit is geen ingevuld formulier voor proactieve zorgplanning.',
  'This page is for patients and for who represents them.':
    'Deze pagina is voor patiënten en voor wie hen vertegenwoordigt.',
  'What was agreed with this patient is not for you to see.':
    'Wat met deze patiënt is afgesproken, is niet voor u te zien.',
};
