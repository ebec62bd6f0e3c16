import type { RefusalWords } from './refusal-words.ts';

/** Refusals of sending, receiving and taking over plans, in Dutch, by the sentence that their rules say. */
export const exchange: RefusalWords = {
  'Choose for which care providers the patient gives permission.':
    'Kies voor welke zorgverleners de patiënt toestemming geeft.',
  'Choose for each thing whether it is taken over.': 'Kies bij elk onderdeel of u het overneemt.',
  'In your role a plan from elsewhere is read, and not taken over.':
    'Met uw rol kunt u een plan van elders lezen, en het niet overnemen.',
  'This PDF carries more than one FHIR bundle. Choose one, and send it as a file.':
    'In deze PDF zit meer dan een FHIR-bundel. Kies er een, en gebruik die als bestand.',
  'This PDF carries no plan that can be read. Ask for a PDF with its FHIR bundle inside, or for the bundle itself.':
    'In deze PDF zit geen plan dat wij kunnen lezen. Vraag een PDF met de FHIR-bundel erin, of de bundel zelf.',
  'This file is not here any more. Choose it again.': 'Dit bestand is er niet meer. Kies het opnieuw.',
  'Another system gets the plan and no message; call to ask something.':
    'Een ander systeem krijgt het plan zonder bericht; bel om iets te vragen.',
  'Answer in 1 to {} characters.': 'Antwoord in 1 tot {} tekens.',
  'Ask it in at most {} characters.': 'Vraag het in ten hoogste {} tekens.',
  'Only what goes on paper is printed and handed over by a person.':
    'Alleen wat op papier gaat, wordt geprint en afgegeven.',
  'This organisation cannot be reached in this way now; choose another.':
    'Deze organisatie is nu niet op deze manier te bereiken; kies een andere.',
  'This organisation does not treat this patient by the record. Let the care relation be written down first, or ask the patient for permission to share with it.':
    'Deze organisatie hoort volgens het dossier niet bij de behandelaars. Laat eerst de zorgrelatie vastleggen, of vraag de patiënt toestemming om met hen te delen.',
  'A letter that should go along is not there any more, or a newer one took its place. Choose again.':
    'Een brief die mee zou gaan, is er niet meer of is vervangen. Kies opnieuw.',
  'Another system gets the plan and no letter; send the letter in another way.':
    'Een ander systeem krijgt het plan zonder brief; stuur de brief op een andere manier.',
  'At most {} letters go along.': 'Ten hoogste {} brieven gaan mee.',
  'There is no such letter with this message, or a newer one took its place. Ask who sent it.':
    'Deze brief is er niet bij dit bericht, of is vervangen. Vraag het aan wie hem stuurde.',
  'Only a link gets a new code.': 'Alleen een link krijgt een nieuwe code.',
  'This is no e-mail address.': 'Dit is geen e-mailadres.',
  'Write the name of one person, in one line of at most {} characters.':
    'Schrijf de naam van één persoon, op één regel van ten hoogste {} tekens.',
  'Type at least two letters of the name.': 'Typ ten minste twee letters van de naam.',
  'Messages are for who receives them for an organisation.':
    'Berichten zijn voor wie ze voor een organisatie ontvangt.',
  'A bundle has at most {} resources; this one has more.':
    'Een bundel heeft ten hoogste {} onderdelen; deze heeft er meer.',
  'A hand-over ends after it was made, and within a year.':
    'Een overdracht eindigt nadat zij is gemaakt, en binnen een jaar.',
  'A hand-over that was written is not there.':
    'De overdracht is opgeslagen en toch niet te vinden. Bel de servicedesk.',
  'A permission is written down while the patient is there. Otherwise the patient gives it from their own page.':
    'Toestemming legt u vast terwijl de patiënt erbij is. Anders geeft de patiënt die op de eigen pagina.',
  'A resource in this bundle is about somebody else, or does not say about whom.':
    'Een onderdeel van deze bundel gaat over iemand anders, of zegt niet over wie.',
  'A resource leads to a file elsewhere, which is not fetched. Ask for it in the bundle.':
    'Een onderdeel verwijst naar een bestand elders; dat halen we niet op. Vraag het in de bundel.',
  'A resource of this bundle cannot be kept under local names.':
    'Een onderdeel van deze bundel kan hier niet worden bewaard.',
  'A resource refers to something that is not in this bundle. Ask for a complete one.':
    'Een onderdeel verwijst naar iets dat niet in deze bundel zit. Vraag een volledige bundel.',
  'A resource says that it must be read by rules that this house does not know.':
    'Een onderdeel vraagt om leesregels die dit systeem niet kent.',
  'Choose a version of the standard that is installed.':
    'Kies een versie van de standaard die hier bekend is.',
  'Choose an organisation of the directory.': 'Kies een organisatie uit het adresboek.',
  'Each entry holds a resource with an id or a fullUrl.':
    'Elk onderdeel van een bundel heeft een id of een fullUrl.',
  'Only what goes to another system is sent again.': 'Opnieuw versturen kan alleen naar een ander systeem.',
  'Say in at most 200 characters who said so.': 'Schrijf in ten hoogste 200 tekens wie dat zei.',
  'Something of the patient does not agree. Say in 10 to 500 characters why it is the same person.':
    'Niet alle gegevens van de patiënt komen overeen. Schrijf in 10 tot 500 tekens waarom het toch dezelfde persoon is.',
  'The bundle does not say which patient it is about.': 'De bundel zegt niet over welke patiënt zij gaat.',
  'The citizen service number in this bundle is another one, or none. It is not taken over for this patient.':
    'Het BSN in deze bundel is een ander nummer, of geen BSN. De bundel wordt niet voor deze patiënt overgenomen.',
  'The directory has no such organisation in use.': 'Deze organisatie staat niet (meer) in het adresboek.',
  'The notification is not JSON.': 'Het bericht is geen JSON.',
  'The other system answered with data of somebody else. Nothing was taken over. Call who sent it.':
    'Het andere systeem gaf gegevens van iemand anders. Er is niets overgenomen. Bel de afzender.',
  'The other system answered with something else than a plan. Call the service desk.':
    'Het andere systeem gaf iets anders dan een plan. Bel de servicedesk.',
  'The other system answers with more than a plan can be. Call who sent it.':
    'Het andere systeem geeft meer dan een plan kan zijn. Bel de afzender.',
  'The other system cannot be reached. Try again later, or call them.':
    'Het andere systeem is niet bereikbaar. Probeer het later opnieuw, of bel.',
  'The other system could not prove who it is. Call the service desk.':
    'Het andere systeem kon niet bewijzen wie het is. Bel de servicedesk.',
  'The other system did not answer in time. Try again later, or call them.':
    'Het andere systeem gaf niet op tijd antwoord. Probeer het later opnieuw, of bel.',
  'The other system does not give this plan any more. Call who sent it.':
    'Het andere systeem geeft dit plan niet meer. Bel de afzender.',
  'The other system does not have this plan any more. Call who sent it.':
    'Het andere systeem heeft dit plan niet meer. Bel de afzender.',
  'The other system has a failure of its own. Try again later, or call them.':
    'Het andere systeem heeft een storing. Probeer het later opnieuw, of bel.',
  'The other system is at an address that may not be called. Call the service desk.':
    'Het andere systeem staat op een adres dat niet mag worden aangeroepen. Bel de servicedesk.',
  'The other system leads to another address, which is not followed. Call the service desk.':
    'Het andere systeem verwijst naar een ander adres; dat volgen we niet. Bel de servicedesk.',
  'The patient does not want this organisation to see the record. Speak with the patient first.':
    'De patiënt wil niet dat deze organisatie het dossier ziet. Spreek eerst met de patiënt.',
  'The plan is sent by members of the consultation team.': 'Het plan wordt verstuurd door het consultteam.',
  'The plan was changed since you compared it. Compare it again.':
    'Het plan is veranderd sinds u vergeleek. Vergelijk opnieuw.',
  'There is more than one patient in this bundle. Ask for a bundle about one patient.':
    'In deze bundel staat meer dan één patiënt. Vraag een bundel over één patiënt.',
  'There is no permission of the patient to share with this organisation. Ask for it, or send it as who treats the patient too.':
    'De patiënt gaf geen toestemming om met deze organisatie te delen. Vraag die, of verstuur het aan wie de patiënt ook behandelt.',
  'There is no such hand-over, or it is not for you to see.':
    'Deze overdracht is er niet, of is niet voor u te zien.',
  'There is no such message for your organisation, or it is over.':
    'Dit bericht is er niet voor uw organisatie, of het is voorbij.',
  'There is nothing of a plan in this bundle.': 'In deze bundel staat niets van een plan.',
  'This bundle does not keep to the standard in {} places. Nothing of it was taken over.':
    'Deze bundel houdt zich niet aan de standaard (aantal plaatsen: {}). Er is niets overgenomen.',
  'This file cannot be read as FHIR in {}.': 'Dit bestand is niet te lezen als FHIR in {}.',
  'This file holds no FHIR resource.': 'In dit bestand staat geen FHIR.',
  'This file is larger than a plan can be (5 MB).': 'Dit bestand is groter dan een plan kan zijn (5 MB).',
  'This form was sent before, for something else; begin a new one.':
    'Dit formulier is al verstuurd, voor iets anders; begin een nieuw.',
  'This house does not exchange plans with that system. Call the service desk.':
    'Met dat systeem worden hier geen plannen uitgewisseld. Bel de servicedesk.',
  'This house has no consultation team that could be told.':
    'Er is hier geen consultteam dat bericht kan krijgen.',
  'This is no FHIR bundle with a plan.': 'Dit is geen FHIR-bundel met een plan.',
  'This offer is over, or another one took its place.':
    'Dit aanbod is voorbij, of er kwam een nieuw voor in de plaats.',
  'This one was withdrawn or is over; make a new one.': 'Deze is ingetrokken of voorbij; maak een nieuwe.',
  'Two resources in this bundle have the same name.': 'Twee onderdelen van deze bundel hebben dezelfde naam.',
  'What other systems offer is looked at by the consultation team.':
    'Wat andere systemen aanbieden, bekijkt het consultteam.',
};
