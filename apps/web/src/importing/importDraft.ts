import type { ImportItem, ImportShown } from '@caecilia/exchange/ui';

/** What a person chose so far, and what they say of the patient. */
export interface ImportDraft {
  readonly choices: Readonly<Record<string, string>>;
  readonly words: string;
  /** They looked at whom it is about. */
  readonly confirmed: boolean;
}

export const NOTHING: ImportDraft = { choices: {}, words: '', confirmed: false };

/** Reads what an earlier visit kept. */
export function isImportDraft(value: unknown): value is ImportDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { choices, words, confirmed } = value as Readonly<Record<string, unknown>>;
  return (
    typeof words === 'string' &&
    typeof confirmed === 'boolean' &&
    typeof choices === 'object' &&
    choices !== null &&
    Object.values(choices).every((each) => typeof each === 'string')
  );
}

/** What is chosen for a thing: what the person chose, else what is usual; empty where they have to say. */
export function choiceOf({ id, choices, usual }: ImportItem, draft: ImportDraft): string {
  const chosen = draft.choices[id];
  return choices.find((each) => each === chosen) ?? usual ?? '';
}

const FEWEST_WORDS = 10;
const MOST_WORDS = 500;

/** Fields that are not right yet: `words`, `confirm`, and the ids of things that nobody chose for. */
export function faultsIn(
  { items, patient }: Pick<ImportShown, 'items' | 'patient'>,
  draft: ImportDraft,
): ReadonlySet<string> {
  const length = [...draft.words.trim()].length;
  return new Set([
    ...(patient.verdict === 'ask' && (length < FEWEST_WORDS || length > MOST_WORDS) ? ['words'] : []),
    ...(draft.confirmed ? [] : ['confirm']),
    ...items.filter((item) => item.choices.length > 0 && choiceOf(item, draft) === '').map(({ id }) => id),
  ]);
}
