export { mailAddress, readMailAddress } from './mail-address.ts';
export { type MailSettings, type MailWords, mailSettings } from './mail-settings.ts';
export { type Mail, type Mailer, MailFailed, type MailFailure, openMailer } from './mailer.ts';
