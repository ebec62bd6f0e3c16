import { catalogue, type Language, type Translate } from '@caecilia/ui';

/** Words for people at home: short, plain, no terms of the trade (B1). */
const nl = {
  module: 'Bel mij',
  title: 'Bel mij',
  intro: 'Wilt u met een verpleegkundige praten? Druk op de knop. Wij bellen u.',
  'promise.title': 'Wanneer bellen wij?',
  'promise.now': 'Wij lezen dit nu. Wij bellen u voor {{time}}.',
  'promise.later': 'Er leest nu niemand mee. Wij bellen u voor {{time}}.',
  phone: 'Op welk nummer bellen wij u?',
  about: 'Waar gaat het over?',
  'about.hint': 'Mag leeg. Wij kiezen niet wie eerst gebeld wordt om wat u hier schrijft.',
  send: 'Bel mij',
  done: 'Wij weten het. U hoeft niets meer te doen.',
  'calls.title': 'Wat u vroeg',
  'calls.none': 'U hebt nog niet gevraagd om te bellen.',
  'calls.open': 'Gevraagd op {{asked}}. Wij bellen u voor {{due}}.',
  'calls.late':
    'Gevraagd op {{asked}}. Wij zouden bellen voor {{due}}. Dat is niet gelukt. Wacht niet: bel zelf een van de nummers hieronder.',
  'calls.called': 'Gevraagd op {{asked}}. Wij belden u op {{called}}.',
  'calls.cancelled': 'Gevraagd op {{asked}}. Wij bellen hierover niet: {{because}}',
  'open.already': 'U hebt al gevraagd om te bellen. Nog een keer vragen hoeft niet.',
  'now.title': 'Kan het niet wachten?',
  now: 'Wacht dan niet op ons. Bel nu:',
  'now.general': 'Overdag belt u uw huisarts. In de avond, nacht en het weekend belt u de huisartsenpost.',
  'now.danger': 'Is er levensgevaar? Bel 112.',
  'none.promise': 'Dit team belt niet terug met een knop. Bel een van de nummers hieronder.',
  'none.team':
    'Het team zorgt nu niet voor u. Bel een van de nummers hieronder, of stel een vraag aan het team.',
  'wrong.phone': 'Vul een nummer in waarop wij u kunnen bellen.',
  'wrong.about': 'Dit is te lang. Gebruik niet meer dan 300 letters.',
  'problem.forbidden': 'Dit is niet voor u',
  'problem.forbidden.body': 'Deze pagina is voor de patiënt, en voor wie namens de patiënt mag vragen.',
  'problem.notFound': 'Dit is er niet',
  'problem.notFound.body': 'Deze pagina is er niet, of niet voor u.',
  'problem.unavailable': 'Het lukt nu niet',
  'problem.unavailable.body':
    'Probeer het straks opnieuw. Kan het niet wachten? Bel uw huisarts, of de huisartsenpost. Bij levensgevaar: 112.',
  'problem.other': 'Het is niet gelukt',
  'problem.other.body':
    'Wij hebben uw vraag niet gekregen. Kan het niet wachten? Bel uw huisarts, of de huisartsenpost. Bij levensgevaar: 112.',
} as const;

export type CallMeKey = keyof typeof nl;

const en: Readonly<Record<CallMeKey, string>> = {
  module: 'Call me',
  title: 'Call me',
  intro: 'Do you want to talk to a nurse? Press the button. We will call you.',
  'promise.title': 'When do we call?',
  'promise.now': 'We read this now. We call you before {{time}}.',
  'promise.later': 'Nobody reads this now. We call you before {{time}}.',
  phone: 'On which number do we call you?',
  about: 'What is it about?',
  'about.hint': 'May be empty. What you write here does not decide who is called first.',
  send: 'Call me',
  done: 'We know. You do not have to do anything else.',
  'calls.title': 'What you asked',
  'calls.none': 'You have not asked us to call yet.',
  'calls.open': 'Asked on {{asked}}. We call you before {{due}}.',
  'calls.late':
    'Asked on {{asked}}. We should have called before {{due}}. We did not manage. Do not wait: call one of the numbers below.',
  'calls.called': 'Asked on {{asked}}. We called you on {{called}}.',
  'calls.cancelled': 'Asked on {{asked}}. We do not call about this: {{because}}',
  'open.already': 'You asked us to call already. You do not have to ask again.',
  'now.title': 'Can it not wait?',
  now: 'Then do not wait for us. Call now:',
  'now.general':
    'By day you call your general practitioner. In the evening, at night and at the weekend you call the out-of-hours practice.',
  'now.danger': 'Is a life in danger? Call 112.',
  'none.promise': 'This team does not call back by a button. Call one of the numbers below.',
  'none.team':
    'The team does not care for you now. Call one of the numbers below, or ask the team a question.',
  'wrong.phone': 'Fill in a number on which we can call you.',
  'wrong.about': 'This is too long. Use no more than 300 letters.',
  'problem.forbidden': 'This is not for you',
  'problem.forbidden.body': 'This page is for the patient, and for who may ask on their behalf.',
  'problem.notFound': 'This is not there',
  'problem.notFound.body': 'This page is not there, or not for you.',
  'problem.unavailable': 'It does not work now',
  'problem.unavailable.body':
    'Try again later. Can it not wait? Call your general practitioner, or the out-of-hours practice. In danger of life: 112.',
  'problem.other': 'It did not work',
  'problem.other.body':
    'We did not get your question. Can it not wait? Call your general practitioner, or the out-of-hours practice. In danger of life: 112.',
};

/** The words of asking to be called in a language. */
export const callMeWords: (language: Language) => Translate<CallMeKey> = catalogue<CallMeKey>({ nl, en });
