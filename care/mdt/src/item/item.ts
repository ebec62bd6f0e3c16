import { Problem } from '@caecilia/kernel';
import { REASONS, type Reason } from '../agenda/reason.ts';
import { demand, type Party } from '../element.ts';

/** Most letters of one part of the minutes. */
export const MOST_LETTERS = 8000;

/** Who wrote something, as the minutes name them. */
export interface Author {
  /** `Practitioner/…` or `PractitionerRole/…`. */
  readonly reference: string;
  readonly name?: string;
}

/** Who does what was decided: somebody who treats (it becomes advice), or a role of the team (a task). */
export interface Decision {
  readonly for: 'treating' | 'team';
  readonly owner: Party;
  /** Civil day. */
  readonly dueOn: string;
  /** `Task/…` that it became. */
  readonly task: string;
}

/**
 * What one person contributed: a part of its own, so that two who type at once never write the same one. Parts stand in
 * the order in which the server took their first words.
 */
export interface Part {
  /** A UUID that the screen made when the part was begun. */
  readonly id: string;
  readonly kind: 'note' | 'decision' | 'addition';
  readonly author: Author;
  readonly words: string;
  /** Instants at which the server took its first and its last words. */
  readonly at: string;
  readonly changedAt: string;
  /** 1 with its first words; each change adds one. */
  readonly revision: number;
  /** The window that wrote it last: a window never conflicts with itself. */
  readonly window: string;
  readonly decision?: Decision;
}

/** Something that was done with the patient's place on the agenda. */
export interface Step {
  readonly kind: 'removed' | 'restored' | 'discussed';
  readonly by: Author;
  /** Instant. */
  readonly at: string;
  /** Why, where it was removed. */
  readonly words?: string;
}

/** A patient on the agenda of one meeting, and what was said of them. */
export interface Item {
  /** Logical ids. */
  readonly meeting: string;
  readonly patient: string;
  /** Instant of the meeting. */
  readonly heldAt: string;
  readonly addedBy: Author;
  readonly reasons: readonly Reason[];
  readonly steps: readonly Step[];
  readonly parts: readonly Part[];
  /** Set when the meeting was closed: from then on there are additions only. */
  readonly frozen?: { readonly by: Author; readonly at: string };
}

/** Words that somebody types, as a window sends them again and again. */
export interface Writing {
  readonly id: string;
  /** The revision on the screen; 0 for what the server has not seen. */
  readonly revision: number;
  readonly words: string;
  readonly window: string;
}

/** What became of writing: it is kept, or another window of the same person was first. */
export type Written =
  | { readonly kind: 'kept'; readonly item: Item; readonly part: Part | undefined }
  | { readonly kind: 'conflict'; readonly theirs: Part };

/** Why somebody else's part cannot be changed. */
const NOT_YOURS = 'This was written by a colleague; write your own words beside it.';

/** Said to whoever writes in a meeting that was closed meanwhile. Their words are an addition. */
export function closedProblem(): Problem {
  return new Problem(
    'conflict',
    'This meeting was closed. Its minutes do not change; send these words as an addition.',
    { expression: 'closed' },
  );
}

/**
 * The item with what somebody typed. The same words again change nothing. Throws `Problem('conflict')` with the place
 * `closed` when the minutes are frozen, and `Problem('forbidden')` for the part of a colleague.
 */
export function written(item: Item, writing: Writing, doing: { author: Author; at: string }): Written {
  const { id, words, window } = writing;
  demandPartId(id);
  demandLength(words);
  if (item.frozen !== undefined) throw closedProblem();
  const standing = item.parts.find((part) => part.id === id);
  if (
    standing !== undefined &&
    (standing.kind !== 'note' || standing.author.reference !== doing.author.reference)
  )
    throw new Problem('forbidden', NOT_YOURS);
  if (standing?.words === words) return { kind: 'kept', item, part: standing };
  if (standing !== undefined && standing.window !== window && standing.revision !== writing.revision)
    return { kind: 'conflict', theirs: standing };
  if (words.trim() === '') return { kind: 'kept', item: without(item, id), part: undefined };
  const part: Part = {
    id,
    kind: 'note',
    author: doing.author,
    words,
    at: standing?.at ?? doing.at,
    changedAt: doing.at,
    revision: (standing?.revision ?? 0) + 1,
    window,
  };
  return { kind: 'kept', item: withPart(item, part), part };
}

/** A decision with the Task that it became. The same one again changes nothing. */
export function resolved(
  item: Item,
  part: Pick<Part, 'id' | 'words'> & { readonly decision: Decision },
  { author, at }: { readonly author: Author; readonly at: string },
): Item {
  if (item.parts.some(({ id }) => id === part.id)) return item;
  if (item.frozen !== undefined) throw closedProblem();
  return withPart(item, { ...part, kind: 'decision', author, at, changedAt: at, revision: 1, window: '-' });
}

/** What a decision must be before it becomes a task: words of what is done. */
export function demandDecision(words: string): void {
  demand(words.trim() !== '', 'Write what was decided.', 'words');
  demandLength(words);
}

/** Words that are added to minutes that are frozen. They stand beside them, with who and when. */
export function added(
  item: Item,
  { id, words }: { readonly id: string; readonly words: string },
  { author, at }: { readonly author: Author; readonly at: string },
): Item {
  demandPartId(id);
  demand(words.trim() !== '', 'Write what you add.', 'words');
  demandLength(words);
  demand(item.frozen !== undefined, 'The meeting goes on: write it in the minutes themselves.');
  const standing = item.parts.find((part) => part.id === id && part.kind === 'addition');
  if (standing !== undefined) {
    if (standing.words === words && standing.author.reference === author.reference) return item;
    throw new Problem('duplicate', 'This addition was sent already, with other words. Look at the minutes.');
  }
  // The id of a note whose words were closed out becomes that of another part: an id names one part.
  const taken = item.parts.some((part) => part.id === id);
  const own = taken ? `${id}-a` : id;
  if (item.parts.some((part) => part.id === own && part.words === words)) return item;
  return withPart(item, {
    id: own,
    kind: 'addition',
    author,
    words,
    at,
    changedAt: at,
    revision: 1,
    window: '-',
  });
}

/** Takes the patient from the agenda, or puts them back. Both stay to be read. */
export function moved(item: Item, step: Step): Item {
  if (item.frozen !== undefined) throw closedProblem();
  demand(step.kind !== 'removed' || (step.words ?? '').trim() !== '', 'Write why.', 'words');
  if (step.kind === 'discussed' && item.steps.some(({ kind }) => kind === 'discussed')) return item;
  if (step.kind !== 'discussed' && isOff(item) === (step.kind === 'removed')) return item;
  return { ...item, steps: [...item.steps, step] };
}

/** Whether the patient was taken from the agenda, and not put back. */
export function isOff({ steps }: Pick<Item, 'steps'>): boolean {
  return steps.findLast(({ kind }) => kind !== 'discussed')?.kind === 'removed';
}

export function isDiscussed({ steps }: Pick<Item, 'steps'>): boolean {
  return steps.some(({ kind }) => kind === 'discussed');
}

/** The item with reasons that it did not have; one of a kind, the newer words in the place of the older. */
export function withReasons(item: Item, reasons: readonly Reason[]): Item {
  if (item.frozen !== undefined) return item;
  const kept = item.reasons.filter(
    ({ kind }) => kind === 'asked' || !reasons.some((each) => each.kind === kind),
  );
  const all = [...kept, ...reasons].toSorted((a, b) => REASONS.indexOf(a.kind) - REASONS.indexOf(b.kind));
  return JSON.stringify(all) === JSON.stringify(item.reasons) ? item : { ...item, reasons: all };
}

/** The minutes of this patient as they will stay. */
export function frozen(item: Item, by: Author, at: string): Item {
  return item.frozen === undefined ? { ...item, frozen: { by, at } } : item;
}

function withPart(item: Item, part: Part): Item {
  const stands = item.parts.some(({ id }) => id === part.id);
  const parts = stands
    ? item.parts.map((each) => (each.id === part.id ? part : each))
    : [...item.parts, part];
  return { ...item, parts };
}

function without(item: Item, id: string): Item {
  return { ...item, parts: item.parts.filter((part) => part.id !== id) };
}

function demandPartId(id: string): void {
  demand(/^[A-Za-z0-9-]{16,64}$/.test(id), 'Open the page again: this part has no number of its own.');
}

function demandLength(words: string): void {
  demand(words.length <= MOST_LETTERS, `Write at most ${MOST_LETTERS} letters in one part.`, 'words');
}
