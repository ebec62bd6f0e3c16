import type { MessageKey } from './messages.nl.ts';

/** What people read at the authorization server itself, in English: exactly the keys of the Dutch messages. */
export const en: Readonly<Record<MessageKey, string>> = {
  'refused.title': 'This request cannot go on',
  'refused.app': 'The app that sent you here made a request that we cannot carry out.',
  'refused.expired': 'This request has expired or belongs to another window.',
  'refused.again':
    'Go back to the app and start again. If it keeps happening, ask the administrator for help.',
  'refused.code': 'Message for the administrator: {{code}}',
  'failed.title': 'Something went wrong on our side',
  'failed.again': 'Try again in a minute. Nothing was shared with an app.',
  'logout.title': 'Sign out',
  'logout.question': 'Do you want to sign out? Apps that work through this sign-in then stop too.',
  'logout.yes': 'Yes, sign me out',
  'logout.no': 'No, stay signed in',
  'loggedOut.title': 'You are signed out',
  'loggedOut.close': 'You can close this window.',
};
