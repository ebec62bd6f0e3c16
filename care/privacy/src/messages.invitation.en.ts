import type { invitationNl } from './messages.invitation.nl.ts';

/** English words of the screens that invite people to their own record, of the letter, and of who has no record to see. */
export const invitationEn: Readonly<Record<keyof typeof invitationNl, string>> = {
  'home.title': 'What you can see',
  'home.sees':
    'The patient gave you a mandate. With it you may see: who is involved in the care, goals and points of attention, aids, appointments, tasks, messages and questionnaires. This site has no screen for that yet. The agreements on treatment, who looked and with whom the record is shared can be seen here only by the patient, and by who represents the patient. Ask the patient to look together.',
  'home.nothing':
    'You cannot see a record now. We know you as somebody close to the patient, but there is no mandate of the patient that holds now.',
  'home.patient': 'Your record cannot be opened by you now.',
  'home.what': 'What you can do',
  'home.more': 'Would you like to see more?',
  'home.step.ask':
    'Ask the patient to give you a mandate. The patient signs in, chooses "Who may act for me" and then "Give a mandate". It works at once.',
  'home.step.cannot':
    'Can the patient not do that any more? Ask the care professional. They record who represents the patient.',
  'home.step.after':
    'Has the patient died? Then mandates end. Ask the care professional whether you may see something.',
  'home.step.call': 'Is this not right? Call or ask your care professional.',
  'invite.title': 'Invite to their own record',
  'invite.intro':
    'By a letter with a code the patient, or somebody who may look for the patient, can sign in. The letter says nothing about health.',
  'invite.patient': 'The patient',
  'invite.close': 'People close to the patient',
  'invite.close.intro': 'Only who represents the patient, or has a mandate of the patient.',
  'invite.close.none': 'There are no people close to the patient in the record.',
  'invite.state.none': 'Has no sign-in yet.',
  'invite.state.invited': 'Invited. The letter works until {{when}}.',
  'invite.state.expired': 'Invited, but the letter expired on {{when}}.',
  'invite.state.in-use': 'Signs in.',
  'invite.hindrance.no-mandate':
    'Cannot be invited yet: the patient gave no mandate. The patient does that at "Who may act for me".',
  'invite.hindrance.no-birth-date':
    'Cannot be invited yet: the record has no complete birth date. Add it first.',
  'invite.hindrance.ended': 'Cannot be invited: this right has ended.',
  'invite.hindrance.closed': 'Cannot be invited: this sign-in was closed by the functional administrator.',
  'invite.hindrance.demo': 'This invented person signs in to the demonstration with one click.',
  'invite.do.none': 'Make a letter for {{name}}',
  'invite.do.invited': 'Make a new letter for {{name}}',
  'invite.do.expired': 'Make a new letter for {{name}}',
  'invite.do.in-use': 'Let {{name}} begin again',
  'invite.withdraw': 'Withdraw the letter for {{name}}',
  'invite.back': 'Back to the list',
  'invite.letterTitle': 'Letter for {{name}}',
  'invite.letterIntro': 'The code works for 30 days and once. An earlier letter does not work after it.',
  'invite.again':
    'Everything that this person signs in with now ends: password, app, passkeys and recovery codes. Do this only when you are sure who asks.',
  'invite.born': 'Birth date of {{name}}',
  'invite.bornKnown': 'The letter works together with the birth date: {{date}}.',
  'invite.language': 'Language of the letter',
  'invite.language.nl': 'Dutch',
  'invite.language.en': 'English',
  'invite.check': 'Give the letter to this person only, or send it to the address that you checked.',
  'invite.make': 'Make the letter',
  'invite.wrong.born': 'This date has not been yet. Check the birth date.',
  'invite.wrong.language': 'Choose the language of the letter.',
  'invite.made': 'The letter for {{name}} is ready',
  'invite.made.intro':
    'You see the code only now. Print the letter at once. If it gets lost, make a new one.',
  'invite.print': 'Print the letter',
  'invite.letter': 'The letter',
  'letter.dear': 'Dear {{name}},',
  'letter.patient':
    'You can look at your own record with us. You also see who looked at it, and you decide who else may look.',
  'letter.carer':
    'You get a sign-in of your own as somebody close to a patient. What you can see with it depends on the mandate that you were given.',
  'letter.code': 'With this code you make your own sign-in:',
  'letter.until': 'The code works once, until {{when}}.',
  'letter.how': 'This is how',
  'letter.go': 'On a computer or telephone, go to',
  'letter.step.patient': 'Choose "I am a patient or carer".',
  'letter.step.invitation': 'Choose "I have an invitation with a code".',
  'letter.step.code': 'Copy the code and fill in your birth date.',
  'letter.step.choose':
    'Choose how you sign in from now on: with a passkey, or with a password and an app. Keep your recovery codes.',
  'letter.keep': 'Do not give this letter to others. We never ask for your password or code.',
  'letter.help':
    'Does it not work, or did you not expect this letter? Call or ask your care professional. They can withdraw the code or make a new one.',
};
