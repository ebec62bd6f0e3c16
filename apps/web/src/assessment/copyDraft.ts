import {
  type DeskInstrument,
  nameField,
  type PreparationWrong,
  type Preparing,
  parsePrepared,
  scoreField,
} from '@caecilia/assessment/ui';

/** A sheet of paper as it is copied. */
export interface CopyDraft {
  readonly clientId: string;
  readonly who: string;
  readonly first: string;
  readonly own: string;
  readonly topics: readonly string[];
  readonly scores: Readonly<Record<string, number>>;
  /** Names of symptoms that somebody named. */
  readonly names: Readonly<Record<string, string>>;
}

export const EMPTY_SHEET: CopyDraft = {
  clientId: '',
  who: '',
  first: '',
  own: '',
  topics: [],
  scores: {},
  names: {},
};

/** Whether a draft that was kept is one of ours. */
export function isCopyDraft(value: unknown): value is CopyDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { clientId, who, first, own, topics, scores, names } = value as Record<string, unknown>;
  return (
    [clientId, who, first, own].every((each) => typeof each === 'string') &&
    Array.isArray(topics) &&
    [scores, names].every((each) => typeof each === 'object' && each !== null)
  );
}

/** The same fields as the form that people fill in at home. */
export function fieldsOfSheet(draft: CopyDraft): Readonly<Record<string, readonly string[]>> {
  const { clientId, who, first, own, topics, scores, names } = draft;
  return {
    clientId: [clientId],
    who: [who],
    first: [first],
    own: [own],
    topics,
    ...Object.fromEntries(Object.entries(scores).map(([id, value]) => [scoreField(id), [String(value)]])),
    ...Object.fromEntries(Object.entries(names).map(([id, name]) => [nameField(id), [name]])),
  };
}

/** What is wrong with it, by field, under the rules of the form at home. */
export function wrongInSheet(
  draft: CopyDraft,
  about: { readonly preparing: Preparing; readonly symptoms: Pick<DeskInstrument, 'items'> },
): Readonly<Record<string, PreparationWrong>> {
  const parsed = parsePrepared(fieldsOfSheet(draft), about);
  return 'wrong' in parsed ? parsed.wrong : {};
}
