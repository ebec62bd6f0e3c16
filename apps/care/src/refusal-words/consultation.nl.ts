import type { RefusalWords } from './refusal-words.ts';

/** Refusals of the consultation module, in Dutch, by the sentence that its rules say. */
export const consultation: RefusalWords = {
  'This patient is no longer marked. Look at the list again.':
    'Deze patiënt is niet meer gemarkeerd. Kijk opnieuw naar de lijst.',
  'What was agreed is longer than {} characters. Make it shorter.':
    'Wat is afgesproken is langer dan {} tekens. Maak het korter.',
  'Write what was agreed.': 'Schrijf wat is afgesproken.',
  'Write the advice.': 'Schrijf het advies.',
  'Say who decides on this advice.': 'Geef aan wie over dit advies beslist.',
  'The day it is due cannot be past.': 'De dag waarop het klaar moet zijn, kan niet voorbij zijn.',
  'Write what is done instead.': 'Schrijf wat er in plaats daarvan gebeurt.',
  'Write why this advice is not followed.': 'Schrijf waarom dit advies niet wordt gevolgd.',
  'This advice was sent already, with other words. Open it and look at it.':
    'Dit advies is al verstuurd, met andere woorden. Open het en kijk ernaar.',
  'Say of which consultation this advice is.': 'Geef aan bij welk consult dit advies hoort.',
  'Advice is given in a consultation of this patient that has not ended.':
    'Advies hoort bij een consult van deze patiënt dat nog loopt.',
  'Advice is given by the consultation team.': 'Advies wordt gegeven door het consultteam.',
  'What became of advice is said by who treats the patient; the team writes down who told it so.':
    'Wat er van een advies werd, zegt wie de patiënt behandelt; het team schrijft op wie dat vertelde.',
  'There is more in this period than one count takes; ask a shorter one.':
    'Er is meer in deze periode dan in één keer te tellen is; kies een kortere.',
  'Write the note.': 'Schrijf de notitie.',
  'Write at most {} letters; make two notes of it.': 'Schrijf hooguit {} letters; maak er twee notities van.',
  'Write one line, of at most {} letters, that all who care for the patient may read.':
    'Schrijf één regel van hooguit {} letters die iedereen die voor de patiënt zorgt mag lezen.',
  'Write why this is a mistake.': 'Schrijf waarom dit een vergissing is.',
  'Confidential notes are for spiritual care and social work, each their own.':
    'Vertrouwelijke notities zijn voor geestelijke verzorging en maatschappelijk werk, elk voor zich.',
  'This note was sent already, with other words. Open it and correct it.':
    'Deze notitie is al verstuurd, met andere woorden. Open haar en verbeter haar.',
  'This note was marked as entered in error. Write a new one.':
    'Deze notitie is gemarkeerd als vergissing. Schrijf een nieuwe.',
  'A note is corrected by who wrote it. Write a note of your own beside it.':
    'Een notitie wordt verbeterd door wie haar schreef. Schrijf er een eigen notitie naast.',
  'A change of two resources answered fewer.':
    'De wijziging is niet heel aangekomen. Kijk wat er staat en probeer opnieuw.',
  'This is done by a person of the directory; sign in with your own account.':
    'Dit doet iemand die in het adresboek staat. Meld u aan met uw eigen account.',
  'Open the form again: it has no number of its own.':
    'Open het formulier opnieuw; het heeft geen eigen nummer.',
  'There is no such {}, or it is not for you to see.': 'Dit is er niet, of het is niet voor u te zien.',
  'This list has changed since the page was opened; open it again and tick it again.':
    'Deze lijst is veranderd sinds u de pagina opende. Open haar opnieuw en kruis opnieuw aan.',
  'This list has changed since the page was opened; open it and tick it again.':
    'Deze lijst is veranderd sinds u de pagina opende. Open haar en kruis opnieuw aan.',
  'This list was sent already, ticked in another way. Open it and look at it.':
    'Deze lijst is al verstuurd, anders aangekruist. Open haar en kijk ernaar.',
  'Prompt lists are ticked by a clinician.': 'Deze lijsten kruist een zorgverlener aan.',
  'Give the reason for marking.': 'Geef de reden om te markeren.',
  'This patient is not marked any more.': 'Deze patiënt is niet meer gemarkeerd.',
  'Give the reason for taking the mark away.': 'Geef de reden om de markering weg te halen.',
  'A mark cannot end before the day it was set.':
    'Een markering kan niet eindigen voor de dag waarop zij is gezet.',
  'Say which version of the mark was on the screen.': 'Open de markering opnieuw; zij kan zijn veranderd.',
  'With your role you mark no patients.': 'Met uw rol markeert u geen patiënten.',
  'With your role you cannot mark a patient.': 'Met uw rol markeert u geen patiënten.',
  'With your role you cannot take a mark away.': 'Met uw rol haalt u geen markering weg.',
  'Send the fields of the form as one object.': 'Het formulier kwam niet heel aan. Open het opnieuw.',
  'The field {} is a text.': 'Een veld van het formulier kwam niet goed aan. Open het opnieuw.',
  'The field {} is a list of texts.': 'Een veld van het formulier kwam niet goed aan. Open het opnieuw.',
  'Give the reason.': 'Geef de reden.',
  'The reason is longer than {} characters. Make it shorter.':
    'De reden is langer dan {} tekens. Maak haar korter.',
  'This mark was deleted.': 'Deze markering is verwijderd.',
  'What a patient or a carer asks is a proposal; somebody who treats, or the office, makes it an order.':
    'Wat een patiënt of naaste vraagt is een voorstel; iemand die behandelt of het secretariaat maakt er een aanvraag van.',
  'This request is {}; that cannot be done with it any more.':
    'Deze aanvraag is al verder; dat kan er niet meer mee. Kijk hoe zij nu staat.',
  'This is an order already.': 'Dit is al een aanvraag.',
  'This proposal is {}; it cannot be confirmed any more.':
    'Dit voorstel is al verder; het kan niet meer worden bevestigd.',
  'Name at least one of the four domains.': 'Kies ten minste één van de vier domeinen.',
  'Say who goes: at least one discipline.': 'Geef aan wie er gaat: ten minste één discipline.',
  'A proposal is confirmed first, by somebody who treats the patient or by the office.':
    'Een voorstel wordt eerst bevestigd, door iemand die de patiënt behandelt of door het secretariaat.',
  'A proposal is confirmed by somebody who treats the patient, or by the office.':
    'Een voorstel wordt bevestigd door iemand die de patiënt behandelt, of door het secretariaat.',
  'Write what you advise instead.': 'Schrijf wat u in plaats daarvan adviseert.',
  'Say who gets this advice.': 'Geef aan wie dit advies krijgt.',
  'The first contact cannot be in the future.': 'Het eerste contact kan niet in de toekomst liggen.',
  'The directory of the network has no consultation team. Ask the administrator to put it there; call when it is urgent.':
    'In het adresboek staat geen consultteam. Vraag de beheerder het erin te zetten; bel bij spoed.',
  'The directory has several consultation teams, and does not say which one is yours. Ask the administrator; call when it is urgent.':
    'In het adresboek staan meer consultteams, en niet welk van u is. Vraag de beheerder; bel bij spoed.',
  'There is no such record, or it is not for you to see.':
    'Dit dossier is er niet, of het is niet voor u te zien.',
  'With your role you do not ask for a consultation.': 'Met uw rol vraagt u geen consult.',
  'With your role you cannot ask for a consultation in this way.':
    'Met uw rol kunt u niet op deze manier een consult vragen.',
  'A field is a list of texts.': 'Een veld van het formulier kwam niet goed aan. Open het opnieuw.',
  'The field {} is not filled in as it should be.': 'Een veld is niet goed ingevuld. Kijk het formulier na.',
  'Say on which versions this is done.': 'Open de aanvraag opnieuw; zij kan zijn veranderd.',
  'This is nothing that can be done with a request.': 'Dit kan niet met een aanvraag.',
  'With your role you cannot do this with a request.': 'Met uw rol kunt u dit niet met een aanvraag doen.',
  'This form was sent already, with other words. Open the request and look at it.':
    'Dit formulier is al verstuurd, met andere woorden. Open de aanvraag en kijk ernaar.',
  'There is open advice of this consultation: write down what became of it, then complete it.':
    'Er is nog open advies bij dit consult: schrijf op wat ervan werd, en rond daarna af.',
  'There is no such team that takes questions.': 'Dit team neemt geen vragen aan.',
  'There is no such question.': 'Deze vraag is er niet.',
  'This page is for patients and carers who may ask.':
    'Deze pagina is voor patiënten en naasten die iets mogen vragen.',
  'this is not written as the consultation module writes it; open the original':
    'Dit is anders vastgelegd dan hier te lezen is. Open het origineel.',
  'this note has lost the line for everybody; open the original':
    'Deze notitie mist de regel voor iedereen. Open het origineel.',
  'this form was taken more than once; call the service desk':
    'Dit formulier is meer dan eens aangenomen. Bel de servicedesk.',
  'Advice is checked by the pharmacist.': 'Advies wordt gecontroleerd door de apotheker.',
  'Whether a consultation is agreed to is said by the treating physician.':
    'Of met een consult wordt ingestemd, zegt de behandelend arts.',
  'A request is accepted by the consultation team or its office.':
    'Een aanvraag wordt aangenomen door het consultteam of zijn secretariaat.',
  'With your role you cannot do this with this request.':
    'Met uw rol kunt u dit niet met deze aanvraag doen.',
  'Nobody asked for a second check of this advice.': 'Voor dit advies is geen tweede controle gevraagd.',
  'Write what should be different.': 'Schrijf wat er anders moet.',
  'Who asked was called back already.': 'Wie het vroeg, is al teruggebeld.',
  'A proposal is confirmed; that says that you agree.':
    'Een voorstel wordt bevestigd; daarmee zegt u dat u instemt.',
  'Write why you do not agree.': 'Schrijf waarom u niet instemt.',
  'Say which dimension this is about.': 'Geef aan over welke dimensie dit gaat.',
  'A colleague said something of this point meanwhile.': 'Een collega zei intussen iets over dit punt.',
  'A point is discussed, or for later.': 'Een punt is besproken, of voor later.',
  'Begin the conversation first.': 'Begin eerst het gesprek.',
  'Choose a day from today, within a year.': 'Kies een dag vanaf vandaag, binnen een jaar.',
  'Choose who prepares: the patient, or somebody close.': 'Kies wie voorbereidt: de patiënt, of een naaste.',
  'Nothing was filled in that could be opened.': 'Er is niets ingevuld dat te openen is.',
  'Something in the form is missing or cannot be read.':
    'In het formulier ontbreekt iets, of iets is niet te lezen.',
  'Something newer was sent meanwhile. Look at it first.':
    'Er is intussen iets nieuwers gestuurd. Kijk daar eerst naar.',
  'The conversation has begun, or this is not needed any more.':
    'Het gesprek is begonnen, of dit is niet meer nodig.',
  'The conversation has begun, or this was withdrawn before.':
    'Het gesprek is begonnen, of dit is al ingetrokken.',
  'There is no such patient, or you do not ask them.':
    'Deze patiënt is er niet, of u vraagt deze patiënt niets.',
  'There is no such preparation of yours.': 'Deze voorbereiding van u is er niet.',
  'This house cannot yet keep this from the patient, so it is not taken.':
    'Dit kan hier nog niet voor de patiënt worden achtergehouden en is daarom niet aangenomen.',
  'This page is for patients and those close who may prepare.':
    'Deze pagina is voor patiënten en naasten die mogen voorbereiden.',
  'This patient died. Nothing is asked any more.': 'Deze patiënt is overleden. Er wordt niets meer gevraagd.',
  'This person is not close to the patient any more.': 'Deze persoon is geen naaste van de patiënt meer.',
  'This person was asked already, and nothing was opened yet.':
    'Deze persoon is al gevraagd, en er is nog niets geopend.',
  'This point is not on the agenda.': 'Dit punt staat niet op de agenda.',
  'You may not prepare a conversation for this patient.':
    'U mag voor deze patiënt geen gesprek voorbereiden.',
};
