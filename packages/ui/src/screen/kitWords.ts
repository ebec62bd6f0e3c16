import { catalogue } from '../catalogue.ts';

const nl = {
  product: 'Caecilia Care',
  title: '{{page}} · Caecilia Care',
  'title.wrong': 'Let op: {{page}} · Caecilia Care',
  skip: 'Naar de inhoud',
  language: 'Taal',
  demo: 'Demonstratie: alle personen, instellingen en nummers zijn verzonnen.',
  parts: 'Onderdelen',
  'wrong.one': 'Er klopt nog iets niet. Er is niets opgeslagen.',
  'wrong.more': 'Er kloppen nog {{count}} dingen niet. Er is niets opgeslagen.',
  optional: '(mag leeg blijven)',
  choose: 'Kies…',
  'date.hint': 'dag-maand-jaar, bijvoorbeeld 14-02-2026',
  'emergency.title': 'Noodtoegang',
  'emergency.until': 'U ziet dit dossier met noodtoegang, tot {{until}}.',
  'emergency.readOnly':
    'Het dossier is nu alleen te lezen: het logboek kan niet worden geschreven. Dat u keek, komt er later in.',
  'emergency.told': 'De patiënt en de privacyfunctionaris zien dat u keek, met uw reden.',
  'emergency.end': 'Stop de noodtoegang',
  'account.signIn': 'Mijn inlog',
  'account.sessions': 'Apparaten en sessies',
  'account.lock': 'Vergrendel',
  'account.end': 'Log uit',
  'account.locked': 'Vergrendeld',
  'account.locked.kept':
    'Wat u hier typte, blijft staan. Ontgrendel in een nieuw venster; deze pagina gaat dan vanzelf verder.',
  'account.unlock': 'Ontgrendel',
  'account.ended': 'U bent uitgelogd',
  'account.ended.kept': 'Wat u hier typte, blijft staan. Log in een nieuw venster in en kom hier terug.',
  'account.again': 'Log in',
} as const;

export type KitKey = keyof typeof nl;

const en: Readonly<Record<KitKey, string>> = {
  product: 'Caecilia Care',
  title: '{{page}} · Caecilia Care',
  'title.wrong': 'Please check: {{page}} · Caecilia Care',
  skip: 'Skip to content',
  language: 'Language',
  demo: 'Demonstration: all people, institutions and numbers are invented.',
  parts: 'Parts',
  'wrong.one': 'Something is not right yet. Nothing was saved.',
  'wrong.more': '{{count}} things are not right yet. Nothing was saved.',
  optional: '(may stay empty)',
  choose: 'Choose…',
  'date.hint': 'day-month-year, for instance 14-02-2026',
  'emergency.title': 'Emergency access',
  'emergency.until': 'You see this record by emergency access, until {{until}}.',
  'emergency.readOnly':
    'The record is read-only now: the log cannot be written. That you looked goes into it later.',
  'emergency.told': 'The patient and the privacy officer see that you looked, and your reason.',
  'emergency.end': 'End emergency access',
  'account.signIn': 'My sign-in',
  'account.sessions': 'Devices and sessions',
  'account.lock': 'Lock',
  'account.end': 'Sign out',
  'account.locked': 'Locked',
  'account.locked.kept':
    'What you typed here stays. Unlock in a new window; this page then goes on by itself.',
  'account.unlock': 'Unlock',
  'account.ended': 'You are signed out',
  'account.ended.kept': 'What you typed here stays. Sign in in a new window and come back here.',
  'account.again': 'Sign in',
};

/** Words of the kit itself, in a language. */
export const kitWords = catalogue<KitKey>({ nl, en });
