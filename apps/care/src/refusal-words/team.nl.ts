import type { RefusalWords } from './refusal-words.ts';

/** Refusals of the team module, in Dutch, by the sentence that its rules say. */
export const team: RefusalWords = {
  'Give a number that can be called.': 'Geef een nummer waarop gebeld kan worden.',
  'Nobody of the team reads this for this patient.': 'Niemand van het team leest dit voor deze patiënt.',
  'Plan from 1 to {} calls.': 'Plan 1 tot en met {} telefoontjes.',
  'Say in at most 200 characters which call this is.':
    'Zeg in ten hoogste 200 tekens welk telefoontje dit is.',
  'There is no such call to be made for this patient.': 'Dit telefoontje is er niet voor deze patiënt.',
  'This is for the patient, and for who acts for them.':
    'Dit is voor de patiënt, en voor wie namens de patiënt mag vragen.',
  'There is no such absence; it may have been taken back.':
    'Deze afwezigheid is er niet; zij kan zijn teruggenomen.',
  'You record your own absence; the team lead or the secretary records that of others in the team.':
    'U legt uw eigen afwezigheid vast; die van anderen in het team legt de teamleider of het secretariaat vast.',
  'This role is no longer there.': 'Deze rol is er niet meer.',
  'What was sent is not a form.': 'Het formulier kwam niet heel aan. Open het opnieuw.',
  'Send words here.': 'Schrijf hier woorden.',
  'Choose a role of the team.': 'Kies een rol van het team.',
  'Give a day and a time.': 'Geef een dag en een tijd.',
  'Send a list here.': 'Een lijst van het formulier kwam niet goed aan. Open het opnieuw.',
  'Choose a colleague.': 'Kies een collega.',
  'Say which one.': 'Geef aan welke.',
  'Choose patients.': 'Kies patiënten.',
  'Say which version was seen.': 'Open het opnieuw; het kan zijn veranderd.',
  'A form sends the number that it was given when it was opened.':
    'Open het formulier opnieuw; het heeft geen eigen nummer.',
  'Choose a colleague of the team.': 'Kies een collega van het team.',
  'Say what to do with the swap.': 'Geef aan wat er met de ruil moet gebeuren.',
  'Send the gaps as they were shown.': 'De gaten in het rooster zijn veranderd. Kijk opnieuw.',
  'Choose two duties.': 'Kies twee diensten.',
  'Say from which day, as 2026-10-19.': 'Geef aan vanaf welke dag.',
  'A rota is shown for 1 to 42 days.': 'Een rooster is te zien voor 1 tot 42 dagen.',
  'There is no such role.': 'Deze rol is er niet.',
  'There is no such team.': 'Dit team is er niet.',
  'This house has no consultation team yet; the network directory adds one.':
    'Er is nog geen consultteam; het komt uit het adresboek van het netwerk.',
  'Say what to do with the task.': 'Geef aan wat er met de taak moet gebeuren.',
  'Write at most 600 characters: it is read at night, on paper.':
    'Schrijf hooguit 600 tekens: het wordt ’s nachts gelezen, op papier.',
  'A colleague wrote this hand-over in the meantime; look at it and choose.':
    'Een collega schreef intussen deze overdracht. Kijk ernaar en kies.',
  'A duty or period begins and ends on a whole minute, and ends after it begins.':
    'Een dienst of periode begint en eindigt op een hele minuut, en eindigt nadat zij begint.',
  'A rota says for every instant who is on call.': 'Het rooster zegt niet voor elk moment wie dienst heeft.',
  'Each duty lies within the time that is planned, and ends after it begins.':
    'Elke dienst ligt binnen de tijd die wordt ingeroosterd, en eindigt nadat zij begint.',
  'A duty lasts at most eight days.': 'Een dienst duurt hooguit acht dagen.',
  'Two duties of one role are at the same time; let one begin where the other ends.':
    'Twee diensten van één rol vallen samen; laat de ene beginnen waar de andere eindigt.',
  'This would put two people on call at once; read the rota again and repeat it.':
    'Zo zouden twee mensen tegelijk dienst hebben. Bekijk het rooster opnieuw en herhaal het.',
  'No swap is asked for this duty any more.': 'Voor deze dienst wordt geen ruil meer gevraagd.',
  'Two people swap duties of one role; these are not.':
    'Twee mensen ruilen diensten van één rol; deze zijn dat niet.',
  'A weekly pattern starts on a Monday, written as 2026-10-19.': 'Een weekpatroon begint op een maandag.',
  'A turn begins on a day of the week, 1 (Monday) to 7 (Sunday).': 'Een beurt begint op een dag van de week.',
  'A turn begins and ends at a time of the clock, 00:00 to 23:59.':
    'Een beurt begint en eindigt op een tijd van de klok, 00.00 tot 23.59.',
  'A turn lasts at most until the same weekday of next week.':
    'Een beurt duurt hooguit tot dezelfde dag van de volgende week.',
  'A turn ends after it begins; say how many days later.':
    'Een beurt eindigt nadat zij begint; geef aan hoeveel dagen later.',
  'A turn lasts at most a week.': 'Een beurt duurt hooguit een week.',
  'A turn has somebody; leave it out where nobody is on call.':
    'Een beurt heeft iemand; laat haar weg waar niemand dienst heeft.',
  'A rota is planned for at most 400 days at a time.':
    'Een rooster wordt voor hooguit 400 dagen tegelijk gemaakt.',
  'Two turns of the pattern meet; the first begins on {}.': 'Twee beurten van het patroon vallen samen.',
  'A turn without a holder came through the check.': 'Een beurt heeft niemand. Kijk het patroon na.',
  'Somebody changed these duties in the meantime; look at the rota again and repeat the change.':
    'Iemand veranderde deze diensten intussen. Bekijk het rooster opnieuw en herhaal de wijziging.',
  'Somebody in this rota does not have this role in the team.':
    'Iemand in dit rooster heeft deze rol niet in het team.',
  'This colleague is away, or does not work here, during this duty.':
    'Deze collega is tijdens deze dienst afwezig, of werkt hier dan niet.',
  'Say in at most 500 characters why.': 'Schrijf in hooguit 500 tekens waarom.',
  'The rota is for who works with the team; ask the ward or the team whom to call.':
    'Het rooster is voor wie met het team werkt; vraag de afdeling of het team wie u kunt bellen.',
  'The rota is published by the team lead or the secretary.':
    'Het rooster wordt vastgesteld door de teamleider of het secretariaat.',
  'You can take over a duty yourself; the team lead or the secretary gives it to others.':
    'U kunt een dienst zelf overnemen; de teamleider of het secretariaat geeft haar aan anderen.',
  'A duty in the rota cannot be read; have it corrected in the record.':
    'Een dienst in het rooster is niet te lezen; laat dat in het dossier verbeteren.',
  'A swap that was asked cannot be read; have it corrected in the record.':
    'Een gevraagde ruil is niet te lezen; laat dat in het dossier verbeteren.',
  'The history of a duty cannot be read; have it corrected in the record.':
    'De geschiedenis van een dienst is niet te lezen; laat dat in het dossier verbeteren.',
  'A rota is read and planned for at most 400 days at a time.':
    'Een rooster wordt voor hooguit 400 dagen tegelijk gelezen en gemaakt.',
  'Duties of two people are swapped by the team lead or the secretary; ask your colleague to swap.':
    'Diensten van twee mensen ruilt de teamleider of het secretariaat; vraag uw collega om te ruilen.',
  'You can ask to swap a duty of your own.': 'U kunt vragen om een eigen dienst te ruilen.',
  'Only the colleague who was asked agrees to a swap.':
    'Alleen de collega aan wie het is gevraagd, gaat akkoord met een ruil.',
  'A swap is declined by who was asked, or taken back by who asked it.':
    'Een ruil wordt afgewezen door wie gevraagd is, of teruggenomen door wie haar vroeg.',
  'This task is finished already.': 'Deze taak is al klaar.',
  'This task ends by what it asks for. Open the patient, and do it there.':
    'Deze taak is klaar als gebeurd is wat er gevraagd wordt. Open de patiënt en doe het daar.',
  'Say in at most 1000 characters why this is not done.':
    'Schrijf in hooguit 1000 tekens waarom dit niet gebeurt.',
  'Say in at most 1000 characters what there is to do.': 'Schrijf in hooguit 1000 tekens wat er te doen is.',
  'A task that was written is not there.': 'De taak is opgeslagen en niet terug te vinden. Kijk in de lijst.',
  'There is no such task of this team.': 'Dit team heeft deze taak niet.',
  'There is no such task, or it is not for you to see.': 'Deze taak is er niet, of is niet voor u te zien.',
  'This task is finished; make a new one.': 'Deze taak is klaar; maak een nieuwe.',
  'The time by which this is due is past; say a new one.':
    'De tijd waarop dit klaar moet zijn, is voorbij; geef een nieuwe.',
  'This colleague does not have the role that the task is for.':
    'Deze collega heeft niet de rol waarvoor de taak is.',
  'This colleague is away now or when it is due; leave the task to the role.':
    'Deze collega is nu afwezig of op de dag zelf; laat de taak bij de rol.',
  'Patients are given to a colleague by the team lead or the secretary: it opens their records.':
    'Patiënten geeft de teamleider of het secretariaat aan een collega: het opent hun dossiers.',
  'Choose 1 to 200 patients.': 'Kies 1 tot 200 patiënten.',
  'The day until which it lasts is past.': 'De dag tot wanneer het duurt, is voorbij.',
  'This colleague is away in that time; choose another.':
    'Deze collega is in die tijd afwezig; kies een ander.',
  'There is no such patient, or it is not for you to see.':
    'Deze patiënt is er niet, of is niet voor u te zien.',
  'Say in at most 1000 characters why.': 'Schrijf in hooguit 1000 tekens waarom.',
};
