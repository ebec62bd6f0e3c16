import { EMERGENCY_REASONS, type EmergencyReason } from '@caecilia/privacy';

/** How the record keeps a reason: its code and the words of who used it, in one line of text. */
export function reasonKept(reason: EmergencyReason, words: string): string {
  return `${reason}: ${words.trim()}`;
}

/** The reason as it was chosen and said. One that another program wrote counts as `other`, in its own words. */
export function reasonRead(kept: string): { readonly reason: EmergencyReason; readonly words: string } {
  const reason = EMERGENCY_REASONS.find((each) => kept.startsWith(`${each}: `));
  return reason === undefined
    ? { reason: 'other', words: kept }
    : { reason, words: kept.slice(reason.length + 2) };
}

/** In the language of the record: patients and privacy officers read it in the log, between words of professionals. */
const WORDS: Readonly<Record<EmergencyReason, string>> = {
  'acute-care': 'Spoed.',
  'not-yet-in-team': 'Nog niet in het behandelteam.',
  'out-of-hours': 'Avond, nacht of weekend.',
  other: '',
};

/** For who reads the log. */
export function reasonInWords(kept: string): string {
  const { reason, words } = reasonRead(kept);
  return `${WORDS[reason]} ${words}`.trim();
}
