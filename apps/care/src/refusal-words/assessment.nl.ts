import type { RefusalWords } from './refusal-words.ts';

/** Refusals of the assessment module, in Dutch, by the sentence that its rules say. */
export const assessment: RefusalWords = {
  'This page is for patients and those close who may write.':
    'Deze pagina is voor patiënten en naasten die mogen schrijven.',
  'A contact is one of {}.': 'Kies hoe het contact was.',
  'Name who of the team had this contact.': 'Geef aan wie van het team dit contact had.',
  'Write at most {} letters.': 'Schrijf hooguit {} letters.',
  'Say where the follow-up was: {}.': 'Geef aan waar het vervolg was.',
  'A dimension is one of {}.': 'Kies een van de dimensies.',
  'Describe what was found, in at most {} letters, or choose an answer.':
    'Beschrijf wat u vond in hooguit {} letters, of kies een antwoord.',
  'A first consultation is complete when every dimension was touched. Touch what is missing, or close it as partial with a reason.':
    'Een eerste consult is volledig als elke dimensie aan bod kwam. Vul aan wat ontbreekt, of sluit het deels af met een reden.',
  'Write why the consultation is closed before everything was touched.':
    'Schrijf waarom het consult wordt afgesloten voordat alles aan bod kwam.',
  'This contact was closed. Record another contact, or a correction.':
    'Dit contact is afgesloten. Leg een nieuw contact vast, of een correctie.',
  'A contact ends after it began.': 'Een contact eindigt nadat het begon.',
  'Say whether the patient was there, and who was there beside them.':
    'Geef aan of de patiënt erbij was, en wie er nog meer bij was.',
  'Name others in at most {} letters.': 'Noem anderen in hooguit {} letters.',
  'Name the symptom.': 'Noem de klacht.',
  'Name who analysed the symptom.': 'Geef aan wie de klacht analyseerde.',
  'The contact is an Encounter of this record.':
    'Het contact hoort niet bij dit dossier. Open het formulier opnieuw.',
  'The symptom is a question of an instrument, or a name.':
    'Kies de klacht uit de lijst, of schrijf haar naam.',
  'Give a whole number from 0 to 10, or leave it open.':
    'Geef een heel getal van 0 tot 10, of laat het open.',
  'Say who gave the number: the patient, with help, somebody close, or you.':
    'Geef aan wie het getal gaf: de patiënt, de patiënt met hulp, een naaste, of u.',
  'Write the plan that is looked at on that day.': 'Schrijf het plan waar die dag naar wordt gekeken.',
  'Choose a day from today on.': 'Kies een dag vanaf vandaag.',
  'What was answered to this is not for you to see.': 'Wat hierop is geantwoord, is niet voor u te zien.',
  'There is nothing at this address.': 'Er is niets op dit adres.',
  'This is recorded by a person of the directory; sign in with your own account.':
    'Dit legt iemand vast die in het adresboek staat. Meld u aan met uw eigen account.',
  'What was observed in this patient is not for you to see.':
    'Wat bij deze patiënt is gemeten en gezien, is niet voor u te zien.',
  'Contacts with this patient are not for you to see.':
    'Contacten met deze patiënt zijn niet voor u te zien.',
  'In your role this can be read and not recorded.': 'Met uw rol kunt u dit lezen en niet vastleggen.',
  'This instrument is not in use here. Choose one from the list.':
    'Dit meetinstrument is hier niet in gebruik. Kies er een uit de lijst.',
  'There is no instrument {}, version {}.': 'Dit meetinstrument is er niet in deze versie.',
  'Two instruments have the same name and version.': 'Twee meetinstrumenten hebben dezelfde naam en versie.',
  'Two versions of one instrument cannot be in use together.':
    'Twee versies van één meetinstrument kunnen niet tegelijk in gebruik zijn.',
  '{} has no question with this name.': 'Dit meetinstrument heeft deze vraag niet. Open het opnieuw.',
  'Name the symptom in at most {} letters.': 'Noem de klacht in hooguit {} letters.',
  'The answer is one of {}.': 'Kies een van de antwoorden.',
  'A day has the totals of three shifts, each from {} to {}.':
    'Een dag heeft de totalen van drie diensten, elk van {} tot {}.',
  'The DOS score of a day lies outside its bands.':
    'De DOS-score van een dag klopt niet. Open het origineel.',
  'This episode has ended. Begin another one.': 'Deze zorgperiode is beëindigd. Begin een nieuwe.',
  'The patient is in this phase already. Choose another phase.':
    'De patiënt is al in deze fase. Kies een andere.',
  'Write why the phase changes, in at most {} letters.':
    'Schrijf waarom de fase verandert, in hooguit {} letters.',
  'An episode begins with a phase of the patient.': 'Een zorgperiode begint met een fase van de patiënt.',
  'After the death there is no other phase than that of the bereaved.':
    'Na het overlijden is er alleen nog de fase van de nabestaanden.',
  'A phase cannot change at a moment that has not come.':
    'Een fase kan niet veranderen op een moment dat nog komt.',
  'A phase changes after it began. Give a later moment.':
    'Een fase verandert nadat zij begon. Geef een later moment.',
  'A phase changes before the episode ends.': 'Een fase verandert voordat de zorgperiode eindigt.',
  'The patient had died at this moment. Give an earlier moment, or the phase of the bereaved.':
    'De patiënt was op dit moment overleden. Geef een eerder moment, of de fase van de nabestaanden.',
  'Support of the bereaved begins with the death. Record the death first.':
    'Nazorg begint met het overlijden. Leg eerst het overlijden vast.',
  'The episode ends after its last phase began.': 'De zorgperiode eindigt nadat haar laatste fase begon.',
  'This house keeps nothing from the patient.': 'Hier wordt niets voor de patiënt achtergehouden.',
  'This is no measurement, or it was retracted before.': 'Dit is geen meting, of zij is al ingetrokken.',
  'The response could not be read back; nothing was kept.':
    'De antwoorden konden niet worden teruggelezen; er is niets bewaard. Probeer het opnieuw.',
  'This house cannot yet keep this answer from the patient, so it is not recorded. Note it elsewhere.':
    'Dit antwoord kan hier nog niet voor de patiënt worden achtergehouden en is daarom niet vastgelegd. Noteer het ergens anders.',
  'This was recorded, and taken back since. Open the list again.':
    'Dit was vastgelegd en is sindsdien ingetrokken. Open de lijst opnieuw.',
  'A colleague chose another phase meanwhile. Look at it, and choose again.':
    'Een collega koos intussen een andere fase. Kijk ernaar en kies opnieuw.',
  'The phases of this episode have a gap or an overlap. Correct them in the original first.':
    'De fasen van deze zorgperiode sluiten niet aan. Verbeter ze eerst in het origineel.',
  'Choose one of the phases.': 'Kies een van de fasen.',
  'Name who chose the phase.': 'Geef aan wie de fase koos.',
  'There is no open episode of care. The office opens it first.':
    'Er is geen lopende zorgperiode. Het secretariaat opent die eerst.',
  'Open the form again: it has no number of its own.':
    'Open het formulier opnieuw; het heeft geen eigen nummer.',
  'A colleague changed this contact. Read it again before you change it.':
    'Een collega veranderde dit contact. Lees het opnieuw voordat u het verandert.',
  'This is not in the record of this patient, or you may not see it.':
    'Dit staat niet in het dossier van deze patiënt, of het is niet voor u te zien.',
  'There is no patient with this id, or you may not see it.':
    'Deze patiënt is er niet, of is niet voor u te zien.',
  'Write why, in at most {} letters.': 'Schrijf waarom, in hooguit {} letters.',
  'A resource of the record has no id.': 'Een gegeven in het dossier heeft geen nummer. Open het origineel.',
  'This episode has no phase to take back.': 'Deze zorgperiode heeft geen fase om terug te nemen.',
  'This episode has not ended. The office ends it first.':
    'Deze zorgperiode is niet beëindigd. Het secretariaat beëindigt haar eerst.',
  'Say whether the contact is complete, ended in part, or still open.':
    'Geef aan of het contact volledig is, deels afgesloten, of nog open.',
  'This contact was recorded in another way. Open the original.':
    'Dit contact is op een andere manier vastgelegd. Open het origineel.',
  'This episode has no exact beginning. Record date and time first.':
    'Deze zorgperiode heeft geen precies begin. Leg eerst datum en tijd vast.',
  'Answer at least one question, or leave the list.': 'Beantwoord ten minste één vraag, of verlaat de lijst.',
  'Say when, with date, time and time zone.': 'Geef aan wanneer, met datum en tijd.',
  'This moment has not come yet.': 'Dit moment is er nog niet.',
  'Who answered is one of {}.': 'Kies wie antwoordde.',
  'The answers are those of the person the questions are about.':
    'De antwoorden zijn van degene over wie de vragen gaan.',
  'The answers are those of the person the questions are about, written down by somebody else.':
    'De antwoorden zijn van degene over wie de vragen gaan, opgeschreven door iemand anders.',
  'Somebody close answered: name the person.': 'Een naaste antwoordde: geef aan wie.',
  'Say who wrote the answers down.': 'Geef aan wie de antwoorden opschreef.',
  'Answers that somebody else wrote down were given with help.':
    'Antwoorden die iemand anders opschreef, zijn met hulp gegeven.',
  'Say who helped: answers given with help were written down by somebody else.':
    'Geef aan wie hielp: antwoorden met hulp zijn door iemand anders opgeschreven.',
  'What comes first is one of the questions that were answered.':
    'Wat het eerst komt, is een van de vragen die zijn beantwoord.',
  'The {} dimension was not touched.': 'Niet elke dimensie kwam aan bod.',
  'The office ends the episodes of this house.': 'Zorgperioden beëindigt het secretariaat.',
  'A colleague chose another phase meanwhile. Look at it, and end it then.':
    'Een collega koos intussen een andere fase. Kijk ernaar en beëindig daarna.',
  'A professional answered: name the professional.': 'Een zorgverlener antwoordde: geef aan wie.',
  'More than one request waits for its first contact. Say which one this contact answers.':
    'Er wachten meer aanvragen op een eerste contact. Geef aan bij welke dit contact hoort.',
  'There is no such episode of the team.': 'Deze zorgperiode van het team is er niet.',
  'The questions of {} are not here.': 'De vragen van dit meetinstrument staan hier niet.',
  'Choose where the conversation is held.': 'Kies waar het gesprek is.',
  'Say the place in at most 100 letters.': 'Zeg de plaats in ten hoogste 100 tekens.',
  'Choose who leads the conversation.': 'Kies wie het gesprek leidt, uit de lijst.',
  'Choose who else is there from the list.': 'Kies uit de lijst wie er ook is.',
  'Choose a day from today, within a year.': 'Kies een dag vanaf vandaag, binnen een jaar.',
  'Say when it begins, for instance 14:00.': 'Zeg hoe laat het begint, bijvoorbeeld 14:00.',
  'It ends after it begins, on the same day.': 'Het eindigt na het begin, op dezelfde dag.',
  'This time has passed already.': 'Deze tijd is al voorbij.',
  'Say why, so that the others know.': 'Zeg waarom, zodat de anderen het weten.',
  'Say why in at most 500 letters.': 'Zeg het in ten hoogste 500 tekens.',
  'This conversation was called off or held already.': 'Dit gesprek is al afgezegd of gehouden.',
  'It was not held before its day. Move it first.':
    'Het kan niet voor zijn dag gehouden zijn. Verzet het eerst.',
  'This patient died. Nothing is planned any more.': 'De patiënt is overleden. Er wordt niets meer gepland.',
  'This conversation has begun, or is not held any more.': 'Het gesprek is begonnen, of gaat niet door.',
  'Conversations that are planned with this patient are not for you to see.':
    'Wat met deze patiënt is gepland, is niet voor u te zien.',
  'In your role planned conversations can be read and not changed.':
    'Met uw rol kunt u geplande gesprekken lezen, en niet veranderen.',
  'Say who the patient wants there, or that it is left open.':
    'Zeg wie de patiënt erbij wil, of dat het nog open is.',
  'Nobody, or not known yet, and somebody named: choose one of them.':
    'Niemand of nog niet bekend, en ook iemand: kies één van de twee.',
  'Say it in at most 200 letters.': 'Zeg het in ten hoogste 200 tekens.',
  'What was just kept is not in the record.': 'Wat net is bewaard, staat niet in het dossier. Kijk het na.',
  'A conversation cannot be shown.': 'Een gesprek is niet te tonen.',
};
