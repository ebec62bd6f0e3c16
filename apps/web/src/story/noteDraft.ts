/** What somebody typed of a note. */
export interface NoteDraft {
  readonly note: string;
  readonly sharedOutcome: string;
  /** Number of the form, made when it was opened: the server takes it once. */
  readonly clientId: string;
}

/** Most letters, as the server counts them (`care/consultation`). */
export const LONGEST = { note: 20_000, sharedOutcome: 200 } as const;

export function isNoteDraft(value: unknown): value is NoteDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'note' in value &&
    typeof value.note === 'string' &&
    'sharedOutcome' in value &&
    typeof value.sharedOutcome === 'string' &&
    'clientId' in value &&
    typeof value.clientId === 'string'
  );
}

/** What is wrong with it, by field, as a key of the words. */
export function wrongWith({ note, sharedOutcome }: NoteDraft): {
  readonly note?: 'notes.wrong.note' | 'notes.wrong.noteLong';
  readonly sharedOutcome?: 'notes.wrong.outcome';
} {
  const line = sharedOutcome.trim();
  const isLine = line !== '' && line.length <= LONGEST.sharedOutcome && !/[\r\n]/.test(line);
  const words = note.trim();
  return {
    ...(words === '' ? { note: 'notes.wrong.note' } : {}),
    ...(words.length > LONGEST.note ? { note: 'notes.wrong.noteLong' } : {}),
    ...(isLine ? {} : { sharedOutcome: 'notes.wrong.outcome' }),
  };
}
